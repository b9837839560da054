"""Devices prove themselves: credentials, and when they were revoked."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Filled by the change that needs it."""

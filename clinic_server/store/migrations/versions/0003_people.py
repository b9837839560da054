"""People prove themselves: PINs, one-time passwords, and sessions of desks and programs."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Filled by the change that needs it."""

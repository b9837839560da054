"""Clinical notes apart, erased rows, and what was read by whom."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Filled by the change that needs it."""

"""Outside programs: webhooks and their log, feedback."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Filled by the change that needs it."""

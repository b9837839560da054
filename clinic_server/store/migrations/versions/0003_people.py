"""People prove themselves: PINs, one-time passwords, and sessions of desks and programs."""

import sqlalchemy as sa
from alembic import op

from clinic_server.store.columns import Id, Json, Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Who has an account keeps the password; who is signed in stays signed in, at a desk."""
    op.add_column("credential", sa.Column("one_time_until", Moment(), nullable=True))
    op.add_column("credential", sa.Column("pin_hash", sa.Text(), nullable=False, server_default=""))
    op.add_column("credential", sa.Column("totp_secret", sa.Text(), nullable=False, server_default=""))
    op.add_column("credential", sa.Column("totp_step", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("credential", sa.Column("recovery_hashes", Json(), nullable=False, server_default="[]"))
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default="desk"))
        session.add_column(sa.Column("device_id", Id(), nullable=True))
        session.add_column(sa.Column("label", sa.Text(), nullable=False, server_default=""))
        session.add_column(sa.Column("locked_at", Moment(), nullable=True))
        session.add_column(sa.Column("generation", sa.Integer(), nullable=False, server_default="0"))
        session.create_check_constraint("kind_of_session", "kind IN ('desk', 'program')")
        session.create_foreign_key("device_of_session", "device", ["clinic_id", "device_id"], ["clinic_id", "id"])

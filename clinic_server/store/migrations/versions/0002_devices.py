"""Devices prove themselves: credentials, and when they were revoked."""

import sqlalchemy as sa
from alembic import op

from clinic_server.store.columns import Id, Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Devices of before have no credential: each is paired once, under its old id if somebody says so."""
    op.add_column("device", sa.Column("is_revoked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "device_credential",
        sa.Column("key_hash", sa.Text(), nullable=False),
        sa.Column("paired_at", Moment(), nullable=False),
        sa.Column("paired_by", sa.Text(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.Column("id", Id(), nullable=False),
        sa.Column("clinic_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id", "id"], ["device.clinic_id", "device.id"]),
        sa.PrimaryKeyConstraint("id", "clinic_id"),
        sa.UniqueConstraint("clinic_id", "key_hash"),
    )

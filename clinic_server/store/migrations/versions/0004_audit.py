"""Clinical notes apart, erased rows, and what was read by whom."""

import sqlalchemy as sa
from alembic import op

from clinic_server.store.columns import Id, Json, Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _set_clinical_notes_apart()
    _record_broken_glass()
    _seal_receipts()
    _let_patients_be_erased()
    _let_clinics_choose_their_periods()


def _set_clinical_notes_apart() -> None:
    op.create_table(
        "clinical_note",
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("priority_reason", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("clinic_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id", "id"], ["ticket.clinic_id", "ticket.id"]),
        sa.PrimaryKeyConstraint("id", "clinic_id"),
    )
    op.execute(
        "INSERT INTO clinical_note (clinic_id, id, reason, priority_reason, notes)"
        " SELECT clinic_id, id, reason, priority_reason, notes FROM visit"
        " WHERE reason <> '' OR priority_reason <> '' OR notes <> ''"
    )
    for column in ("reason", "priority_reason", "notes"):
        op.drop_column("visit", column)


def _record_broken_glass() -> None:
    op.create_table(
        "broken_glass",
        sa.Column("ticket_id", Id(), nullable=False),
        sa.Column("staff_id", Id(), nullable=False),
        sa.Column("device_id", Id(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("broken_at", Moment(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("clinic_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id", "ticket_id"], ["ticket.clinic_id", "ticket.id"]),
        sa.ForeignKeyConstraint(["clinic_id", "staff_id"], ["staff.clinic_id", "staff.id"]),
        sa.PrimaryKeyConstraint("id", "clinic_id"),
    )


def _seal_receipts() -> None:
    """Receipts are sealed with their row, an erasure names the rows it rewrote, and a day's rows are found at once."""
    op.add_column("journal", sa.Column("answer_hash", sa.LargeBinary(), nullable=True))
    op.add_column("journal", sa.Column("erased_by", sa.Integer(), nullable=True))
    op.create_index("rows_of_a_day", "journal", ["clinic_id", "business_day", "seq"])


def _let_patients_be_erased() -> None:
    """And find all visits of one patient."""
    op.add_column("patient", sa.Column("erased_at", Moment(), nullable=True))
    of_somebody = sa.text("patient_id IS NOT NULL")
    op.create_index("visits_of_a_patient", "visit", ["clinic_id", "patient_id"], sqlite_where=of_somebody)


def _let_clinics_choose_their_periods() -> None:
    op.add_column("clinic", sa.Column("retention", Json(), nullable=False, server_default="{}"))

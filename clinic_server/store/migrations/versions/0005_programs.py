"""Outside programs: patients that are found, feedback, what was promised, webhooks and their log."""

import msgspec
import sqlalchemy as sa
from alembic import op

from clinic_server.store.columns import Id, Json, Moment
from clinic_server.store.search import phone_key, words_of

revision = "0005"
down_revision = "0004"

KEPT_WORDS = """
    CREATE TRIGGER patient_words_added AFTER INSERT ON patient BEGIN
        INSERT INTO patient_word (clinic_id, word, patient_id)
        SELECT NEW.clinic_id, value, NEW.id FROM json_each(NEW.words);
    END;
    CREATE TRIGGER patient_words_changed AFTER UPDATE OF words ON patient WHEN OLD.words <> NEW.words BEGIN
        DELETE FROM patient_word
        WHERE clinic_id = OLD.clinic_id AND patient_id = OLD.id AND word IN (SELECT value FROM json_each(OLD.words));
        INSERT INTO patient_word (clinic_id, word, patient_id)
        SELECT NEW.clinic_id, value, NEW.id FROM json_each(NEW.words);
    END;
    CREATE TRIGGER patient_words_removed AFTER DELETE ON patient BEGIN
        DELETE FROM patient_word
        WHERE clinic_id = OLD.clinic_id AND patient_id = OLD.id AND word IN (SELECT value FROM json_each(OLD.words));
    END;
"""


def upgrade() -> None:
    _patients()
    _feedback()
    _webhooks()


def _patients() -> None:
    for name, default in (
        ("sex", "unknown"),
        ("emergency_name", ""),
        ("emergency_phone", ""),
        ("call_preference", "screen"),
        ("phone_key", ""),
    ):
        op.add_column("patient", sa.Column(name, sa.Text(), nullable=False, server_default=default))
    op.add_column("patient", sa.Column("words", Json(), nullable=False, server_default="[]"))
    op.create_table(
        "patient_word",
        sa.Column("clinic_id", Id(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("patient_id", Id(), nullable=False),
        sa.PrimaryKeyConstraint("clinic_id", "word", "patient_id"),
    )
    op.create_index("patients_by_phone", "patient", ["clinic_id", "phone_key"], unique=False)
    op.create_index("patients_by_birth_date", "patient", ["clinic_id", "birth_date"], unique=False)
    connection = op.get_bind()
    for trigger in KEPT_WORDS.split("END;")[:-1]:
        connection.exec_driver_sql(f"{trigger} END")
    known = connection.exec_driver_sql("SELECT clinic_id, id, name, phone FROM patient").fetchall()
    for clinic_id, id, name, phone in known:
        keys = (phone_key(phone), msgspec.json.encode(words_of(name)).decode(), clinic_id, id)
        connection.exec_driver_sql("UPDATE patient SET phone_key = ?, words = ? WHERE clinic_id = ? AND id = ?", keys)


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        sa.Column("staff_id", Id(), nullable=True),
        sa.Column("id", Id(), nullable=False),
        sa.Column("clinic_id", Id(), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5"),
        _belongs_to("id", "ticket"),
        sa.PrimaryKeyConstraint("id", "clinic_id"),
    )
    op.create_table(
        "promise",
        sa.Column("department_id", Id(), nullable=False),
        *(
            sa.Column(name, Moment(), nullable=False)
            for name in ("waiting_since", "told_at", "soonest_at", "likely_at", "latest_at")
        ),
        sa.Column("id", Id(), nullable=False),
        sa.Column("clinic_id", Id(), nullable=False),
        _belongs_to("id", "ticket"),
        sa.PrimaryKeyConstraint("id", "clinic_id"),
    )


def _webhooks() -> None:
    op.create_table(
        "webhook",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kinds", Json(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("failing_since", Moment(), nullable=True),
        sa.Column("id", Id(), nullable=False),
        sa.Column("clinic_id", Id(), nullable=False),
        sa.CheckConstraint("state IN ('active', 'paused', 'stopped', 'removed')"),
        sa.PrimaryKeyConstraint("id", "clinic_id"),
    )
    op.create_table(
        "webhook_secret",
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("clinic_id", Id(), nullable=False),
        _belongs_to("id", "webhook"),
        sa.PrimaryKeyConstraint("id", "clinic_id"),
    )
    op.create_table(
        "webhook_cursor",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("rewinds", sa.Integer(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("clinic_id", Id(), nullable=False),
        _belongs_to("id", "webhook"),
        sa.PrimaryKeyConstraint("id", "clinic_id"),
    )
    op.create_table(
        "delivery",
        sa.Column("webhook_id", Id(), nullable=False),
        sa.Column("message_id", Id(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("clinic_id", Id(), nullable=False),
        _belongs_to("webhook_id", "webhook"),
        sa.PrimaryKeyConstraint("id", "clinic_id"),
    )
    op.create_index("deliveries_of_a_webhook", "delivery", ["clinic_id", "webhook_id", "id"], unique=False)


def _belongs_to(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["clinic_id", column], [f"{table}.clinic_id", f"{table}.id"])

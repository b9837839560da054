"""Outside programs: patients that are found, feedback, what was promised, webhooks and their log."""

import msgspec
import sqlalchemy as sa
from alembic import op

from clinic_server.store.columns import Id, Json
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

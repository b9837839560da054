"""What has had its time goes, and only that; what may stay stays; and the journal proves itself through it all."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from clinic_server.actor import BOX, Actor, Role
from clinic_server.domain.retention import RULES, check_retention
from clinic_server.handlers.retention import KeepRetention, expired
from clinic_server.store.journal import decode_event
from clinic_server.store.opening import check_chain
from clinic_server.store.outbox import deliveries
from clinic_server.store.reading import Reader
from shared.protocol.audit import PersonalDataRead, Reading
from shared.protocol.clinic import ChangeClinic, Retention
from shared.protocol.clinical_note import ClinicalNote, WriteNotes
from shared.protocol.feedback import Feedback, GiveFeedback
from shared.protocol.identity import new_id
from shared.protocol.patient import Patient
from shared.protocol.refusal import BadValue
from shared.protocol.retention import RecordsExpired
from shared.protocol.session import Session, SignOut
from shared.protocol.ticket import CancelTicket, IssueTicket, TicketKey
from shared.protocol.visit import Visit
from shared.protocol.webhook import AddWebhook, Delivery, Webhook, WebhookCursor, WebhookTold
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.values import MORNING

DEFAULT = Retention()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data", at=MORNING)


@pytest.fixture
def books(house: House) -> Iterator[Bookkeeper]:
    with Bookkeeper(house.folder, MORNING + timedelta(minutes=1)) as books:
        yield books


def a_visit(house: House, books: Bookkeeper, request_id: UUID | None = None) -> tuple[UUID, UUID]:
    """Asha comes, is asked, leaves and says what she thinks of it. Her id and the ticket's."""
    issue = IssueTicket(
        department_id=house.departments["GM"].id, language="en", name="Asha", phone="5550188", reason="cough"
    )
    ticket = books.ask(house.actor("reception"), issue, request_id=request_id).ticket
    books.ask(house.actor("amara"), WriteNotes(ticket_id=ticket.id, notes="bronchitis"))
    books.ask(house.actor("reception"), CancelTicket(ticket_id=ticket.id, reason="went home"))
    books.ask(house.actor("reception"), GiveFeedback(ticket_id=ticket.id, rating=5, words="kindness"))
    patient_id = books.unit().need(Visit, ticket.id).patient_id
    assert patient_id is not None
    return patient_id, ticket.id


def keep(books: Bookkeeper, at: datetime) -> list[RecordsExpired]:
    """The daily job at a time, until nothing is left to do; what it wrote."""
    books.at = at
    before, reader = books.ledger.seq, Reader(books.store.reading)
    while not (found := expired(reader, books.unit().clinic, books.at)).is_empty:
        books.ask(BOX, KeepRetention(expired=found))
    events = [decode_event(row.body) for row in reader.rows(before)]
    check_chain(reader)
    return [event for event in events if isinstance(event, RecordsExpired)]


def after(days: int) -> datetime:
    """A moment later than all that was done on the first day, plus so many days."""
    return MORNING + timedelta(days=days, hours=1)


def counted(events: list[RecordsExpired], kind: str) -> int:
    return sum(event.counts.get(kind, 0) for event in events)


def test_nothing_goes_before_its_time(house: House, books: Bookkeeper) -> None:
    a_visit(house, books, new_id())

    assert keep(books, MORNING + timedelta(days=1)) == []


def test_the_page_of_a_slip_goes_and_the_ticket_stays(house: House, books: Bookkeeper) -> None:
    _, ticket_id = a_visit(house, books)
    waits = books.ask(house.at_kiosk, IssueTicket(department_id=house.departments["GM"].id, language="en")).ticket

    events = keep(books, after(DEFAULT.ticket_key_days))

    assert counted(events, "ticket_key") == 1
    assert books.unit().get(TicketKey, ticket_id) is None
    assert books.unit().get(Visit, ticket_id) is not None
    assert books.unit().get(TicketKey, waits.id) is not None


def test_receipts_go(house: House, books: Bookkeeper) -> None:
    request_id = new_id()
    a_visit(house, books, request_id)
    assert books.ledger.receipts([request_id])

    keep(books, after(DEFAULT.receipt_days))

    assert books.ledger.receipts([request_id]) == {}


def test_sessions_go_when_they_have_ended(house: House, books: Bookkeeper) -> None:
    session = next(session for session in _sessions(books) if session.staff_id == house.staff["bo"].id)
    books.ask(Actor(role=Role.DOCTOR, id=session.staff_id, session_id=session.id), SignOut())
    others = [kept for kept in _sessions(books) if kept.id != session.id]

    assert counted(keep(books, after(DEFAULT.session_days)), "session") == 1
    assert _sessions(books) == others

    keep(books, after(DEFAULT.session_days + 1))
    assert _sessions(books) == []


def test_what_webhooks_were_told_goes_and_the_webhook_stays(house: House, books: Bookkeeper) -> None:
    added = books.ask(house.actor("admin"), AddWebhook(url="https://hospital.example/"))
    old, late = (
        Delivery(
            id=new_id(),
            webhook_id=added.webhook.id,
            message_id=new_id(),
            seq=1,
            kind="ticket.issued",
            at=MORNING + timedelta(days=days),
            attempt=1,
            status=204,
            milliseconds=7,
        )
        for days in (0, 10)
    )
    books.record(WebhookTold(deliveries=(old, late), cursor=WebhookCursor(id=added.webhook.id, seq=1)))

    events = keep(books, after(DEFAULT.delivery_days))

    assert counted(events, "delivery") == 1
    assert deliveries(Reader(books.store.reading), added.webhook.id, None, 9) == (late,)
    assert books.unit().need(Webhook, added.webhook.id) == added.webhook


def _sessions(books: Bookkeeper) -> list[Session]:
    kinds = Reader(books.store.reading).rows(0)
    opened = [decode_event(row.body) for row in kinds if row.kind == "staff.signed_in"]
    found = (books.unit().get(Session, event.session.id) for event in opened if hasattr(event, "session"))
    return [session for session in found if session is not None]


def test_what_was_wrong_goes_while_it_is_known_who_came(house: House, books: Bookkeeper) -> None:
    books.ask(house.actor("admin"), ChangeClinic(retention=replace(DEFAULT, clinical_days=365)))
    patient_id, ticket_id = a_visit(house, books)

    events = keep(books, after(365))

    unit = books.unit()
    assert counted(events, "clinical") == 1
    assert unit.need(ClinicalNote, ticket_id) == ClinicalNote(id=ticket_id)
    assert (unit.need(Feedback, ticket_id).words, unit.need(Feedback, ticket_id).rating) == ("", 5)
    assert unit.need(Patient, patient_id).name == "Asha"
    assert _left(house, "cough", "bronchitis", "went home", "kindness", "Asha") == ["Asha"]


def test_a_patient_goes_after_the_last_visit(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_visit(house, books)
    books.at = MORNING + timedelta(days=3_000)
    books.keep_day()
    issue = IssueTicket(department_id=house.departments["GM"].id, language="en", patient_id=patient_id)
    again = books.ask(house.actor("reception"), issue).ticket
    books.ask(house.actor("reception"), CancelTicket(ticket_id=again.id, reason="left"))

    keep(books, after(DEFAULT.patient_days))
    assert books.unit().need(Patient, patient_id).name == "Asha"

    events = keep(books, after(3_000 + DEFAULT.patient_days))
    assert counted(events, "patient") == 1
    patient = books.unit().need(Patient, patient_id)
    assert patient == Patient(id=patient_id, erased_at=patient.erased_at)
    assert patient.erased_at is not None
    assert _left(house, "Asha", "5550188", "bronchitis") == []


def _left(house: House, *words: str) -> list[str]:
    found = b"".join(path.read_bytes() for path in house.folder.iterdir() if path.is_file())
    return [word for word in words if word.encode() in found]


def test_who_came_back_meanwhile_stays(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_visit(house, books)
    books.at = after(DEFAULT.patient_days + 365)  # ids are made by the machine's own clock
    books.keep_day()
    found = expired(Reader(books.store.reading), books.unit().clinic, books.at)
    assert found.patients == (patient_id,)
    issue = IssueTicket(department_id=house.departments["GM"].id, language="en", patient_id=patient_id)
    books.ask(house.actor("reception"), issue)

    books.ask(BOX, KeepRetention(expired=found))

    assert books.unit().need(Patient, patient_id).name == "Asha"


def test_whose_data_was_read_goes_and_who_read_it_stays(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_visit(house, books)
    for subjects in ((patient_id,), ()):
        books.record(PersonalDataRead(how=Reading.ANSWER, kinds=("patient",), subject_ids=subjects, reason="a letter"))
    first, second = books.ledger.seq - 1, books.ledger.seq

    events = keep(books, after(DEFAULT.reading_days))

    assert counted(events, "reading") == 2
    rows = {row.seq: decode_event(row.body) for row in Reader(books.store.reading).rows(first - 1)}
    assert rows[first] == rows[second] == PersonalDataRead(how=Reading.ANSWER, kinds=("patient",))


def test_many_go_a_few_at_a_time(house: House, books: Bookkeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinic_server.handlers.retention.AT_ONCE", 2)
    for _ in range(5):
        a_visit(house, books)

    events = keep(books, after(DEFAULT.ticket_key_days))

    assert [event.counts["ticket_key"] for event in events] == [2, 2, 1]


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("days", [-1, 0, 10**9])
def test_a_period_has_its_limits(house: House, books: Bookkeeper, kind: str, days: int) -> None:
    wrong: Any = {RULES[kind].field: days}  # type: ignore[index]  # a record class is a text
    with pytest.raises(BadValue, match="retention"):
        books.ask(house.actor("admin"), ChangeClinic(retention=Retention(**wrong)))


def test_the_periods_to_begin_with_are_allowed() -> None:
    check_retention(DEFAULT)
    assert {rule.field for rule in RULES.values()} == set(Retention.__struct_fields__)


def test_a_clinic_of_before_has_the_usual_periods(house: House, books: Bookkeeper) -> None:
    books.close()
    with sqlite3.connect(house.database) as connection:
        connection.execute("UPDATE clinic SET retention = '{}'")
    connection.close()
    with Bookkeeper(house.folder, MORNING) as again:
        assert again.unit().clinic.retention == DEFAULT


DELETING = re.compile(r"\bDELETE FROM\b|\bdelete\(|\.delete\(")
MAY_DELETE = {"store/erasing.py", "store/migrations/versions/0005_programs.py"}
"""The second keeps an index of words: what goes from there still stands in the patient's row."""


def test_nothing_else_deletes() -> None:
    server = Path(__file__).parents[3] / "clinic_server"
    found = {str(path.relative_to(server)) for path in server.rglob("*.py") if DELETING.search(path.read_text("utf-8"))}

    assert found <= MAY_DELETE
    assert "store/erasing.py" in found

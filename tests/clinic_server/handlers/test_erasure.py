"""A person's data goes on request: from tables, journal, receipts and file; and the journal still proves itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from clinic_server.domain.erasure import blanked
from clinic_server.store.chain import BrokenChain
from clinic_server.store.engine import writing_engine
from clinic_server.store.ledger import STORED
from clinic_server.store.opening import check_chain
from clinic_server.store.reading import Reader
from shared.protocol.audit import PersonalDataRead, Reading
from shared.protocol.clinical_note import ClinicalNote, WriteNotes
from shared.protocol.erasure import ErasePatient
from shared.protocol.every import VALUES
from shared.protocol.feedback import GiveFeedback
from shared.protocol.grammar import Value, kind_of
from shared.protocol.identity import new_id
from shared.protocol.patient import ChangePatient, FindPatients, Patient
from shared.protocol.priority import Priority
from shared.protocol.refusal import NotFound
from shared.protocol.ticket import CancelTicket, ChangePriority, IssueTicket, ReasonNeeded, WrongState
from shared.protocol.visit import Visit
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.values import MORNING, sample

SECRETS = (
    "Zubaida",
    "5550199",
    "1971-03-09",
    "amputation",
    "collapsed",
    "went home crying",
    "Yolanda",
    "Zubeida",
    "never again",
)
"""What was said of one person, in any field, at any time."""


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data", at=MORNING)


@pytest.fixture
def books(house: House) -> Iterator[Bookkeeper]:
    with Bookkeeper(house.folder, MORNING + timedelta(minutes=1)) as books:
        yield books


def issue(house: House, **fields: object) -> IssueTicket:
    return IssueTicket(department_id=house.departments["GM"].id, language="en", **fields)  # type: ignore[arg-type]  # a test's own


def a_visit(house: House, books: Bookkeeper) -> tuple[UUID, UUID]:
    """Somebody of whom every field says something, some of it corrected since; gone again. Her id and the ticket's."""
    admin, amara = house.actor("admin"), house.actor("amara")
    asked = issue(
        house, name="Zubeida", phone="+34 5550199", birth_date=date(1971, 3, 9), reason="an amputation, healed"
    )
    ticket_id = books.ask(house.actor("reception"), asked, request_id=new_id()).ticket.id
    patient_id = books.unit().need(Visit, ticket_id).patient_id
    assert patient_id is not None
    change = ChangePatient(patient_id=patient_id, name="Zubaida", emergency_name="Yolanda")
    books.ask(admin, change, request_id=new_id())
    urgent = ChangePriority(ticket_id=ticket_id, priority=Priority.EMERGENCY, reason="collapsed")
    books.ask(amara, urgent, request_id=new_id())
    books.ask(amara, WriteNotes(ticket_id=ticket_id, notes="amputation, left"), request_id=new_id())
    books.ask(amara, CancelTicket(ticket_id=ticket_id, reason="went home crying"), request_id=new_id())
    feedback = GiveFeedback(ticket_id=ticket_id, rating=1, words="never again")
    books.ask(house.actor("reception"), feedback, request_id=new_id())
    return patient_id, ticket_id


def bytes_of(house: House) -> bytes:
    """All that lies in the data folder."""
    return b"".join(path.read_bytes() for path in sorted(house.folder.iterdir()) if path.is_file())


def left_in(house: House) -> list[str]:
    found = bytes_of(house)
    return [secret for secret in SECRETS if secret.encode() in found]


def test_nothing_of_a_person_is_left_in_any_file(house: House, books: Bookkeeper) -> None:
    patient_id, ticket_id = a_visit(house, books)
    other = books.ask(house.at_kiosk, issue(house, name="Sixtus")).ticket.id
    assert set(left_in(house)) == set(SECRETS)

    erased = books.ask(house.actor("admin"), ErasePatient(patient_id=patient_id, reason="letter of 14 April"))

    assert left_in(house) == []
    assert b"Sixtus" in bytes_of(house)
    assert (erased.visits, erased.patient_id) == (1, patient_id)
    assert erased.rows >= 5
    unit = books.unit()
    assert unit.need(Patient, patient_id) == Patient(id=patient_id, erased_at=books.at)
    assert unit.need(ClinicalNote, ticket_id) == ClinicalNote(id=ticket_id)
    assert unit.need(Visit, ticket_id).status_reason == ""
    assert unit.need(Visit, ticket_id).patient_id == patient_id
    assert unit.need(Visit, other).patient_id is not None
    books.close()
    assert left_in(house) == []


def test_the_chain_still_verifies_and_what_is_left_cannot_be_changed(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_visit(house, books)
    books.ask(house.actor("admin"), ErasePatient(patient_id=patient_id, reason="letter of 14 April"))
    reader = Reader(books.store.reading)
    rewritten = [row.seq for row in reader.rows(0) if row.erased_by == books.ledger.seq]

    check_chain(reader)

    books.close()
    file = writing_engine(house.database)
    with file.connect() as connection:
        connection.exec_driver_sql(
            f"UPDATE journal SET body = replace(CAST(body AS TEXT), 'ticket', 'tickst') WHERE seq = {rewritten[2]}"
        )
    with pytest.raises(BrokenChain) as caught:
        check_chain(Reader(file))
    assert caught.value.seq == rewritten[2]
    file.dispose()


def test_somebody_can_be_erased_again(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_visit(house, books)
    erase = ErasePatient(patient_id=patient_id, reason="letter of 14 April")
    books.ask(house.actor("admin"), erase)
    first = books.unit().need(Patient, patient_id)

    again = books.ask(house.actor("admin"), erase)

    assert again.rows == 0
    assert books.unit().need(Patient, patient_id) == first
    check_chain(Reader(books.store.reading))


def test_a_tables_values_are_what_the_journal_would_put(house: House, books: Bookkeeper) -> None:
    patient_id, ticket_id = a_visit(house, books)
    books.ask(house.actor("admin"), ErasePatient(patient_id=patient_id, reason="letter of 14 April"))

    history = books.unit().history(ticket_id)

    assert all(value == blanked(value) for event in history for value in event.values())


def test_receipts_of_an_erased_person_are_gone_and_others_stay(house: House, books: Bookkeeper) -> None:
    kept, gone = new_id(), new_id()
    books.ask(house.at_kiosk, issue(house, name="Sixtus"), request_id=kept)
    ticket = books.ask(house.at_kiosk, issue(house, name="Zubaida"), request_id=gone).ticket
    books.ask(house.actor("reception"), CancelTicket(ticket_id=ticket.id, reason="left"))
    patient_id = books.unit().need(Visit, ticket.id).patient_id
    assert patient_id is not None

    books.ask(house.actor("admin"), ErasePatient(patient_id=patient_id, reason="letter"))

    assert set(books.ledger.receipts([kept, gone])) == {kept}


def test_whoever_is_still_here_is_not_erased(house: House, books: Bookkeeper) -> None:
    ticket = books.ask(house.at_kiosk, issue(house, name="Zubaida")).ticket
    patient_id = books.unit().need(Visit, ticket.id).patient_id
    assert patient_id is not None

    with pytest.raises(WrongState):
        books.ask(house.actor("admin"), ErasePatient(patient_id=patient_id, reason="letter"))

    assert books.unit().need(Patient, patient_id).name == "Zubaida"


def test_an_erasure_needs_a_reason_and_somebody(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_visit(house, books)

    with pytest.raises(ReasonNeeded):
        books.ask(house.actor("admin"), ErasePatient(patient_id=patient_id, reason=" "))
    with pytest.raises(NotFound):
        books.ask(house.actor("admin"), ErasePatient(patient_id=new_id(), reason="letter"))


def test_an_erased_person_is_not_found_any_more(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_visit(house, books)
    reader = Reader(books.store.reading)
    assert [patient.id for patient in reader.patients(phone="", name="zubaida", birth_date=None, most=5)] == [
        patient_id
    ]

    books.ask(house.actor("admin"), ErasePatient(patient_id=patient_id, reason="letter"))

    assert reader.patients(phone="", name="zubaida", birth_date=None, most=5) == ()
    assert reader.patients(phone="5550199", name="", birth_date=None, most=5) == ()


def test_whoever_looks_somebody_up_is_on_record(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_visit(house, books)
    found = Reader(books.store.reading).patients(phone="", name="zubaida", birth_date=None, most=5)

    books.ask(house.actor("reception"), FindPatients(name="zubaida"), prepared=found, request_id=new_id())

    history = books.unit().history(patient_id)
    assert history[-1] == PersonalDataRead(how=Reading.ANSWER, kinds=("patient",), subject_ids=(patient_id,))
    assert b"Zubaida" not in next(Reader(books.store.reading).rows(books.ledger.seq - 1)).body


# What is personal, written a second time on purpose: who changes it must mean it.
PERSONAL = {
    "patient": "name phone language birth_date sex emergency_name emergency_phone call_preference",
    "visit": "status_reason",
    "clinical_note": "reason priority_reason notes",
    "feedback": "words",
}


def test_what_is_personal_was_agreed_on() -> None:
    assert {kind_of(kind): " ".join(kind.personal) for kind in VALUES if kind.personal} == PERSONAL


@pytest.mark.parametrize("kind", [kind for kind in VALUES if kind.personal], ids=kind_of)
def test_what_is_personal_can_be_blanked_and_is_stored_apart(kind: type[Value]) -> None:
    value = blanked(sample(kind))

    assert [getattr(value, name) for name in kind.personal] == [getattr(blanked(value), name) for name in kind.personal]
    assert kind in STORED

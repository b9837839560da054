"""Patients: made known once, found by what people remember of them, corrected, and given numbers."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.protocol.identity import new_id
from shared.protocol.patient import (
    CallPreference,
    ChangePatient,
    FindPatients,
    Patient,
    PatientKnown,
    RegisterPatient,
    Sex,
)
from shared.protocol.refusal import BadValue, NotFound
from shared.protocol.ticket import IssueTicket
from shared.protocol.visit import Visit
from tests.bookkeeper import Bookkeeper
from tests.clinic import House

BORN = date(1950, 2, 3)


class Files:
    """The clinic's books, and reception at them."""

    def __init__(self, house: House, books: Bookkeeper) -> None:
        self.books = books
        self.reception, self.kiosk = house.actor("reception"), house.at_kiosk
        self.general = house.departments["GM"].id

    def register(self, name: str = "Rosa Marín", **fields: Any) -> Patient:  # Any: each field has its own type
        return self.books.ask(self.reception, RegisterPatient(name=name, **fields))

    def found(self, **fields: Any) -> set[str]:  # Any: as above
        answer = self.books.ask(self.reception, FindPatients(**fields))
        return {patient.name for patient in answer.patients}


@pytest.fixture
def files(house: House) -> Iterator[Files]:
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        yield Files(house, books)


def test_a_patient_is_kept_with_all_that_was_said(files: Files) -> None:
    patient = files.register(
        " Rosa\tMarín ",
        phone="600 123 456",
        language="es",
        birth_date=BORN,
        sex=Sex.FEMALE,
        emergency_name="Ana",
        emergency_phone="600 999 999",
        call_preference=CallPreference.FETCH,
    )

    assert files.books.unit().get(Patient, patient.id) == patient
    assert (patient.name, patient.emergency_name) == ("RosaMarín", "Ana")


@pytest.mark.parametrize(
    "asked",
    [
        {"phone": "+34 600123456"},
        {"phone": "3456"},
        {"name": "mar ro"},
        {"name": "MARÍN"},
        {"birth_date": BORN},
        {"phone": "123456", "name": "rosa", "birth_date": BORN},
    ],
    ids=str,
)
def test_a_patient_is_found_by_any_of_it(files: Files, asked: dict[str, Any]) -> None:
    files.register(phone="600 123 456", birth_date=BORN)
    files.register("Omar Saidi", phone="700 111 222", birth_date=date(1990, 1, 1))

    assert files.found(**asked) == {"Rosa Marín"}


@pytest.mark.parametrize(
    "asked",
    [{"phone": "600 123 457"}, {"name": "osa"}, {"name": "rosa", "birth_date": date(1950, 2, 4)}, {"name": "ro%"}],
    ids=str,
)
def test_what_does_not_fit_finds_nobody(files: Files, asked: dict[str, Any]) -> None:
    files.register(phone="600 123 456", birth_date=BORN)
    files.register("Rhoda", phone="700 111 222")

    expected: set[str] = {"Rosa Marín"} if asked == {"name": "ro%"} else set()  # a sign is no letter, and no pattern
    assert files.found(**asked) == expected


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"phone": "456"},
        {"phone": "abc"},
        {"name": " ’ "},
        {"name": "a b c d e f g"},
        {"name": "x" * 201},
        {"phone": "1" * 33},
    ],
    ids=str,
)
def test_something_must_be_given_to_look_for_and_not_too_much(files: Files, asked: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        files.found(**asked)


def test_many_of_one_name_are_told_to_be_more(files: Files) -> None:
    for number in range(51):
        files.register(f"Maria {number}")

    answer = files.books.ask(files.reception, FindPatients(name="maria"))

    assert len(answer.patients) == 50
    assert answer.has_more
    assert answer.patients[0].name == "Maria 50"


def test_who_is_known_by_phone_and_birth_date_is_not_registered_twice(files: Files) -> None:
    first = files.register(phone="600 123 456", birth_date=BORN)

    with pytest.raises(PatientKnown) as refusal:
        files.register("Rosa M.", phone="+34 600123456", birth_date=BORN)

    assert refusal.value.patient_id == first.id
    twin = files.register("Ana Marín", phone="600 123 456", birth_date=BORN, is_another=True)
    assert twin.id != first.id


def test_a_family_may_share_a_phone(files: Files) -> None:
    files.register(phone="600 123 456", birth_date=BORN)
    files.register("Leo Marín", phone="600 123 456", birth_date=date(2015, 5, 5))
    files.register("Eva Marín", phone="600 123 456")

    assert len(files.found(phone="600123456")) == 3


def test_a_corrected_name_is_found_and_the_wrong_one_no_more(files: Files) -> None:
    patient = files.register("Rosa Merin")

    changed = files.books.ask(
        files.reception, ChangePatient(patient_id=patient.id, name="Rosa Marín", phone="600123456")
    )

    assert changed.name == "Rosa Marín"
    assert files.found(name="merin") == set()
    assert files.found(name="marin") == files.found(phone="123456") == {"Rosa Marín"}


def test_what_changes_nothing_leaves_no_row(files: Files) -> None:
    patient = files.register()
    seq = files.books.ledger.seq

    files.books.ask(files.reception, ChangePatient(patient_id=patient.id, name="Rosa Marín"))

    assert files.books.ledger.seq == seq


@pytest.mark.parametrize("born", [date(1850, 1, 1), datetime.now(UTC).date() + timedelta(days=3)], ids=str)
def test_nobody_was_born_then(files: Files, born: date) -> None:
    with pytest.raises(BadValue, match="birth_date"):
        files.register(birth_date=born)


def test_a_patient_has_a_name_or_something_else_that_is_known(files: Files) -> None:
    with pytest.raises(BadValue, match="name"):
        files.register("  ")
    patient = files.register()
    with pytest.raises(BadValue, match="name"):
        files.books.ask(files.reception, ChangePatient(patient_id=patient.id, name=""))


def test_a_known_patient_is_given_a_number(files: Files) -> None:
    patient = files.register()

    slip = files.books.ask(
        files.reception, IssueTicket(department_id=files.general, language="es", patient_id=patient.id)
    )

    assert files.books.unit().need(Visit, slip.ticket.id).patient_id == patient.id
    assert files.found(name="rosa") == {"Rosa Marín"}


def test_a_number_is_for_one_person(files: Files) -> None:
    patient = files.register()
    issue: dict[str, Any] = {"department_id": files.general, "language": "es"}

    with pytest.raises(BadValue, match="patient_id"):
        files.books.ask(files.reception, IssueTicket(**issue, patient_id=patient.id, name="Somebody"))
    with pytest.raises(BadValue, match="staff only"):
        files.books.ask(files.kiosk, IssueTicket(**issue, patient_id=patient.id))
    with pytest.raises(NotFound, match="patient"):
        files.books.ask(files.reception, IssueTicket(**issue, patient_id=new_id()))


def test_a_search_goes_by_the_indexes(files: Files) -> None:
    for number in range(30):
        files.register(f"Maria {number}", phone=f"600 100 {number:03}")
    files.books.close()
    with sqlite3.connect(files.books.store.path) as connection:
        words = _plan(connection, "SELECT patient_id FROM patient_word WHERE clinic_id = ? AND word >= ? AND word < ?")
        phone = _plan(connection, "SELECT * FROM patient WHERE clinic_id = ? AND phone_key >= ? AND phone_key < ?")
        left = connection.execute("SELECT count(*) FROM patient_word WHERE word = 'maria'").fetchone()
    connection.close()

    assert "USING COVERING INDEX" in words
    assert "patients_by_phone" in phone
    assert left == (30,)


def _plan(connection: sqlite3.Connection, query: str) -> str:
    rows = connection.execute(f"EXPLAIN QUERY PLAN {query}", ("clinic", "a", "b")).fetchall()
    return " ".join(row[3] for row in rows)

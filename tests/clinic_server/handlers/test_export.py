"""Whoever asks what is kept of them gets all of it, for programs and for people; and that is on record."""

import html
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from clinic_server.patient_page.page import TRANSLATIONS
from shared.protocol.audit import Reading
from shared.protocol.clinical_note import WriteNotes
from shared.protocol.erasure import ErasePatient
from shared.protocol.export import ExportPatient, PatientExport
from shared.protocol.feedback import GiveFeedback
from shared.protocol.identity import new_id
from shared.protocol.patient import FindPatients
from shared.protocol.refusal import NotFound
from shared.protocol.ticket import CancelTicket, IssueTicket, ReasonNeeded
from shared.protocol.visit import Visit
from shared.words import LANGUAGES
from shared.words.catalogue import faults
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.values import MORNING

SAID = ("Zubaida <b>", "5550199", "1971-03-09", "an amputation", "healing well & clean", "went home", "very kind")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data", at=MORNING)


@pytest.fixture
def books(house: House) -> Iterator[Bookkeeper]:
    with Bookkeeper(house.folder, MORNING + timedelta(minutes=1)) as books:
        yield books


def a_visit(house: House, books: Bookkeeper, language: str = "en") -> UUID:
    reception = house.actor("reception")
    issue = IssueTicket(
        department_id=house.departments["GM"].id,
        language=language,
        name="Zubaida <b>",
        phone="5550199",
        birth_date=date(1971, 3, 9),
        reason="an amputation",
    )
    ticket = books.ask(reception, issue).ticket
    books.ask(house.actor("amara"), WriteNotes(ticket_id=ticket.id, notes="healing well & clean"))
    books.ask(reception, CancelTicket(ticket_id=ticket.id, reason="went home"))
    books.ask(reception, GiveFeedback(ticket_id=ticket.id, rating=5, words="very kind"))
    books.ask(reception, FindPatients(name="zubaida"))
    other = IssueTicket(department_id=house.departments["GM"].id, language="en", name="Sixtus", reason="a cold")
    books.ask(reception, other)
    patient_id = books.unit().need(Visit, ticket.id).patient_id
    assert patient_id is not None
    return patient_id


def export(house: House, books: Bookkeeper, patient_id: UUID) -> PatientExport:
    return books.ask(house.actor("admin"), ExportPatient(patient_id=patient_id, reason="her letter of 14 April"))


def test_all_that_was_said_is_in_both(house: House, books: Bookkeeper) -> None:
    exported = export(house, books, a_visit(house, books))

    as_json = msgspec.json.encode((*exported.visits, exported.patient)).decode()
    page = html.unescape(exported.page)
    assert [text for text in SAID if text not in as_json] == []
    assert [text for text in SAID if text not in page] == []
    assert "General medicine" in page
    assert "GM-001" in page


def test_nothing_of_anybody_else_is_in_it(house: House, books: Bookkeeper) -> None:
    exported = export(house, books, a_visit(house, books))

    for text in (exported.page, msgspec.json.encode(exported).decode()):
        assert "Sixtus" not in text
        assert "a cold" not in text
        assert "GM-002" not in text


def test_who_changed_and_who_read_it_is_in_it(house: House, books: Bookkeeper) -> None:
    exported = export(house, books, a_visit(house, books))

    assert [row.kind for row in reversed(exported.history)] == [
        "ticket.issued",
        "ticket.notes_written",
        "ticket.cancelled",
        "feedback.given",
        "audit.read",
    ]
    assert {row.staff_name for row in exported.history} == {"Reception", "Dr Amara"}


def test_that_it_was_handed_out_is_on_record_without_what_it_was(house: House, books: Bookkeeper) -> None:
    patient_id = a_visit(house, books)
    export(house, books, patient_id)

    newest, *_ = export(house, books, patient_id).history

    assert (newest.how, newest.why) == (Reading.EXPORT, "her letter of 14 April")
    assert newest.read == ("patient", "visit", "clinical_note", "feedback")


def test_an_export_needs_a_reason_and_somebody(house: House, books: Bookkeeper) -> None:
    with pytest.raises(ReasonNeeded):
        books.ask(house.actor("admin"), ExportPatient(patient_id=a_visit(house, books), reason="a letter"))
    with pytest.raises(NotFound):
        books.ask(house.actor("admin"), ExportPatient(patient_id=new_id(), reason="her letter of 14 April"))


def test_of_an_erased_person_hardly_anything_is_left_to_hand_out(house: House, books: Bookkeeper) -> None:
    patient_id = a_visit(house, books)
    books.ask(house.actor("admin"), ErasePatient(patient_id=patient_id, reason="a letter"))

    exported = export(house, books, patient_id)

    everything = html.unescape(exported.page) + msgspec.json.encode(exported).decode()
    assert [text for text in SAID if text in everything] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_nothing_from_elsewhere_and_is_in_the_patients_language(
    house: House, books: Bookkeeper, language: str
) -> None:
    page = export(house, books, a_visit(house, books, language)).page

    assert f'lang="{language}"' in page
    assert ('dir="rtl"' in page) is (language == "ar")
    assert not re.search(r"<script|<link|<img|src=|href=|url\(|@import", page)
    assert "Zubaida &lt;b&gt;" in page


def test_no_text_is_missing_in_any_language() -> None:
    assert faults(TRANSLATIONS) == []

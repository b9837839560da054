"""The audit: who did and who read what, found by whom, about whom, when and what; and that somebody looked is in it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from clinic_server.store import trail
from shared.protocol.audit import AuditPage, ListAudit, PersonalDataRead, Reading
from shared.protocol.patient import FindPatients
from shared.protocol.refusal import BadValue
from shared.protocol.ticket import CancelTicket, IssueTicket
from shared.protocol.visit import Visit
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.values import MORNING


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data", at=MORNING)


@pytest.fixture
def books(house: House) -> Iterator[Bookkeeper]:
    with Bookkeeper(house.folder, MORNING + timedelta(minutes=1)) as books:
        yield books


def listed(house: House, books: Bookkeeper, **filters: Any) -> AuditPage:
    return books.ask(house.actor("admin"), ListAudit(**filters))


def a_morning(house: House, books: Bookkeeper) -> tuple[UUID, UUID]:
    """Asha gets a number at the kiosk, Bela at reception; reception looks Asha up; Asha leaves. Her id and ticket's."""
    department = house.departments["GM"].id
    asha = books.ask(house.at_kiosk, IssueTicket(department_id=department, language="en", name="Asha")).ticket
    reception = house.actor("reception")
    books.ask(reception, IssueTicket(department_id=department, language="en", name="Bela"))
    books.ask(reception, FindPatients(name="asha"))
    books.at += timedelta(hours=1)
    books.ask(reception, CancelTicket(ticket_id=asha.id, reason="had to go"))
    patient_id = books.unit().need(Visit, asha.id).patient_id
    assert patient_id is not None
    return patient_id, asha.id


def test_all_about_one_person_is_found_with_who_read_it(house: House, books: Bookkeeper) -> None:
    patient_id, ticket_id = a_morning(house, books)

    cancelled, read, issued = listed(house, books, subject_id=patient_id).rows

    assert [row.kind for row in (issued, read, cancelled)] == ["ticket.issued", "audit.read", "ticket.cancelled"]
    assert (issued.role, issued.device_id, issued.staff_id) == ("kiosk", house.kiosk.device_id, None)
    assert (read.how, read.read, read.read_ids) == (Reading.ANSWER, ("patient",), (patient_id,))
    assert (cancelled.staff_name, cancelled.label, cancelled.subject_id) == ("Reception", "GM-001", ticket_id)
    assert cancelled.why == "had to go"
    assert cancelled.at - issued.at >= timedelta(hours=1)


def test_that_somebody_looked_is_in_it(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_morning(house, books)
    listed(house, books, subject_id=patient_id)

    looked, *_ = listed(house, books, subject_id=patient_id).rows

    assert (looked.how, looked.read, looked.staff_name) == (Reading.AUDIT, ("journal",), "Administrator")
    assert looked.subject_id == patient_id


def test_rows_are_found_by_who_and_what_and_when(house: House, books: Bookkeeper) -> None:
    a_morning(house, books)
    reception = house.staff["reception"].id

    by_staff = listed(house, books, staff_id=reception, kind="ticket.").rows
    by_device = listed(house, books, device_id=house.kiosk.device_id).rows
    by_kind = listed(house, books, kind="ticket.issued").rows
    late = listed(house, books, from_at=MORNING + timedelta(minutes=30), kind="ticket.").rows
    early = listed(house, books, until_at=MORNING + timedelta(minutes=30), kind="ticket.").rows

    assert [row.kind for row in by_staff] == ["ticket.cancelled", "ticket.issued"]
    assert [row.label for row in by_device] == ["GM-001"]
    assert [row.label for row in by_kind] == ["GM-002", "GM-001"]
    assert [row.kind for row in late] == ["ticket.cancelled"]
    assert [row.label for row in early] == ["GM-002", "GM-001"]


def test_a_reader_of_several_is_found_by_each(house: House, books: Bookkeeper) -> None:
    first, second = (visit.patient_id for visit in (a_visit(house, books), a_visit(house, books)))
    assert first is not None
    assert second is not None
    books.record(PersonalDataRead(how=Reading.ANSWER, kinds=("patient",), subject_ids=(first, second)))

    for one in (first, second):
        assert "audit.read" in [row.kind for row in listed(house, books, subject_id=one).rows]


def test_a_screen_that_showed_that_days_people_is_found_too(house: House, books: Bookkeeper) -> None:
    patient_id, _ = a_morning(house, books)
    books.record(PersonalDataRead(how=Reading.SCREEN, kinds=("patient", "visit")))
    books.at += timedelta(days=1)
    books.keep_day()
    books.record(PersonalDataRead(how=Reading.SCREEN, kinds=("patient", "visit")))

    shown = [row.at.date() for row in listed(house, books, subject_id=patient_id).rows if row.how is Reading.SCREEN]

    assert shown == [MORNING.date()]


def a_visit(house: House, books: Bookkeeper) -> Visit:
    issue = IssueTicket(department_id=house.departments["GM"].id, language="en", name="Asha")
    return books.unit().need(Visit, books.ask(house.at_kiosk, issue).ticket.id)


@pytest.mark.parametrize("stretch", [7, 100_000])
def test_pages_follow_one_another_without_gap_or_repeat(
    house: House, books: Bookkeeper, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    """Also where a page ends because so many rows were looked through."""
    monkeypatch.setattr(trail, "STRETCH", stretch)
    a_morning(house, books)
    last = books.ledger.seq
    found: list[int] = []
    before: int | None = last + 1
    while before is not None:
        page = listed(house, books, before=before, most=3)
        found += [row.seq for row in page.rows]
        before = page.next_before

    assert found == list(range(last, 0, -1))


@pytest.mark.parametrize("most", [0, -1, 501])
def test_a_page_has_its_limits(house: House, books: Bookkeeper, most: int) -> None:
    with pytest.raises(BadValue, match="most"):
        listed(house, books, most=most)

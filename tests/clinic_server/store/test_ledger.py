"""The ledger: what memory says is what the disk says, after every command and after every rollback."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from clinic_server.actor import Actor
from clinic_server.handlers.ticket import issue_ticket
from clinic_server.store.opening import check_chain
from clinic_server.store.reading import Reader
from shared.protocol.call import CallNext
from shared.protocol.clinical_note import WriteNotes
from shared.protocol.department import PauseDepartment, QueuePaused
from shared.protocol.identity import new_id
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import (
    ConfirmPrint,
    FinishTicket,
    HoldTicket,
    IssueTicket,
    StartTicket,
    Ticket,
    UndoTicket,
)
from tests.bookkeeper import Bookkeeper
from tests.clinic import House
from tests.picture import picture_of


@pytest.fixture
def books(house: House) -> Iterator[Bookkeeper]:
    with Bookkeeper(house.folder, datetime.now(UTC)) as opened:
        yield opened


@pytest.fixture
def issue(house: House) -> IssueTicket:
    return IssueTicket(department_id=house.departments["GM"].id, language="en", name="Rosa", phone="600 000 000")


@pytest.fixture
def amara(house: House, books: Bookkeeper) -> Actor:
    books.ask(house.actor("amara"), ChooseRoom(room_id=house.rooms["1"].id))
    return house.actor("amara")


def test_memory_is_what_is_read_from_the_disk(
    house: House, books: Bookkeeper, issue: IssueTicket, amara: Actor
) -> None:
    slips = [books.ask(house.at_kiosk, issue) for _ in range(4)]
    called = books.ask(amara, CallNext())
    books.ask(amara, StartTicket(ticket_id=called.id))
    books.ask(amara, FinishTicket(ticket_id=called.id))
    books.ask(amara, WriteNotes(ticket_id=called.id, notes="after the end"))
    books.ask(house.at_kiosk, ConfirmPrint(ticket_id=called.id, is_printed=True))
    books.ask(amara, UndoTicket(ticket_id=called.id))
    books.ask(amara, HoldTicket(ticket_id=slips[2].ticket.id))
    before = picture_of(books.ledger)

    books.ledger.reload()

    assert picture_of(books.ledger) == before
    assert before.waiting[house.departments["GM"].id] == [slips[1].ticket.id, slips[3].ticket.id]
    assert before.in_rooms == {house.rooms["1"].id: called.id}


def test_a_refused_command_leaves_nothing(house: House, books: Bookkeeper, issue: IssueTicket) -> None:
    books.ask(house.at_kiosk, issue)
    books.ask(house.actor("reception"), PauseDepartment(department_id=issue.department_id))
    before = picture_of(books.ledger)

    with pytest.raises(QueuePaused):
        books.ask(house.at_kiosk, issue)

    assert picture_of(books.ledger) == before


def test_a_transaction_that_is_given_up_leaves_neither_rows_nor_memory(
    house: House, books: Bookkeeper, issue: IssueTicket
) -> None:
    before, seq = picture_of(books.ledger), books.ledger.seq
    unit = books.unit(house.at_kiosk)
    books.ledger.begin()
    issue_ticket(unit, issue)
    books.ledger.keep(unit.events, at=unit.now, actor="kiosk", request_id=None, answer=None)
    books.ledger.flush()
    assert len(books.ledger.memory.all(Ticket)) == 1

    books.ledger.rollback()

    assert picture_of(books.ledger) == before
    assert books.ledger.seq == seq


def test_a_receipt_is_found_by_its_request(house: House, books: Bookkeeper, issue: IssueTicket) -> None:
    request_id = new_id()
    slip = books.ask(house.at_kiosk, issue, request_id=request_id)

    receipts = books.ledger.receipts([request_id, new_id()])

    assert list(receipts) == [request_id]
    assert receipts[request_id].actor == house.at_kiosk.name
    assert slip.ticket.label.encode() in receipts[request_id].answer


def test_the_journal_of_a_morning_holds_together(
    house: House, books: Bookkeeper, issue: IssueTicket, amara: Actor
) -> None:
    for _ in range(3):
        books.ask(house.at_kiosk, issue)
    books.ask(amara, CallNext())

    check_chain(Reader(books.store.reading))
    assert [row.seq for row in Reader(books.store.reading).rows(0)] == list(range(1, books.ledger.seq + 1))

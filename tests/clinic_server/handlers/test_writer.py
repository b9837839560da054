"""The writer: many commands in one transaction, each one carried out once, and a bad one harms nobody else."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from clinic_server.actor import Actor, Role
from clinic_server.handlers import department
from clinic_server.handlers.batch import Published
from clinic_server.handlers.writer import Writer
from clinic_server.store.ledger import Ledger
from clinic_server.store.opening import Opened, check_chain, open_store
from clinic_server.store.reading import Reader
from clinic_server.store.unit import Unit
from shared.protocol.department import ChangeDepartment, Department
from shared.protocol.grammar import Command, Refusal, kind_of
from shared.protocol.identity import new_id
from shared.protocol.refusal import BadValue, InternalError, StorageFull
from shared.protocol.room import AddRoom
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import IssueTicket, Slip, Ticket
from tests.clinic import House
from tests.server import Clock


class Scene:
    """A writer on a real database, and all that it publishes."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.clock = Clock(datetime.now(UTC))
        self.store: Opened = open_store(house.folder)
        self.ledger = Ledger(self.store.writing)
        self.published: list[Published] = []
        self.failures: list[BaseException] = []
        self.failed = asyncio.Event()
        self.writer = Writer(self.ledger, publish=self._publish, failed=self._fail, clock=self.clock)
        self.issue = IssueTicket(department_id=house.departments["GM"].id, language="en")

    @property
    def kinds(self) -> list[str]:
        return [kind_of(published.event) for published in self.published]

    def waiting(self) -> int:
        """How many tickets lie on the disk, as another connection sees it."""
        with sqlite3.connect(self.house.database) as connection:
            count = connection.execute("SELECT count(*) FROM ticket").fetchone()[0]
        connection.close()
        return int(count)

    async def ask(self, actor: Actor, command: Command[Any], request_id: Any = None) -> bytes:
        return await self.writer.answer(actor, command, request_id)

    async def ask_together(self, *asked: tuple[Actor, Command[Any]]) -> list[bytes | Refusal]:
        """Ask before the writer begins, so that all of it is one transaction."""
        answers: list[asyncio.Future[bytes | Refusal]] = []
        for actor, command in asked:
            future: asyncio.Future[bytes | Refusal] = asyncio.get_running_loop().create_future()
            answers.append(future)
            self.writer.ask(actor, new_id(), command, future.set_result)
        self.writer.start()
        return list(await asyncio.gather(*answers))

    def _publish(self, events: Sequence[Published]) -> None:
        self.published += events

    def _fail(self, error: BaseException) -> None:
        self.failures.append(error)
        self.failed.set()


@pytest.fixture
async def scene(house: House) -> AsyncIterator[Scene]:
    scene = Scene(house)
    yield scene
    await scene.writer.stop()
    check_chain(Reader(scene.store.reading))
    scene.store.close()


def label(answer: bytes | Refusal) -> str:
    assert isinstance(answer, bytes), answer
    return msgspec.json.decode(answer, type=Slip).ticket.label


async def test_many_who_ask_together_are_answered_in_their_order(house: House, scene: Scene) -> None:
    answers = await scene.ask_together(*[(house.at_kiosk, scene.issue)] * 40)

    assert [label(answer) for answer in answers] == [f"GM-{number:03d}" for number in range(1, 41)]
    assert scene.kinds == ["ticket.issued"] * 40
    assert [published.seq for published in scene.published] == sorted(published.seq for published in scene.published)
    times = [published.at for published in scene.published]
    assert all(earlier < later for earlier, later in pairwise(times))


async def test_what_is_answered_is_on_the_disk(house: House, scene: Scene) -> None:
    scene.writer.start()

    for number in range(1, 6):
        await scene.ask(house.at_kiosk, scene.issue)
        assert scene.waiting() == number


async def test_a_refusal_among_many_is_its_own(house: House, scene: Scene) -> None:
    nowhere = IssueTicket(department_id=new_id(), language="en")

    answers = await scene.ask_together(
        (house.at_kiosk, scene.issue), (house.at_kiosk, nowhere), (house.at_kiosk, scene.issue)
    )

    assert [label(answers[0]), label(answers[2])] == ["GM-001", "GM-002"]
    assert isinstance(answers[1], Refusal)
    assert answers[1].code == "not_found"


async def test_the_same_request_asked_twice_at_once_is_one_ticket(house: House, scene: Scene) -> None:
    request_id = new_id()
    scene.writer.start()

    answers = await asyncio.gather(*(scene.ask(house.at_kiosk, scene.issue, request_id) for _ in range(20)))
    later = await scene.ask(house.at_kiosk, scene.issue, request_id)

    assert len({*answers, later}) == 1
    assert scene.waiting() == 1


async def test_a_request_is_remembered_across_a_restart(house: House) -> None:
    request_id, answers = new_id(), []
    for _ in range(2):
        scene = Scene(house)
        scene.writer.start()
        answers.append(await scene.ask(house.at_kiosk, scene.issue, request_id))
        await scene.writer.stop()
        scene.store.close()

    assert answers[0] == answers[1]


async def test_a_refused_request_may_be_asked_again(house: House, scene: Scene) -> None:
    request_id = new_id()
    scene.writer.start()
    closed = ChangeDepartment(department_id=scene.issue.department_id, daily_quota=0)
    await scene.ask(house.actor("admin"), closed)
    await scene.ask(house.actor("admin"), ChangeDepartment(department_id=scene.issue.department_id, daily_quota=None))

    with pytest.raises(Refusal):
        await scene.ask(house.at_kiosk, IssueTicket(department_id=new_id(), language="en"), request_id)

    assert label(await scene.ask(house.at_kiosk, scene.issue, request_id)) == "GM-001"


@pytest.mark.expects_warnings("ERROR .*writer: the database refused what a handler decided")
async def test_a_contradiction_makes_only_its_own_command_fail(house: House) -> None:
    first = Scene(house)
    first.writer.start()
    await first.ask(house.at_kiosk, first.issue)
    await first.writer.stop()
    first.store.close()
    plant_number(house.database, 2)
    scene = Scene(house)

    answers = await scene.ask_together(
        (house.actor("admin"), AddRoom(number="12")),
        (house.at_kiosk, scene.issue),
        (house.at_kiosk, IssueTicket(department_id=house.departments["PED"].id, language="en")),
        (house.actor("amara"), ChooseRoom(room_id=house.rooms["1"].id)),
    )
    await scene.writer.stop()
    scene.store.close()

    assert isinstance(answers[1], InternalError)
    assert label(answers[2]) == "PED-001"
    assert [type(answers[0]), type(answers[3])] == [bytes, bytes]
    assert scene.kinds == ["room.added", "ticket.issued", "staff.doctor_changed"]


def plant_number(database: Path, number: int) -> None:
    """Behind the server's back somebody takes a number of the series that GM-001 belongs to."""
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM ticket").fetchone())
        row |= {"id": str(new_id()), "number": number, "status": "cancelled", "ended_at": row["issued_at"]}
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO ticket VALUES ({marks})", tuple(row.values()))  # only marks
    connection.close()


@pytest.mark.expects_warnings("ERROR .*writer: the database refused what a handler decided")
async def test_a_number_that_no_column_holds_harms_nobody_else(
    house: House, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(department, "LARGEST_NUMBER", 2**80)
    endless = ChangeDepartment(department_id=house.departments["PED"].id, daily_quota=2**70)

    answers = await scene.ask_together((house.actor("admin"), endless), (house.at_kiosk, scene.issue))

    assert isinstance(answers[0], InternalError)
    assert label(answers[1]) == "GM-001"


async def test_numbers_without_end_are_refused_before(house: House, scene: Scene) -> None:
    scene.writer.start()

    with pytest.raises(BadValue):
        await scene.ask(
            house.actor("admin"), ChangeDepartment(department_id=house.departments["PED"].id, daily_quota=2**70)
        )


@pytest.mark.expects_warnings("CRITICAL .*writer: the disk is full")
async def test_a_full_disk_is_said_and_is_over_when_there_is_room_again(house: House, scene: Scene) -> None:
    scene.writer.start()
    issued = [label(await scene.ask(house.at_kiosk, scene.issue))]
    await scene.writer.look(lambda _: limit_pages(scene.ledger, 8))

    with pytest.raises(StorageFull):
        await issue_without_end(scene, issued)

    # Reading goes on, nothing acknowledged is lost, and the number that was not given is given next.
    assert await scene.writer.look(lambda unit: len(unit.all(Ticket))) == len(issued) == scene.waiting()
    await scene.writer.look(lambda _: limit_pages(scene.ledger, 1_000_000))
    assert label(await scene.ask(house.at_kiosk, scene.issue)) == f"GM-{len(issued) + 1:03d}"
    assert scene.failures == []


async def issue_without_end(scene: Scene, issued: list[str]) -> None:
    """More tickets than there is room for; those that were acknowledged are in the list."""
    while True:
        issued.append(label(await scene.ask(scene.house.at_kiosk, scene.issue)))


def limit_pages(ledger: Ledger, more: int) -> None:
    """Let the database grow by so many pages, as on a disk that is nearly full."""
    pages = ledger._driver.execute("PRAGMA page_count").fetchone()[0]
    ledger._driver.execute(f"PRAGMA max_page_count = {pages + more}")


@pytest.mark.expects_warnings("CRITICAL .*writer: the disk is full")
async def test_a_day_that_could_not_be_opened_on_a_full_disk_is_opened_when_there_is_room(
    house: House, scene: Scene
) -> None:
    scene.writer.start()
    for _ in range(40):
        await scene.ask(house.at_kiosk, scene.issue)
    await scene.writer.look(lambda _: limit_pages(scene.ledger, 0))
    scene.clock.now += timedelta(days=1)
    with pytest.raises(StorageFull):
        await scene.ask(house.at_kiosk, scene.issue)

    await scene.writer.look(lambda _: limit_pages(scene.ledger, 1_000_000))

    slip = msgspec.json.decode(await scene.ask(house.at_kiosk, scene.issue), type=Slip)
    assert slip.ticket.label == "GM-001"
    assert scene.kinds.count("day.opened") == 1


@pytest.mark.expects_warnings("CRITICAL .*writer: the writer failed")
async def test_a_commit_that_fails_is_answered_to_nobody(
    house: House, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down() -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    answers: list[bytes | Refusal] = []
    scene.writer.start()
    await scene.ask(house.at_kiosk, scene.issue)
    monkeypatch.setattr(scene.ledger, "commit", break_down)

    scene.writer.ask(house.at_kiosk, new_id(), scene.issue, answers.append)
    await scene.failed.wait()

    assert answers == []
    assert [str(error) for error in scene.failures] == ["disk I/O error"]
    assert scene.waiting() == 1


async def test_time_never_goes_back_within_a_day(house: House, scene: Scene) -> None:
    scene.writer.start()
    await scene.ask(house.at_kiosk, scene.issue)
    scene.clock.now -= timedelta(seconds=90)
    await scene.ask(house.at_kiosk, scene.issue)
    await scene.ask(house.at_kiosk, scene.issue)

    times = [published.at for published in scene.published]
    assert times[0] < times[1] < times[2]
    assert times[2] - times[0] < timedelta(seconds=1)


async def test_no_moment_falls_on_the_very_second(house: House, scene: Scene) -> None:
    scene.clock.now = scene.clock.now.replace(microsecond=0) + timedelta(seconds=5)
    scene.writer.start()
    await scene.ask(house.at_kiosk, scene.issue)

    assert scene.published[0].at.microsecond != 0


async def test_what_was_asked_before_the_end_is_carried_out(house: House, scene: Scene) -> None:
    answers: list[bytes | Refusal] = []
    for _ in range(5):
        scene.writer.ask(house.at_kiosk, new_id(), scene.issue, answers.append)
    scene.writer.start()

    await scene.writer.stop()
    await asyncio.sleep(0)

    assert [label(answer) for answer in answers] == [f"GM-{number:03d}" for number in range(1, 6)]


@pytest.mark.expects_warnings("ERROR .*writer: a look failed")
async def test_a_look_that_fails_disturbs_nobody(house: House, scene: Scene) -> None:
    def fail(unit: Unit) -> None:
        raise ZeroDivisionError

    scene.writer.start()
    with pytest.raises(InternalError):
        await scene.writer.look(fail)
    with pytest.raises(Refusal):
        await scene.writer.look(lambda unit: unit.need(Department, new_id()))

    assert label(await scene.ask(Actor(role=Role.KIOSK, id=new_id()), scene.issue)) == "GM-001"

"""Bad days of the real program: power cuts, lost replies, a full disk, and its end. Nothing acknowledged is lost."""

import asyncio
import contextlib
import json
import socket
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from shared.protocol.call import Call, CallNext
from shared.protocol.clinic import ChangeClinic
from shared.protocol.device import DeviceKind
from shared.protocol.identity import new_id
from shared.protocol.refusal import StorageFull
from shared.protocol.session import SignIn
from shared.protocol.staff import ChooseRoom, NoRoomChosen
from shared.protocol.ticket import FinishTicket, IssueTicket, StartTicket, Ticket
from shared.protocol.version import LARGEST_FRAME_BYTES
from shared.trust.pin import pinned_context
from tests.clinic import House, furnish
from tests.pairing import let_in
from tests.proxy import cable
from tests.screen import Screen, screen
from tests.server import server_process, serving
from tests.wire import wire

# The program with a power cut built in: it dies just before, or just after, the commit of its next ticket.
POWER_CUT = """
import os, signal, sys
from clinic_server.__main__ import main
from clinic_server.store.ledger import Ledger, TICKET

commit, when = Ledger.commit, sys.argv.pop(1)

def cut(ledger):
    has_ticket = bool(ledger._puts[TICKET])
    if has_ticket and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    commit(ledger)
    if has_ticket and when == "after":
        os.kill(os.getpid(), signal.SIGKILL)

Ledger.commit = cut
sys.exit(main())
"""

LONG_TICKER = ("x" * 1_000,) * (LARGEST_FRAME_BYTES * 3 // 4_000)


def issue(house: House) -> IssueTicket:
    return IssueTicket(department_id=house.departments["GM"].id, language="en")


def tickets(house: House) -> list[str]:
    """The labels on the disk."""
    with sqlite3.connect(f"file:{house.database}?mode=ro", uri=True) as connection:
        labels = [row[0] for row in connection.execute("SELECT label FROM ticket ORDER BY number")]
    connection.close()
    return labels


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_server_killed_around_the_commit_gives_one_ticket_for_one_touch(house: House, when: str) -> None:
    async with (
        server_process(house.folder, program=("-c", POWER_CUT, when)) as dying,
        cable(dying.address) as line,
        screen(line.address, device=house.kiosk) as kiosk,
    ):
        touch = asyncio.create_task(kiosk.ask(issue(house)))
        assert await dying.ended() == -9
        assert tickets(house) == (["GM-001"] if when == "after" else [])

        # The kiosk asks again by itself, under the same id.
        async with server_process(house.folder) as server:
            line.target = server.address
            kiosk.link.wake()
            slip = await touch
            assert slip.ticket.label == "GM-001"
            assert slip.page.startswith("/t/")
            assert (await kiosk.ask(issue(house))).ticket.label == "GM-002"

    assert tickets(house) == ["GM-001", "GM-002"]


async def test_screens_that_were_open_while_the_server_was_killed_and_came_back_show_its_truth(house: House) -> None:
    async with (
        server_process(house.folder) as server,
        cable(server.address) as line,
        screen(line.address, device=house.kiosk) as kiosk,
        screen(line.address, device=house.display) as display,
        screen(line.address, token=house.tokens["amara"]) as amara,
    ):
        await amara.ask(ChooseRoom(room_id=house.rooms["1"].id))
        for _ in range(3):
            await kiosk.ask(issue(house))
        first = await amara.ask(CallNext())
        await display.until(lambda: display.mirror.all(Call))
        server.kill()
        for shown in (kiosk, display, amara):
            await shown.until_cut()
            assert shown.link.state.as_of is not None

        async with server_process(house.folder) as again:
            line.target = again.address
            for shown in (kiosk, display, amara):
                shown.link.wake()
                await shown.until_live()
            await amara.ask(StartTicket(ticket_id=first.id))
            await amara.ask(FinishTicket(ticket_id=first.id))
            second = await amara.ask(CallNext())

            await display.until(lambda: len(display.mirror.all(Call)) == 2)
            # Each call was news once: the first before the cut, the second after it, neither twice.
            news = [value for change in display.heard if change.kind for value in change.values]
            labels = [value.label for value in news if isinstance(value, Call)]
            assert labels == [first.label, second.label] == ["GM-001", "GM-002"]
            async with screen(again.address, device=house.display) as fresh:
                for value in fresh.heard[0].values:
                    if isinstance(value, Call | Ticket):
                        assert display.mirror.get(type(value), value.id) == value


async def test_the_reply_that_was_lost_after_the_commit_is_given_on_the_next_connection(house: House) -> None:
    async with (
        server_process(house.folder) as server,
        cable(server.address) as line,
        screen(line.address, device=house.kiosk) as kiosk,
        screen(server.address, device=house.display) as display,
    ):
        line.swallow()
        touch = asyncio.create_task(kiosk.ask(issue(house)))
        # The others see the ticket, so it is on the disk; only the kiosk does not know.
        await display.until_heard("ticket.issued")
        await line.swallowed.wait()
        assert tickets(house) == ["GM-001"]
        assert not touch.done()

        line.cut()
        kiosk.link.wake()

        assert (await touch).ticket.label == "GM-001"
    assert tickets(house) == ["GM-001"]


async def test_a_second_tap_is_the_same_ticket_at_once_later_and_after_a_restart(house: House) -> None:
    touch, labels = new_id(), list[str]()
    for _ in range(2):
        async with server_process(house.folder) as server:
            async with (
                screen(server.address, device=house.kiosk) as kiosk,
                screen(server.address, device=house.kiosk) as twin,
            ):
                slips = await asyncio.gather(*(shown.ask(issue(house), request_id=touch) for shown in (kiosk, twin)))
                slips.append(await kiosk.ask(issue(house), request_id=touch))
                labels += [slip.ticket.label for slip in slips]
            server.stop()
            assert await server.ended() == 0

    assert labels == ["GM-001"] * 6
    assert tickets(house) == ["GM-001"]


async def test_an_orderly_stop_answers_what_was_asked_and_says_goodbye(house: House) -> None:
    async with (
        server_process(house.folder) as server,
        screen(server.address, device=house.kiosk) as kiosk,
        wire(server.address, device=house.display) as bare,
    ):
        slips = [asyncio.create_task(kiosk.ask(issue(house))) for _ in range(30)]
        await asyncio.wait(slips, return_when=asyncio.FIRST_COMPLETED)
        goodbye = asyncio.create_task(bare.closed_with())
        server.stop()
        assert await server.ended() == 0
        assert await goodbye == 1001  # "going away", RFC 6455
        assert list(house.folder.glob("clinic.db-*")) == []  # everything is in the one file
        acknowledged = [slip.result().ticket.label for slip in slips if slip.done()]
        assert set(acknowledged) <= set(tickets(house))
        for slip in slips:
            slip.cancel()


async def test_a_stalled_screen_does_not_hold_up_the_end(house: House) -> None:
    async with (
        server_process(house.folder) as server,
        screen(server.address, token=house.tokens["admin"]) as admin,
        wire(server.address, device=house.display) as stalled,
    ):
        assert stalled.socket._conn is not None
        assert stalled.socket._conn.transport is not None
        stalled.socket._conn.transport.pause_reading()
        # More than the machine's own buffers hold, and less than the server cuts a screen off for.
        for number in range(120):
            await admin.ask(ChangeClinic(ticker={"en": (str(number), *LONG_TICKER)}))

        server.stop()

        async with asyncio.timeout(5):  # without a limit of its own it would wait for the screen's goodbye
            assert await server.process.wait() == 0
        stalled.socket._conn.transport.abort()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("only root can mount a small disk; the writer's own test limits the file instead")
    yield disk
    subprocess.run(["umount", disk], check=True)


async def test_a_full_disk_is_said_and_survived(small_disk: Path) -> None:
    house = furnish(small_disk / "data")
    async with server_process(house.folder) as server:
        async with screen(server.address, device=house.kiosk) as kiosk:
            labels = [(await kiosk.ask(issue(house))).ticket.label for _ in range(5)]
            async with screen(server.address, device=house.display):
                pass
            ballast = small_disk / "ballast"
            fill(ballast)
            with pytest.raises(StorageFull):
                await issue_without_end(kiosk, house, labels)

            # The server lives, and screens that it knows come and see everything.
            async with screen(server.address, device=house.display) as display:
                assert sorted(ticket.label for ticket in display.mirror.all(Ticket)) == labels

            # With room it goes on where it was.
            ballast.unlink()
            labels.append((await kiosk.ask(issue(house))).ticket.label)
        server.stop()
        assert await server.ended() == 0
    assert labels == [f"GM-{number:03d}" for number in range(1, len(labels) + 1)]
    assert tickets(house) == labels


async def issue_without_end(kiosk: Screen, house: House, labels: list[str]) -> None:
    """More tickets than there is room for; those that were acknowledged are in the list."""
    while True:
        labels.append((await kiosk.ask(issue(house))).ticket.label)


def fill(file: Path) -> None:
    """Take all the room that is left."""
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as ballast:
        while True:
            ballast.write(bytes(4096))


class Supervisor:
    """What systemd is to a server: a socket that hears how it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self.socket.bind(str(path))

    async def until(self, state: str) -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(20):
            while (await loop.sock_recv(self.socket, 4096)).decode() != state:
                pass


@pytest.fixture
async def supervisor(tmp_path: Path) -> AsyncIterator[Supervisor]:
    heard = Supervisor(tmp_path / "notify")
    yield heard
    heard.socket.close()


async def test_systemd_hears_that_it_is_ready_alive_and_stopping(house: House, supervisor: Supervisor) -> None:
    environment = {"NOTIFY_SOCKET": str(supervisor.path), "WATCHDOG_USEC": "200000"}
    async with server_process(house.folder, environment=environment) as server:
        await supervisor.until("READY=1")
        for _ in range(3):
            await supervisor.until("WATCHDOG=1")
        server.stop()
        await supervisor.until("STOPPING=1")
        assert await server.ended() == 0


async def test_the_first_start_says_the_setup_code_and_later_ones_do_not(tmp_path: Path) -> None:
    async with server_process(tmp_path / "data") as server:
        line = await server.told("Its setup code: ")
        assert len(line.split()[-1]) == 8
        server.stop()
        assert await server.ended() == 0


async def test_a_demo_clinic_is_ready_to_be_signed_in_to(tmp_path: Path) -> None:
    async with server_process(tmp_path / "data", "--demo") as server:
        file = tmp_path / "data" / "demo-accounts.json"
        accounts = json.loads(file.read_text())
        assert file.stat().st_mode & 0o777 == 0o600
        assert len({account["password"] for account in accounts}) == len(accounts)
        device = await let_in(tmp_path / "data", server.address, DeviceKind.DESK)
        async with screen(server.address, device=device) as desk:
            doctor = next(account for account in accounts if account["role"] == "doctor")
            signed_in = await desk.ask(SignIn(login=doctor["login"], password=doctor["password"]))
            await desk.sign_in_as(signed_in.token)
            with pytest.raises(NoRoomChosen):
                await desk.ask(CallNext())


async def test_health_says_how_the_server_is(house: House) -> None:
    async with (
        serving(house.folder) as server,
        screen(server.address, device=house.kiosk),
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=pinned_context(house.desk.authority_pem))) as http,
    ):
        health = await (await http.get(f"{server.address}/health")).json()
        assert (await http.get(f"{server.address}/nothing")).status == 404

    assert health["clinic"] == "Riverside Clinic"
    assert (health["epoch"], health["screens"]) == (1, 1)
    assert health["seq"] > 0
    assert health["database_bytes"] == pytest.approx(house.database.stat().st_size, abs=10_000_000)
    assert set(health) == {
        "version",
        "clinic",
        "epoch",
        "seq",
        "uptime_seconds",
        "database_bytes",
        "backup_age_seconds",
        "screens",
        "is_checked",
    }

"""Who may ask for what: every role and every command, over a real connection; and who may hear what."""

from collections.abc import Iterable
from typing import Any

import pytest

from clinic_server.access import HEARS, MAY
from clinic_server.actor import Role
from clinic_server.app import Running
from shared.protocol.call import CallNext
from shared.protocol.clinic import Clinic
from shared.protocol.clinical_note import WriteNotes
from shared.protocol.department import Department
from shared.protocol.device import NotPaired, Problem, ProblemCode, ReportHealth
from shared.protocol.every import COMMANDS, VALUES
from shared.protocol.grammar import Audience, Command, Refusal, Value, kind_of
from shared.protocol.identity import new_id
from shared.protocol.priority import Priority
from shared.protocol.refusal import NotAllowed
from shared.protocol.room import Room
from shared.protocol.session import NotSignedIn, SignIn, SignOut
from shared.protocol.staff import AddStaff, ChooseRoom, Doctor, StaffRole
from shared.protocol.ticket import HoldTicket, IssueTicket
from tests.agreed import ASKS, scopes
from tests.agreed import HEARS as AGREED
from tests.clinic import PASSWORD, House
from tests.screen import Screen, screen
from tests.server import serving
from tests.somebody import asking, somebody
from tests.values import MORNING, sample
from tests.wire import wire

NO_SCREEN = (Role.ANONYMOUS, Role.CONSOLE)
"""These have no screen that starts with a snapshot."""
ON_THE_WIRE = [role for role in ASKS if role is not Role.PATIENT]
"""A patient asks through the public API."""


def in_order(commands: Iterable[type[Command[Any]]]) -> list[type[Command[Any]]]:
    """Signing out comes last: nobody is anybody afterwards."""
    return sorted(commands, key=lambda command: (command is SignOut, kind_of(command)))


@pytest.mark.parametrize("role", ON_THE_WIRE, ids=str)
async def test_a_role_may_ask_for_its_own_commands_and_for_nothing_else(house: House, role: Role) -> None:
    allowed = scopes(ASKS[role])
    async with serving(house.folder) as server, asking(house, server, role) as shown:
        for command in in_order(COMMANDS):
            reached = True
            try:
                await shown.ask(sample(command))
            except (NotAllowed, NotSignedIn, NotPaired):
                reached = False
            except Refusal:
                pass  # what it asks for does not exist; but it may ask
            assert reached is (kind_of(command) in allowed), f"{role} asks for {kind_of(command)}"


def test_the_table_says_what_was_agreed_on() -> None:
    named = {role: {kind_of(command): scope for command, scope in table.items()} for role, table in MAY.items()}
    heard = {role: {kind_of(value): scope for value, scope in table.items()} for role, table in HEARS.items()}

    assert named == {role: scopes(ASKS.get(role, {})) for role in Role}
    assert heard == {role: scopes(AGREED[role]) if role in AGREED else {} for role in Role}
    assert set().union(*MAY.values()) == set(COMMANDS)


def test_nobody_hears_secrets_and_bookkeeping() -> None:
    secret = {kind for kind in VALUES if kind.audience is Audience.NOBODY}

    assert {kind_of(kind) for kind in secret} == set(NEVER)
    assert all(secret.isdisjoint(kinds) for kinds in HEARS.values())


PLANTED = ("Zoraida", "699123456", "chest-pain-words", "private-notes", "hold-words", "Ibrahim Staffname", "pale-words")
SECRET_TYPES = ("visit", "patient", "staff", "call_reason", "next_up", "device_health", "presence", "alert")
NEVER = (
    "credential",
    "device_credential",
    "session",
    "series",
    "ticket_key",
    "promise",
    "webhook_secret",
    "webhook_cursor",
    "delivery",
)
SECRETS = ("argon2", "token_hash", "password")


async def private_morning(house: House, server: Running) -> None:
    """Everything personal that can be said is said; a pause of a department is the last."""
    async with (
        somebody(house, server, Role.RECEPTIONIST) as reception,
        somebody(house, server, Role.DOCTOR) as doctor,
        somebody(house, server, Role.CLINIC_ADMIN) as admin,
        somebody(house, server, Role.KIOSK) as kiosk,
    ):
        await admin.ask(AddStaff(login="ib", password=PASSWORD, name="Ibrahim Staffname", role=StaffRole.RECEPTIONIST))
        await doctor.ask(ChooseRoom(room_id=house.rooms["1"].id))
        await kiosk.ask(ReportHealth(problems=(Problem(code=ProblemCode.NO_PAPER, since=MORNING),)))
        slip = await reception.ask(
            IssueTicket(
                department_id=house.departments["GM"].id,
                language="en",
                name="Zoraida",
                phone="699123456",
                priority=Priority.EMERGENCY,
                priority_reason="pale-words",
                reason="chest-pain-words",
            )
        )
        await doctor.ask(CallNext())
        await doctor.ask(WriteNotes(ticket_id=slip.ticket.id, notes="private-notes"))
        await doctor.ask(HoldTicket(ticket_id=slip.ticket.id, reason="hold-words"))


@pytest.mark.parametrize("role", [Role.ANONYMOUS, Role.DESK, Role.KIOSK, Role.DISPLAY, Role.GROUP_ADMIN], ids=str)
async def test_no_byte_of_a_patient_reaches_a_screen_that_strangers_see(house: House, role: Role) -> None:
    devices = {
        Role.KIOSK: house.kiosk,
        Role.DISPLAY: house.display,
    }
    async with serving(house.folder) as server:
        token = house.tokens["group"] if role is Role.GROUP_ADMIN else None
        is_paired = role is not Role.ANONYMOUS
        async with wire(server.address, device=devices.get(role), token=token, is_paired=is_paired) as before:
            await private_morning(house, server)
            # What happened is in the late one's snapshot, and in the early one's notices before its next answer.
            async with wire(server.address, device=devices.get(role), token=token, is_paired=is_paired) as after:
                assert await before.answers(new_id())
                said = "\n".join(before.said + after.said)

    assert [text for text in PLANTED if text in said] == []
    heard = scopes(AGREED[role])
    assert [kind for kind in (*SECRET_TYPES, *NEVER) if f'"type":"{kind}"' in said and kind not in heard] == []
    assert [word for word in SECRETS if word in said] == []


async def test_staff_hear_what_they_need_and_still_no_secret(house: House) -> None:
    async with serving(house.folder) as server, wire(server.address, token=house.tokens["bo"]) as early:
        await private_morning(house, server)
        async with wire(server.address, token=house.tokens["bo"]) as late:
            await early.until("hold-words")
            said, snapshot = "\n".join(early.said), "\n".join(late.said)

    for heard in (said, snapshot):
        assert [text for text in PLANTED if text not in heard] == []
        assert [kind for kind in NEVER if f'"type":"{kind}"' in heard] == []
        assert [word for word in SECRETS if word in heard] == []


async def test_no_secret_lies_readable_on_the_disk(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address) as desk:
        signed_in = await desk.ask(SignIn(login="reception", password=PASSWORD))
        await desk.sign_in_as(signed_in.token)

    for file in house.folder.iterdir():
        if file.is_file():
            content = file.read_bytes()
            assert signed_in.token.encode() not in content
            assert PASSWORD.encode() not in content


def kinds_of(shown: Screen) -> set[type[Value]]:
    return {type(value) for change in shown.heard for value in change.values}


@pytest.mark.parametrize("role", [role for role in ON_THE_WIRE if role not in NO_SCREEN], ids=str)
async def test_a_snapshot_has_what_the_role_may_hear(house: House, role: Role) -> None:
    heard = {kind_for(name) for name in scopes(AGREED[role])}
    async with serving(house.folder) as server:
        await private_morning(house, server)
        async with somebody(house, server, role) as shown:
            assert kinds_of(shown) <= heard
            assert kinds_of(shown) >= heard & {Clinic, Department, Room, Doctor}


def kind_for(name: str) -> type[Value]:
    """The class of values with this name on the wire."""
    return next(kind for kind in VALUES if kind_of(kind) == name)

"""Who may ask for what: every role and every command, over a real connection; and who may hear what."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from clinic_server.actor import Role
from clinic_server.app import Running
from clinic_server.console import Console, console
from clinic_server.web.access import HEARS, MAY
from shared.protocol.call import Call, CallNext
from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.clinical_note import ClinicalNote, WriteNotes
from shared.protocol.department import Department
from shared.protocol.device import Device, NotPaired, Problem, ProblemCode, ReportHealth
from shared.protocol.every import COMMANDS, VALUES
from shared.protocol.grammar import Audience, Command, Refusal, Value, kind_of
from shared.protocol.identity import new_id
from shared.protocol.pairing import Pairing
from shared.protocol.priority import Priority
from shared.protocol.queue import Queue
from shared.protocol.refusal import NotAllowed
from shared.protocol.room import Room
from shared.protocol.session import NotSignedIn, SignIn, SignOut
from shared.protocol.staff import AddStaff, ChooseRoom, Doctor, StaffRole
from shared.protocol.ticket import HoldTicket, IssueTicket, Ticket
from shared.protocol.webhook import Webhook
from tests.clinic import PASSWORD, House
from tests.screen import Screen, screen
from tests.server import serving
from tests.values import MORNING, sample
from tests.wire import Wire, wire

ACCOUNT = """
    staff.sign_out session.lock session.unlock session.list session.end credential.show credential.change_password
    credential.set_pin credential.start_totp credential.confirm_totp credential.remove_totp
"""
LINE = """
    place.tell ticket.issue ticket.confirm_print ticket.reprint ticket.hold ticket.resume ticket.return ticket.transfer
    ticket.cancel ticket.undo ticket.change_priority alert.answer day.confirm
"""
FRONT = "staff.set_availability day.report"
FILES = "patient.register patient.find patient.change feedback.give"
DOOR = "department.pause department.open department.close room.free"
CONSULTATION = """
    staff.choose_room staff.set_availability call.next call.ticket call.again ticket.start ticket.finish ticket.miss
    ticket.join_video ticket.leave_video ticket.write_notes
"""
AUDIT = "audit.list patient.erase patient.export"
RUNNING = """
    webhook.add webhook.change webhook.renew_secret webhook.remove webhook.try webhook.redeliver webhook.list_deliveries
    figures.report clinic.change department.add department.change room.add staff.add staff.change staff.deactivate
    staff.reactivate credential.reset_password credential.reset_totp device.change
"""

# The table as it was agreed on, written a second time on purpose: who changes it must mean it.
PAIRING = "pairing.open pairing.close pairing.confirm device.revoke"
AGREED = {
    Role.CONSOLE: PAIRING,
    Role.ANONYMOUS: "pairing.claim pairing.collect session.open_program session.refresh",
    Role.DESK: "clinic.found staff.sign_in",
    Role.KIOSK: "ticket.issue ticket.confirm_print alert.raise device.report",
    Role.DISPLAY: "device.report",
    Role.RECEPTIONIST: f"{ACCOUNT} {LINE} {FILES} {DOOR} {FRONT}",
    Role.DOCTOR: f"{ACCOUNT} {LINE} {CONSULTATION}",
    Role.CLINIC_ADMIN: f"{ACCOUNT} {LINE} {FILES} {DOOR} {FRONT} {RUNNING} {AUDIT} {PAIRING}",
    Role.GROUP_ADMIN: f"{ACCOUNT} figures.report",
}
LOGINS = {
    Role.RECEPTIONIST: "reception",
    Role.DOCTOR: "amara",
    Role.CLINIC_ADMIN: "admin",
    Role.GROUP_ADMIN: "group",
}
IN_THE_BUILDING: set[type[Value]] = {Clinic, BusinessDay, Department, Room, Doctor, Device, Queue}
FOR_STAFF: set[type[Value]] = {
    *IN_THE_BUILDING,
    *{kind for kind in VALUES if kind.audience is Audience.STAFF},
    Ticket,
    Call,
}
HEARD: dict[Role, set[type[Value]]] = {
    Role.CONSOLE: {Clinic, Device, Pairing},
    Role.ANONYMOUS: set(),
    Role.DESK: {Clinic},
    Role.KIOSK: IN_THE_BUILDING,
    Role.DISPLAY: {*IN_THE_BUILDING, Ticket, Call},
    Role.RECEPTIONIST: FOR_STAFF,
    Role.DOCTOR: {*FOR_STAFF, ClinicalNote},
    Role.CLINIC_ADMIN: {*FOR_STAFF, Pairing, Webhook},
    Role.GROUP_ADMIN: set(),
}


@asynccontextmanager
async def somebody(house: House, server: Running, role: Role) -> AsyncIterator[Screen]:
    """A screen of a role."""
    device = {Role.KIOSK: house.kiosk, Role.DISPLAY: house.display}.get(role)
    token = house.tokens[LOGINS[role]] if role in LOGINS else None
    async with screen(server.address, device=device, token=token) as shown:
        yield shown


@asynccontextmanager
async def asking(house: House, server: Running, role: Role) -> AsyncIterator[Screen | Wire | Console]:
    """Somebody of a role, who can at least ask."""
    if role is Role.CONSOLE:
        async with console(house.folder) as box:
            yield box
    elif role is Role.ANONYMOUS:
        async with wire(server.address, is_paired=False) as stranger:
            yield stranger
    else:
        async with somebody(house, server, role) as shown:
            yield shown


def in_order(commands: Iterable[type[Command[Any]]]) -> list[type[Command[Any]]]:
    """Signing out comes last: nobody is anybody afterwards."""
    return sorted(commands, key=lambda command: (command is SignOut, kind_of(command)))


@pytest.mark.parametrize("role", AGREED, ids=str)
async def test_a_role_may_ask_for_its_own_commands_and_for_nothing_else(house: House, role: Role) -> None:
    allowed = set(AGREED[role].split())
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


def test_the_table_has_every_role_and_nothing_that_is_not_a_command() -> None:
    assert set(MAY) == set(HEARS) == {*AGREED, Role.BOX, Role.PATIENT}
    assert set().union(*MAY.values()) == set(COMMANDS)


@pytest.mark.parametrize("role", HEARD, ids=str)
def test_a_role_hears_what_was_agreed(role: Role) -> None:
    assert set(HEARS[role]) == HEARD[role]


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
    assert [kind for kind in (*SECRET_TYPES, *NEVER) if f'"type":"{kind}"' in said] == []
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


@pytest.mark.parametrize("role", [role for role in HEARD if role not in (Role.ANONYMOUS, Role.CONSOLE)], ids=str)
async def test_a_snapshot_has_what_the_role_may_hear(house: House, role: Role) -> None:
    async with serving(house.folder) as server:
        await private_morning(house, server)
        async with somebody(house, server, role) as shown:
            assert kinds_of(shown) <= HEARD[role]
            assert kinds_of(shown) >= HEARD[role] & {Clinic, Department, Room, Doctor}

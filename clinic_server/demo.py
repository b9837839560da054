"""A demo clinic: filled through the same commands that people use, with passwords made for this box alone."""

import asyncio
import os
import secrets
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from clinic_server.actor import BOX, Actor, Role
from clinic_server.handlers.preparer import Preparer
from clinic_server.handlers.writer import Writer
from shared.protocol.clinic import ChangeClinic, FoundClinic
from shared.protocol.department import AddDepartment, Department, DepartmentColour
from shared.protocol.grammar import Command, Refusal, answer_type
from shared.protocol.room import AddRoom, RoomWord
from shared.protocol.staff import AddStaff, Staff, StaffRole

A = TypeVar("A")

FILE = "demo-accounts.json"
PLAN = Path(__file__).with_name("demo.json")
LANGUAGES = ("en", "es", "fr", "ar", "hi", "bn", "ne")
PASSWORD_BYTES = 12


class DemoAccount(Struct, frozen=True, kw_only=True):
    """One account of the demo clinic."""

    role: StaffRole
    name: str
    login: str
    password: str
    room: str = ""


class _DemoDepartment(Struct, frozen=True):
    code: str
    colour: DepartmentColour
    icon: str
    names: dict[str, str]


class _DemoRoom(Struct, frozen=True):
    word: RoomWord
    number: str


class _DemoDoctor(Struct, frozen=True):
    name: str
    login: str
    departments: tuple[str, ...]
    room: str


class _Plan(Struct, frozen=True):
    """What `demo.json` describes."""

    departments: tuple[_DemoDepartment, ...]
    rooms: tuple[_DemoRoom, ...]
    doctors: tuple[_DemoDoctor, ...]
    ticker: dict[str, tuple[str, ...]]
    slip_line: dict[str, str]


async def fill(folder: Path, writer: Writer, preparer: Preparer, setup_code: str, page_address: str) -> None:
    """Found the demo clinic on an empty box and write its accounts to a file that only the owner may read."""
    plan = msgspec.json.decode(PLAN.read_bytes(), type=_Plan)
    accounts = [
        DemoAccount(role=StaffRole.CLINIC_ADMIN, name="Administrator", login="admin", password=_password()),
        DemoAccount(role=StaffRole.RECEPTIONIST, name="Reception", login="reception", password=_password()),
        *(
            DemoAccount(
                role=StaffRole.DOCTOR, name=doctor.name, login=doctor.login, password=_password(), room=doctor.room
            )
            for doctor in plan.doctors
        ),
    ]
    administrator = accounts[0]
    box = _Desk(writer, preparer, BOX)
    signed_in = await box.ask(
        FoundClinic(
            setup_code=setup_code,
            name="Riverside Clinic",
            time_zone=_own_time_zone(),
            languages=LANGUAGES,
            administrator_name=administrator.name,
            login=administrator.login,
            password=administrator.password,
        )
    )
    desk = _Desk(writer, preparer, Actor(role=Role.CLINIC_ADMIN, id=signed_in.staff.id))
    await desk.ask(ChangeClinic(page_address=page_address, ticker=plan.ticker, slip_line=plan.slip_line))
    departments: dict[str, Department] = {}
    for new in plan.departments:
        add = AddDepartment(code=new.code, names=new.names, colour=new.colour, icon=new.icon)
        departments[new.code] = await desk.ask(add)
    for room in plan.rooms:
        await desk.ask(AddRoom(word=room.word, number=room.number))
    codes = {doctor.login: doctor.departments for doctor in plan.doctors}
    for account in accounts[1:]:
        staff: Staff = await desk.ask(
            AddStaff(
                login=account.login,
                password=account.password,
                name=account.name,
                role=account.role,
                department_ids=tuple(departments[code].id for code in codes.get(account.login, ())),
            )
        )
        assert staff.login == account.login
    _keep(folder / FILE, accounts)


def accounts(folder: Path) -> tuple[DemoAccount, ...]:
    """The demo accounts of a data folder; none when it is no demo's."""
    file = folder / FILE
    return msgspec.json.decode(file.read_bytes(), type=tuple[DemoAccount, ...]) if file.exists() else ()


class _Desk:
    """Asks as somebody, by the same handlers as a connection."""

    def __init__(self, writer: Writer, preparer: Preparer, actor: Actor) -> None:
        self._writer = writer
        self._preparer = preparer
        self._actor = actor

    async def ask(self, command: Command[A]) -> A:
        prepared = await self._preparer.prepare(self._actor, command)
        answered: asyncio.Future[bytes | Refusal] = asyncio.get_running_loop().create_future()
        self._writer.ask(self._actor, None, command, answered.set_result, prepared)
        answer = await answered
        if isinstance(answer, Refusal):
            raise answer
        value: A = msgspec.json.decode(answer, type=answer_type(type(command)))
        return value


def _keep(file: Path, accounts: list[DemoAccount]) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(msgspec.json.encode(accounts))


def _password() -> str:
    return secrets.token_urlsafe(PASSWORD_BYTES)


def _own_time_zone() -> str:
    """The machine's zone by its name, as far as the machine says it."""
    place = Path("/etc/localtime")
    zone = str(place.resolve()).partition("zoneinfo/")[2] if place.exists() else ""
    return zone if zone and zone != "Etc/UTC" else "UTC"

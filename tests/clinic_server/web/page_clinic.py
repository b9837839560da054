"""A small real clinic behind the patient's page: store, writer, hub and HTTP, without passwords' slow hashing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from clinic_server.actor import BOX, Actor, Role
from clinic_server.handlers.writer import Writer
from clinic_server.store.ledger import Ledger
from clinic_server.store.opening import open_store
from clinic_server.store.reading import Reader
from clinic_server.trust.authority import open_authority
from clinic_server.trust.pairings import Pairings
from clinic_server.web.hub import Hub
from clinic_server.web.ticket_page import add_ticket_page
from shared.protocol.clinic import FoundClinic
from shared.protocol.department import AddDepartment, Department
from shared.protocol.grammar import Command, Refusal, answer_type
from shared.protocol.room import AddRoom, Room, RoomWord
from shared.protocol.staff import AddStaff, ChooseRoom, Staff, StaffRole
from shared.protocol.ticket import IssueTicket, Slip

A = TypeVar("A")

SETUP_CODE = "12345678"
NOT_A_HASH = "not a hash"
LANGUAGES = ("en", "es", "fr", "ar", "hi", "bn", "ne")
NOW = datetime(2026, 4, 14, 7, 50, tzinfo=UTC)


@dataclass(frozen=True)
class PageClinic:
    """The clinic and a browser that looks at it. `doctor` sits in `room` and sees the one department's patients."""

    writer: Writer
    browser: "TestClient[web.Request, web.Application]"
    department: Department
    room: Room
    doctor: Actor

    async def ask(self, command: Command[A], actor: Actor | None = None) -> A:
        """Have a command carried out, by the doctor if nobody else is named."""
        return await _ask(self.writer, command, actor or self.doctor)

    async def issue(self, language: str = "en", **fields: str) -> Slip:
        """A number for somebody."""
        return await self.ask(IssueTicket(department_id=self.department.id, language=language, **fields))  # type: ignore[arg-type]  # text fields only


@asynccontextmanager
async def page_clinic(
    folder: Path,
    *,
    languages: tuple[str, ...] = LANGUAGES,
    room: str = "3",
    word: RoomWord = RoomWord.ROOM,
    department: AddDepartment | None = None,
    port: int | None = None,
) -> AsyncIterator[PageClinic]:
    """The clinic while the context lasts; its page says that it is 09:50 in Madrid."""
    store = open_store(folder)
    hub = Hub()
    failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    pairings = Pairings(open_authority(folder))
    pairings.setup_code = SETUP_CODE
    writer = Writer(Ledger(store.writing), publish=hub.publish, failed=failed.set_exception, pairings=pairings)
    writer.start()
    app = web.Application()
    add_ticket_page(app, reader=Reader(store.reading), writer=writer, hub=hub, clock=lambda: NOW)
    try:
        administrator = await _found(writer, languages)
        new = department or AddDepartment(code="GM", names={"en": "General medicine", "ar": "الطب العام"})
        made = await _ask(writer, new, administrator)
        door = await _ask(writer, AddRoom(number=room, word=word), administrator)
        hire = AddStaff(
            login="rahman",
            password=NOT_A_HASH,
            name="Dr Rahman",
            role=StaffRole.DOCTOR,
            department_ids=(made.id,),
        )
        staff: Staff = await _ask(writer, hire, administrator)
        doctor = Actor(role=Role.DOCTOR, id=staff.id)
        await _ask(writer, ChooseRoom(room_id=door.id), doctor)
        server = TestServer(app, port=port)
        await server.start_server(access_log=None)  # as the clinic's server does
        async with TestClient(server) as browser:
            yield PageClinic(writer, browser, made, door, doctor)
    finally:
        await writer.stop()
        store.close()


async def _found(writer: Writer, languages: tuple[str, ...]) -> Actor:
    command = FoundClinic(
        setup_code=SETUP_CODE,
        name="Riverside Clinic",
        time_zone="Europe/Madrid",
        languages=languages,
        administrator_name="Administrator",
        login="admin",
        password=NOT_A_HASH,
    )
    signed_in = await _ask(writer, command, BOX)
    return Actor(role=Role.CLINIC_ADMIN, id=signed_in.staff.id)


async def _ask(writer: Writer, command: Command[A], actor: Actor) -> A:
    answered: asyncio.Future[bytes | Refusal] = asyncio.get_running_loop().create_future()
    writer.ask(actor, None, command, answered.set_result, prepared=NOT_A_HASH)
    answer = await answered
    if isinstance(answer, Refusal):
        raise answer
    value: A = msgspec.json.decode(answer, type=answer_type(type(command)))
    return value

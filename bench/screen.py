"""A screen as the benchmarks play it: the real protocol over a plain socket, and nothing that a program adds."""

from types import TracebackType
from typing import Any
from uuid import UUID

import aiohttp
import msgspec

from bench.process import Program
from shared.protocol.department import AddDepartment, Department
from shared.protocol.device import DeviceKind
from shared.protocol.envelope import (
    Answer,
    Join,
    Refused,
    Request,
    Snapshot,
    decode_server_frame,
    encode,
    refusal_of,
)
from shared.protocol.grammar import Command, Value, answer_type
from shared.protocol.identity import new_id
from shared.protocol.room import Room
from shared.protocol.session import SignIn
from shared.protocol.staff import AddStaff, ChooseRoom, StaffRole
from shared.protocol.version import PROTOCOL_VERSION
from shared.trust.pin import key_hash_of_pem

WIDE = 999_999
KEY_HEADER = "Anteroom-Key"
"""How a device says to the server without TLS, which is there to compare with, who it is."""


class Screen:
    """Joins on entering the context; `ask` sends a command and waits for its answer."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        server: Program,
        kind: DeviceKind = DeviceKind.DESK,
        token: str | None = None,
    ) -> None:
        self._http = http
        self._server = server
        self._kind = kind
        self._token = token
        self.values: tuple[Value, ...] = ()

    async def __aenter__(self) -> "Screen":
        context = self._server.context(self._kind)
        key = {KEY_HEADER: key_hash_of_pem(self._server.devices[self._kind].certificate_pem)}
        self.socket = await self._http.ws_connect(
            f"{self._server.address}/ws", max_msg_size=0, autoping=True, ssl=context, headers=key
        )
        await self.socket.receive()
        await self.say(Join(version=PROTOCOL_VERSION, token=self._token))
        snapshot = decode_server_frame(await self.socket.receive_str())
        assert isinstance(snapshot, Snapshot)
        self.values = snapshot.values
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.socket.close()

    async def say(self, frame: msgspec.Struct) -> None:
        """Send one frame."""
        await self.socket.send_str(encode(frame).decode())

    async def ask(self, command: Command[Any], id: UUID | None = None) -> Any:
        """The answer to a command; raises its refusal."""
        id = id or new_id()
        await self.say(Request(id=id, command=command))
        answer = await self.answer(id)
        return msgspec.json.decode(answer, type=answer_type(type(command)))

    async def answer(self, id: UUID) -> bytes:
        """The encoded answer to a request that was sent before; notices on the way are passed over."""
        wanted = str(id)
        while True:
            text = await self.socket.receive_str()
            if wanted not in text[:96] or text.startswith('{"type":"notice"'):
                continue
            frame = decode_server_frame(text)
            if isinstance(frame, Refused):
                raise refusal_of(frame)
            assert isinstance(frame, Answer)
            return bytes(frame.value)


async def sign_in(http: aiohttp.ClientSession, server: Program, login: str, password: str) -> str:
    """The token of a new session."""
    async with Screen(http, server) as anonymous:
        signed_in = await anonymous.ask(SignIn(login=login, password=password))
    return str(signed_in.token)


async def add_wide_department(http: aiohttp.ClientSession, server: Program, password: str) -> Department:
    """A department with more numbers than any measurement takes (the demo's end at 999), with its doctor."""
    async with Screen(http, server, token=await sign_in(http, server, "admin", password)) as desk:
        wide: Department = await desk.ask(AddDepartment(code="WD", names={"en": "Wide"}, last_number=WIDE, padding=6))
        await desk.ask(
            AddStaff(
                login="bench",
                password=password,
                name="Dr Bench",
                role=StaffRole.DOCTOR,
                department_ids=(wide.id,),
            )
        )
    return wide


async def doctor(http: aiohttp.ClientSession, server: Program, login: str, password: str, room: str) -> Screen:
    """A desk where a doctor has signed in and chosen a room; the caller closes it."""
    token = await sign_in(http, server, login, password)
    desk = await Screen(http, server, token=token).__aenter__()
    found = next(value for value in desk.values if isinstance(value, Room) and value.number == room)
    await desk.ask(ChooseRoom(room_id=found.id))
    return desk

"""A screen as the benchmarks play it: the real protocol over a plain socket, and nothing that a program adds."""

from types import TracebackType
from typing import Any
from uuid import UUID

import aiohttp
import msgspec

from shared.protocol.department import AddDepartment, Department
from shared.protocol.device import DeviceKind
from shared.protocol.envelope import (
    Answer,
    DeviceCard,
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

WIDE = 999_999


class Screen:
    """Joins on entering the context; `ask` sends a command and waits for its answer."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        address: str,
        kind: DeviceKind | None = None,
        token: str | None = None,
        device_id: UUID | None = None,
    ) -> None:
        self._http = http
        self._address = address
        self._kind = kind
        self._token = token
        self._device_id = device_id or new_id()
        self.values: tuple[Value, ...] = ()

    async def __aenter__(self) -> "Screen":
        self.socket = await self._http.ws_connect(f"{self._address}/ws", max_msg_size=0, autoping=True)
        await self.socket.receive()
        device = None
        if self._kind is not None:
            device = DeviceCard(id=self._device_id, kind=self._kind, name=f"{self._kind} {self._device_id.hex[-4:]}")
        await self.say(Join(version=PROTOCOL_VERSION, device=device, token=self._token))
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


async def sign_in(http: aiohttp.ClientSession, address: str, login: str, password: str) -> str:
    """The token of a new session."""
    async with Screen(http, address) as anonymous:
        signed_in = await anonymous.ask(SignIn(login=login, password=password))
    return str(signed_in.token)


async def add_wide_department(http: aiohttp.ClientSession, address: str, password: str) -> Department:
    """A department with more numbers than any measurement takes (the demo's end at 999), with its doctor."""
    async with Screen(http, address, token=await sign_in(http, address, "admin", password)) as desk:
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


async def doctor(http: aiohttp.ClientSession, address: str, login: str, password: str, room: str) -> Screen:
    """A desk where a doctor has signed in and chosen a room; the caller closes it."""
    token = await sign_in(http, address, login, password)
    desk = await Screen(http, address, token=token).__aenter__()
    found = next(value for value in desk.values if isinstance(value, Room) and value.number == room)
    await desk.ask(ChooseRoom(room_id=found.id))
    return desk

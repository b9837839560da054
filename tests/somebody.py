"""Somebody of any role, at a screen, on a bare connection or at the box itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from clinic_server.actor import Role
from clinic_server.app import Running
from clinic_server.console import Console, console
from shared.protocol.grammar import Command
from tests.clinic import House
from tests.screen import Screen, screen
from tests.wire import Wire, wire

A = TypeVar("A")

LOGINS = {
    Role.RECEPTIONIST: "reception",
    Role.DOCTOR: "amara",
    Role.CLINIC_ADMIN: "admin",
    Role.GROUP_ADMIN: "group",
}


class Stranger:
    """Somebody without a certificate. One connection of theirs may ask for little: each question has its own."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def ask(self, command: Command[A]) -> A:
        """The server's answer. Raises its refusal."""
        async with wire(self._address, is_paired=False) as stranger:
            return await stranger.ask(command)


@asynccontextmanager
async def somebody(house: House, server: Running, role: Role) -> AsyncIterator[Screen]:
    """A screen of a role."""
    device = {Role.KIOSK: house.kiosk, Role.DISPLAY: house.display}.get(role)
    token = house.tokens[LOGINS[role]] if role in LOGINS else None
    async with screen(server.address, device=device, token=token) as shown:
        yield shown


@asynccontextmanager
async def asking(house: House, server: Running, role: Role) -> AsyncIterator["Screen | Stranger | Console"]:
    """Somebody of a role, who can at least ask."""
    if role is Role.CONSOLE:
        async with console(house.folder) as box:
            yield box
    elif role is Role.ANONYMOUS:
        yield Stranger(server.address)
    else:
        async with somebody(house, server, role) as shown:
            yield shown


@asynccontextmanager
async def listening(house: House, server: Running, role: Role) -> AsyncIterator[Wire]:
    """Somebody of a role who is paired, and hears every byte."""
    device = {Role.KIOSK: house.kiosk, Role.DISPLAY: house.display}.get(role)
    token = house.tokens[LOGINS[role]] if role in LOGINS else None
    async with wire(server.address, device=device, token=token) as heard:
        yield heard

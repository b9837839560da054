"""Somebody of any role, at a screen, on a bare connection or at the box itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from clinic_server.actor import Role
from clinic_server.app import Running
from clinic_server.console import Console, console
from tests.clinic import House
from tests.screen import Screen, screen
from tests.wire import Wire, wire

LOGINS = {
    Role.RECEPTIONIST: "reception",
    Role.DOCTOR: "amara",
    Role.CLINIC_ADMIN: "admin",
    Role.GROUP_ADMIN: "group",
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


@asynccontextmanager
async def listening(house: House, server: Running, role: Role) -> AsyncIterator[Wire]:
    """Somebody of a role who is paired, and hears every byte."""
    device = {Role.KIOSK: house.kiosk, Role.DISPLAY: house.display}.get(role)
    token = house.tokens[LOGINS[role]] if role in LOGINS else None
    async with wire(server.address, device=device, token=token) as heard:
        yield heard

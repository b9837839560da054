"""The announcement: a screen that was told nothing finds the clinic, and hears when it is gone."""

import asyncio

from clinic_server.web.announce import announced
from shared.client.discovery import Finder
from tests.clinic import House
from tests.screen import screen
from tests.server import serving

LOOPBACK = "127.0.0.1"


async def test_a_screen_that_was_told_nothing_finds_the_clinic(house: House) -> None:
    heard = asyncio.Event()
    finder = Finder(interfaces=[LOOPBACK])
    finder.on_announced = heard.set
    async with serving(house.folder) as server:
        port = int(server.address.rpartition(":")[2])
        async with announced(None, LOOPBACK, port):
            try:
                async with screen(finder.find, device=house.kiosk) as kiosk:
                    assert kiosk.link.server == server.address
                    await heard.wait()
            finally:
                await finder.close()

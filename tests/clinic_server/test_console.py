"""The console: alive for as long as a person at the terminal takes."""

import aiohttp
import pytest

from clinic_server.console import SOCKET, console
from shared.protocol.device import DeviceKind
from shared.protocol.envelope import Join, encode
from shared.protocol.pairing import OpenPairing
from shared.protocol.version import PROTOCOL_VERSION
from tests.clinic import House
from tests.server import serving


async def test_a_console_outlives_the_time_in_which_a_silent_one_is_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic_server.web.line.HEARTBEAT_SECONDS", 0.1)
    async with serving(house.folder), console(house.folder) as box:
        async with (
            aiohttp.ClientSession(connector=aiohttp.UnixConnector(str(house.folder / SOCKET))) as http,
            http.ws_connect("http://console/ws", autoping=False) as silent,
        ):
            await silent.send_str(encode(Join(version=PROTOCOL_VERSION)).decode())
            while (await silent.receive()).type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.PING):
                pass  # until the server gives it up
        opened = await box.ask(OpenPairing(kind=DeviceKind.KIOSK, name="Side door"))
        assert len(opened.code) == 8

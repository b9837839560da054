"""Finding the server: a given address is taken, an announced one is tried, and a paired device finds its own box."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from zeroconf import IPVersion
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from clinic_server.trust.authority import open_authority
from clinic_server.trust.certificate import ServerCertificate
from shared.client.discovery import Finder
from shared.protocol.device import DeviceKind, StrangeBox
from shared.protocol.version import SERVICE_TYPE
from tests.identities import box_context, identity

HERE = "127.0.0.1"


@pytest.fixture
async def network() -> AsyncIterator[AsyncZeroconf]:
    speaker = AsyncZeroconf(interfaces=[HERE], ip_version=IPVersion.V4Only)
    yield speaker
    await speaker.async_close()


@pytest.fixture
async def finder() -> AsyncIterator[Finder]:
    finder = Finder(interfaces=[HERE])
    yield finder
    await finder.close()


async def listen(context: ssl.SSLContext | None = None) -> tuple[asyncio.Server, int]:
    def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    server = await asyncio.start_server(hang_up, HERE, 0, ssl=context or box_context())
    return server, server.sockets[0].getsockname()[1]


async def announce(network: AsyncZeroconf, name: str, clinic: str, port: int) -> AsyncServiceInfo:
    info = AsyncServiceInfo(
        SERVICE_TYPE,
        f"{name}.{SERVICE_TYPE}",
        addresses=[socket.inet_aton(HERE)],
        port=port,
        server=f"{name}.local.",
        properties={"clinic": clinic},
    )
    await (await network.async_register_service(info))
    return info


async def found(finder: Finder) -> str:
    """The server that is found in the end, however often the network stays silent before."""
    while True:
        try:
            return await finder.find()
        except (TimeoutError, StrangeBox):
            continue


@pytest.mark.parametrize("address", ["192.0.2.7:8470", "https://192.0.2.7:8470", "http://192.0.2.7:8470/"])
async def test_a_given_address_is_taken(address: str) -> None:
    finder = Finder(address)
    assert await finder.find() == "https://192.0.2.7:8470"
    await finder.close()


async def test_an_announced_server_is_found_and_the_listener_is_told(network: AsyncZeroconf, finder: Finder) -> None:
    told = asyncio.Event()
    finder.on_announced = told.set
    server, port = await listen()
    async with server:
        await announce(network, "box", "a1", port)
        assert await found(finder) == f"https://{HERE}:{port}"
        assert told.is_set()


async def test_an_announcement_without_a_server_behind_it_is_not_given(network: AsyncZeroconf, finder: Finder) -> None:
    server, dead_port = await listen()
    server.close()
    await server.wait_closed()
    server, port = await listen()
    async with server:
        await announce(network, "gone", "a1", dead_port)
        await announce(network, "here", "a1", port)
        assert await found(finder) == f"https://{HERE}:{port}"


async def test_a_paired_device_finds_its_own_box_wherever_that_is_now(
    network: AsyncZeroconf, finder: Finder, tmp_path: Path
) -> None:
    paired = identity(DeviceKind.KIOSK).context()
    finder.context = lambda: paired
    theirs = ServerCertificate(tmp_path, open_authority(tmp_path), lambda: datetime.now(UTC)).context
    other, other_port = await listen(theirs)
    async with other:
        await announce(network, "theirs", "a1", other_port)
        while True:
            try:
                await finder.find()
            except StrangeBox:
                break
            except TimeoutError:
                continue  # not heard yet

        ours, port = await listen()
        await announce(network, "ours", "b2", port)
        assert await found(finder) == f"https://{HERE}:{port}"
        ours.close()
        await ours.wait_closed()
        with pytest.raises(StrangeBox):
            await finder.find()

        again, new_port = await listen()
        async with again:
            await announce(network, "ours-again", "b2", new_port)
            assert await found(finder) == f"https://{HERE}:{new_port}"

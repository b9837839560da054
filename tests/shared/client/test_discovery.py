"""Finding the server: a given address is believed, an announced one is tried, and nobody strays to another clinic."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from zeroconf import IPVersion
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from shared.client.discovery import Finder
from shared.protocol.version import SERVICE_TYPE

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


async def listen() -> tuple[asyncio.Server, int]:
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), HERE, 0)
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
        except TimeoutError:
            continue


@pytest.mark.parametrize("address", ["192.0.2.7:8470", "http://192.0.2.7:8470", "http://192.0.2.7:8470/"])
async def test_a_given_address_is_believed(address: str) -> None:
    finder = Finder(address)
    assert await finder.find() == "http://192.0.2.7:8470"
    await finder.close()


async def test_an_announced_server_is_found_and_the_listener_is_told(network: AsyncZeroconf, finder: Finder) -> None:
    told = asyncio.Event()
    finder.on_announced = told.set
    server, port = await listen()
    async with server:
        await announce(network, "box", "a1", port)
        assert await found(finder) == f"http://{HERE}:{port}"
        assert told.is_set()


async def test_an_announcement_without_a_server_behind_it_is_not_given(network: AsyncZeroconf, finder: Finder) -> None:
    server, dead_port = await listen()
    server.close()
    await server.wait_closed()
    server, port = await listen()
    async with server:
        await announce(network, "gone", "a1", dead_port)
        await announce(network, "here", "a1", port)
        assert await found(finder) == f"http://{HERE}:{port}"


async def test_who_found_a_clinic_does_not_stray_to_another_one(network: AsyncZeroconf, finder: Finder) -> None:
    server, port = await listen()
    await announce(network, "ours", "b2", port)
    assert await found(finder) == f"http://{HERE}:{port}"
    server.close()
    await server.wait_closed()

    other, other_port = await listen()
    async with other:
        await announce(network, "theirs", "a1", other_port)
        with pytest.raises(TimeoutError):
            await finder.find()

        again, new_port = await listen()
        async with again:
            await announce(network, "ours-again", "b2", new_port)
            assert await found(finder) == f"http://{HERE}:{new_port}"

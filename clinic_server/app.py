"""Puts the server's parts together and takes them apart again, in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from aiohttp import web

from clinic_server import systemd
from clinic_server.handlers.preparer import Preparer
from clinic_server.handlers.writer import Writer
from clinic_server.hearing import Heard
from clinic_server.housekeeping import Housekeeping
from clinic_server.settings import Settings
from clinic_server.store.ledger import Ledger
from clinic_server.store.opening import open_store
from clinic_server.store.reading import Reader
from clinic_server.store.soundness import Soundness
from clinic_server.trust.authority import Authority, open_authority
from clinic_server.trust.certificate import ServerCertificate
from clinic_server.trust.door import Door, TlsDoor
from clinic_server.trust.pairings import Pairings
from clinic_server.trust.token import Tokens
from clinic_server.web.announce import own_addresses
from clinic_server.web.api import add_api
from clinic_server.web.bucket import TRUSTED_PACE, Buckets
from clinic_server.web.derivation import Derivation
from clinic_server.web.gate import Gate, make_room
from clinic_server.web.health import health
from clinic_server.web.hub import Hub
from clinic_server.web.listeners import listen, listen_on_console
from clinic_server.web.live import Live
from clinic_server.web.parts import Parts
from clinic_server.web.plain import add_plain_pages
from clinic_server.web.presence import Presences
from clinic_server.web.readings import Readings
from clinic_server.web.snapshot import Snapshots
from clinic_server.web.socket_ticket import SocketTickets
from clinic_server.web.ticket_page import add_ticket_page
from clinic_server.web.webhooks import Couriers
from shared.protocol.version import LARGEST_FRAME_BYTES

MOST_PHONES = 512
"""Connections to the patients' page from one address: a proxy may stand before all of them."""
EVERY_ADDRESS = ("", "0.0.0.0", "::")  # noqa: S104  # compared with, not listened on


@dataclass(frozen=True)
class Running:
    """A server that listens. `setup_code` is there while the box is empty."""

    address: str
    """Where screens and programs connect, such as `https://192.0.2.7:8470`."""
    page_address: str
    """Where patients' phones go, such as `http://192.0.2.7:8480`."""
    setup_code: str | None
    writer: Writer
    reader: Reader
    preparer: Preparer
    hub: Hub
    failed: "asyncio.Future[None]"


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    door: Door | None = None,
) -> AsyncIterator[Running]:
    """A server while the context lasts. Raises what `open_store` and `open_authority` raise, and `CannotListen`.

    `door` is for comparing; left out, it is the TLS that every clinic has.
    """
    async with AsyncExitStack() as stack:
        store = open_store(settings.data)
        stack.callback(store.close)
        authority = open_authority(settings.data)
        certificate = ServerCertificate(settings.data, authority, clock)
        door = door or TlsDoor(certificate.context)
        make_room()
        gate = Gate()
        hub = Hub()
        failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        ledger = Ledger(store.writing)
        hub.seq, hub.at = ledger.seq, ledger.last_at
        pairings = Pairings(authority, is_empty=ledger.clinic_id is None)
        writer = Writer(
            ledger,
            publish=hub.publish,
            failed=lambda error: None if failed.done() else failed.set_exception(error),
            tell=lambda values: hub.derive(map(Heard, values), clock()),
            clock=clock,
            pairings=pairings,
        )
        writer.start()
        stack.push_async_callback(writer.stop)
        reader = Reader(store.reading)
        tokens = Tokens(settings.data)
        soundness = Soundness()
        preparer = Preparer(writer, reader, tokens, clock=clock, pairings=pairings, soundness=soundness)
        stack.callback(preparer.close)
        readings = Readings(writer, clock)
        stack.callback(readings.close)
        parts = Parts(
            writer=writer,
            reader=reader,
            hub=hub,
            snapshots=Snapshots(reader, hub, clock),
            presences=Presences(hub, clock),
            preparer=preparer,
            readings=readings,
            tokens=tokens,
            socket_tickets=SocketTickets(),
            buckets=Buckets(*TRUSTED_PACE),
            clock=clock,
            version=version("anteroom"),
            epoch=lambda: ledger.epoch,
            key_of=door.key_of,
            admit=gate.admitted,
        )
        live = Live(parts)
        housekeeping = Housekeeping(writer, reader, store.path, clock, soundness)
        hub.watch(housekeeping.note)
        screens, pages, console = (
            web.Application(client_max_size=LARGEST_FRAME_BYTES),
            web.Application(),
            web.Application(),
        )
        screens.router.add_get("/ws", live.handle)
        screens.router.add_get("/authority.pem", _public_certificate(authority))
        screens.router.add_get(
            "/health",
            health(
                writer,
                version=parts.version,
                database=store.path,
                screens=lambda: live.count,
                is_checked=lambda: soundness.holds,
            ),
        )
        console.router.add_get("/ws", live.handle_console)
        add_api(screens, parts)
        add_ticket_page(pages, reader=reader, writer=writer, hub=hub, clock=clock)
        add_plain_pages(pages, lambda: port)
        couriers = Couriers(writer, reader, hub, clock)
        for work in (
            Derivation(writer, hub).run(),
            housekeeping.run(),
            certificate.run(),
            couriers.run(),
            systemd.keep_watchdog(),
        ):
            stack.push_async_callback(_cancel, asyncio.create_task(_watched(work, failed)))
        host, port = await listen(stack, screens, settings.host, settings.port, door.context, gate)
        page_host, page_port = await listen(stack, pages, settings.host, settings.page_port, None, Gate(MOST_PHONES))
        await listen_on_console(stack, console, settings.data)
        pairings.address = f"https://{_reachable(host)}:{port}"
        stack.push_async_callback(live.close)
        scheme = "http" if door.context is None else "https"
        yield Running(
            address=f"{scheme}://{host}:{port}",
            page_address=f"http://{page_host}:{page_port}",
            setup_code=pairings.setup_code,
            writer=writer,
            reader=reader,
            preparer=preparer,
            hub=hub,
            failed=failed,
        )


def _public_certificate(authority: Authority) -> Callable[[web.Request], Awaitable[web.Response]]:
    """GET /authority.pem: for programs of others, whose people compare it with what the box says."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=authority.pem, content_type="application/x-pem-file")

    return answer


def _reachable(host: str) -> str:
    """An address that other machines can use, as far as this one knows."""
    return own_addresses()[0] if host in EVERY_ADDRESS else host


async def _watched(work: Coroutine[None, None, None], failed: "asyncio.Future[None]") -> None:
    """Background work that fails ends the server: a clinic that half works deceives."""
    try:
        await work
    except Exception as error:
        if not failed.done():
            failed.set_exception(error)


async def _cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

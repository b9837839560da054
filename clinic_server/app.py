"""Puts the server's parts together and takes them apart again, in order."""

import asyncio
import errno
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from aiohttp import web

from clinic_server import systemd
from clinic_server.handlers.preparer import Preparer
from clinic_server.handlers.writer import Writer
from clinic_server.housekeeping import Housekeeping
from clinic_server.settings import Settings
from clinic_server.store.ledger import Ledger
from clinic_server.store.opening import open_store
from clinic_server.store.reading import Reader
from clinic_server.trust.token import Tokens
from clinic_server.web.api import add_api
from clinic_server.web.derivation import Derivation
from clinic_server.web.front import Front
from clinic_server.web.health import health
from clinic_server.web.hub import Hub
from clinic_server.web.live import Live
from clinic_server.web.parts import Parts
from clinic_server.web.presence import Presences
from clinic_server.web.readings import Readings
from clinic_server.web.snapshot import Snapshots
from clinic_server.web.ticket_page import add_ticket_page
from shared.protocol.version import LARGEST_FRAME_BYTES

STOP_SECONDS = 1.0
CODE_DIGITS = 8

logger = logging.getLogger(__name__)


class CannotListen(Exception):
    """The address to listen on is not this machine's, or not ours to take."""


class PortTaken(CannotListen):
    """Another program listens on the address already."""


@dataclass(frozen=True)
class Running:
    """A server that listens. `setup_code` is there while the box is empty."""

    address: str
    setup_code: str | None
    writer: Writer
    reader: Reader
    preparer: Preparer
    hub: Hub
    failed: "asyncio.Future[None]"


@asynccontextmanager
async def running(
    settings: Settings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> AsyncIterator[Running]:
    """A server while the context lasts. Raises what `open_store` raises, and `CannotListen`."""
    async with AsyncExitStack() as stack:
        store = open_store(settings.data)
        stack.callback(store.close)
        hub = Hub()
        failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        ledger = Ledger(store.writing)
        hub.seq, hub.at = ledger.seq, ledger.last_at
        setup_code = None if ledger.clinic_id else "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
        writer = Writer(
            ledger,
            publish=hub.publish,
            failed=lambda error: None if failed.done() else failed.set_exception(error),
            clock=clock,
            setup_code=setup_code,
        )
        writer.start()
        stack.push_async_callback(writer.stop)
        reader = Reader(store.reading)
        tokens = Tokens(settings.data)
        preparer = Preparer(writer, reader, tokens, clock=clock, setup_code=setup_code)
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
            clock=clock,
            version=version("anteroom"),
            epoch=lambda: ledger.epoch,
        )
        live = Live(parts)
        housekeeping = Housekeeping(writer, reader, store.path)
        app = web.Application(client_max_size=LARGEST_FRAME_BYTES)
        app.router.add_get("/ws", live.handle)
        app.router.add_get(
            "/health",
            health(
                writer,
                version=parts.version,
                database=store.path,
                screens=lambda: live.count,
                is_checked=lambda: housekeeping.is_checked,
            ),
        )
        add_api(app, parts)
        add_ticket_page(app, reader=reader, writer=writer, hub=hub, clock=clock)
        for work in (Derivation(writer, hub).run(), housekeeping.run(), systemd.keep_watchdog()):
            stack.push_async_callback(_cancel, asyncio.create_task(_watched(work, failed)))
        address = await _listen(stack, app, settings)
        stack.push_async_callback(live.close)
        yield Running(address, setup_code, writer, reader, preparer, hub, failed)


async def _listen(stack: AsyncExitStack, app: web.Application, settings: Settings) -> str:
    runner = Front(app)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, settings.host, settings.port, backlog=1024)
    try:
        await site.start()
    except OSError as error:
        kind = PortTaken if error.errno == errno.EADDRINUSE else CannotListen
        raise kind(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}") from error
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"


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

"""GET /health: whether the server works, for whoever watches it. Nothing about patients."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from aiohttp import web
from msgspec import Struct

from clinic_server.handlers.writer import Writer
from clinic_server.store import backup
from clinic_server.store.unit import Unit


class Health(Struct, frozen=True, kw_only=True):
    """The answer. Ages are in seconds; None: there is none yet. `is_checked`: the whole journal was followed."""

    version: str
    clinic: str | None
    epoch: int
    seq: int
    uptime_seconds: float
    database_bytes: int
    backup_age_seconds: float | None
    screens: int
    is_checked: bool | None


def health(
    writer: Writer,
    *,
    version: str,
    database: Path,
    screens: Callable[[], int],
    is_checked: Callable[[], bool | None],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of the route. It asks the writer, so an answer also says that the writer works."""
    started = time.monotonic()

    async def answer(_: web.Request) -> web.Response:
        clinic, seq, epoch = await writer.look(_clinic_and_head)
        size, backup_age = await asyncio.to_thread(_on_disk, database)
        body = Health(
            version=version,
            clinic=clinic,
            epoch=epoch,
            seq=seq,
            uptime_seconds=round(time.monotonic() - started, 1),
            database_bytes=size,
            backup_age_seconds=backup_age,
            screens=screens(),
            is_checked=is_checked(),
        )
        return web.Response(body=msgspec.json.encode(body), content_type="application/json")

    return answer


def _clinic_and_head(unit: Unit) -> tuple[str | None, int, int]:
    return (unit.clinic.name if unit.has_clinic else None, unit.seq, unit.epoch)


def _on_disk(database: Path) -> tuple[int, float | None]:
    newest = backup.newest(database.parent / backup.FOLDER)
    age = None if newest is None else round(datetime.now(UTC).timestamp() - newest.stat().st_mtime, 1)
    return database.stat().st_size, age

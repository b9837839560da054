"""The clinic's server without TLS, which no clinic can have: only to see what TLS costs.

A device says who it is by a header, where it would otherwise prove it by its certificate.
"""

import asyncio
import gc
import ssl
import sys
from dataclasses import dataclass

from aiohttp import web

from bench.process import READY
from bench.screen import KEY_HEADER
from clinic_server import demo
from clinic_server.__main__ import COLLECT_SELDOM
from clinic_server.app import running
from clinic_server.settings import read_settings


@dataclass(frozen=True)
class PlainDoor:
    """Plain HTTP."""

    context: ssl.SSLContext | None = None

    def key_of(self, request: web.Request) -> str | None:
        """What the other side claims."""
        return request.headers.get(KEY_HEADER)


async def _main() -> None:
    settings = read_settings(sys.argv[1:])
    async with running(settings, door=PlainDoor()) as server:
        if server.setup_code is not None:
            await demo.fill(settings.data, server.writer, server.preparer, server.setup_code, server.page_address)
        print(f"{READY}{server.address}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    gc.set_threshold(*COLLECT_SELDOM)
    asyncio.run(_main())

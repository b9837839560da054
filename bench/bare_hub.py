"""A bare aiohttp WebSocket hub in a process of its own: what one client says, all hear, as 300 bytes of text.

It listens with the certificate of the clinic in the folder that it is given, so that TLS is in the floor too.
"""

import asyncio
import ssl
import sys
from pathlib import Path

from aiohttp import WSMsgType, web

MESSAGE = "x" * 300
READY = "The bare hub listens: "


async def _main(folder: Path) -> None:
    sockets: set[web.WebSocketResponse] = set()

    async def listen(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        sockets.add(socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    for other in tuple(sockets):
                        await other.send_str(MESSAGE)
        finally:
            sockets.discard(socket)
        return socket

    app = web.Application()
    app.router.add_get("/ws", listen)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "server.pem")
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024, ssl_context=context).start()
    print(f"{READY}https://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1])))

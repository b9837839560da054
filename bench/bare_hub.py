"""A bare aiohttp WebSocket hub in a process of its own: what one client says, all hear, as 300 bytes of text."""

import asyncio

from aiohttp import WSMsgType, web

MESSAGE = "x" * 300
READY = "The bare hub listens: "


async def _main() -> None:
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
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    print(f"{READY}http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())

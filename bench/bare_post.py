"""A bare aiohttp server in a process of its own: what is posted as JSON comes back as 400 bytes of JSON."""

import asyncio

from aiohttp import web

MESSAGE = b'{"text":"' + b"x" * 390 + b'"}'
READY = "The bare server listens: "


async def _main() -> None:
    async def post(request: web.Request) -> web.Response:
        await request.json()
        return web.Response(body=MESSAGE, content_type="application/json")

    app = web.Application()
    app.router.add_post("/", post)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"{READY}http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())

"""Plain HTTP: the patient's page, a page that says what this is, and for all else the way to the safe door."""

from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import hdrs, web

from clinic_server.web.ticket_page.routes import HEADERS
from clinic_server.web.ticket_page.shell import landing_document
from clinic_server.web.ticket_page.view import accepted_language

FOR_PROGRAMS = ("/api/", "/ws")
"""A program that speaks plainly shall notice: it showed its token to the whole LAN, and a redirect would hide that."""
UPGRADE = "TLS/1.2, HTTP/1.1"


def add_plain_pages(app: web.Application, safe_port: Callable[[], int]) -> None:
    """Add the landing page and the way to TLS to the application that has the ticket page."""
    app.router.add_get("/", _landing)
    app.router.add_route("*", "/{anything:.*}", _elsewhere(safe_port))


async def _landing(request: web.Request) -> web.Response:
    language = accepted_language(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))
    return web.Response(text=landing_document(language), content_type="text/html", headers=HEADERS)


def _elsewhere(safe_port: Callable[[], int]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        is_page = request.method in (hdrs.METH_GET, hdrs.METH_HEAD) and not request.path.startswith(FOR_PROGRAMS)
        if is_page and request.transport is not None:
            # To the address that was reached: what the request says of its host is a stranger's word.
            host = request.transport.get_extra_info("sockname")[0]
            host = f"[{host}]" if ":" in host else host
            location = f"https://{host}:{safe_port()}{request.raw_path}"
            return web.Response(status=308, headers={**HEADERS, hdrs.LOCATION: location})
        problem = {
            "type": "about:blank",
            "title": "Upgrade Required",
            "status": 426,
            "detail": "This is not said over plain HTTP. Say it over TLS, at the port of the clinic's programs.",
            "code": "tls_required",
        }
        headers = {**HEADERS, hdrs.UPGRADE: UPGRADE, hdrs.CONNECTION: hdrs.UPGRADE}
        body = msgspec.json.encode(problem)
        return web.Response(status=426, body=body, content_type="application/problem+json", headers=headers)

    return answer

"""The API's one address below `/api/v1`: finds what lives there, and tells every trouble as a problem."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from clinic_server.web.api.answer import refused
from clinic_server.web.api.asking import Asking
from clinic_server.web.api.documents import Documents
from clinic_server.web.api.fault import Fault, MethodNotAllowed, NoSuchRoute
from clinic_server.web.api.receipt import RequestIds
from clinic_server.web.api.retirement import RETIRING, Retirement
from clinic_server.web.api.route import PREFIX, collections, command_routes
from clinic_server.web.api.showing import Shelf
from clinic_server.web.api.socket import PATH, SocketDesk
from clinic_server.web.api.stream import QueueStreams
from clinic_server.web.api.tree import Tree
from clinic_server.web.caller import Callers
from clinic_server.web.parts import Parts
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import InternalError

Endpoint = Callable[[web.Request, list[str]], Awaitable[web.StreamResponse]]

logger = logging.getLogger(__name__)


def add_api(app: web.Application, parts: Parts) -> None:
    """Add the public API to the server."""
    api = Api(parts)
    app.router.add_get(PREFIX, _to_page)
    app.router.add_route("*", PREFIX + "/{address:.*}", api.handle)
    app.on_shutdown.append(api.close)


class Api:
    """Every route of the API, made from the declarations of the protocol."""

    def __init__(self, parts: Parts) -> None:
        callers, request_ids = Callers(parts), RequestIds()
        askings = [Asking(parts, callers, request_ids, route) for route in command_routes()]
        shelves = [Shelf(parts, callers, path, kind) for path, kind in collections()]
        self._streams = QueueStreams(parts, callers)
        documents = Documents(askings, shelves, parts.version)
        self._tree: Tree[Endpoint] = Tree()
        for asking in askings:
            retirement = RETIRING.get(asking.route.command)
            endpoint = asking if retirement is None else _retiring(asking, retirement)
            self._tree.add(asking.route.method, asking.route.path, endpoint)
        for shelf in shelves:
            self._tree.add("GET", shelf.path, shelf.page)
            self._tree.add("GET", shelf.one_path, shelf.one)
        self._tree.add("POST", PATH, SocketDesk(callers, parts.socket_tickets))
        others: dict[str, Endpoint] = {
            "/": documents.page,
            "/api.css": documents.style,
            "/asyncapi.json": documents.asyncapi,
            "/openapi.json": documents.openapi,
            "/problems/{code}": documents.problem,
            "/queues/{department_id}/stream": self._streams,
        }
        for path, endpoint in others.items():
            self._tree.add("GET", path, endpoint)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Any request below the API's prefix."""
        try:
            # The raw path: an escaped slash in an id is no slash.
            endpoint, path = self._find(request.method, request.rel_url.raw_path[len(PREFIX) :])
            return await endpoint(request, path)
        except (Refusal, Fault) as trouble:
            return refused(trouble)
        except (ConnectionError, TimeoutError, web.RequestPayloadError):
            raise
        except Exception:
            logger.exception("a request to the API failed")
            return refused(InternalError())

    async def close(self, _: web.Application) -> None:
        """Say goodbye to whoever listens."""
        await self._streams.close()

    def _find(self, method: str, path: str) -> tuple[Endpoint, list[str]]:
        found = self._tree.find(path)
        if found is None:
            raise NoSuchRoute()
        endpoints, said = found
        endpoint = endpoints.get("GET" if method == "HEAD" else method)
        if endpoint is None:
            methods = {*endpoints, *(("HEAD",) if "GET" in endpoints else ())}
            raise MethodNotAllowed(Allow=", ".join(sorted(methods)))
        return endpoint, said


def _retiring(asking: Asking, retirement: Retirement) -> Endpoint:
    async def answer(request: web.Request, path: list[str]) -> web.StreamResponse:
        try:
            told = await asking(request, path)
        except (Refusal, Fault) as trouble:
            told = refused(trouble)
        told.headers.update(retirement.headers)
        return told

    return answer


async def _to_page(_: web.Request) -> web.Response:
    return web.Response(status=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": f"{PREFIX}/"})

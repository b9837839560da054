"""The API's one address below `/api/v1`: finds what lives there, and tells every trouble as a problem."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from clinic_server.web.api.answer import refused
from clinic_server.web.api.asking import Asking
from clinic_server.web.api.caller import Callers
from clinic_server.web.api.fault import Fault, MethodNotAllowed, NoSuchRoute
from clinic_server.web.api.receipt import RequestIds
from clinic_server.web.api.route import PREFIX, collections, command_routes
from clinic_server.web.api.showing import Shelf
from clinic_server.web.api.tree import Tree
from clinic_server.web.parts import Parts
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import InternalError

Endpoint = Callable[[web.Request, list[str]], Awaitable[web.StreamResponse]]

logger = logging.getLogger(__name__)


def add_api(app: web.Application, parts: Parts) -> None:
    """Add the public API to the server."""
    app.router.add_route("*", PREFIX + "/{address:.*}", Api(parts).handle)


class Api:
    """Every route of the API, made from the declarations of the protocol."""

    def __init__(self, parts: Parts) -> None:
        callers, request_ids = Callers(parts), RequestIds()
        self._tree: Tree[Endpoint] = Tree()
        for route in command_routes():
            self._tree.add(route.method, route.path, Asking(parts, callers, request_ids, route))
        for path, kind in collections():
            shelf = Shelf(parts, callers, path, kind)
            self._tree.add("GET", path, shelf.page)
            self._tree.add("GET", f"{path}/{{id}}", shelf.one)

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

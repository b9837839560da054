"""The OpenAPI 3.1 document, made from the declarations of the protocol and the table of who may do what."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from clinic_server.web.api.asking import Asking
from clinic_server.web.api.operation import command_operation, page_operation, value_operation
from clinic_server.web.api.problem import ProblemDetails
from clinic_server.web.api.problem_response import Problems
from clinic_server.web.api.route import PREFIX
from clinic_server.web.api.schema import Schemas
from clinic_server.web.api.showing import LARGEST_PAGE, PAGE, Shelf
from clinic_server.web.api.socket import PATH, SocketTicket, socket_operation
from clinic_server.web.api.words import ABOUT, SECURITY
from shared.protocol.description import about
from shared.protocol.grammar import answer_type

PARAMETERS: dict[str, Any] = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "A text of your own, 1 to 200 characters: the same key always brings the same answer.",
        "schema": {"type": "string", "pattern": "^[\\x21\\x23-\\x7e]{1,200}$"},
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The `ETag` that you have.",
        "schema": {"type": "string"},
    },
    "After": {
        "name": "after",
        "in": "query",
        "description": "Where the page before this one ended: it stands in that page's `next`.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{21}[AQgw]$"},
    },
    "Limit": {
        "name": "limit",
        "in": "query",
        "description": "How many at most.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
    },
}
HEADERS: dict[str, Any] = {
    "ETag": {"description": "Changes when the answer does.", "schema": {"type": "string"}},
    "Link": {"description": 'The following page, as `rel="next"` (RFC 8288).', "schema": {"type": "string"}},
    "RetryAfter": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
    "WWWAuthenticate": {"description": "How to show who one is.", "schema": {"type": "string"}},
}


def openapi(askings: Sequence[Asking], shelves: Sequence[Shelf], version: str) -> dict[str, Any]:
    """The whole document, of every route that there is."""
    schemas, problems = _schemas(askings, shelves), Problems()
    paths: dict[str, dict[str, Any]] = {}
    for asking in askings:
        operation = command_operation(asking, schemas, problems)
        paths.setdefault(asking.route.path, {})[asking.route.method.lower()] = operation
    for shelf in shelves:
        paths.setdefault(shelf.path, {})["get"] = page_operation(shelf, schemas, problems)
        paths.setdefault(shelf.one_path, {})["get"] = value_operation(shelf, schemas, problems)
    paths[PATH] = {"post": socket_operation(problems)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Anteroom", "version": version, "description": ABOUT, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": PREFIX}],
        "tags": [{"name": shelf.path.removeprefix("/"), "description": about(shelf.kind)} for shelf in shelves],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.components.items())),
            "responses": {
                "NotModified": {"description": "You have it already.", "headers": {"ETag": HEADERS["ETag"]}},
                **dict(sorted(problems.components.items())),
            },
            "parameters": PARAMETERS,
            "headers": HEADERS,
            "securitySchemes": SECURITY,
        },
    }


def _schemas(askings: Sequence[Asking], shelves: Sequence[Shelf]) -> Schemas:
    types: list[Any] = [ProblemDetails, SocketTicket, UUID, *(shelf.kind for shelf in shelves)]
    sources: dict[type[Struct], type[Struct]] = {}
    for asking in askings:
        command = asking.route.command
        types += [asking.body.struct, answer_type(command)]
        types += [field.type for field in msgspec.structs.fields(command) if field.name in asking.route.parameters]
        sources[asking.body.struct] = command
    for shelf in shelves:
        types += shelf.filters.values()
    return Schemas(types, sources)

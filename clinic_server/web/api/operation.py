"""Operations: what the documentation says of one route."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from clinic_server.access import HEARS, MAY, Scope
from clinic_server.actor import STAFF_ROLES, Role
from clinic_server.web.api.answer import JSON
from clinic_server.web.api.asking import Asking
from clinic_server.web.api.example import example_of
from clinic_server.web.api.fault import KeyReused, NotAcceptable, NotJson, TooLarge, TooSlow
from clinic_server.web.api.problem_response import Problems, Trouble
from clinic_server.web.api.retirement import RETIRING
from clinic_server.web.api.route import parameters_of
from clinic_server.web.api.schema import Schemas
from clinic_server.web.api.showing import Shelf
from clinic_server.web.api.words import sentence
from shared.protocol.clinic import NotFoundedYet
from shared.protocol.description import about
from shared.protocol.grammar import Refusal, answer_type, kind_of
from shared.protocol.refusal import BadValue, InternalError, Malformed, NotAllowed, NotFound, StorageFull
from shared.protocol.session import NotSignedIn

READING: tuple[Trouble, ...] = (Malformed, NotSignedIn, NotAllowed, NotAcceptable, InternalError)
"""What every request may meet."""
SENDING: tuple[Trouble, ...] = (NotFoundedYet, NotFound, BadValue, StorageFull, TooLarge, TooSlow, NotJson)
"""What a command may meet besides, beside its own refusals."""
AT_THE_BOX = (Role.BOX, Role.CONSOLE)
"""They have a way in of their own."""
Table = Mapping[Role, Mapping[Any, Scope]]
IDEMPOTENCY = {"$ref": "#/components/parameters/IdempotencyKey"}
KNOWN = {"$ref": "#/components/parameters/IfNoneMatch"}
ETAG = {"ETag": {"$ref": "#/components/headers/ETag"}}


def command_operation(asking: Asking, schemas: Schemas, problems: Problems) -> dict[str, Any]:
    """What is said of a command's route."""
    route = asking.route
    command = route.command
    own = tuple(Refusal.known[code] for code in command.refusals)
    types = {field.name: field.type for field in msgspec.structs.fields(command)}
    parameters = [_path_parameter(name, types[name], schemas) for name in route.parameters]
    operation: dict[str, Any] = {
        "operationId": kind_of(command),
        "tags": [route.path.split("/")[1]],
        "summary": sentence(about(command)),
        "description": about(command),
        **_who(MAY, command),
    }
    if command in RETIRING:
        operation["deprecated"] = True
    if asking.is_question:
        parameters += _query_parameters(asking, schemas)
        troubles: Sequence[Trouble] = (*READING, NotFoundedYet, NotFound, BadValue, *own)
    else:
        parameters.append(IDEMPOTENCY)
        operation["requestBody"] = _body(asking, schemas)
        troubles = (*READING, *SENDING, KeyReused, *own)
    operation["parameters"] = parameters
    operation["responses"] = {**_answer(asking, schemas), **problems.of(troubles)}
    return operation


def page_operation(shelf: Shelf, schemas: Schemas, problems: Problems) -> dict[str, Any]:
    """What is said of a collection."""
    item = schemas.of(shelf.kind)
    page = {
        "type": "object",
        "required": ["items"],
        "properties": {
            "items": {"type": "array", "items": item},
            "next": {"type": "string", "description": "The address of the following page, if there is one."},
        },
    }
    example = {"items": [example_of(item, schemas.resolved)]}
    filters = [
        {"name": name, "in": "query", "schema": schemas.of(kind), "description": f"Only those with this `{name}`."}
        for name, kind in shelf.filters.items()
    ]
    return {
        "operationId": shelf.path.removeprefix("/"),
        "tags": [shelf.path.removeprefix("/")],
        "summary": f"Every {kind_of(shelf.kind).replace('_', ' ')}, page by page",
        "description": about(shelf.kind),
        **_who(HEARS, shelf.kind),
        "parameters": [
            {"$ref": "#/components/parameters/After"},
            {"$ref": "#/components/parameters/Limit"},
            KNOWN,
            *filters,
        ],
        "responses": {
            "200": {
                "description": "Some of them, in the order in which they were made.",
                "headers": {**ETAG, "Link": {"$ref": "#/components/headers/Link"}},
                "content": {JSON: {"schema": page, "example": example}},
            },
            "304": {"$ref": "#/components/responses/NotModified"},
            **problems.of(READING),
        },
    }


def value_operation(shelf: Shelf, schemas: Schemas, problems: Problems) -> dict[str, Any]:
    """What is said of one value of a collection."""
    schema = schemas.of(shelf.kind)
    noun = kind_of(shelf.kind).replace("_", " ")
    return {
        "operationId": f"{shelf.path.removeprefix('/')}.one",
        "tags": [shelf.path.removeprefix("/")],
        "summary": f"One {noun}",
        "description": about(shelf.kind),
        **_who(HEARS, shelf.kind),
        "parameters": [
            _path_parameter(parameters_of(shelf.one_path)[0], UUID, schemas),
            KNOWN,
        ],
        "responses": {
            "200": {
                "description": f"The {noun} as it now is.",
                "headers": ETAG,
                "content": {JSON: {"schema": schema, "example": example_of(schema, schemas.resolved)}},
            },
            "304": {"$ref": "#/components/responses/NotModified"},
            **problems.of((*READING, NotFound)),
        },
    }


def _answer(asking: Asking, schemas: Schemas) -> dict[str, Any]:
    answer = answer_type(asking.route.command)
    if answer in (None, type(None)):
        return {"204": {"description": "It is done."}}
    schema = schemas.of(answer)
    content = {JSON: {"schema": schema, "example": example_of(schema, schemas.resolved)}}
    if asking.is_question:
        return {"200": {"description": "The answer.", "content": content}}
    description = "It is made, and on the disk." if asking.route.creates else "It is done, and on the disk."
    return {str(asking.status.value): {"description": description, "content": content}}


def _body(asking: Asking, schemas: Schemas) -> dict[str, Any]:
    schema = schemas.of(asking.body.struct)
    example = example_of(schema, schemas.resolved)
    is_needed = any(field.required for field in msgspec.structs.fields(asking.body.struct))
    return {"required": is_needed, "content": {JSON: {"schema": schema, "example": example}}}


def _path_parameter(name: str, kind: Any, schemas: Schemas) -> dict[str, Any]:
    schema = schemas.of(kind)
    example = example_of(schema, schemas.resolved, name)
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


def _query_parameters(asking: Asking, schemas: Schemas) -> list[dict[str, Any]]:
    described = schemas.resolved(schemas.of(asking.body.struct))["properties"]
    return [
        {
            "name": field.encode_name,
            "in": "query",
            "required": field.required,
            "schema": {key: value for key, value in described[field.encode_name].items() if key != "description"},
            "description": described[field.encode_name].get("description", ""),
        }
        for field in msgspec.structs.fields(asking.body.struct)
    ]


def _who(table: Table, message: type[Struct]) -> dict[str, Any]:
    """Which roles have a command or a value, how far each of them reaches, and how it shows what it is."""
    scopes = {role: row[message] for role, row in table.items() if message in row and role not in AT_THE_BOX}
    schemes = dict.fromkeys(_scheme(role) for role in scopes)
    return {
        "x-roles": {role.value: scope.name.lower() for role, scope in scopes.items()},
        "security": [{} if scheme is None else {scheme: []} for scheme in schemes],
    }


def _scheme(role: Role) -> str | None:
    if role in STAFF_ROLES:
        return "bearer"
    if role is Role.PATIENT:
        return "ticket"
    return None if role is Role.ANONYMOUS else "device"

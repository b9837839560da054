"""Answers: JSON, nothing, "you have it already", a page, or why not."""

import hashlib
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from aiohttp import web

from clinic_server.web.api import problem
from clinic_server.web.api.fault import Fault
from shared.protocol.grammar import Refusal

JSON = "application/json"
NOTHING = b"null"

encode = msgspec.json.Encoder().encode


def answered(body: bytes, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON that is encoded already; an answer of nothing has no body."""
    if body == NOTHING:
        return web.Response(status=HTTPStatus.NO_CONTENT, headers=headers)
    return web.Response(body=body, status=status, headers={"Content-Type": JSON, **(headers or {})})


def tagged(request: web.Request, body: bytes, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON with its ETag; 304 when the one who asks has it already (RFC 9110, section 13.1.2)."""
    etag = hashlib.sha256(body).hexdigest()[:32]
    own = {"ETag": f'"{etag}"', **(headers or {})}
    if any(known.value in (etag, "*") for known in request.if_none_match or ()):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=own)
    return answered(body, headers=own)


def refused(trouble: Refusal | Fault) -> web.Response:
    """Why not (RFC 9457)."""
    told = problem.problem_of(trouble)
    headers = {**problem.headers_of(trouble), "Content-Type": problem.CONTENT_TYPE}
    return web.Response(body=encode(told), status=told.status, headers=headers)

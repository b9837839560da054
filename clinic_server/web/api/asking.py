"""Asking: one command over HTTP, from the request to the answer."""

import asyncio
from http import HTTPStatus
from typing import Any
from uuid import UUID

from aiohttp import web
from aiohttp.web_exceptions import HTTPRequestEntityTooLarge

from clinic_server.access import may
from clinic_server.actor import Actor, Role
from clinic_server.web.api.answer import JSON, answered
from clinic_server.web.api.body import Body
from clinic_server.web.api.fault import NotAcceptable, NotJson, TooLarge, TooSlow
from clinic_server.web.api.receipt import RequestIds
from clinic_server.web.api.route import CommandRoute
from clinic_server.web.caller import Callers
from clinic_server.web.parts import Parts
from shared.protocol.grammar import Command, Refusal
from shared.protocol.refusal import NotAllowed
from shared.protocol.session import NotSignedIn

BODY_SECONDS = 5.0
"""For 64 KiB on a LAN; whoever sends a byte now and then holds nothing for longer."""
UNKNOWN = (Role.ANONYMOUS, Role.DESK)
"""Nobody is signed in; whoever signs in may be allowed more."""
ANY_JSON = ("*/*", "application/*", JSON)


class Asking:
    """What lives at a command's route."""

    def __init__(self, parts: Parts, callers: Callers, request_ids: RequestIds, route: CommandRoute) -> None:
        self.route = route
        self.body = Body(route.command, route.parameters)
        self._parts = parts
        self._callers = callers
        self._request_ids = request_ids
        self.status = HTTPStatus.CREATED if route.creates else HTTPStatus.OK
        self.is_question = route.method == "GET"

    async def __call__(self, request: web.Request, path: list[str]) -> web.Response:
        """Who asks? May they? What? Then the writer's answer, whatever that is."""
        actor = await self._callers.of(request)
        check_may(actor, self.route.command)
        check_accepts(request)
        if self.is_question:
            command, request_id = self.body.question(path, request.query), None
        else:
            said = await json_of(request)
            command, request_id = self.body.command(path, said), self._request_id(request, actor, said)
        answer = await ask(self._parts, actor, request_id, command)
        return answered(answer, self.status)

    def _request_id(self, request: web.Request, actor: Actor, said: bytes) -> UUID | None:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return None
        return self._request_ids.id_of(actor, key, request.method.encode(), request.path.encode(), said)


async def ask(parts: Parts, actor: Actor, request_id: UUID | None, command: Command[Any]) -> bytes:
    """The encoded answer to a command. Raises its refusal."""
    prepared = await parts.preparer.prepare(actor, command)
    answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def done(result: bytes | Refusal) -> None:
        if answer.done():
            return  # the one who asked has gone; what was asked is done all the same
        if isinstance(result, Refusal):
            answer.set_exception(result)
        else:
            answer.set_result(result)

    parts.writer.ask(actor, request_id, command, done, prepared)
    return await answer


def check_may(actor: Actor, command: type[Command[Any]]) -> None:
    """Raises `NotSignedIn` and `NotAllowed`."""
    if not may(actor.role, command):
        raise NotSignedIn() if actor.role in UNKNOWN else NotAllowed()


def check_accepts(request: web.Request) -> None:
    """Raises `NotAcceptable` when no JSON may come back (RFC 9110, section 12.5.1)."""
    accepted = request.headers.get("Accept")
    if accepted is None or accepted in ANY_JSON:
        return
    if not any(part.partition(";")[0].strip().lower() in ANY_JSON for part in accepted.split(",")):
        raise NotAcceptable()


async def json_of(request: web.Request) -> bytes:
    """The body's bytes, which say that they are JSON; no body at all is an empty one.

    Raises `NotJson`, `TooLarge` and `TooSlow`.
    """
    if not request.body_exists:
        return b""
    try:
        if request.content.is_eof():  # it came with the head, as nearly all do: no clock needs to be wound
            said = await request.read()
        else:
            async with asyncio.timeout(BODY_SECONDS):
                said = await request.read()
    except HTTPRequestEntityTooLarge:
        raise TooLarge() from None
    except TimeoutError:
        raise TooSlow() from None
    if said and request.content_type != JSON:
        raise NotJson()
    return said

"""Socket tickets over HTTP: a program's page in a browser asks for one, and shows it on its WebSocket."""

from http import HTTPStatus
from typing import Any

from aiohttp import web
from msgspec import Struct

from clinic_server.access import Scope
from clinic_server.actor import STAFF_ROLES
from clinic_server.web.api.answer import JSON, answered, encode
from clinic_server.web.api.asking import check_accepts
from clinic_server.web.api.fault import NotAcceptable
from clinic_server.web.api.problem_response import Problems
from clinic_server.web.api.schema import PLACE
from clinic_server.web.caller import Callers
from clinic_server.web.socket_ticket import LASTS_SECONDS, SocketTickets
from shared.protocol.refusal import InternalError, NotAllowed
from shared.protocol.session import NotSignedIn

PATH = "/socket-tickets"


class SocketTicket(Struct, frozen=True, kw_only=True):
    """Good once, for `expires_in` seconds, in the first frame of a WebSocket."""

    ticket: str
    expires_in: int


class SocketDesk:
    """What lives at POST /socket-tickets."""

    def __init__(self, callers: Callers, tickets: SocketTickets) -> None:
        self._callers = callers
        self._tickets = tickets

    async def __call__(self, request: web.Request, path: list[str]) -> web.Response:
        """A ticket for whoever is signed in."""
        actor = await self._callers.of(request)
        if actor.role not in STAFF_ROLES:
            raise NotSignedIn()
        check_accepts(request)
        await self._callers.look(actor, lambda _: None)
        return answered(
            encode(SocketTicket(ticket=self._tickets.give(actor), expires_in=LASTS_SECONDS)), HTTPStatus.CREATED
        )


def socket_operation(problems: Problems) -> dict[str, Any]:
    """What is said of it in the documentation."""
    example = {"ticket": "k8Zr1xVdY0mXb3o2s9QeTnWcLp4aUfGhJiKlMzNxRyE", "expires_in": LASTS_SECONDS}
    schema = {"$ref": f"{PLACE}{SocketTicket.__name__}"}
    return {
        "operationId": "socket_ticket",
        "tags": [PATH.removeprefix("/")],
        "summary": "Get a ticket for a WebSocket in a browser",
        "description": (
            "A browser cannot send an access token when it opens a WebSocket. It asks for a ticket here, opens "
            "`/api/v1/queues/{department_id}/stream`, and sends the ticket in its first frame."
        ),
        "x-roles": {role.value: Scope.OWN.name.lower() for role in sorted(STAFF_ROLES)},
        "security": [{"bearer": []}],
        "parameters": [],
        "responses": {
            "201": {"description": "Show it once.", "content": {JSON: {"schema": schema, "example": example}}},
            **problems.of((NotSignedIn, NotAllowed, NotAcceptable, InternalError)),
        },
    }

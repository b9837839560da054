"""Faults: what can be wrong with an HTTP request itself, before any command is asked.

They are no refusals: no screen can meet them, so none has words for them.
"""

from http import HTTPStatus
from typing import ClassVar


class Fault(Exception):
    """An answer of HTTP's own. The docstring is its sentence; `headers` go with it."""

    status: ClassVar[HTTPStatus]
    code: ClassVar[str]

    def __init__(self, **headers: str) -> None:
        super().__init__(self.code)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class NoSuchRoute(Fault):
    """There is nothing at this address. `/api/v1/` lists what there is."""

    status = HTTPStatus.NOT_FOUND
    code = "no_such_route"


class MethodNotAllowed(Fault):
    """This address knows other methods; the header `Allow` names them."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "method_not_allowed"


class NotAcceptable(Fault):
    """The answer is JSON, and the header `Accept` leaves no room for it."""

    status = HTTPStatus.NOT_ACCEPTABLE
    code = "not_acceptable"


class TooLarge(Fault):
    """The body is larger than 64 KiB."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too_large"


class TooSlow(Fault):
    """The body did not come in time. Ask again, and send it at once."""

    status = HTTPStatus.REQUEST_TIMEOUT
    code = "too_slow"


class NotJson(Fault):
    """A body must be JSON, and say so: `Content-Type: application/json`."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "not_json"


class UpgradeNeeded(Fault):
    """Here speaks a WebSocket, and nothing else."""

    status = HTTPStatus.UPGRADE_REQUIRED
    code = "upgrade_needed"


class ForeignOrigin(Fault):
    """A page of another site may not listen here from a browser. Let that site's server ask."""

    status = HTTPStatus.FORBIDDEN
    code = "foreign_origin"


class KeyReused(Fault):
    """This `Idempotency-Key` came before with another request. Every new request needs a key of its own."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "idempotency_key_reused"


FAULTS: tuple[type[Fault], ...] = (
    NoSuchRoute,
    MethodNotAllowed,
    NotAcceptable,
    TooLarge,
    TooSlow,
    NotJson,
    UpgradeNeeded,
    ForeignOrigin,
    KeyReused,
)

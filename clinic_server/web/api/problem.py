"""Problems: a refusal or a fault as RFC 9457 says it, and the status of each."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import Struct

from clinic_server.web.api.fault import Fault
from clinic_server.web.api.route import PREFIX
from shared.protocol.description import about
from shared.protocol.grammar import Refusal

CONTENT_TYPE = "application/problem+json"
STATUS: dict[str, HTTPStatus] = {
    "malformed": HTTPStatus.BAD_REQUEST,
    "version_unsupported": HTTPStatus.BAD_REQUEST,
    "not_signed_in": HTTPStatus.UNAUTHORIZED,
    "wrong_login": HTTPStatus.UNAUTHORIZED,
    "wrong_password": HTTPStatus.UNAUTHORIZED,
    "token_refused": HTTPStatus.UNAUTHORIZED,
    "totp_needed": HTTPStatus.UNAUTHORIZED,
    "new_password_needed": HTTPStatus.UNAUTHORIZED,
    "not_paired": HTTPStatus.UNAUTHORIZED,
    "device_revoked": HTTPStatus.UNAUTHORIZED,
    "not_allowed": HTTPStatus.FORBIDDEN,
    "session_locked": HTTPStatus.FORBIDDEN,
    "not_found": HTTPStatus.NOT_FOUND,
    "bad_value": HTTPStatus.UNPROCESSABLE_ENTITY,
    "reason_needed": HTTPStatus.UNPROCESSABLE_ENTITY,
    "password_too_short": HTTPStatus.UNPROCESSABLE_ENTITY,
    "pin_too_simple": HTTPStatus.UNPROCESSABLE_ENTITY,
    "wrong_code": HTTPStatus.UNPROCESSABLE_ENTITY,
    "password_too_common": HTTPStatus.UNPROCESSABLE_ENTITY,
    "try_later": HTTPStatus.TOO_MANY_REQUESTS,
    "internal_error": HTTPStatus.INTERNAL_SERVER_ERROR,
    "storage_full": HTTPStatus.INSUFFICIENT_STORAGE,
}
"""By the refusal's code; any other one is a conflict with how things are: 409."""


class ProblemDetails(Struct, frozen=True, kw_only=True):
    """Why a request was not carried out (RFC 9457). `code` and `details` are the refusal's own, as on the WebSocket."""

    type: str
    """Where the code is explained, on this box."""
    title: str
    status: int
    detail: str
    code: str
    details: dict[str, Any] = {}


def problem_of(trouble: Refusal | Fault) -> ProblemDetails:
    """The body of the answer."""
    kind = type(trouble)
    if isinstance(trouble, Fault):
        return plain_problem(kind)
    return msgspec.structs.replace(plain_problem(kind), details=asdict(trouble))  # type: ignore[call-overload]  # every refusal is a dataclass


def plain_problem(kind: type[Refusal | Fault]) -> ProblemDetails:
    """A problem without its details."""
    return ProblemDetails(
        type=f"{PREFIX}/problems/{kind.code}",
        title=kind.code.replace("_", " ").capitalize(),
        status=status_of(kind),
        detail=about(kind),
        code=kind.code,
    )


def status_of(kind: type[Refusal | Fault]) -> HTTPStatus:
    """The HTTP status that says best why not."""
    return kind.status if issubclass(kind, Fault) else STATUS.get(kind.code, HTTPStatus.CONFLICT)


def headers_of(trouble: Refusal | Fault) -> dict[str, str]:
    """The headers that the status asks for (RFC 9110, sections 10.2.3 and 11.6.1)."""
    if isinstance(trouble, Fault):
        return trouble.headers
    if status_of(type(trouble)) is HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": "Bearer"}
    seconds = getattr(trouble, "seconds", None)
    return {} if seconds is None else {"Retry-After": str(seconds)}

"""The frames of a live connection: JSON text, one tagged struct each.

The server speaks first (`Hello`); the screen answers with `Join`; then come one `Snapshot` and numbered `Notice`s,
and the screen's `Request`s are each met by one `Answer` or `Refused`.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Raw, Struct

from shared.protocol.every import AnyCommand, AnyValue
from shared.protocol.grammar import Refusal


class Hello(Struct, frozen=True, kw_only=True, tag="hello", tag_field="type"):
    """The server's first frame. `clinic_id` is None on a box that is not a clinic yet."""

    version: int
    lowest_version: int
    product_version: str
    clinic_id: UUID | None
    epoch: int
    at: datetime


class Join(Struct, frozen=True, kw_only=True, tag="join", tag_field="type"):
    """The screen's first frame. Which device it is, its certificate has said; `token` says who is signed in there.

    A program has shown its access token when it opened the connection; one in a browser shows a socket `ticket` here.
    """

    version: int
    token: str | None = None
    ticket: str | None = None


class Request(Struct, frozen=True, kw_only=True, tag="request", tag_field="type"):
    """One command. The id is made before the first try; the same id always gets the same answer."""

    id: UUID
    command: AnyCommand


class Answer(Struct, frozen=True, kw_only=True, tag="answer", tag_field="type"):
    """The command was carried out and is on the disk; `value` is of the type that the command names."""

    id: UUID
    value: Raw


class Refused(Struct, frozen=True, kw_only=True, tag="refused", tag_field="type"):
    """The command was not carried out.

    Without an id: the whole connection is refused and will be closed; `not_signed_in` alone leaves it open, for signing
    in, and means that the session has ended.
    """

    id: UUID | None
    code: str
    details: dict[str, Any] = {}


class Snapshot(Struct, frozen=True, kw_only=True, tag="snapshot", tag_field="type"):
    """Everything this screen may hear, as it was after journal row `seq`. It replaces all that was known."""

    seq: int
    at: datetime
    values: tuple[AnyValue, ...]


class Notice(Struct, frozen=True, kw_only=True, tag="notice", tag_field="type"):
    """New values. `number` grows by one per connection: a gap means reconnect. `kind` names the event, or `derived`."""

    number: int
    seq: int
    at: datetime
    kind: str
    values: tuple[AnyValue, ...]


DERIVED = "derived"
ServerFrame = Hello | Answer | Refused | Snapshot | Notice
ScreenFrame = Join | Request


def refused(request_id: UUID | None, refusal: Refusal) -> Refused:
    """The frame that carries a refusal."""
    return Refused(id=request_id, code=refusal.code, details=asdict(refusal))  # type: ignore[call-overload]  # every refusal is a dataclass


def refusal_of(frame: Refused) -> Refusal:
    """The refusal that a frame carries; a code nobody here knows stays readable as an `UnknownRefusal`."""
    known = Refusal.known.get(frame.code)
    if known is None:
        return UnknownRefusal(code=frame.code)
    return msgspec.convert(frame.details, known)


class UnknownRefusal(Refusal):
    """A newer server refused for a reason that this screen has no word for."""

    def __init__(self, *, code: str) -> None:
        super().__init__(code)
        self.unknown_code = code

    def __str__(self) -> str:
        return self.unknown_code


encode = msgspec.json.Encoder().encode
decode_server_frame = msgspec.json.Decoder(ServerFrame).decode
decode_screen_frame = msgspec.json.Decoder(ScreenFrame).decode

"""The refusals that belong to no noun: rights, unknown things, misunderstandings, trouble on the box."""

from dataclasses import dataclass

from shared.protocol.grammar import Refusal


@dataclass(kw_only=True, eq=False)
class NotAllowed(Refusal):
    """The one who asks may not do this."""


@dataclass(kw_only=True, eq=False)
class NotFound(Refusal):
    """There is no such thing (any more)."""

    noun: str


@dataclass(kw_only=True, eq=False)
class Malformed(Refusal):
    """The message cannot be understood. `what` names the place, never the content."""

    what: str = ""


@dataclass(kw_only=True, eq=False)
class BadValue(Refusal):
    """A field's content cannot be used."""

    field: str
    why: str = ""


@dataclass(kw_only=True, eq=False)
class VersionUnsupported(Refusal):
    """The two sides speak versions that do not meet; the older one must be updated."""

    server_version: int
    lowest_version: int


@dataclass(kw_only=True, eq=False)
class StorageFull(Refusal):
    """The box has no room left on its disk; nothing was written."""


@dataclass(kw_only=True, eq=False)
class InternalError(Refusal):
    """Something failed on the box; its log says what."""


@dataclass(kw_only=True, eq=False)
class Unreachable(Refusal):
    """The clinic's server did not answer in time. Raised on the screen, never sent."""


@dataclass(kw_only=True, eq=False)
class TryLater(Refusal):
    """Not now: after too many wrong tries, or because too many ask. Ask again in so many seconds."""

    seconds: int

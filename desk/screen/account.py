"""One's own account: how one proves who one is, and where one is signed in."""

from dataclasses import dataclass, field

from desk.screen.notice import NoticeShown
from desk.screen.sheet import ChoiceShown


@dataclass(frozen=True, kw_only=True)
class SessionShown:
    """A place where one is signed in. The own one cannot be ended here: that is signing out."""

    key: str
    title: str
    detail: str
    is_own: bool
    is_busy: bool


@dataclass(frozen=True, kw_only=True)
class CodeShown:
    """A recovery code, told once."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class AccountShown:
    """The page of one's own account. `part` is password, pin, totp or sessions.

    `totp` is off, setup (the secret is told), codes (the recovery codes are told) or on.
    """

    name: str = ""
    login: str = ""
    parts: tuple[ChoiceShown, ...] = ()
    part: str = "password"
    has_pin: bool = False
    totp: str = "off"
    qr: str = ""
    secret: str = ""
    codes: tuple[CodeShown, ...] = ()
    sessions: tuple[SessionShown, ...] = ()
    strength: str = ""
    strength_grade: str = ""
    busy: str = ""
    form: int = 0
    """Grows when a form was carried out: its fields are to be emptied."""
    notice: NoticeShown = field(default_factory=NoticeShown)

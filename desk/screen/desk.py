"""The whole window: which page it is on, and what stands around every page."""

from dataclasses import dataclass

from desk.screen.administrator import AdministratorShown
from desk.screen.doctor import DoctorShown
from desk.screen.notice import KeyShown
from desk.screen.reception import ReceptionShown
from desk.screen.setup import SetupShown
from desk.screen.sheet import SheetShown
from desk.screen.signin import RoomsShown, SignInShown


@dataclass(frozen=True, kw_only=True)
class ConnectionShown:
    """How the link is: live, or as of when. `banner` is empty while it is live."""

    is_live: bool = False
    text: str = ""
    banner: str = ""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What the window shows now.

    `page` is connecting, stopped, setup, signin, rooms, doctor, reception or administrator.
    """

    page: str = "connecting"
    language: str = "en"
    is_rtl: bool = False
    is_tall: bool = False
    is_dark: bool = False
    title: str = ""
    message: str = ""
    """What the pages connecting and stopped say."""
    clock: str = ""
    connection: ConnectionShown = ConnectionShown()
    keys: tuple[KeyShown, ...] = ()
    """The key bar."""
    setup: SetupShown | None = None
    signin: SignInShown | None = None
    rooms: RoomsShown | None = None
    doctor: DoctorShown | None = None
    reception: ReceptionShown | None = None
    administrator: AdministratorShown | None = None
    sheet: SheetShown | None = None

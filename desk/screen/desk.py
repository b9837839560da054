"""The whole window: which page it is on, and what stands around every page."""

from dataclasses import dataclass, field

from desk.screen.account import AccountShown
from desk.screen.administrator import AdministratorShown
from desk.screen.doctor import DoctorShown
from desk.screen.notice import KeyShown
from desk.screen.reception import ReceptionShown
from desk.screen.rooms import RoomsShown
from desk.screen.setup import SetupShown
from desk.screen.sheet import SheetShown
from desk.screen.signin import LockShown, SignInShown


@dataclass(frozen=True, kw_only=True)
class ConnectionShown:
    """How the link is: live, or as of when. `banner` is empty while it is live."""

    is_live: bool = False
    text: str = ""
    banner: str = ""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What the window shows now.

    `page` is connecting, stopped, setup, signin, locked, account, rooms, doctor, reception or administrator.
    """

    page: str = "connecting"
    language: str = "en"
    is_rtl: bool = False
    is_tall: bool = False
    is_dark: bool = False
    title: str = ""
    message: str = ""
    """What the pages connecting and stopped say."""
    pair_again: str = ""
    """The word on the button that pairs this desk anew; empty: there is none."""
    clock: str = ""
    connection: ConnectionShown = field(default_factory=ConnectionShown)
    key_bar: tuple[KeyShown, ...] = ()
    setup: SetupShown = field(default_factory=SetupShown)
    signin: SignInShown = field(default_factory=SignInShown)
    lock: LockShown = field(default_factory=LockShown)
    account: AccountShown = field(default_factory=AccountShown)
    rooms: RoomsShown = field(default_factory=RoomsShown)
    doctor: DoctorShown = field(default_factory=DoctorShown)
    reception: ReceptionShown = field(default_factory=ReceptionShown)
    administrator: AdministratorShown = field(default_factory=AdministratorShown)
    sheet: SheetShown = field(default_factory=SheetShown)

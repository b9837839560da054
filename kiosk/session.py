"""Session: what one person at the kiosk has done and told so far. To wipe it is to begin a new one."""

from dataclasses import dataclass, field
from uuid import UUID

from kiosk.screen import Notice, Page
from shared.protocol.department import Department
from shared.protocol.identity import new_id
from shared.protocol.staff import Doctor
from shared.protocol.ticket import IssueTicket, Slip


@dataclass
class Intent:
    """One wish for one number. Its id stays the same until it is answered, however often it is touched."""

    command: IssueTicket
    id: UUID = field(default_factory=new_id)


@dataclass
class Issued:
    """The number that this person got, and what became of its paper."""

    slip: Slip
    department: Department | None
    doctor: Doctor | None
    paper: str = "printing"


@dataclass
class HelpCall:
    """A call for staff: `answer` is the key of what is said about it."""

    is_busy: bool = False
    answer: str = ""


@dataclass
class Session:
    """Everything that belongs to the person now in front of the kiosk."""

    language: str
    is_larger: bool = False
    is_high_contrast: bool = False
    is_reading: bool = False
    is_low_reach: bool = False
    page: Page = Page.WELCOME
    is_forward: bool = True
    before_help: Page = Page.WELCOME
    first_tile: int = 0
    department_id: UUID | None = None
    doctor_id: UUID | None = None
    name: str = ""
    phone: str = ""
    is_latin: bool = False
    """Whether the name is written in Latin letters although the language has others."""
    pin: str = ""
    staff_note: str = ""
    is_staff_busy: bool = False
    intent: Intent | None = None
    is_asking: bool = False
    """A number has been asked for and not been answered: every other touch waits."""
    issued: Issued | None = None
    help: HelpCall = field(default_factory=HelpCall)
    notice: Notice | None = None

    def intend(self, command: IssueTicket) -> Intent:
        """The intent for this wish: the one that was not answered yet, if it was for the same."""
        if self.intent is None or self.intent.command != command:
            self.intent = Intent(command)
        return self.intent

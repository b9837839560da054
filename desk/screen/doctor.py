"""A doctor's page: who is next, the own queue, the patient in the room, the day's figures."""

from dataclasses import dataclass, field

from desk.screen.notice import FigureShown, NoticeShown
from desk.screen.patient import PatientShown
from desk.screen.queue import ChosenShown, QueueShown


@dataclass(frozen=True, kw_only=True)
class NextShown:
    """Who is next and why. `kind` is somebody, nobody or offline; the label is empty unless somebody."""

    kind: str = "nobody"
    label: str = ""
    about: str = ""
    text: str = ""
    icon: str = ""
    colour: str = ""
    is_busy: bool = False


@dataclass(frozen=True, kw_only=True)
class DoctorShown:
    """The doctor's page."""

    room: str = ""
    name: str = ""
    specialisation: str = ""
    availability: str = ""
    availability_text: str = ""
    figures: tuple[FigureShown, ...] = ()
    next: NextShown = field(default_factory=NextShown)
    queue: QueueShown = field(default_factory=QueueShown)
    chosen: ChosenShown = field(default_factory=ChosenShown)
    patient: PatientShown = field(default_factory=PatientShown)
    idle_text: str = ""
    """What the panel says while nobody is in the room."""
    notice: NoticeShown = field(default_factory=NoticeShown)

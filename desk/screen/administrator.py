"""The administrator's page: departments, rooms, staff accounts, and the words on paper and screens."""

from dataclasses import dataclass, field

from desk.screen.device import DevicesShown
from desk.screen.notice import ActionShown, NoticeShown
from desk.screen.queue import TabShown
from desk.screen.record import PeopleShown, RecordShown
from desk.screen.sheet import ChoiceShown


@dataclass(frozen=True, kw_only=True)
class DepartmentShown:
    """A department with its state in words and what can be done about it."""

    key: str
    code: str
    name: str
    icon: str
    colour: str
    state_word: str
    state_text: str
    actions: tuple[ActionShown, ...]


@dataclass(frozen=True, kw_only=True)
class PresetShown:
    """A department that is ready to be taken over."""

    key: str
    code: str
    name: str
    icon: str
    colour: str
    is_busy: bool


@dataclass(frozen=True, kw_only=True)
class RoomLineShown:
    """A room and who works in it now."""

    key: str
    name: str
    zone: str
    text: str
    is_busy: bool


@dataclass(frozen=True, kw_only=True)
class StaffLineShown:
    """An account."""

    key: str
    name: str
    login: str
    role: str
    departments: str
    is_active: bool


@dataclass(frozen=True, kw_only=True)
class LineShown:
    """A text of the clinic's own in one language."""

    key: str
    word: str
    text: str


@dataclass(frozen=True, kw_only=True)
class AdministratorShown:
    """The administrator's page. `section` is departments, rooms, staff, devices, words, people or record."""

    name: str = ""
    clinic: str = ""
    section: str = ""
    sections: tuple[TabShown, ...] = ()
    hint: str = ""
    """What is still missing before the clinic can work."""
    departments: tuple[DepartmentShown, ...] = ()
    presets: tuple[PresetShown, ...] = ()
    icons: tuple[ChoiceShown, ...] = ()
    rooms: tuple[RoomLineShown, ...] = ()
    room_words: tuple[ChoiceShown, ...] = ()
    room_word: str = ""
    staff: tuple[StaffLineShown, ...] = ()
    roles: tuple[ChoiceShown, ...] = ()
    role: str = ""
    staff_departments: tuple[ChoiceShown, ...] = ()
    devices: DevicesShown = field(default_factory=DevicesShown)
    people: PeopleShown = field(default_factory=PeopleShown)
    record: RecordShown = field(default_factory=RecordShown)
    ticker: tuple[LineShown, ...] = ()
    slip_line: tuple[LineShown, ...] = ()
    strength: str = ""
    strength_grade: str = ""
    busy: str = ""
    form: int = 0
    """Grows when a form was carried out: its fields are to be emptied."""
    notice: NoticeShown = field(default_factory=NoticeShown)

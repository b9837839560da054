"""Departments: what a patient chooses at the kiosk, and whose code begins the label."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from shared.protocol.grammar import Audience, Command, Event, Refusal, Value


class DepartmentColour(StrEnum):
    """The eight that stay apart for every kind of sight; assigned in this order."""

    BLUE = "blue"
    ORANGE = "orange"
    SKY = "sky"
    FOREST = "forest"
    ROSE = "rose"
    BROWN = "brown"
    MINT = "mint"
    SLATE = "slate"


class DepartmentState(StrEnum):
    """Paused: nobody new for now. Closed: not today. Open is subject to the hours."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Hours(Struct, frozen=True, kw_only=True):
    """Opening hours in the clinic's zone; weekdays count from Monday = 0. `closes` before `opens` ends next day."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time


class Department(Value, frozen=True, kw_only=True, tag="department"):
    """A queue of its own. `names` and `aliases` are keyed by language; the alias stands where strangers read."""

    audience: ClassVar = Audience.EVERYONE

    code: str
    names: dict[str, str]
    aliases: dict[str, str] = {}
    place: dict[str, str] = {}
    colour: DepartmentColour = DepartmentColour.BLUE
    icon: str = "general-medicine"
    state: DepartmentState = DepartmentState.OPEN
    paused_until: datetime | None = None
    hours: tuple[Hours, ...] = ()
    """Empty: always open."""
    first_number: int = 1
    last_number: int = 999
    padding: int = 3
    daily_quota: int | None = None
    asks_doctor: bool = False
    position: int = 0

    def name(self, language: str) -> str:
        """Its name in a language, else in English, else in any."""
        return _in_language(self.names, language)

    def public_name(self, language: str) -> str:
        """What stands on paper, screen and voice: the alias when there is one."""
        return _in_language(self.aliases or self.names, language)


class AddDepartment(Command[Department], frozen=True, kw_only=True, tag="department.add"):
    """Open a new department."""

    refusals: ClassVar = ("code_taken",)

    code: str
    names: dict[str, str]
    aliases: dict[str, str] = {}
    place: dict[str, str] = {}
    colour: DepartmentColour = DepartmentColour.BLUE
    icon: str = "general-medicine"
    hours: tuple[Hours, ...] = ()
    first_number: int = 1
    last_number: int = 999
    padding: int = 3
    daily_quota: int | None = None
    asks_doctor: bool = False


class ChangeDepartment(Command[Department], frozen=True, kw_only=True, tag="department.change"):
    """Change a department's settings; what is left out stays as it is."""

    department_id: UUID
    names: dict[str, str] | UnsetType = UNSET
    aliases: dict[str, str] | UnsetType = UNSET
    place: dict[str, str] | UnsetType = UNSET
    colour: DepartmentColour | UnsetType = UNSET
    icon: str | UnsetType = UNSET
    hours: tuple[Hours, ...] | UnsetType = UNSET
    daily_quota: int | UnsetType | None = UNSET
    asks_doctor: bool | UnsetType = UNSET


class OpenDepartment(Command[Department], frozen=True, kw_only=True, tag="department.open"):
    """Take patients (again)."""

    department_id: UUID


class PauseDepartment(Command[Department], frozen=True, kw_only=True, tag="department.pause"):
    """Take nobody new for now; who waits is still called."""

    department_id: UUID
    until: datetime | None = None


class CloseDepartment(Command[Department], frozen=True, kw_only=True, tag="department.close"):
    """Take nobody new until it is opened again; who waits is still called."""

    department_id: UUID


class DepartmentAdded(Event, frozen=True, kw_only=True, tag="department.added"):
    """A new department opened."""

    department: Department


class DepartmentChanged(Event, frozen=True, kw_only=True, tag="department.changed"):
    """A department's settings or state changed."""

    department: Department


@dataclass(kw_only=True, eq=False)
class QueueClosed(Refusal):
    """The department takes nobody now. `opens_at` is known when its hours say so."""

    opens_at: datetime | None = None


@dataclass(kw_only=True, eq=False)
class QueuePaused(Refusal):
    """The department takes nobody new for the moment."""

    until: datetime | None = None


@dataclass(kw_only=True, eq=False)
class QuotaReached(Refusal):
    """The department has given out all its numbers for today."""

    quota: int


@dataclass(kw_only=True, eq=False)
class CodeTaken(Refusal):
    """Another department uses this code."""

    code_taken: str


def _in_language(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")

"""The clinic (a hospital site), its business days, and how a new box becomes a clinic."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from msgspec import UNSET, Struct, UnsetType

from shared.protocol.credential import Credential
from shared.protocol.device import Device, DeviceCredential
from shared.protocol.grammar import Audience, Command, Event, Refusal, Value
from shared.protocol.session import Session, SignedIn
from shared.protocol.staff import Staff


class Target(Struct, frozen=True, kw_only=True):
    """How long each class of priority should wait at most, in minutes. Emergency has no target: it goes first."""

    normal_minutes: int = 60
    high_minutes: int = 20


class Retention(Struct, frozen=True, kw_only=True):
    """How many days each class of records is kept. The server has a least for each; laws differ by country."""

    ticket_key_days: int = 2
    """The page behind a slip's code."""
    receipt_days: int = 30
    """Answers to requests that may be repeated."""
    session_days: int = 90
    """Ended sessions."""
    delivery_days: int = 30
    """The log of what webhooks were told."""
    reading_days: int = 2_192
    """Whose data was read; who read, and when, stays."""
    clinical_days: int = 3_653
    """Reasons, notes and feedback, from the visit on."""
    patient_days: int = 3_653
    """Who somebody is, from the last visit on."""


class Clinic(Value, frozen=True, kw_only=True, tag="clinic"):
    """One site. `languages` are BCP 47 tags in the order they are spoken; texts are keyed by them."""

    audience: ClassVar = Audience.EVERYONE

    name: str
    time_zone: str
    languages: tuple[str, ...]
    address: str = ""
    phone: str = ""
    rollover_hour: int = 3
    target: Target = Target()
    slip_line: dict[str, str] = {}
    ticker: dict[str, tuple[str, ...]] = {}
    page_address: str = ""
    """What the slip's QR code begins with, such as `http://192.0.2.7:8480`; empty: the slip has no code."""
    asks_name: bool = False
    asks_phone: bool = False
    shows_next: bool = True
    announcement_repeats: int = 2
    announcement_lifetime_seconds: int = 120
    retention: Retention = Retention()


class BusinessDay(Value, frozen=True, kw_only=True, tag="business_day"):
    """A day of work as an explicit record: opened and closed by events, never recomputed from the clock."""

    audience: ClassVar = Audience.EVERYONE

    day: date
    opened_at: datetime
    closed_at: datetime | None = None


class FoundClinic(Command[SignedIn], frozen=True, kw_only=True, tag="clinic.found"):
    """Make this empty box a clinic and its first administrator. The setup code stands on the server's terminal."""

    route: ClassVar = ""

    setup_code: str
    name: str
    time_zone: str
    languages: tuple[str, ...]
    administrator_name: str
    login: str
    password: str


class ChangeClinic(Command[Clinic], frozen=True, kw_only=True, tag="clinic.change"):
    """Change the clinic's own settings; what is left out stays as it is."""

    name: str | UnsetType = UNSET
    address: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    time_zone: str | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    rollover_hour: int | UnsetType = UNSET
    target: Target | UnsetType = UNSET
    slip_line: dict[str, str] | UnsetType = UNSET
    ticker: dict[str, tuple[str, ...]] | UnsetType = UNSET
    page_address: str | UnsetType = UNSET
    asks_name: bool | UnsetType = UNSET
    asks_phone: bool | UnsetType = UNSET
    shows_next: bool | UnsetType = UNSET
    retention: Retention | UnsetType = UNSET


class ConfirmDate(Command[BusinessDay], frozen=True, kw_only=True, tag="day.confirm"):
    """Staff say that the box's date is right although it lies before the last known day."""

    route: ClassVar = "POST /business-days/confirm"

    day: date


class ClinicFounded(Event, frozen=True, kw_only=True, tag="clinic.founded"):
    """An empty box became a clinic, with its first administrator."""

    clinic: Clinic
    staff: Staff
    credential: Credential
    session: Session
    device: Device | None = None
    device_credential: DeviceCredential | None = None
    """The desk where it was founded, which was paired before there was a clinic."""


class ClinicChanged(Event, frozen=True, kw_only=True, tag="clinic.changed"):
    """The clinic's own settings changed."""

    clinic: Clinic


class DayOpened(Event, frozen=True, kw_only=True, tag="day.opened"):
    """A business day began; series start anew."""

    day: BusinessDay


class DayClosed(Event, frozen=True, kw_only=True, tag="day.closed"):
    """A business day ended. Whoever still waited was closed one by one before."""

    day: BusinessDay


@dataclass(kw_only=True, eq=False)
class NotFoundedYet(Refusal):
    """This box is not a clinic yet: the desk must set it up with the code on the server's terminal."""


@dataclass(kw_only=True, eq=False)
class AlreadyFounded(Refusal):
    """This box is a clinic already."""


@dataclass(kw_only=True, eq=False)
class WrongSetupCode(Refusal):
    """The setup code is not the one on the server's terminal, or it has been used."""


@dataclass(kw_only=True, eq=False)
class DateNotConfirmed(Refusal):
    """The box's clock shows a day before the last one it worked on; staff must confirm the date first."""

    clock_day: date
    last_day: date

"""Patients: who somebody is, as far as the clinic asked. Never public."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from shared.protocol.grammar import Audience, Command, Event, Refusal, Value


class Sex(StrEnum):
    """As somebody says it of themselves (FHIR: AdministrativeGender)."""

    UNKNOWN = "unknown"
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class CallPreference(StrEnum):
    """How somebody wishes to be called, so that nobody who cannot hear or see the screens is missed."""

    SCREEN = "screen"
    """By the label, on screens and by voice, as everybody."""
    FETCH = "fetch"
    """Somebody should come and fetch this person."""


class Patient(Value, frozen=True, kw_only=True, tag="patient"):
    """A person (FHIR: Patient)."""

    audience: ClassVar = Audience.STAFF
    personal: ClassVar = (
        "name",
        "phone",
        "language",
        "birth_date",
        "sex",
        "emergency_name",
        "emergency_phone",
        "call_preference",
    )

    name: str = ""
    phone: str = ""
    language: str = ""
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    emergency_name: str = ""
    """Whom to tell when something happens."""
    emergency_phone: str = ""
    call_preference: CallPreference = CallPreference.SCREEN
    erased_at: datetime | None = None
    """Since when nothing is known of this person any more."""


class FoundPatients(Struct, frozen=True, kw_only=True):
    """Who was found, the one registered last first. `has_more`: there are others; ask more exactly."""

    patients: tuple[Patient, ...]
    has_more: bool = False


class RegisterPatient(Command[Patient], frozen=True, kw_only=True, tag="patient.register"):
    """Make somebody known to the clinic, without giving a number."""

    refusals: ClassVar = ("patient_known",)

    name: str
    phone: str = ""
    language: str = ""
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    emergency_name: str = ""
    emergency_phone: str = ""
    call_preference: CallPreference = CallPreference.SCREEN
    is_another: bool = False
    """Somebody else with the same phone and birth date, such as a twin: registered all the same."""


class FindPatients(Command[FoundPatients], frozen=True, kw_only=True, tag="patient.find"):
    """Who is known by these: all that is given must fit, and something must be given."""

    phone: str = ""
    """Its last digits, at least four; with or without the country's code."""
    name: str = ""
    """How any of the names begin, in any order and any script; accents and capitals do not count."""
    birth_date: date | None = None


class ChangePatient(Command[Patient], frozen=True, kw_only=True, tag="patient.change"):
    """Correct what is known of somebody; what is left out stays as it is."""

    patient_id: UUID
    name: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    birth_date: date | UnsetType | None = UNSET
    sex: Sex | UnsetType = UNSET
    emergency_name: str | UnsetType = UNSET
    emergency_phone: str | UnsetType = UNSET
    call_preference: CallPreference | UnsetType = UNSET


class PatientRegistered(Event, frozen=True, kw_only=True, tag="patient.registered"):
    """Somebody became known to the clinic."""

    patient: Patient


class PatientChanged(Event, frozen=True, kw_only=True, tag="patient.changed"):
    """What is known of somebody was corrected."""

    patient: Patient


@dataclass(kw_only=True, eq=False)
class PatientKnown(Refusal):
    """Somebody with this phone and birth date is known already: use that patient, or say `is_another`."""

    patient_id: UUID

"""Patients: who somebody is, as far as the clinic asked. Never public."""

from datetime import date
from typing import ClassVar

from shared.protocol.grammar import Audience, Value


class Patient(Value, frozen=True, kw_only=True, tag="patient"):
    """A person (FHIR: Patient)."""

    audience: ClassVar = Audience.STAFF

    name: str = ""
    phone: str = ""
    language: str = ""
    birth_date: date | None = None

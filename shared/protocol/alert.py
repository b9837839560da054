"""Alerts: somebody at a kiosk needs a person."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.protocol.grammar import Audience, Command, Event, Value


class AlertKind(StrEnum):
    """What for. It moves nobody in the line by itself."""

    HELP = "help"
    UNWELL = "unwell"


class Alert(Value, frozen=True, kw_only=True, tag="alert"):
    """A call for staff from a device."""

    audience: ClassVar = Audience.STAFF

    kind: AlertKind
    device_id: UUID
    language: str
    raised_at: datetime
    answered_at: datetime | None = None
    answered_by: UUID | None = None


class RaiseAlert(Command[None], frozen=True, kw_only=True, tag="alert.raise"):
    """Ask for a person to come to this device."""

    kind: AlertKind
    language: str


class AnswerAlert(Command[Alert], frozen=True, kw_only=True, tag="alert.answer"):
    """Say that somebody is on the way."""

    alert_id: UUID


class AlertRaised(Event, frozen=True, kw_only=True, tag="alert.raised"):
    """Somebody at a device asked for a person."""

    alert: Alert


class AlertAnswered(Event, frozen=True, kw_only=True, tag="alert.answered"):
    """Somebody is on the way."""

    alert: Alert

"""Calls: one announcement of one ticket, and why that ticket was next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.protocol.grammar import Audience, Command, Event, Refusal, Value
from shared.protocol.priority import Priority
from shared.protocol.ticket import Ticket


class Call(Value, frozen=True, kw_only=True, tag="call"):
    """What is shown and spoken. After `expires_at` it is shown but no longer spoken."""

    audience: ClassVar = Audience.EVERYONE

    ticket_id: UUID
    label: str
    department_id: UUID
    room_id: UUID
    zone: str
    language: str
    """The patient's own."""
    number: int = 1
    """The how many-th call of this ticket to this room; from 2 on the voice says "again"."""
    is_emergency: bool = False
    called_at: datetime
    expires_at: datetime


class Why(StrEnum):
    """Why this ticket was next."""

    EMERGENCY = "emergency"
    DUE = "due"
    """Due before the other one, who came earlier."""
    FIRST = "first"
    """First in line in every respect."""
    ONLY = "only"
    """Nobody else waited."""
    CHOSEN = "chosen"
    """Staff chose this one."""


class CallReason(Value, frozen=True, kw_only=True, tag="call_reason"):
    """Why this one; has the id of its `Call`. `other_*` is the one who came first and was passed over."""

    audience: ClassVar = Audience.STAFF

    ticket_id: UUID
    why: Why
    priority: Priority
    due_at: datetime
    other_label: str = ""
    other_due_at: datetime | None = None


class CallNext(Command[Ticket], frozen=True, kw_only=True, tag="call.next"):
    """Call whoever is next for the one who asks, to the room they chose."""

    refusals: ClassVar = ("nobody_waiting", "room_busy", "no_room_chosen", "date_not_confirmed")


class CallTicket(Command[Ticket], frozen=True, kw_only=True, tag="call.ticket"):
    """Call this one, out of turn."""

    route: ClassVar = "POST /tickets/{ticket_id}/call"
    refusals: ClassVar = ("wrong_state", "room_busy", "no_room_chosen", "date_not_confirmed")

    ticket_id: UUID


class RecallTicket(Command[Ticket], frozen=True, kw_only=True, tag="call.again"):
    """Call somebody again who was called and has not come."""

    route: ClassVar = "POST /tickets/{ticket_id}/call-again"
    refusals: ClassVar = ("wrong_state",)

    ticket_id: UUID


class TicketCalled(Event, frozen=True, kw_only=True, tag="call.called"):
    """Somebody was called to a room."""

    ticket: Ticket
    call: Call
    reason: CallReason


class TicketRecalled(Event, frozen=True, kw_only=True, tag="call.called_again"):
    """Somebody was called again."""

    ticket: Ticket
    call: Call


@dataclass(kw_only=True, eq=False)
class NobodyWaiting(Refusal):
    """Nobody can be called now, and what there is instead."""

    on_hold: int = 0
    missed: int = 0
    for_others: dict[str, int]
    """How many wait only for another doctor, by that doctor's name."""


@dataclass(kw_only=True, eq=False)
class RoomBusy(Refusal):
    """The room still has a patient; finish, hold or mark as missed first."""

    label: str

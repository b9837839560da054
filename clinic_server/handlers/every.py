"""All handlers, registered by importing them."""

from clinic_server.handlers import (
    alert,
    call,
    clinic,
    clinical_note,
    day,
    department,
    device,
    failure,
    feedback,
    figures,
    patient,
    program_session,
    room,
    session,
    staff,
    ticket,
)
from clinic_server.handlers.registry import HANDLERS

__all__ = [
    "HANDLERS",
    "alert",
    "call",
    "clinic",
    "clinical_note",
    "day",
    "department",
    "device",
    "failure",
    "feedback",
    "figures",
    "patient",
    "program_session",
    "room",
    "session",
    "staff",
    "ticket",
]

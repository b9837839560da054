"""Neighbours: two departments whose people must not reach one another's patients, and a bait behind every id.

`cells` walks the whole table of who may ask for what; whoever speaks to the server in another way walks the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from clinic_server.access import Scope
from clinic_server.actor import Role
from clinic_server.reach import named_by
from shared.protocol.call import CallTicket
from shared.protocol.clinical_note import WriteNotes
from shared.protocol.department import Department
from shared.protocol.every import COMMANDS
from shared.protocol.grammar import Command, Value, kind_of
from shared.protocol.identity import new_id
from shared.protocol.patient import Patient, RegisterPatient
from shared.protocol.priority import Priority
from shared.protocol.room import Room
from shared.protocol.session import EndSession, LockSession, Session, SignOut, UnlockSession
from shared.protocol.staff import ChooseRoom, Doctor, Staff
from shared.protocol.ticket import IssueTicket, StartTicket, Ticket
from shared.protocol.visit import Visit
from tests.agreed import ASKS, scopes
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.values import sample

DOCTORS = {"amara": ("Dr Amara", ("GM",)), "bo": ("Dr Bo", ("GM",)), "dina": ("Dr Dina", ("PED",))}
RECEPTIONISTS = {"reception": ("Reception", ("GM",)), "other": ("Other reception", ("PED",))}
LAST = (LockSession, UnlockSession, EndSession, SignOut)
"""Nobody is anybody after these."""
WHOSE: tuple[type[Value], ...] = (Ticket, Visit, Patient, Department, Doctor, Staff, Session)
"""What belongs to somebody or lies somewhere; everything else is the whole clinic's."""
PUBLIC: tuple[type[Value], ...] = (Department, Room, Doctor)

NAME, PHONE, REASON, NOTES, WHY = "Zoraida", "699123456", "chest-pain-words", "private-notes", "pale-words"
SECRETS = (NAME, PHONE, REASON, NOTES, WHY)
"""What nobody of the other department may ever read."""

Rows = dict[type[Value], UUID]


@dataclass(frozen=True)
class Cell:
    """One command of one role, aimed by one of its ids (if it has any) at somebody else's row."""

    role: Role
    command: Command[Any]
    is_let_through: bool


@dataclass(frozen=True)
class Neighbours:
    """The clinic on disk. General medicine is `reception`'s, Dr Amara's and Dr Bo's; children are Dr Dina's."""

    house: House
    mine: Rows
    """Dr Amara's own rows: whom she sees, her department, her session."""
    theirs: Rows
    """The children's."""
    beside: UUID
    """The ticket of somebody whom Dr Bo sees, in Dr Amara's own department."""

    def cells(self, role: Role) -> Iterator[Cell]:
        """Every command of the protocol, aimed at what is not this role's."""
        asks = scopes(ASKS[role])
        for command in sorted(COMMANDS, key=lambda command: (command in LAST, kind_of(command))):
            scope = asks.get(kind_of(command))
            named = tuple(named_by(command))
            if not named:
                yield Cell(role, sample(command), scope is not None)
            touched = next((field for field, noun in named if noun in WHOSE), None)
            for field, noun in named:
                rows = {**self.mine, noun: self.theirs.get(noun, new_id())}
                is_within = scope is not None and (scope >= Scope.CLINIC if field == touched else knows(role, noun))
                yield Cell(role, aimed(command, {**self.mine}, {field: rows[noun]}), is_within)


def knows(role: Role, noun: type[Value]) -> bool:
    """Whether a role may know any such thing of the clinic, and so name it."""
    is_register = noun is Patient and role in (Role.RECEPTIONIST, Role.CLINIC_ADMIN)
    return noun in PUBLIC or noun not in WHOSE or is_register


def aimed(command: type[Command[Any]], rows: Rows, at: dict[str, UUID]) -> Command[Any]:
    """A command whose ids name these rows, but for those that are aimed elsewhere."""
    ids = {field: rows[noun] for field, noun in named_by(command) if noun in rows and noun is not Patient} | at
    return replace(sample(command), **{field: (id,) if field.endswith("_ids") else id for field, id in ids.items()})


def neighbours(folder: Path) -> Neighbours:
    """The clinic with a patient in each department, and all that is personal said of the children's."""
    house = furnish(folder, doctors=DOCTORS, receptionists=RECEPTIONISTS)
    general, children = house.departments["GM"], house.departments["PED"]
    with Bookkeeper(folder, datetime.now(UTC)) as books:
        own = IssueTicket(department_id=general.id, language="en")
        seen = {}
        for login, room in (("amara", "1"), ("bo", "2")):
            doctor = house.actor(login)
            books.ask(doctor, ChooseRoom(room_id=house.rooms[room].id))
            seen[login] = books.ask(house.at_kiosk, own).ticket.id
            books.ask(doctor, CallTicket(ticket_id=seen[login]))
            books.ask(doctor, StartTicket(ticket_id=seen[login]))
        patient = books.ask(house.actor("other"), RegisterPatient(name=NAME, phone=PHONE))
        secret = IssueTicket(
            department_id=children.id,
            language="en",
            patient_id=patient.id,
            priority=Priority.EMERGENCY,
            priority_reason=WHY,
            reason=REASON,
        )
        theirs = books.ask(house.actor("other"), secret).ticket.id
        books.ask(house.actor("dina"), WriteNotes(ticket_id=theirs, notes=NOTES))
        sessions = {session.staff_id: session.id for session in books.unit().all(Session)}
    amara, dina = house.staff["amara"].id, house.staff["dina"].id
    return Neighbours(
        house=house,
        mine=_rows(seen["amara"], general.id, house.rooms["1"].id, amara, sessions[amara]),
        theirs={**_rows(theirs, children.id, house.rooms["3"].id, dina, sessions[dina]), Patient: patient.id},
        beside=seen["bo"],
    )


def _rows(ticket_id: UUID, department_id: UUID, room_id: UUID, doctor_id: UUID, session_id: UUID) -> Rows:
    return {
        Ticket: ticket_id,
        Visit: ticket_id,
        Department: department_id,
        Room: room_id,
        Doctor: doctor_id,
        Staff: doctor_id,
        Session: session_id,
    }

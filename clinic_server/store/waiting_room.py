"""The waiting room as it is on the disk: who is in the building and who sees patients, in one unchanging state."""

from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Select, select

from clinic_server.store.reading import Reader
from clinic_server.store.rows import value_of
from clinic_server.store.tables import OPENED_LAST, Base
from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.grammar import Value
from shared.protocol.staff import Doctor
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit

V = TypeVar("V", bound=Value)

TABLES = Base.metadata.tables
CLINIC, DAY, DOCTOR = TABLES["clinic"], TABLES["business_day"], TABLES["doctor"]
TICKET, VISIT = TABLES["ticket"], TABLES["visit"]


class WaitingRoom(Struct, frozen=True, kw_only=True):
    """Everybody whose ticket is open, and the doctors. `day` is the business day that was opened last."""

    clinic: Clinic
    day: BusinessDay
    doctors: tuple[Doctor, ...]
    tickets: tuple[Ticket, ...]
    visits: tuple[Visit, ...]


def waiting_room(reader: Reader) -> WaitingRoom | None:
    """How things are; None on a box that has never worked a day."""
    is_open = TICKET.c.status.not_in(("done", "cancelled"))
    of_open = VISIT.c.id.in_(select(TICKET.c.id).where(is_open))
    with reader.state() as connection:
        clinics = _read(connection, Clinic, select(CLINIC))
        days = _read(connection, BusinessDay, select(DAY).order_by(*OPENED_LAST).limit(1))
        if not clinics or not days:
            return None
        return WaitingRoom(
            clinic=clinics[0],
            day=days[0],
            doctors=_read(connection, Doctor, select(DOCTOR)),
            tickets=_read(connection, Ticket, select(TICKET).where(is_open)),
            visits=_read(connection, Visit, select(VISIT).where(of_open)),
        )


def _read(connection: Connection, kind: type[V], query: Select[Any]) -> tuple[V, ...]:
    return tuple(value_of(kind, row) for row in connection.execute(query).mappings())

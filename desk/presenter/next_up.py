"""Whom a doctor would get by "call next", and why; or what there is instead of somebody."""

from desk.presenter.line import line
from desk.presenter.reason import nobody_next, why_next
from desk.presenter.seat import Seat
from desk.screen.doctor import NextShown
from shared.protocol.queue import NextUp
from shared.protocol.ticket import Ticket


def next_shown(seat: Seat) -> NextShown:
    """The panel at the top of a doctor's page."""
    mirror, wording, is_busy = seat.mirror, seat.wording, seat.busy == "call_next"
    if not seat.link.state.is_live:
        return NextShown(kind="offline", text=wording.words("desk.next.offline"), is_busy=is_busy)
    next_up = mirror.get(NextUp, seat.staff_id)
    ticket = mirror.get(Ticket, next_up.ticket_id) if next_up is not None else None
    if next_up is None or ticket is None:
        text = nobody_next(next_up, wording) if next_up is not None else wording.words("desk.nobody")
        return NextShown(kind="nobody", text=text, is_busy=is_busy)
    found = line(mirror, ticket)
    name = found.patient.name if found.patient is not None else ""
    return NextShown(
        kind="somebody",
        label=ticket.label,
        about=wording.join(name, wording.about(found.visit, found.patient, seat.now)),
        text=why_next(next_up.reason, wording) if next_up.reason is not None else "",
        icon=found.department.icon if found.department else "",
        colour=str(found.department.colour) if found.department else "",
        is_busy=is_busy,
    )

"""Broken glass: the clinical side of a visit, once, for a recorded reason."""

from clinic_server.domain.reason import recorded_reason
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.broken_glass import BreakGlass, BrokenGlass, Chart, GlassBroken
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.patient import Patient
from shared.protocol.refusal import NotAllowed
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit


@handles(BreakGlass, keeps_answer=False)
def break_glass(unit: Unit, command: BreakGlass) -> Chart:
    """The answer is in no receipt: whoever wants to read again says again why."""
    if unit.actor.id is None:
        raise NotAllowed()
    ticket = unit.need(Ticket, command.ticket_id)
    visit = unit.need(Visit, ticket.id)
    reason = recorded_reason(command.reason)
    glass = BrokenGlass(
        id=unit.new_id(),
        ticket_id=ticket.id,
        staff_id=unit.actor.id,
        device_id=unit.actor.device_id,
        reason=reason,
        broken_at=unit.now,
    )
    unit.record(GlassBroken(glass=glass))
    return Chart(
        ticket=ticket,
        visit=visit,
        patient=unit.get(Patient, visit.patient_id),
        note=unit.get(ClinicalNote, ticket.id),
    )

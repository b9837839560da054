"""Alerts: a person is wanted at a device."""

from msgspec.structs import replace

from clinic_server.domain.text import one_line
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.alert import Alert, AlertAnswered, AlertRaised, AnswerAlert, RaiseAlert
from shared.protocol.refusal import NotAllowed


@handles(RaiseAlert)
def raise_alert(unit: Unit, command: RaiseAlert) -> None:
    """Staff hear of it at once; it moves nobody in the line by itself."""
    if unit.actor.id is None:
        raise NotAllowed()
    alert = Alert(
        id=unit.new_id(),
        kind=command.kind,
        device_id=unit.actor.id,
        language=one_line(command.language, "language", 16),
        raised_at=unit.now,
    )
    unit.record(AlertRaised(alert=alert))


@handles(AnswerAlert)
def answer_alert(unit: Unit, command: AnswerAlert) -> Alert:
    """The first to answer is on the way; a second answer changes nothing."""
    alert = unit.need(Alert, command.alert_id)
    if alert.answered_at is not None:
        return alert
    alert = replace(alert, answered_at=unit.now, answered_by=unit.actor.id)
    unit.record(AlertAnswered(alert=alert))
    return alert

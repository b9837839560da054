"""The audit: who did and who read what. Looked up beside the writer; that somebody looked is recorded."""

from collections.abc import Mapping
from uuid import UUID

from clinic_server.actor import STAFF_ROLES
from clinic_server.domain.moment import known_moment
from clinic_server.domain.text import one_line
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.store.trail import Trace, traces
from clinic_server.store.unit import Unit
from shared.protocol.audit import AuditPage, AuditRow, ListAudit, PersonalDataRead, Reading
from shared.protocol.device import Device, DeviceKind
from shared.protocol.refusal import BadValue
from shared.protocol.staff import Staff

MOST_ROWS = 500
JOURNAL = "journal"
DEVICES = frozenset(kind.value for kind in DeviceKind)


def _find(preparation: Preparation, command: ListAudit) -> tuple[tuple[Trace, ...], int | None]:
    if not 1 <= command.most <= MOST_ROWS:
        raise BadValue(field="most", why=f"not from 1 to {MOST_ROWS}")
    for field in ("from_at", "until_at"):
        moment = getattr(command, field)
        if moment is not None:
            known_moment(moment, field)
    with preparation.reader.state() as connection:
        return traces(connection, command, command.most)


@handles(ListAudit, prepare=_find, keeps_answer=False)
def list_audit(unit: Unit, command: ListAudit) -> AuditPage:
    found: tuple[Trace, ...]
    found, next_before = unit.prepared
    subjects = () if command.subject_id is None else (command.subject_id,)
    kind = one_line(command.kind, "kind", 64)
    unit.record(PersonalDataRead(how=Reading.AUDIT, kinds=(JOURNAL,), subject_ids=subjects, reason=kind))
    staff = {one.id: one.name for one in unit.all(Staff)}
    devices = {one.id: one.name for one in unit.all(Device)}
    return AuditPage(rows=tuple(audit_row(trace, staff, devices) for trace in found), next_before=next_before)


def audit_row(trace: Trace, staff: Mapping[UUID, str], devices: Mapping[UUID, str]) -> AuditRow:
    """A row with the names of who and where, as they are called today."""
    role, id, device_id = _who(trace.actor)
    staff_id = id if role in STAFF_ROLES else None
    device_id = id if role in DEVICES else device_id
    return AuditRow(
        seq=trace.seq,
        at=trace.at,
        kind=trace.kind,
        role=role,
        staff_id=staff_id,
        staff_name="" if staff_id is None else staff.get(staff_id, ""),
        device_id=device_id,
        device_name="" if device_id is None else devices.get(device_id, ""),
        subject_id=trace.subject_id,
        label=trace.label,
        why=trace.why,
        how=trace.how,
        read=trace.read,
        read_ids=trace.read_ids,
    )


def _who(actor: str) -> tuple[str, UUID | None, UUID | None]:
    """The role, the id and the device that an actor's name holds: `doctor:0190…@0190…`."""
    who, _, device = actor.partition("@")
    role, _, id = who.partition(":")
    return role, UUID(id) if id else None, UUID(device) if device else None

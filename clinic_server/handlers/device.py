"""Devices: they make themselves known, are placed by staff, and say how they are."""

from msgspec import UNSET
from msgspec.structs import asdict, replace

from clinic_server.domain.moment import known_moment
from clinic_server.domain.text import clean_lines, needed_line, one_line
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.device import (
    ChangeDevice,
    Device,
    DeviceChanged,
    DeviceHealth,
    DeviceRegistered,
    HealthReported,
    RegisterDevice,
    ReportHealth,
)
from shared.protocol.refusal import BadValue, NotFound

MOST_PROBLEMS = 32


@handles(RegisterDevice)
def register_device(unit: Unit, command: RegisterDevice) -> Device:
    """A device that is known keeps what staff decided about it; its own name counts only the first time."""
    known = unit.get(Device, command.device_id)
    if known is not None:
        return known
    name = needed_line(command.name, "name", 64)
    device = Device(id=command.device_id, kind=command.kind, name=name)
    unit.record(DeviceRegistered(device=device))
    return device


@handles(ChangeDevice)
def change_device(unit: Unit, command: ChangeDevice) -> Device:
    device = unit.need(Device, command.device_id)
    fields = {name: value for name, value in asdict(command).items() if value is not UNSET and name != "device_id"}
    changed = clean_lines(replace(device, **fields))
    changed = replace(changed, name=needed_line(changed.name, "name", 64), place=one_line(changed.place, "place"))
    if changed != device:
        unit.record(DeviceChanged(device=changed))
    return changed


@handles(ReportHealth)
def report_health(unit: Unit, command: ReportHealth) -> None:
    """Only what changed is worth a row of the journal."""
    if unit.actor.id is None:
        raise NotFound(noun="device")
    if len(command.problems) > MOST_PROBLEMS:
        raise BadValue(field="problems", why="too many")
    device = unit.need(Device, unit.actor.id)
    known = unit.get(DeviceHealth, device.id)
    version = one_line(command.version, "version", 32)
    problems = tuple(
        clean_lines(replace(problem, since=known_moment(problem.since, "since"))) for problem in command.problems
    )
    if known is not None and (known.problems, known.version) == (problems, version):
        return
    health = DeviceHealth(id=device.id, problems=problems, version=version, reported_at=unit.now)
    unit.record(HealthReported(health=health))

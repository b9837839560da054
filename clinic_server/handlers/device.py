"""Devices: they are let in and shut out, are placed by staff, and say how they are."""

from msgspec import UNSET
from msgspec.structs import asdict, replace

from clinic_server.actor import Actor, Role
from clinic_server.domain.moment import known_moment
from clinic_server.domain.text import clean_lines, needed_line, one_line
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.device import (
    ChangeDevice,
    Device,
    DeviceBarred,
    DeviceChanged,
    DeviceCredential,
    DeviceHealth,
    DeviceKind,
    DevicePaired,
    DeviceRevoked,
    HealthReported,
    NotPaired,
    ReportHealth,
    RevokeDevice,
)
from shared.protocol.grammar import Command
from shared.protocol.refusal import BadValue, NotFound

MOST_PROBLEMS = 32
DEVICE_ROLE = {DeviceKind.KIOSK: Role.KIOSK, DeviceKind.DISPLAY: Role.DISPLAY, DeviceKind.DESK: Role.DESK}


class PairDevice(Command[Device], frozen=True, kw_only=True, tag="device.pair"):
    """Let a device in without a conversation. The box alone may ask, so it is no message of the protocol."""

    device: Device
    key_hash: str


@handles(PairDevice)
def pair_device(unit: Unit, command: PairDevice) -> Device:
    credential = DeviceCredential(
        id=command.device.id, key_hash=command.key_hash, paired_at=unit.now, paired_by=unit.actor.name
    )
    unit.record(DevicePaired(device=command.device, credential=credential))
    return command.device


@handles(RevokeDevice)
def revoke_device(unit: Unit, command: RevokeDevice) -> Device:
    """From now on its key opens nothing, on connections that are open either."""
    device = unit.need(Device, command.device_id)
    credential = unit.get(DeviceCredential, device.id)
    if credential is not None and credential.revoked_at is None:
        device, barred = replace(device, is_revoked=True), replace(credential, revoked_at=unit.now)
        unit.record(DeviceBarred(device=device, credential=barred, reason=one_line(command.reason, "reason")))
    return device


def device_of_key(unit: Unit, key_hash: str) -> tuple[Device, DeviceCredential] | None:
    """The device that proves itself by this key, let in or shut out; None when nobody was paired with it."""
    for credential in unit.all(DeviceCredential):
        if credential.key_hash == key_hash:
            return unit.need(Device, credential.id), credential
    return next((each for each in unit.pairings.founders.values() if each[1].key_hash == key_hash), None)


def device_actor(known: tuple[Device, DeviceCredential] | None) -> Actor:
    """The device that a key proves, as one who asks. Raises `NotPaired` and `DeviceRevoked`."""
    if known is None:
        raise NotPaired()
    device, credential = known
    if credential.revoked_at is not None:
        raise DeviceRevoked()
    return Actor(role=DEVICE_ROLE[device.kind], id=device.id, device_id=device.id)


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

"""Pairing: opened by an administrator or on the box, claimed by a device, confirmed by who compared the words."""

from msgspec.structs import replace

from clinic_server.domain.text import needed_line, one_line
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.store.unit import Unit
from clinic_server.trust.authority import BadPublicKey, PublicKey, read_public_key
from clinic_server.trust.pairings import Conversation
from shared.protocol.device import Device, DeviceCredential, DeviceKind, DevicePaired
from shared.protocol.pairing import (
    ClaimedPairing,
    ClaimPairing,
    ClosePairing,
    CollectPairing,
    ConfirmPairing,
    OpenedPairing,
    OpenPairing,
    PairedDevice,
    Pairing,
    PairingNotConfirmed,
    PairingOver,
    PairingRejected,
    PairingStatus,
    WrongPairingCode,
)
from shared.protocol.refusal import BadValue


@handles(OpenPairing, keeps_answer=False)
def open_pairing(unit: Unit, command: OpenPairing) -> OpenedPairing:
    """A code for ten minutes. On an empty box it is the setup code, for the desk that founds the clinic."""
    name = needed_line(command.name, "name", 64)
    place = one_line(command.place, "place")
    if not unit.has_clinic:
        if command.kind is not DeviceKind.DESK:
            raise BadValue(field="kind", why="an empty box takes a desk first")
        return _opened(unit, unit.pairings.open_founding(name, place))
    if command.device_id is not None and unit.need(Device, command.device_id).kind is not command.kind:
        raise BadValue(field="kind", why="the device is of another kind")
    pairing = Pairing(
        id=unit.new_id(),
        kind=command.kind,
        name=name,
        place=place,
        device_id=command.device_id,
        expires_at=unit.now,
    )
    return _opened(unit, unit.pairings.open(pairing, unit.now))


@handles(ClosePairing)
def close_pairing(unit: Unit, command: ClosePairing) -> None:
    conversation = unit.pairings.find(command.pairing_id, unit.now)
    if not conversation.pairing.is_over:
        unit.tell(unit.pairings.settle(conversation, PairingStatus.CLOSED))


def _check_key(_: Preparation, command: ClaimPairing) -> PublicKey:
    try:
        return read_public_key(command.public_key)
    except BadPublicKey as error:
        raise BadValue(field="public_key", why=str(error)) from None


@handles(ClaimPairing, prepare=_check_key, keeps_answer=False)
def claim_pairing(unit: Unit, command: ClaimPairing) -> ClaimedPairing:
    """The right code gives the six words to compare; the fifth wrong one closes every pairing that is open."""
    pairings = unit.pairings
    try:
        conversation = pairings.claim(command.code, command.nonce, unit.prepared, unit.now)
    except WrongPairingCode:
        if pairings.is_void:
            for closed in pairings.close_all():
                unit.tell(closed)
        raise
    unit.tell(conversation.pairing)
    return ClaimedPairing(
        pairing_id=conversation.pairing.id,
        nonce=conversation.box_nonce,
        authority=pairings.authority.pem,
        kind=conversation.pairing.kind,
        name=conversation.pairing.name,
        clinic_name=unit.clinic.name if unit.has_clinic else "",
    )


@handles(ConfirmPairing)
def confirm_pairing(unit: Unit, command: ConfirmPairing) -> None:
    """The same words on both screens: the device is let in. Other words: nobody is."""
    conversation = unit.pairings.claimed(command.pairing_id, unit.now)
    if _is_let_in(unit, conversation):
        return
    if not command.is_same:
        unit.tell(unit.pairings.settle(conversation, PairingStatus.REJECTED))
        return
    device, credential = _let_in(unit, conversation)
    if unit.has_clinic:
        unit.record(DevicePaired(device=device, credential=credential))
    else:
        unit.pairings.founders[device.id] = (device, credential)
    unit.tell(unit.pairings.settle(conversation, PairingStatus.PAIRED))


@handles(CollectPairing, keeps_answer=False)
def collect_pairing(unit: Unit, command: CollectPairing) -> PairedDevice:
    """The certificate is of use to nobody but the one who has the key, so whoever asks may have it."""
    conversation = unit.pairings.find(command.pairing_id, unit.now)
    match conversation.pairing.status:
        case PairingStatus.REJECTED:
            raise PairingRejected()
        case PairingStatus.CLOSED:
            raise PairingOver()
    if conversation.device is None or not _is_let_in(unit, conversation):
        raise PairingNotConfirmed()
    return PairedDevice(
        device_id=conversation.device.id,
        kind=conversation.device.kind,
        name=conversation.device.name,
        certificate=conversation.certificate,
        authority=unit.pairings.authority.pem,
    )


def _opened(unit: Unit, conversation: Conversation) -> OpenedPairing:
    unit.tell(conversation.pairing)
    address = unit.pairings.address
    qr = f"ANTEROOM {conversation.code} {address}"
    return OpenedPairing(pairing=conversation.pairing, code=conversation.code, address=address, qr=qr)


def _is_let_in(unit: Unit, conversation: Conversation) -> bool:
    """Whether the box knows this device by this key. It would not when the disk was full at the confirmation."""
    if conversation.device is None or conversation.key is None:
        return False
    kept = unit.get(DeviceCredential, conversation.device.id) if unit.has_clinic else None
    if kept is None and conversation.device.id in unit.pairings.founders:
        kept = unit.pairings.founders[conversation.device.id][1]
    return kept is not None and kept.key_hash == conversation.key.key_hash


def _let_in(unit: Unit, conversation: Conversation) -> tuple[Device, DeviceCredential]:
    """The device, known again or new, and what it proves itself by from now on."""
    pairing, key = conversation.pairing, conversation.key
    assert key is not None  # it was claimed
    known = unit.get(Device, pairing.device_id)
    if known is None:
        device = Device(id=unit.new_id(), kind=pairing.kind, name=pairing.name, place=pairing.place)
    else:
        device = replace(known, name=pairing.name, place=pairing.place or known.place, is_revoked=False)
    credential = DeviceCredential(id=device.id, key_hash=key.key_hash, paired_at=unit.now, paired_by=unit.actor.name)
    conversation.certificate = unit.pairings.authority.device_certificate(key, device.id)
    conversation.device = device
    return device, credential

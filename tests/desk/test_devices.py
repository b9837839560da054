"""The administrator lets devices in and shuts them out: a code, six words, yes or no."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from shared.protocol.device import Device, DeviceKind, RevokeDevice
from shared.protocol.pairing import (
    ClosePairing,
    ConfirmPairing,
    OpenedPairing,
    OpenPairing,
    Pairing,
    PairingStatus,
)
from tests.desk.morning import ADMIN, KIOSKS, NOW, RECEPTION, house, id_of, morning
from tests.desk.seat import Seated, sit
from tests.desk.window import opened

WORDS = ("abandon", "universe", "orbit", "kitchen", "velvet", "mountain")
PAIRING = Pairing(id=id_of(900), kind=DeviceKind.DISPLAY, name="Hall", expires_at=NOW + timedelta(minutes=10))
OPENED = OpenedPairing(
    pairing=PAIRING, code="12345678", address="192.0.2.7:8470", qr="ANTEROOM 12345678 https://192.0.2.7:8470"
)


async def with_pairing() -> Seated:
    """An administrator who has just asked for a code for the screen in the hall."""
    seated = sit(ADMIN, *house())
    seated.desk.administrator.open_section("devices")
    seated.link.answers[OpenPairing] = OPENED
    seated.desk.administrator.devices.choose_kind("display")
    seated.desk.administrator.devices.add("Hall", "")
    await seated.do()
    return seated


def changed(**changes: Any) -> Pairing:  # Any: whatever the field holds
    return msgspec.structs.replace(PAIRING, **changes)


async def test_a_new_device_gets_a_code_for_ten_minutes() -> None:
    seated = await with_pairing()
    command = seated.sent(OpenPairing)[0]
    assert (command.kind, command.name, command.device_id) == (DeviceKind.DISPLAY, "Hall", None)
    shown = seated.screen.administrator.devices.pairing
    assert (shown.step, shown.code, shown.qr, shown.left) == (
        "code",
        "1234 5678",
        OPENED.qr,
        "Good for 10:00 more, once.",
    )
    seated.link.at += timedelta(seconds=61)
    assert seated.screen.administrator.devices.pairing.left == "Good for 8:59 more, once."


async def test_the_words_are_compared_and_the_device_is_let_in() -> None:
    seated = await with_pairing()
    seated.link.hear(changed(status=PairingStatus.CLAIMED, words=WORDS))
    shown = seated.screen.administrator.devices.pairing
    assert (shown.step, tuple(word.text for word in shown.words), shown.code) == ("words", WORDS, "")
    seated.desk.administrator.devices.pairing.confirm(is_same=True)
    await seated.do()
    assert [each.is_same for each in seated.sent(ConfirmPairing)] == [True]
    seated.link.hear(changed(status=PairingStatus.PAIRED, words=WORDS))
    assert seated.screen.administrator.devices.pairing.step == ""
    assert seated.screen.administrator.notice.text == "Hall belongs to the clinic now."


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (PairingStatus.REJECTED, "Hall was not let in: the words differed."),
        (PairingStatus.CLOSED, "The code of Hall is void"),
    ],
    ids=["rejected", "closed"],
)
async def test_a_pairing_that_fails_is_said(status: PairingStatus, said: str) -> None:
    seated = await with_pairing()
    seated.link.hear(changed(status=status))
    shown = seated.screen.administrator
    assert (shown.devices.pairing.step, shown.notice.kind) == ("", "refused")
    assert shown.notice.text.startswith(said)


async def test_a_code_that_grew_too_old_is_renewed() -> None:
    seated = await with_pairing()
    seated.link.at += timedelta(minutes=10)
    assert seated.screen.administrator.devices.pairing.step == "over"
    seated.desk.administrator.devices.pairing.renew()
    await seated.do()
    assert [(each.kind, each.name) for each in seated.sent(OpenPairing)] == [(DeviceKind.DISPLAY, "Hall")] * 2


async def test_thinking_better_of_it_makes_the_code_void() -> None:
    seated = await with_pairing()
    seated.desk.administrator.devices.pairing.close()
    await seated.do()
    assert [each.pairing_id for each in seated.sent(ClosePairing)] == [PAIRING.id]
    assert seated.screen.administrator.devices.pairing.step == ""


async def test_a_device_needs_a_name() -> None:
    seated = sit(ADMIN, *house())
    seated.desk.administrator.devices.add(" ", "")
    assert seated.screen.administrator.notice.text == "Write the device’s name."
    assert seated.link.sent == []


async def test_a_known_device_is_paired_again() -> None:
    seated = sit(ADMIN, *morning())
    seated.link.answers[OpenPairing] = OPENED
    seated.desk.administrator.devices.act(str(KIOSKS[0].id), "pair")
    await seated.do()
    command = seated.sent(OpenPairing)[0]
    assert (command.device_id, command.kind, command.name) == (KIOSKS[0].id, DeviceKind.KIOSK, "Kiosk 1")


async def test_a_device_is_shut_out_with_a_reason() -> None:
    seated = sit(ADMIN, *morning())
    seated.desk.administrator.devices.act(str(KIOSKS[0].id), "revoke")
    assert seated.screen.sheet.title == "Shut out Kiosk 1"
    await seated.press("Enter")
    assert seated.sent(RevokeDevice) == [], "a reason is needed"
    seated.link.answers[RevokeDevice] = KIOSKS[0]
    await seated.press("1", "Enter")
    assert [(each.device_id, each.reason) for each in seated.sent(RevokeDevice)] == [(KIOSKS[0].id, "Lost or stolen")]
    assert (seated.screen.sheet.title, seated.screen.administrator.notice.text) == ("", "Kiosk 1 is shut out.")


async def test_a_device_that_is_shut_out_can_only_be_paired_again() -> None:
    revoked = msgspec.structs.replace(KIOSKS[0], is_revoked=True)
    seated = sit(ADMIN, *morning(), revoked)
    line = next(each for each in seated.screen.administrator.devices.lines if each.name == "Kiosk 1")
    assert (line.state_text, line.is_live, [action.key for action in line.actions]) == ("shut out", False, ["pair"])
    reception = sit(RECEPTION, *morning(), revoked)
    assert "Kiosk 1" not in {each.name for each in reception.screen.reception.devices}, "it is not missed"


async def test_reception_sees_kiosks_and_screens_but_no_desks() -> None:
    desk = Device(id=id_of(901), kind=DeviceKind.DESK, name="Reception desk")
    seated = sit(RECEPTION, *morning(), desk)
    assert "Reception desk" not in {each.name for each in seated.screen.reception.devices}
    administrator = sit(ADMIN, *morning(), desk)
    assert "Reception desk" in {each.name for each in administrator.screen.administrator.devices.lines}


@pytest.mark.usefixtures("qapp")
async def test_a_device_is_added_by_clicks() -> None:
    seated = sit(ADMIN, *house())
    seated.link.answers[OpenPairing] = OPENED
    with opened(seated.desk) as window:
        window.click(window.named("Devices"))
        window.click(window.named("Screen"))
        window.click_into("Name")
        window.type("Hall")
        window.click(window.named("Get a code"))
        await seated.do()
        assert window.says("1234 5678")
        seated.link.hear(changed(status=PairingStatus.CLAIMED, words=WORDS))
        seated.desk.refresh_now()
        assert all(window.says(word) for word in WORDS)
        window.click(window.named("Different"))
        await seated.do()
    assert [each.is_same for each in seated.sent(ConfirmPairing)] == [False]

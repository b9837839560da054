"""Attacks on who may come in: each is tried over a real connection, and refused for a reason that has a sentence."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from clinic_server.app import Running
from clinic_server.console import console
from clinic_server.trust.authority import Authority, open_authority
from clinic_server.trust.certificate import ServerCertificate
from clinic_server.web.announce import announced
from shared.client import pairing
from shared.client.discovery import Finder
from shared.client.pairing import claim, collect
from shared.protocol.clinic import Clinic
from shared.protocol.closing import CloseCode
from shared.protocol.department import PauseDepartment
from shared.protocol.device import Device, DeviceKind, DeviceRevoked, NotPaired, RevokeDevice, StrangeBox
from shared.protocol.envelope import refusal_of
from shared.protocol.grammar import Command, Refusal
from shared.protocol.identity import new_id
from shared.protocol.pairing import (
    ConfirmPairing,
    OpenedPairing,
    OpenPairing,
    Pairing,
    PairingNotClaimed,
    PairingOver,
    PairingRejected,
    PairingStatus,
    WrongPairingCode,
)
from shared.protocol.refusal import Unreachable
from shared.protocol.session import SignIn
from shared.protocol.ticket import IssueTicket
from shared.trust.identity import Identity
from shared.trust.pin import trusting_context
from tests.clinic import PASSWORD, House
from tests.identities import authority, identity, new_identity
from tests.pairing import let_in
from tests.screen import screen
from tests.security.conftest import Target
from tests.server import serving
from tests.wire import wire

HERE = "127.0.0.1"
KIOSK, DESK = DeviceKind.KIOSK, DeviceKind.DESK


async def is_refused(find: Callable[[], Awaitable[str]] | str, device: Identity, why: type[Refusal]) -> None:
    """A device that comes to this address learns this reason, and nothing about the clinic."""
    async with screen(find, device=device, is_live=False) as shown:
        await shown.until(lambda: isinstance(shown.link.state.problem, why), why.__name__)
        assert shown.heard == []


async def opened(target: Target, kind: DeviceKind = KIOSK) -> OpenedPairing:
    """A code that somebody made at the box."""
    async with console(target.house.folder) as box:
        return await box.ask(OpenPairing(kind=kind, name="New"))


@asynccontextmanager
async def answering(context: ssl.SSLContext) -> AsyncIterator[str]:
    """Somebody who listens where the box should, with a certificate of their own."""

    async def listen(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            raise AssertionError(f"it was told something: {message}")
        return socket

    app = web.Application()
    app.router.add_get("/ws", listen)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, HERE, 0, ssl_context=context).start()
    try:
        yield f"https://{HERE}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def listening(certificate: str | bytes, folder: Path, key: str = "") -> ssl.SSLContext:
    """What somebody listens with who got hold of a certificate and its key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    file = folder / f"{new_id()}.pem"
    file.write_bytes(certificate if isinstance(certificate, bytes) else (certificate + key).encode())
    context.load_cert_chain(file)
    return context


# Somebody pretends to be the box.


async def test_a_rogue_box_that_announces_itself_is_not_believed(target: Target, tmp_path: Path) -> None:
    finder = Finder(interfaces=[HERE])
    context = target.house.kiosk.context()
    finder.context = lambda: context
    async with AsyncExitStack() as stack:
        stack.push_async_callback(finder.close)
        rogue = await stack.enter_async_context(serving(tmp_path / "rogue"))
        await stack.enter_async_context(announced(new_id(), HERE, port_of(rogue)))
        await is_refused(finder.find, target.house.kiosk, StrangeBox)

        await stack.enter_async_context(announced(new_id(), HERE, port_of(target.server)))
        async with screen(finder.find, device=target.house.kiosk) as kiosk:
            assert kiosk.mirror.all(Clinic)


def port_of(server: Running) -> int:
    return int(server.address.rpartition(":")[2])


async def test_a_swapped_certificate_is_not_believed(target: Target, tmp_path: Path) -> None:
    theirs = ServerCertificate(tmp_path, open_authority(tmp_path), lambda: datetime.now(UTC))
    async with answering(theirs.context) as address:
        await is_refused(address, target.house.kiosk, StrangeBox)


async def test_a_paired_device_cannot_play_the_box(target: Target, tmp_path: Path) -> None:
    evil = new_identity(KIOSK, "Evil")
    async with answering(listening(evil.certificate_pem, tmp_path, evil.key_pem)) as address:
        await is_refused(address, target.house.kiosk, StrangeBox)


async def test_a_stolen_certificate_is_worth_nothing_once_a_newer_one_was_seen(target: Target, tmp_path: Path) -> None:
    stolen = authority().server_certificate(["localhost"], datetime.now(UTC) - timedelta(days=30))
    seen: list[Identity] = []
    async with screen(target.server.address, device=target.house.kiosk) as kiosk:
        assert kiosk.link.identity is not None
        seen.append(kiosk.link.identity)
    async with answering(listening(stolen, tmp_path)) as address:
        await is_refused(address, seen[0], StrangeBox)


async def test_a_box_whose_clock_is_years_off_is_still_believed(house: House) -> None:
    for clock in (datetime(2019, 1, 1, 5, tzinfo=UTC), datetime(2041, 1, 1, 5, tzinfo=UTC)):
        certificate = ServerCertificate(house.folder, authority(), lambda clock=clock: clock)  # type: ignore[misc]  # the loop's own clock
        assert certificate.context is not None
    async with serving(house.folder) as server, screen(server.address, device=house.kiosk) as kiosk:
        assert kiosk.mirror.all(Clinic)


async def test_who_stands_between_is_seen_by_other_words(target: Target, tmp_path: Path) -> None:
    """Somebody takes the code from the device, and lets himself in with it at the box."""
    opened_here = await opened(target)
    async with serving(tmp_path / "between") as rogue, console(tmp_path / "between") as his:
        his_code = (await his.ask(OpenPairing(kind=DESK, name="x"))).code
        device = await claim(rogue.address, his_code, DESK)
        himself = await claim(target.server.address, opened_here.code, KIOSK)

    assert len(device.words) == len(himself.words) == 6
    assert device.words != himself.words


# Somebody who was not let in.


async def test_an_unpaired_client_may_only_be_paired(target: Target) -> None:
    async with wire(target.server.address, is_paired=False) as stranger:
        commands: tuple[Command[Any], ...] = (
            IssueTicket(department_id=target.house.departments["GM"].id, language="en"),
            SignIn(login="amara", password=PASSWORD),
            PauseDepartment(department_id=target.house.departments["GM"].id),
        )
        for command in commands:
            with pytest.raises(NotPaired):
                await stranger.ask(command)


@pytest.mark.parametrize("kind", [None, KIOSK, DeviceKind.DISPLAY], ids=str)
async def test_a_stolen_token_opens_nothing_away_from_a_desk(target: Target, kind: DeviceKind | None) -> None:
    async with wire(
        target.server.address,
        device=None if kind is None else identity(kind),
        is_paired=kind is not None,
        joins=False,
    ) as thief:
        await thief.say(f'{{"type":"join","version":2,"token":"{target.house.tokens["admin"]}"}}')
        assert isinstance(refusal_of(await thief.refusal()), NotPaired)
        assert await thief.closed_with() == CloseCode.NOT_PAIRED


async def test_a_certificate_of_nobody_who_was_let_in_opens_nothing(target: Target) -> None:
    await is_refused(target.server.address, new_identity(KIOSK, "Never paired"), NotPaired)


async def test_a_certificate_of_another_authority_does_not_reach_the_clinic(target: Target, tmp_path: Path) -> None:
    forged = forge(open_authority(tmp_path))
    async with aiohttp.ClientSession() as http:
        with pytest.raises((aiohttp.ClientError, OSError)):
            await http.ws_connect(f"{target.server.address}/ws", ssl=forged.context())


def forge(by: Authority) -> Identity:
    """A device of somebody else's box, which believes ours."""
    other = new_identity(KIOSK, "Forged", by)
    return Identity(
        authority_pem=authority().pem,
        device_id=identity(KIOSK).device_id,
        kind=KIOSK,
        name="Forged",
        certificate_pem=other.certificate_pem,
        key_pem=other.key_pem,
    )


async def test_a_revoked_device_is_cut_off_and_stays_out_until_it_is_paired_again(target: Target) -> None:
    device = await let_in(target.house.folder, target.server.address, DeviceKind.DISPLAY)
    async with (
        screen(target.server.address, token=target.house.tokens["admin"]) as admin,
        wire(target.server.address, device=device) as watching,
        screen(target.server.address, device=device) as display,
    ):
        await admin.ask(RevokeDevice(device_id=device.device_id, reason="stolen"))
        refused = await watching.refusal()
        assert isinstance(refusal_of(refused), DeviceRevoked)
        assert await watching.closed_with() == CloseCode.REVOKED
        await display.until(lambda: isinstance(display.link.state.problem, DeviceRevoked), "why it was cut off")
        assert not display.link.state.is_live
        known = admin.mirror.get(Device, device.device_id)
        assert known is not None
        assert known.is_revoked

        async with console(target.house.folder) as box:
            again = OpenPairing(kind=DeviceKind.DISPLAY, name="Hall again", device_id=device.device_id)
            code = (await box.ask(again)).code
            claimed = await claim(target.server.address, code, DeviceKind.DISPLAY)
            await box.ask(ConfirmPairing(pairing_id=claimed.pairing_id, is_same=True))
        renewed = await collect(claimed)
        assert renewed.device_id == device.device_id
        await display.link.pair(renewed)
        await admin.until(
            lambda: [each.is_revoked for each in admin.mirror.all(Device) if each.id == device.device_id] == [False],
            "that it is let in again",
        )
        await display.until_live()
    await is_refused(target.server.address, device, NotPaired)


async def test_whoever_was_paired_in_its_place_puts_a_device_out_at_once(target: Target) -> None:
    device = await let_in(target.house.folder, target.server.address, KIOSK)
    async with wire(target.server.address, device=device) as old, console(target.house.folder) as box:
        opened_again = await box.ask(OpenPairing(kind=KIOSK, name="New", device_id=device.device_id))
        claimed = await claim(target.server.address, opened_again.code, KIOSK)
        await box.ask(ConfirmPairing(pairing_id=claimed.pairing_id, is_same=True))
        assert isinstance(refusal_of(await old.refusal()), NotPaired)
        assert await old.closed_with() == CloseCode.NOT_PAIRED


# Codes.


async def test_a_replayed_code_is_worth_nothing(target: Target) -> None:
    code = (await opened(target)).code
    first = await claim(target.server.address, code, KIOSK)
    with pytest.raises(PairingOver):
        await claim(target.server.address, code, KIOSK)
    async with console(target.house.folder) as box:
        await box.ask(ConfirmPairing(pairing_id=first.pairing_id, is_same=True))
    await collect(first)
    with pytest.raises(PairingOver):
        await claim(target.server.address, code, KIOSK)


async def test_five_wrong_codes_void_the_right_one(target: Target) -> None:
    async with console(target.house.folder) as box:
        right = await box.ask(OpenPairing(kind=KIOSK, name="New"))
        wrong = [f"{(int(right.code) + number) % 10**8:08d}" for number in range(1, 6)]
        for number, code in enumerate(wrong, start=1):
            with pytest.raises(WrongPairingCode) as refusal:
                await claim(target.server.address, code, KIOSK)
            assert refusal.value.tries_left == 5 - number
        closed = await box.until(Pairing, lambda seen: seen.id == right.pairing.id and seen.is_over)
        assert closed.status is PairingStatus.CLOSED
    with pytest.raises(PairingOver):
        await claim(target.server.address, right.code, KIOSK)


async def test_an_old_code_is_worth_nothing(house: House) -> None:
    now = [datetime.now(UTC)]
    async with serving(house.folder, clock=lambda: now[0]) as server:
        async with console(house.folder) as box:
            code = (await box.ask(OpenPairing(kind=KIOSK, name="New"))).code
        now[0] += timedelta(minutes=10, seconds=1)
        with pytest.raises(PairingOver):
            await claim(server.address, code, KIOSK)


async def test_other_words_let_nobody_in(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "ASK_AGAIN_SECONDS", 0.01)
    opened_here = await opened(target)
    claimed = await claim(target.server.address, opened_here.code, KIOSK)
    waiting = asyncio.create_task(collect(claimed))
    async with console(target.house.folder) as box:
        await box.ask(ConfirmPairing(pairing_id=claimed.pairing_id, is_same=False))
        with pytest.raises(PairingRejected):
            await waiting
        with pytest.raises(PairingOver):
            await box.ask(ConfirmPairing(pairing_id=claimed.pairing_id, is_same=True))


async def test_nothing_is_confirmed_before_a_device_has_come(target: Target) -> None:
    opened_here = await opened(target)
    async with console(target.house.folder) as box:
        with pytest.raises(PairingNotClaimed):
            await box.ask(ConfirmPairing(pairing_id=opened_here.pairing.id, is_same=True))


async def test_a_code_for_a_kiosk_makes_no_desk(target: Target) -> None:
    opened_here = await opened(target, KIOSK)
    with pytest.raises(StrangeBox):
        await claim(target.server.address, opened_here.code, DESK)


async def test_a_staff_members_rights_do_not_reach_to_pairing(target: Target) -> None:
    async with screen(target.server.address, token=target.house.tokens["reception"]) as reception:
        with pytest.raises(Refusal) as refusal:
            await reception.ask(OpenPairing(kind=KIOSK, name="Mine"))
        assert refusal.value.code == "not_allowed"


# The line.


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1], ids=["1.0", "1.1"])
async def test_an_old_tls_is_refused(target: Target, version: ssl.TLSVersion) -> None:
    context = trusting_context()
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = context.maximum_version = version
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, OSError)):
        await asyncio.open_connection(HERE, port_of(target.server), ssl=context)


async def test_plain_http_changes_nothing_and_leads_to_tls(target: Target) -> None:
    plain = target.server.page_address
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{plain}/health", allow_redirects=False) as answer:
            assert answer.status == 308
            assert answer.headers["Location"] == f"{target.server.address}/health"
        async with http.post(f"{plain}/api/v1/tickets", data=b"{}") as answer:
            assert answer.status == 426
            assert (await answer.json(content_type=None))["code"] == "tls_required"
        async with http.get(f"{plain}/") as answer:
            assert answer.status == 200
            assert "Riverside" not in await answer.text()


async def test_a_link_says_nothing_without_tls(target: Target) -> None:
    async with screen(target.server.page_address, device=target.house.kiosk, is_live=False) as kiosk:
        await kiosk.link.reconnect()
        assert kiosk.heard == []


def test_only_its_owner_opens_the_console(target: Target) -> None:
    assert (target.house.folder / "console.sock").stat().st_mode & 0o777 == 0o600
    for name in ("authority.key", "server.pem"):
        assert (target.house.folder / name).stat().st_mode & 0o077 == 0


async def test_a_box_that_cannot_be_reached_is_said_to_be_so() -> None:
    with pytest.raises(Unreachable):
        await claim(f"https://{HERE}:9", "12345678", KIOSK)


async def test_both_screens_show_the_same_words(target: Target) -> None:
    async with (
        screen(target.server.address, token=target.house.tokens["admin"]) as admin,
        console(target.house.folder) as box,
    ):
        code = (await box.ask(OpenPairing(kind=KIOSK, name="New"))).code
        claimed = await claim(target.server.address, code, KIOSK)
        await admin.until(lambda: any(seen.words for seen in admin.mirror.all(Pairing)), "the words")
        assert [" ".join(seen.words) for seen in admin.mirror.all(Pairing)] == [" ".join(claimed.words)]

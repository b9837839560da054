"""Signing in and out, over real connections: wrong logins, sessions that end, and who is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from clinic_server.handlers import session
from clinic_server.store.journal import decode_event
from clinic_server.store.reading import Reader
from clinic_server.web import line
from shared.protocol.clinic import AlreadyFounded, Clinic, FoundClinic, WrongSetupCode
from shared.protocol.credential import Credential, PasswordTooShort
from shared.protocol.device import Device, DeviceHealth, DeviceKind, Presence, ReportHealth
from shared.protocol.identity import new_id
from shared.protocol.refusal import BadValue
from shared.protocol.session import NotSignedIn, SignIn, SignOut, WrongLogin
from shared.protocol.staff import AddStaff, Availability, ChooseRoom, Doctor, LoginTaken, Staff, StaffAdded, StaffRole
from shared.protocol.ticket import IssueTicket
from tests.bookkeeper import Bookkeeper
from tests.clinic import LANGUAGES, PASSWORD, House
from tests.pairing import let_in
from tests.screen import screen
from tests.server import Clock, serving
from tests.wire import wire


@pytest.mark.parametrize(
    ("login", "password"),
    [("amara", "not her password"), ("nobody", PASSWORD), ("", ""), ("amara", PASSWORD + " "), ("Amara\x00", PASSWORD)],
    ids=["password", "login", "nothing", "blank", "nul"],
)
async def test_a_wrong_login_does_not_say_which_half_is_wrong(house: House, login: str, password: str) -> None:
    async with serving(house.folder) as server, screen(server.address) as desk:
        with pytest.raises(WrongLogin) as refusal:
            await desk.ask(SignIn(login=login, password=password))
        assert vars(refusal.value) == {}
        with pytest.raises(NotSignedIn):
            await desk.ask(SignOut())


async def test_a_login_is_taken_however_it_is_written(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address) as desk:
        assert (await desk.ask(SignIn(login=" AMARA ", password=PASSWORD))).staff.login == "amara"


async def test_signing_in_opens_the_clinic_and_signing_out_closes_it(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address) as desk:
        assert desk.mirror.all(Staff) == ()
        signed_in = await desk.ask(SignIn(login="amara", password=PASSWORD))
        await desk.sign_in_as(signed_in.token)
        assert desk.mirror.get(Staff, signed_in.staff.id) == signed_in.staff
        await desk.ask(ChooseRoom(room_id=house.rooms["1"].id))

        async with screen(server.address, token=house.tokens["bo"]) as colleague:
            await desk.ask(SignOut())

            # The doctor has left the room, and this token opens nothing any more.
            await colleague.until(lambda: availability(colleague.mirror.get(Doctor, signed_in.staff.id)) == "off")
        with pytest.raises(NotSignedIn):
            await desk.ask(SignOut())
        assert not any(isinstance(state.problem, NotSignedIn) for state in desk.states)  # it knows what it asked for
        await desk.sign_in_as(signed_in.token)
        assert isinstance(desk.link.state.problem, NotSignedIn)
        assert desk.mirror.all(Staff) == ()


def availability(doctor: Doctor | None) -> Availability | None:
    return None if doctor is None else doctor.availability


async def test_signing_out_ends_the_session_on_every_connection(house: House) -> None:
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["amara"]) as here,
        screen(server.address, token=house.tokens["amara"]) as there,
    ):
        await here.ask(SignOut())

        await there.until(lambda: isinstance(there.link.state.problem, NotSignedIn))
        with pytest.raises(NotSignedIn):
            await there.ask(SignOut())
        heard = len(there.heard)
        async with screen(server.address, device=house.kiosk) as kiosk:
            await kiosk.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))
        with pytest.raises(NotSignedIn):
            await there.ask(SignOut())
        assert len(there.heard) == heard


async def test_a_session_ends_with_the_working_day(house: House) -> None:
    clock = Clock(datetime.now(UTC))
    async with (
        serving(house.folder, clock=clock) as server,
        screen(server.address, token=house.tokens["amara"]) as desk,
    ):
        clock.now += session.SESSION_LASTS

        with pytest.raises(NotSignedIn):
            await desk.ask(ChooseRoom(room_id=house.rooms["1"].id))
        await desk.until(lambda: isinstance(desk.link.state.problem, NotSignedIn))
        await desk.sign_in_as(house.tokens["amara"])
        assert desk.mirror.all(Staff) == ()


async def test_a_desk_that_nobody_touches_is_signed_out_on_time_and_hears_no_more(house: House) -> None:
    clock = Clock(datetime.now(UTC))
    token = house.tokens["amara"]
    async with serving(house.folder, clock=clock) as server:
        opened = server.reader.session_by_token(session.token_hash(token), clock.now)
        assert opened is not None
        clock.now = opened.expires_at - timedelta(seconds=0.2)
        async with screen(server.address, token=token) as desk:
            await desk.until(lambda: isinstance(desk.link.state.problem, NotSignedIn))
            heard = len(desk.heard)
            async with screen(server.address, device=house.kiosk) as kiosk:
                await kiosk.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))
            with pytest.raises(NotSignedIn):
                await desk.ask(SignOut())
            assert len(desk.heard) == heard


async def test_somebody_who_left_the_clinic_can_no_longer_sign_in_or_come_back(house: House) -> None:
    amara = house.staff["amara"]
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        credential = Reader(books.store.reading).get(Credential, amara.id)
        assert credential is not None
        gone = Staff(**{name: getattr(amara, name) for name in amara.__struct_fields__} | {"is_active": False})
        books.record(StaffAdded(staff=gone, credential=credential))

    async with serving(house.folder) as server, screen(server.address, token=house.tokens["amara"]) as desk:
        assert isinstance(desk.link.state.problem, NotSignedIn)
        assert desk.mirror.all(Staff) == ()
        with pytest.raises(WrongLogin):
            await desk.ask(SignIn(login="amara", password=PASSWORD))


async def test_a_token_nobody_has_opens_nothing(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, token="made up") as desk:
        assert isinstance(desk.link.state.problem, NotSignedIn)
        assert {type(value) for value in desk.heard[0].values} == {Clinic}


async def test_the_token_is_in_no_row_of_the_journal(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address) as desk:
        signed_in = await desk.ask(SignIn(login="amara", password=PASSWORD))
        rows = list(server.reader.rows(0))

    last = decode_event(rows[-1].body)
    assert rows[-1].kind == "staff.signed_in"
    assert [value.audience.value for value in last.values()] == ["nobody"]
    assert not any(signed_in.token.encode() in row.body for row in rows)
    assert b"correct horse" not in b"".join(row.body for row in rows)


async def test_an_account_is_added_once_and_with_a_real_password(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, token=house.tokens["admin"]) as admin:
        general = (house.departments["GM"].id,)
        added = AddStaff(login="Dara", password=PASSWORD, name="Dr Dara", role=StaffRole.DOCTOR, department_ids=general)
        dara = await admin.ask(added)
        await admin.until(lambda: admin.mirror.get(Doctor, dara.id))
        with pytest.raises(LoginTaken):
            await admin.ask(added)
        with pytest.raises(PasswordTooShort) as refusal:
            await admin.ask(AddStaff(login="e", password="short", name="E", role=StaffRole.RECEPTIONIST))
        assert refusal.value.least == 12

        async with screen(server.address) as desk:
            assert (await desk.ask(SignIn(login="dara", password=PASSWORD))).staff.id == dara.id


def founding(code: str, **fields: object) -> FoundClinic:
    plain = {
        "setup_code": code,
        "name": "Hill Clinic",
        "time_zone": "Asia/Kathmandu",
        "languages": LANGUAGES,
        "administrator_name": "Administrator",
        "login": "admin",
        "password": PASSWORD,
    }
    return FoundClinic(**plain | fields)  # type: ignore[arg-type]  # each test names fields of the right type


async def test_an_empty_box_becomes_a_clinic_once_and_only_by_its_code(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    async with serving(folder) as server:
        assert server.setup_code is not None
        founding_desk = await let_in(folder, server.address, DeviceKind.DESK)
        async with screen(server.address, device=founding_desk) as desk:
            assert desk.link.state.has_clinic is False
            with pytest.raises(NotSignedIn):
                await desk.ask(IssueTicket(department_id=new_id(), language="en"))
            with pytest.raises(WrongSetupCode):
                await desk.ask(founding("00000000" if server.setup_code != "00000000" else "1"))
            for wrong in ({"time_zone": "Asia/Nowhere"}, {"languages": ()}, {"name": " "}, {"login": ""}):
                with pytest.raises(BadValue):
                    await desk.ask(founding(server.setup_code, **wrong))

            signed_in = await desk.ask(founding(f" {server.setup_code} "))
            await desk.sign_in_as(signed_in.token)

            # The desk where it was founded is known from now on, and nobody founds it again.
            await desk.until(lambda: desk.link.state.has_clinic and desk.mirror.get(Device, founding_desk.device_id))
            with pytest.raises(AlreadyFounded):
                async with screen(server.address, device=founding_desk) as other:
                    await other.ask(founding(server.setup_code))
            async with screen(server.address, device=await let_in(folder, server.address, DeviceKind.KIOSK)) as kiosk:
                await kiosk.ask(ReportHealth(problems=(), version="1"))
                await desk.until(lambda: desk.mirror.all(DeviceHealth))

    async with serving(folder) as server:
        assert server.setup_code is None
        async with screen(server.address, device=founding_desk, token=signed_in.token) as desk:
            assert desk.mirror.all(Staff)


async def test_a_device_that_fell_silent_is_known_to_be_gone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "HEARTBEAT_SECONDS", 0.2)
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["reception"]) as desk,
        wire(server.address, device=house.kiosk) as kiosk,
    ):
        await desk.until(lambda: (found := desk.mirror.get(Presence, house.kiosk.device_id)) and found.is_live)
        assert kiosk.socket._conn is not None
        assert kiosk.socket._conn.transport is not None
        kiosk.socket._conn.transport.pause_reading()  # as behind a pulled cable: nothing comes back, not even an end

        await desk.until(lambda: (found := desk.mirror.get(Presence, house.kiosk.device_id)) and not found.is_live)
        kiosk.socket._conn.transport.abort()


async def test_staff_see_which_devices_are_there(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, token=house.tokens["reception"]) as desk:

        def is_live(id: UUID) -> bool | None:
            presence = desk.mirror.get(Presence, id)
            return None if presence is None else presence.is_live

        async with screen(server.address, device=house.kiosk):
            await desk.until(lambda: is_live(house.kiosk.device_id))
            async with screen(server.address, device=house.kiosk):
                pass
            async with screen(server.address, device=house.display):
                await desk.until(lambda: is_live(house.display.device_id))
            await desk.until(lambda: is_live(house.display.device_id) is False)
            assert is_live(house.kiosk.device_id)  # its other connection came and went
        await desk.until(lambda: is_live(house.kiosk.device_id) is False)

"""Accounts: changed, closed and opened again, with what hangs on them: sessions, rooms, the public face."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from clinic_server.actor import Actor, Role
from clinic_server.store.unit import Unit
from shared.protocol.identity import new_id
from shared.protocol.refusal import BadValue, NotAllowed, NotFound
from shared.protocol.room import FreeRoom
from shared.protocol.session import EndSession, ListSessions, NotSignedIn, Session
from shared.protocol.staff import (
    AddStaff,
    Availability,
    ChangeStaff,
    ChooseRoom,
    DeactivateStaff,
    Doctor,
    LastAdministrator,
    ReactivateStaff,
    RoomTaken,
    Staff,
    StaffRole,
)
from tests.bookkeeper import Bookkeeper
from tests.clinic import PASSWORD, House


@pytest.fixture
def books(house: House) -> Iterator[Bookkeeper]:
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        yield books


def at_desk(unit: Unit, actor: Actor) -> Actor:
    """Somebody with the session that they have."""
    session = next(session for session in unit.all(Session) if session.staff_id == actor.id)
    return replace(actor, session_id=session.id)


def test_what_is_left_out_of_a_change_stays(books: Bookkeeper, house: House) -> None:
    amara, children = house.staff["amara"], house.departments["PED"].id

    changed = books.ask(house.actor("admin"), ChangeStaff(staff_id=amara.id, department_ids=(children,)))

    assert changed == replace(amara, department_ids=(children,))
    assert books.unit().need(Doctor, amara.id).department_ids == (children,)
    for wrong, refusal in ({"name": " "}, BadValue), ({"department_ids": (new_id(),)}, NotFound):
        with pytest.raises(refusal):
            books.ask(house.actor("admin"), ChangeStaff(staff_id=amara.id, **wrong))


def test_a_new_role_is_in_force_at_once(books: Bookkeeper, house: House) -> None:
    amara, actor = house.staff["amara"], at_desk(books.unit(), house.actor("amara"))
    books.ask(actor, ChooseRoom(room_id=house.rooms["1"].id))

    books.ask(house.actor("admin"), ChangeStaff(staff_id=amara.id, role=StaffRole.RECEPTIONIST))

    with pytest.raises(NotSignedIn):
        books.ask(actor, ListSessions())
    face = books.unit().need(Doctor, amara.id)
    assert (face.department_ids, face.room_id, face.availability) == ((), None, Availability.OFF)
    books.ask(house.actor("admin"), ChangeStaff(staff_id=amara.id, role=StaffRole.DOCTOR))
    assert books.unit().need(Doctor, amara.id).department_ids == amara.department_ids


def test_a_closed_account_ends_its_sessions_and_frees_its_room(books: Bookkeeper, house: House) -> None:
    amara, actor = house.staff["amara"], at_desk(books.unit(), house.actor("amara"))
    room = house.rooms["1"]
    books.ask(actor, ChooseRoom(room_id=room.id))
    books.ask(house.actor("admin"), DeactivateStaff(staff_id=amara.id, reason="left the clinic"))

    assert not books.unit().need(Staff, amara.id).is_active
    assert [session for session in books.unit().all(Session) if session.staff_id == amara.id] == []
    with pytest.raises(NotSignedIn):
        books.ask(actor, ListSessions())
    books.ask(house.actor("bo"), ChooseRoom(room_id=room.id))
    assert books.unit().need(Doctor, amara.id).department_ids == ()

    books.ask(house.actor("admin"), ReactivateStaff(staff_id=amara.id))
    assert books.unit().need(Staff, amara.id) == amara
    assert books.unit().need(Doctor, amara.id).department_ids == amara.department_ids


def test_somebody_is_left_who_can_let_others_in(books: Bookkeeper, house: House) -> None:
    admin, mine = house.actor("admin"), house.staff["admin"].id
    for command in (DeactivateStaff(staff_id=mine), ChangeStaff(staff_id=mine, role=StaffRole.RECEPTIONIST)):
        with pytest.raises(LastAdministrator):
            books.ask(admin, command)

    books.ask(admin, ChangeStaff(staff_id=house.staff["reception"].id, role=StaffRole.CLINIC_ADMIN))
    books.ask(admin, DeactivateStaff(staff_id=mine))


def test_a_clinics_administrator_makes_and_changes_nobody_above(books: Bookkeeper, house: House) -> None:
    admin, group = house.actor("admin"), house.staff["group"].id
    for command in (
        ChangeStaff(staff_id=group, name="Mine"),
        DeactivateStaff(staff_id=group),
        ReactivateStaff(staff_id=group),
        ChangeStaff(staff_id=house.staff["admin"].id, role=StaffRole.GROUP_ADMIN),
    ):
        with pytest.raises(NotAllowed):
            books.ask(admin, command)
    above = AddStaff(login="above", password=PASSWORD, name="Above", role=StaffRole.GROUP_ADMIN)
    with pytest.raises(NotAllowed):
        books.ask(admin, above, prepared="a hash")
    assert books.ask(Actor(role=Role.GROUP_ADMIN), above, prepared="a hash").role is StaffRole.GROUP_ADMIN


def test_a_room_whose_desk_died_is_freed_by_reception(books: Bookkeeper, house: House) -> None:
    room = house.rooms["1"].id
    books.ask(house.actor("amara"), ChooseRoom(room_id=room))
    with pytest.raises(RoomTaken):
        books.ask(house.actor("bo"), ChooseRoom(room_id=room))

    books.ask(house.actor("reception"), FreeRoom(room_id=room))

    assert books.unit().need(Doctor, house.staff["amara"].id).availability is Availability.OFF
    books.ask(house.actor("bo"), ChooseRoom(room_id=room))
    seq = books.ledger.seq
    books.ask(house.actor("reception"), FreeRoom(room_id=house.rooms["2"].id))
    assert books.ledger.seq == seq


def test_nobody_ends_or_lists_a_colleagues_sessions(books: Bookkeeper, house: House) -> None:
    bo = at_desk(books.unit(), house.actor("bo"))
    amaras = at_desk(books.unit(), house.actor("amara")).session_id
    assert amaras is not None
    with pytest.raises(NotAllowed):
        books.ask(bo, ListSessions(staff_id=house.staff["amara"].id))
    for id in (amaras, new_id()):
        with pytest.raises(NotFound):
            books.ask(bo, EndSession(session_id=id))

    books.ask(house.actor("admin"), EndSession(session_id=amaras))
    with pytest.raises(NotFound):
        books.ask(house.actor("admin"), EndSession(session_id=amaras))

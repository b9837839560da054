"""Credentials: chosen by their owners, who must prove themselves again; reset by administrators; used up when used."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyotp
import pytest
from argon2 import PasswordHasher

from clinic_server.actor import Actor, Role
from clinic_server.handlers import hasher
from clinic_server.handlers.credential import ONE_TIME_LASTS
from clinic_server.handlers.session import MOST_SESSIONS
from clinic_server.store.journal import decode_event
from clinic_server.store.reading import Reader
from shared.protocol.credential import (
    ChangePassword,
    ConfirmTotp,
    CredentialCard,
    PasswordTooCommon,
    PasswordTooShort,
    PinTooSimple,
    RemoveTotp,
    ResetPassword,
    ResetTotp,
    SetPin,
    ShowCredential,
    StartTotp,
    WrongCode,
    WrongPassword,
)
from shared.protocol.device import DeviceKind
from shared.protocol.identity import new_id
from shared.protocol.refusal import BadValue, NotAllowed, NotFound, TryLater
from shared.protocol.session import (
    ListSessions,
    LockSession,
    NewPasswordNeeded,
    NotSignedIn,
    Session,
    SessionClosed,
    SessionEnd,
    SessionLocked,
    SignIn,
    SignOut,
    TotpNeeded,
    UnlockSession,
    WrongLogin,
)
from shared.protocol.staff import ChooseRoom, Doctor
from tests.asking import ask
from tests.bookkeeper import Bookkeeper
from tests.clinic import PASSWORD, House
from tests.identities import identity
from tests.server import serving

if TYPE_CHECKING:
    from shared.protocol.grammar import Command

NEW_PASSWORD = "seven green otters"
PIN = "481516"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash at a thousandth of its price."""
    monkeypatch.setattr(hasher, "_argon2", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def books(house: House) -> Iterator[Bookkeeper]:
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        yield books


DESK = Actor(role=Role.DESK, id=identity(DeviceKind.DESK).device_id, device_id=identity(DeviceKind.DESK).device_id)
ELSEWHERE = Actor(role=Role.ANONYMOUS, address="192.0.2.9")


def signed_in(books: Bookkeeper, house: House, login: str = "amara", **proof: str) -> Actor:
    """Somebody who has just signed in at the desk."""
    staff = house.staff[login]
    books.ask(DESK, SignIn(login=login, **{"password": PASSWORD} | proof))
    newest = max(
        (session for session in books.unit().all(Session) if session.staff_id == staff.id),
        key=lambda session: session.opened_at,
    )
    return Actor(role=Role(staff.role.value), id=staff.id, session_id=newest.id, device_id=DESK.device_id)


def with_totp(books: Bookkeeper, house: House, login: str = "amara") -> tuple[Actor, pyotp.TOTP, tuple[str, ...]]:
    """Somebody who uses one-time passwords; their authenticator and recovery codes."""
    actor = signed_in(books, house, login)
    secret = books.ask(actor, StartTotp()).secret
    phone = pyotp.TOTP(secret)
    codes = books.ask(actor, ConfirmTotp(password=PASSWORD, secret=secret, code=phone.at(books.at))).codes
    books.at += timedelta(seconds=30)
    return actor, phone, codes


# Passwords.


def test_a_new_password_takes_the_old_ones_place_and_ends_the_other_sessions(books: Bookkeeper, house: House) -> None:
    other, here = signed_in(books, house), signed_in(books, house)

    books.ask(here, ChangePassword(password=PASSWORD, new_password=NEW_PASSWORD))

    assert [card.is_own for card in books.ask(here, ListSessions())] == [True]
    with pytest.raises(NotSignedIn):
        books.ask(other, ListSessions())
    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password=PASSWORD))
    assert books.ask(DESK, SignIn(login="amara", password=NEW_PASSWORD)).staff.id == here.id


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        ("short", PasswordTooShort),
        ("password1234", PasswordTooCommon),
        ("Riverside Clinic", PasswordTooCommon),
        ("amara amara amara", PasswordTooCommon),
        ("x" * 1025, BadValue),
    ],
    ids=["short", "common", "clinic", "login", "endless"],
)
def test_a_password_that_would_be_tried_first_is_refused(
    books: Bookkeeper, house: House, new: str, refusal: type[Exception]
) -> None:
    actor = signed_in(books, house)
    with pytest.raises(refusal):
        books.ask(actor, ChangePassword(password=PASSWORD, new_password=new))

    signed_in(books, house)


def test_an_open_desk_is_not_enough_to_change_how_an_account_proves_itself(books: Bookkeeper, house: House) -> None:
    actor = signed_in(books, house)
    books.ask(actor, SetPin(password=PASSWORD, pin=PIN))
    secret = books.ask(actor, StartTotp()).secret
    code = pyotp.TOTP(secret).at(books.at)
    for wrong in ("not the password", PIN):
        books.at += timedelta(minutes=20)
        commands: tuple[Command[Any], ...] = (
            ChangePassword(password=wrong, new_password=NEW_PASSWORD),
            SetPin(password=wrong, pin="907341"),
            ConfirmTotp(password=wrong, secret=secret, code=code),
        )
        for command in commands:
            with pytest.raises(WrongPassword):
                books.ask(actor, command)


def test_a_password_is_the_same_however_its_letters_are_put_together(books: Bookkeeper, house: House) -> None:
    actor = signed_in(books, house)
    books.ask(actor, ChangePassword(password=PASSWORD, new_password="sept élèves ont dîné"))

    decomposed = "sept e\u0301le\u0300ves ont di\u0302ne\u0301"
    assert books.ask(DESK, SignIn(login="amara", password=decomposed)).staff.login == "amara"


def test_a_doctor_who_changes_the_password_stays_in_the_room(books: Bookkeeper, house: House) -> None:
    actor = signed_in(books, house)
    books.ask(actor, ChooseRoom(room_id=house.rooms["1"].id))
    books.ask(actor, ChangePassword(password=PASSWORD, new_password=NEW_PASSWORD))

    assert books.unit().need(Doctor, house.staff["amara"].id).room_id == house.rooms["1"].id


def test_the_oldest_session_gives_way_when_there_are_too_many(books: Bookkeeper, house: House) -> None:
    first = signed_in(books, house)
    newest = [signed_in(books, house) for _ in range(MOST_SESSIONS)][-1]

    assert len(books.ask(newest, ListSessions())) == MOST_SESSIONS
    with pytest.raises(NotSignedIn):
        books.ask(first, ListSessions())


# PINs.


def test_a_pin_opens_the_desk_and_nothing_but_a_paired_desk(books: Bookkeeper, house: House) -> None:
    actor = signed_in(books, house)
    books.ask(actor, SetPin(password=PASSWORD, pin=PIN))

    assert books.ask(DESK, SignIn(login="amara", password="٤٨١٥١٦")).staff.id == actor.id
    with pytest.raises(WrongLogin):
        books.ask(ELSEWHERE, SignIn(login="amara", password=PIN))


def test_a_pin_can_be_done_without_again(books: Bookkeeper, house: House) -> None:
    actor = signed_in(books, house)
    books.ask(actor, SetPin(password=PASSWORD, pin=PIN))
    books.ask(actor, SetPin(password=PASSWORD, pin=""))

    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password=PIN))


def test_a_pin_that_everybody_would_try_is_refused(books: Bookkeeper, house: House) -> None:
    with pytest.raises(PinTooSimple):
        books.ask(signed_in(books, house), SetPin(password=PASSWORD, pin="123456"))


def test_a_locked_desk_does_nothing_until_its_owner_is_back(books: Bookkeeper, house: House) -> None:
    actor = signed_in(books, house)
    books.ask(actor, SetPin(password=PASSWORD, pin=PIN))
    books.ask(actor, LockSession())
    with pytest.raises(SessionLocked):
        books.ask(actor, ListSessions())
    with pytest.raises(WrongPassword):
        books.ask(actor, UnlockSession(password="907341"))

    books.ask(actor, UnlockSession(password=PIN))
    assert books.ask(actor, ListSessions())[0].locked_at is None
    books.ask(actor, LockSession())
    books.ask(actor, SignOut())


# One-time passwords by the clock.


def test_an_account_with_totp_asks_for_it_after_the_right_password_only(books: Bookkeeper, house: House) -> None:
    actor, phone, _ = with_totp(books, house)
    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password="not the password"))
    with pytest.raises(TotpNeeded):
        books.ask(DESK, SignIn(login="amara", password=PASSWORD))
    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password=PASSWORD, totp="000000"))

    books.at += timedelta(minutes=1)
    assert signed_in(books, house, totp=phone.at(books.at)).id == actor.id


def test_a_code_that_was_used_is_not_good_again(books: Bookkeeper, house: House) -> None:
    _, phone, _ = with_totp(books, house)
    code = phone.at(books.at)
    signed_in(books, house, totp=code)

    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password=PASSWORD, totp=code))


def test_the_code_that_proved_the_phone_is_used_up(books: Bookkeeper, house: House) -> None:
    actor = signed_in(books, house)
    secret = books.ask(actor, StartTotp()).secret
    code = pyotp.TOTP(secret).at(books.at)
    books.ask(actor, ConfirmTotp(password=PASSWORD, secret=secret, code=code))

    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password=PASSWORD, totp=code))


def test_totp_begins_only_when_the_phone_shows_the_right_code(books: Bookkeeper, house: House) -> None:
    actor = signed_in(books, house)
    secret = books.ask(actor, StartTotp()).secret
    late = books.at + timedelta(minutes=2)
    with pytest.raises(WrongCode):
        books.ask(actor, ConfirmTotp(password=PASSWORD, secret=secret, code=pyotp.TOTP(secret).at(late)))
    with pytest.raises(BadValue):
        books.ask(actor, ConfirmTotp(password=PASSWORD, secret="AAAA", code="000000"))

    signed_in(books, house)


def test_each_recovery_code_opens_once(books: Bookkeeper, house: House) -> None:
    actor, _, codes = with_totp(books, house)
    signed_in(books, house, recovery_code=codes[3].lower())
    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password=PASSWORD, recovery_code=codes[3]))

    books.at += timedelta(minutes=1)
    signed_in(books, house, recovery_code=codes[4])
    assert books.ask(actor, ShowCredential()).recovery_codes_left == 8


def test_totp_ends_by_its_owner_or_by_an_administrator(books: Bookkeeper, house: House) -> None:
    actor, _, _ = with_totp(books, house)
    books.ask(actor, RemoveTotp(password=PASSWORD))
    signed_in(books, house)

    with_totp(books, house)
    books.ask(house.actor("admin"), ResetTotp(staff_id=actor.id))  # type: ignore[arg-type]  # it has one
    signed_in(books, house)


# Resetting.


def test_who_forgot_signs_in_once_with_a_one_time_password_and_a_new_one(books: Bookkeeper, house: House) -> None:
    amara, admin = house.staff["amara"].id, house.actor("admin")
    signed_in(books, house)
    given = books.ask(admin, ResetPassword(staff_id=amara))

    assert re.fullmatch(r"([a-z2-7]{4}-){3}[a-z2-7]{4}", given.password)
    assert books.ask(admin, ListSessions(staff_id=amara)) == ()
    assert books.ask(admin, ShowCredential(staff_id=amara)).one_time_until == given.until
    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password=PASSWORD))
    with pytest.raises(NewPasswordNeeded):
        books.ask(DESK, SignIn(login="amara", password=given.password))
    with pytest.raises(PasswordTooCommon):
        books.ask(DESK, SignIn(login="amara", password=given.password, new_password="amara amara amara"))
    books.at += timedelta(minutes=1)
    signed_in(books, house, password=given.password, new_password=NEW_PASSWORD)

    signed_in(books, house, password=NEW_PASSWORD)
    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password=given.password))


def test_a_one_time_password_is_good_for_a_day(books: Bookkeeper, house: House) -> None:
    given = books.ask(house.actor("admin"), ResetPassword(staff_id=house.staff["amara"].id))
    books.at += ONE_TIME_LASTS + timedelta(seconds=1)

    with pytest.raises(WrongLogin):
        books.ask(DESK, SignIn(login="amara", password=given.password, new_password=NEW_PASSWORD))


def test_administrators_help_others_and_not_those_above_them(books: Bookkeeper, house: House) -> None:
    admin = house.actor("admin")
    commands: tuple[Command[Any], ...] = (
        ResetPassword(staff_id=house.staff["group"].id),
        ResetTotp(staff_id=house.staff["group"].id),
        ResetPassword(staff_id=house.staff["admin"].id),
        ResetTotp(staff_id=house.staff["admin"].id),
    )
    for command in commands:
        with pytest.raises(NotAllowed):
            books.ask(admin, command)
    with pytest.raises(NotFound):
        books.ask(admin, ResetPassword(staff_id=new_id()))


def test_an_account_is_shown_without_its_secrets_and_to_no_colleague(books: Bookkeeper, house: House) -> None:
    actor, _, _ = with_totp(books, house)
    books.ask(actor, SetPin(password=PASSWORD, pin=PIN))

    shown = books.ask(actor, ShowCredential())

    assert shown == CredentialCard(
        staff_id=house.staff["amara"].id, has_pin=True, has_totp=True, recovery_codes_left=10, one_time_until=None
    )
    with pytest.raises(NotAllowed):
        books.ask(house.actor("bo"), ShowCredential(staff_id=house.staff["amara"].id))


def test_no_secret_is_in_any_row(books: Bookkeeper, house: House) -> None:
    actor, _, codes = with_totp(books, house)
    books.ask(actor, SetPin(password=PASSWORD, pin=PIN))
    given = books.ask(house.actor("admin"), ResetPassword(staff_id=house.staff["bo"].id), request_id=new_id())
    rows = list(Reader(books.store.reading).rows(0))

    assert rows[-1].kind == "staff.signed_out"
    closed = decode_event(rows[-1].body)
    assert isinstance(closed, SessionClosed)
    assert closed.why is SessionEnd.PASSWORD_CHANGED
    for secret in (given.password, PASSWORD, PIN, *codes):
        assert not any(secret.encode() in row.body for row in rows)


def test_a_guesser_at_an_open_desk_waits_as_at_the_door(books: Bookkeeper, house: House) -> None:
    actor = signed_in(books, house)
    books.ask(actor, LockSession())
    for _ in range(3):
        with pytest.raises(WrongPassword):
            books.ask(actor, UnlockSession(password="907341"))
    with pytest.raises(TryLater):
        books.ask(actor, UnlockSession(password=PASSWORD))
    books.at += timedelta(seconds=1)

    books.ask(actor, UnlockSession(password=PASSWORD))


async def test_a_change_whose_answer_was_lost_is_answered_again(house: House) -> None:
    async with serving(house.folder) as server:
        actor, id = house.actor("amara"), new_id()
        change = ChangePassword(password=PASSWORD, new_password=NEW_PASSWORD)
        for _ in range(2):
            await ask(server, actor, change, request_id=id)

        with pytest.raises(WrongPassword):
            await ask(server, actor, change, request_id=new_id())

"""Attacks in well-formed frames: junk in every field of every command, more fields than there are, ids of others."""

import io
import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.protocol.department import Department
from shared.protocol.envelope import Answer, Refused
from shared.protocol.identity import new_id
from shared.protocol.refusal import InternalError, Malformed, NotFound
from shared.protocol.session import NotSignedIn, SessionLocked
from shared.protocol.staff import Staff
from tests.clinic import empty, furnish
from tests.identities import install_authority
from tests.security.conftest import BAIT, Target
from tests.security.junk import DEEP, HUGE, commands
from tests.server import serving
from tests.wire import Wire, wire

MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


UNSEEN = re.compile(r"\\u00[01]|[\u0080-\u009f\u2028-\u202e\u2066-\u2069]|\\[rbf]")
"""What no line has, as JSON has it; notes alone may have tabs and new lines."""


async def asked(desk: Wire, command: str) -> Answer | Refused:
    """What the server says to a command that is sent as it stands. Without an id: the connection ends."""
    id = new_id()
    await desk.say(f'{{"type":"request","id":"{id}","command":{command}}}')
    while not (isinstance(frame := await desk.hear(), Answer | Refused) and frame.id in (id, None)):
        pass
    return frame


@pytest.mark.parametrize("login", ["admin", "reception", "amara"])
@MANY
@given(data=st.data())
async def test_junk_in_the_fields_of_a_command_is_refused_or_harmless(
    target: Target, login: str, data: st.DataObject
) -> None:
    house = target.house
    ids = [value.id for group in (house.departments, house.rooms, house.staff) for value in group.values()]
    async with wire(target.server.address, token=house.tokens[login]) as desk:
        for command in data.draw(st.lists(commands(tuple(map(str, ids))), min_size=1, max_size=6)):
            said = await asked(desk, command)
            assert not (isinstance(said, Refused) and said.code == InternalError.code)
            if isinstance(said, Answer):
                assert not UNSEEN.search(bytes(said.value).decode())
            if said.id is None:
                assert isinstance(said, Refused)
                assert said.code in (Malformed.code, NotSignedIn.code, SessionLocked.code)
                return


MORE = {
    "role": '{"type":"ticket.issue","department_id":"%s","language":"en","role":"clinic_admin"}',
    "actor": '{"type":"ticket.issue","department_id":"%s","language":"en","actor":{"role":"box"}}',
    "id": '{"type":"ticket.issue","department_id":"%s","language":"en","id":"019ed5f3-52d1-7a94-8e3b-64c8d90b1005"}',
    "number": '{"type":"ticket.issue","department_id":"%s","language":"en","number":1}',
    "prepared": '{"type":"ticket.issue","department_id":"%s","language":"en","prepared":"x"}',
}


@pytest.mark.parametrize("command", MORE.values(), ids=MORE.keys())
async def test_a_field_that_a_command_does_not_have_cannot_be_assigned(target: Target, command: str) -> None:
    before = await target.seq()
    async with wire(target.server.address, token=target.house.tokens["reception"]) as desk:
        said = await asked(desk, command % target.house.departments["GM"].id)

    assert isinstance(said, Refused)
    assert said.code == Malformed.code
    assert await target.seq() == before


async def test_a_second_type_does_not_smuggle_another_command_in(target: Target) -> None:
    """A check that read the first tag and a handler that read the last would disagree about what was allowed."""
    add = f'"login":"{BAIT}","password":"correct horse battery","name":"x","role":"clinic_admin"}}'
    async with wire(target.server.address, token=target.house.tokens["reception"]) as desk:
        for command in (
            '{"type":"ticket.issue","type":"staff.add",' + add,
            '{"type":"staff.add","type":"ticket.issue",' + add,
            '{"type":"\\u0073taff.add",' + add,
            '{"command":{"type":"staff.add"},"type":"ticket.issue",' + add,
        ):
            assert isinstance(await asked(desk, command), Refused)

    staff = await target.server.writer.look(lambda unit: unit.all(Staff))
    assert BAIT not in {one.login for one in staff}


async def test_the_last_of_two_equal_fields_counts_and_is_checked(target: Target) -> None:
    general, children = (target.house.departments[code].id for code in ("GM", "PED"))
    async with wire(target.server.address, token=target.house.tokens["reception"]) as desk:
        said = await asked(
            desk,
            f'{{"type":"ticket.issue","department_id":"{general}","department_id":"{children}","language":"en"}}',
        )

    assert isinstance(said, Answer)
    assert json.loads(bytes(said.value))["ticket"]["department_id"] == str(children)


@pytest.mark.parametrize(
    "value",
    [
        "[" * DEEP + "]" * DEEP,
        '{"a":' * DEEP + "1" + "}" * DEEP,
        HUGE,
        "1e400",
        "-" + HUGE,
        '"\\ud800"',
        '"\\ud800\\ud800"',
        '"' + "x" * 60_000 + '"',
        "[" + ",".join(["0"] * 30_000) + "]",
        "NaN",
        "Infinity",
    ],
    ids=["lists", "objects", "huge", "exponent", "minus", "half", "halves", "long", "many", "nan", "infinity"],
)
async def test_a_value_that_no_field_holds_is_refused_without_an_echo(target: Target, value: str) -> None:
    async with wire(target.server.address, token=target.house.tokens["reception"]) as desk:
        said = await asked(desk, f'{{"type":"ticket.hold","ticket_id":{value}}}')

        assert isinstance(said, Refused)
        assert said.code == Malformed.code
        assert len(str(said.details)) < 200
        assert await desk.closed_with() == 1008 if said.id is None else await desk.answers(new_id())


async def test_ids_that_somebody_guessed_are_all_equally_unknown(target: Target) -> None:
    """What exists but is another thing is told apart from nothing by neither code nor detail."""
    house = target.house
    guesses: list[UUID] = [new_id(), UUID(int=0), UUID(int=2**128 - 1), house.rooms["1"].id, house.staff["admin"].id]
    async with wire(target.server.address, token=house.tokens["amara"]) as desk:
        heard: list[tuple[str, dict[str, Any]]] = []
        for guess in guesses:
            said = await asked(desk, f'{{"type":"ticket.start","ticket_id":"{guess}"}}')
            assert isinstance(said, Refused)
            heard.append((said.code, said.details))

    assert heard == [(NotFound.code, heard[0][1])] * len(guesses)


async def test_what_was_typed_into_a_name_stays_text_everywhere(target: Target) -> None:
    """No line of a name can end a line of a log, a header or a page."""
    name = f"General\r\nX-Injected: {BAIT}\x00\x1b[31m<b>"
    department = target.house.departments["GM"].id
    async with wire(target.server.address, token=target.house.tokens["admin"]) as desk:
        command = {"type": "department.change", "department_id": str(department), "names": {"en": name}}
        assert isinstance(await asked(desk, json.dumps(command)), Answer)

    kept = await target.server.writer.look(lambda unit: unit.need(Department, department))
    assert kept.names["en"] == f"GeneralX-Injected: {BAIT}[31m<b>"


CLAIMS = {
    "letters": {"code": "\u00e9\u4e2d\x00"},
    "other-digits": {"code": "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668"},
    "no-code": {"code": ""},
    "long-code": {"code": "1" * 30_000},
    "short-nonce": {"nonce": "AAAA"},
    "no-base64": {"nonce": "\u00e9" * 44},
    "no-key": {"public_key": "\x00\u202e"},
    "long-key": {"public_key": "-----BEGIN PUBLIC KEY-----\n" + "A" * 30_000},
    "broken-key": {"public_key": "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n"},
    "certificate": {"public_key": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"},
}


@pytest.mark.parametrize("is_empty", [False, True], ids=["clinic", "empty-box"])
async def test_junk_at_the_door_is_refused(tmp_path: Path, log: io.StringIO, is_empty: bool) -> None:
    """What a device without a certificate may say at all is little, and each of it can be junk."""
    folder = tmp_path / "box"
    if is_empty:
        install_authority(empty(folder))
    else:
        furnish(folder)
    fair = {"code": "00000000", "nonce": "A" * 43 + "=", "public_key": BAIT}
    async with serving(folder) as server:
        for junk in CLAIMS.values():
            async with wire(server.address, is_paired=False) as stranger:
                said = await asked(stranger, json.dumps({"type": "pairing.claim", **fair, **junk}))
                assert isinstance(said, Refused)
                assert said.code != InternalError.code, junk
        assert await server.writer.look(lambda unit: unit.has_clinic) is not is_empty
    assert "Traceback" not in log.getvalue()
    assert BAIT not in log.getvalue()

"""Id guessing: every command of every role is aimed at a neighbour's row, and every ear held to a neighbour's door."""

from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from clinic_server.access import CLINIC, MAY
from clinic_server.actor import Actor, Role
from clinic_server.reach import named_by
from shared.protocol.broken_glass import BreakGlass, BrokenGlass
from shared.protocol.clinical_note import ClinicalNote, WriteNotes
from shared.protocol.device import NotPaired
from shared.protocol.every import COMMANDS
from shared.protocol.grammar import Command, Refusal, kind_of
from shared.protocol.identity import new_id
from shared.protocol.patient import Patient
from shared.protocol.refusal import NotAllowed, NotFound
from shared.protocol.session import NotSignedIn
from shared.protocol.staff import ChangeStaff
from shared.protocol.ticket import (
    CancelTicket,
    FinishTicket,
    HoldTicket,
    IssueTicket,
    ReasonNeeded,
    Slip,
    Ticket,
    TransferTicket,
    WrongState,
)
from shared.protocol.visit import Visit
from tests.agreed import ASKS
from tests.neighbours import NOTES, REASON, SECRETS, Cell, Neighbours, neighbours
from tests.screen import Screen, screen
from tests.server import serving
from tests.somebody import asking, listening, somebody


@pytest.fixture
def scene(tmp_path: Path) -> Neighbours:
    """Two departments, with a patient in each."""
    return neighbours(tmp_path / "data")


async def refusal_of(asked: Awaitable[object]) -> Refusal | None:
    """Why something was refused, or None."""
    try:
        await asked
    except Refusal as refusal:
        return refusal
    return None


def judge(cell: Cell, refusal: Refusal | None, seq: tuple[int, int]) -> None:
    """What a cell's command met is what was agreed on."""
    told = f"{cell.role} asks {cell.command}: {refusal}"
    if cell.is_let_through:
        assert not isinstance(refusal, NotAllowed | NotPaired | NotSignedIn), told
    else:
        assert isinstance(refusal, NotAllowed | NotFound | NotPaired | NotSignedIn), told
        assert seq[0] == seq[1], told


@pytest.mark.parametrize("role", [role for role in ASKS if role is not Role.PATIENT], ids=str)
async def test_no_command_reaches_a_neighbours_row(scene: Neighbours, role: Role) -> None:
    async with serving(scene.house.folder) as server, asking(scene.house, server, role) as shown:
        for cell in scene.cells(role):
            before = await server.writer.look(lambda unit: unit.seq)
            refusal = await refusal_of(shown.ask(cell.command))
            judge(cell, refusal, (before, await server.writer.look(lambda unit: unit.seq)))


async def test_a_patient_reaches_nobody_elses_ticket(scene: Neighbours) -> None:
    patient = Actor(role=Role.PATIENT, id=scene.mine[Ticket])
    async with serving(scene.house.folder) as server:
        for cell in scene.cells(Role.PATIENT):
            before = await server.writer.look(lambda unit: unit.seq)
            refusal = await refusal_of(server.writer.answer(patient, cell.command))
            judge(cell, refusal, (before, await server.writer.look(lambda unit: unit.seq)))


ANY_NOUN = {"subject_id", "before"}
"""A ticket's id or a patient's, and where a page begins: only for those who reach the whole clinic."""


@pytest.mark.parametrize("command", COMMANDS, ids=kind_of)
def test_every_id_of_every_command_names_what_it_points_to(command: type[Command[object]]) -> None:
    ids = {field.name for field in msgspec.structs.fields(command) if "UUID" in str(field.type)}

    assert ids - ANY_NOUN == {field for field, _ in named_by(command)}
    if ids & ANY_NOUN:
        assert min(table[command] for table in MAY.values() if command in table) >= CLINIC


async def test_a_hidden_row_is_refused_as_one_that_does_not_exist(scene: Neighbours) -> None:
    theirs, nobodys = scene.theirs[Ticket], new_id()
    patient = Actor(role=Role.PATIENT, id=scene.mine[Ticket])
    amara = scene.house.actor("amara")
    general = scene.house.departments["GM"].id
    async with serving(scene.house.folder) as server:
        pairs: tuple[tuple[Actor, Command[Any], Command[Any]], ...] = (
            (patient, CancelTicket(ticket_id=theirs, reason="x"), CancelTicket(ticket_id=nobodys, reason="x")),
            (
                amara,
                IssueTicket(department_id=general, language="en", patient_id=scene.theirs[Patient]),
                IssueTicket(department_id=general, language="en", patient_id=nobodys),
            ),
        )
        for actor, hidden, missing in pairs:
            first = await refusal_of(server.writer.answer(actor, hidden))
            second = await refusal_of(server.writer.answer(actor, missing))
            assert isinstance(first, NotFound)
            assert str(first) == str(second)


async def test_a_doctor_does_not_take_over_whom_a_colleague_sees(scene: Neighbours) -> None:
    async with serving(scene.house.folder) as server, somebody(scene.house, server, Role.DOCTOR) as amara:
        with pytest.raises(NotAllowed):
            await amara.ask(FinishTicket(ticket_id=scene.beside))
        await amara.ask(HoldTicket(ticket_id=scene.beside))  # the line of the department is everybody's in it
        await amara.ask(FinishTicket(ticket_id=scene.mine[Ticket]))


async def test_a_doctor_without_departments_reaches_who_asks_for_them_alone(scene: Neighbours) -> None:
    nobody = Actor(role=Role.DOCTOR, id=scene.house.staff["dina"].id)
    async with serving(scene.house.folder) as server:
        with pytest.raises(NotAllowed):
            await server.writer.answer(nobody, HoldTicket(ticket_id=scene.mine[Ticket]))


EARS = [Role.DESK, Role.KIOSK, Role.DISPLAY, Role.RECEPTIONIST, Role.DOCTOR, Role.GROUP_ADMIN]


@pytest.mark.parametrize("role", EARS, ids=str)
async def test_nothing_of_a_neighbours_patient_is_heard(scene: Neighbours, role: Role) -> None:
    async with serving(scene.house.folder) as server, listening(scene.house, server, role) as heard:
        dina = scene.house.actor("dina")
        await server.writer.answer(dina, WriteNotes(ticket_id=scene.theirs[Ticket], notes=f"{SECRETS[3]} again"))
        await server.writer.answer(dina, HoldTicket(ticket_id=scene.theirs[Ticket], reason=SECRETS[4]))
        assert await heard.answers(new_id())
        async with listening(scene.house, server, role) as late:
            said = "\n".join(heard.said + late.said)

    assert [word for word in SECRETS if word in said] == []
    if role not in (Role.RECEPTIONIST, Role.DOCTOR):
        assert '"type":"visit"' not in said


async def test_administrators_hear_nothing_clinical(scene: Neighbours) -> None:
    async with serving(scene.house.folder) as server, listening(scene.house, server, Role.CLINIC_ADMIN) as heard:
        dina = scene.house.actor("dina")
        await server.writer.answer(dina, WriteNotes(ticket_id=scene.theirs[Ticket], notes=f"{SECRETS[3]} again"))
        assert await heard.answers(new_id())
        said = "\n".join(heard.said)

    name, phone, *clinical = SECRETS
    assert name in said
    assert phone in said
    assert [word for word in clinical if word in said] == []


async def test_whoever_is_sent_to_a_department_is_known_there_with_the_same_notice(scene: Neighbours) -> None:
    theirs, general = scene.theirs[Ticket], scene.house.departments["GM"].id
    async with serving(scene.house.folder) as server, somebody(scene.house, server, Role.DOCTOR) as amara:
        await server.writer.answer(scene.house.actor("dina"), TransferTicket(ticket_id=theirs, department_id=general))
        change = await amara.until_heard("ticket.transferred")

    kinds = {type(value) for value in change.values}
    assert kinds == {Ticket, Visit, ClinicalNote, Patient}
    assert amara.mirror.get(Patient, scene.theirs[Patient]) is not None


async def test_a_change_of_departments_counts_at_once_at_a_desk_that_is_signed_in(scene: Neighbours) -> None:
    amara, children = scene.house.staff["amara"].id, scene.house.departments["PED"].id
    async with (
        serving(scene.house.folder) as server,
        somebody(scene.house, server, Role.DOCTOR) as desk,
        somebody(scene.house, server, Role.CLINIC_ADMIN) as admin,
    ):
        assert desk.mirror.get(Visit, scene.beside) is not None
        assert desk.mirror.get(Visit, scene.theirs[Ticket]) is None

        await admin.ask(ChangeStaff(staff_id=amara, department_ids=(children,)))

        await desk.until(lambda: desk.mirror.get(Visit, scene.theirs[Ticket]), "the children's patient")
        assert desk.mirror.get(Visit, scene.beside) is None
        assert desk.mirror.get(Visit, scene.mine[Ticket]) is not None  # whom she sees now stays hers
        with pytest.raises(NotAllowed):
            await desk.ask(HoldTicket(ticket_id=scene.beside))


async def test_the_glass_is_broken_for_a_reason_and_the_patients_doctor_knows(scene: Neighbours) -> None:
    theirs = scene.theirs[Ticket]
    async with (
        serving(scene.house.folder) as server,
        screen(server.address, token=scene.house.tokens["dina"]) as dina,
        somebody(scene.house, server, Role.RECEPTIONIST) as reception,
        somebody(scene.house, server, Role.CLINIC_ADMIN) as admin,
    ):
        for reason in ("", "1234567890", "curious"):
            with pytest.raises(ReasonNeeded):
                await admin.ask(BreakGlass(ticket_id=theirs, reason=reason))

        chart = await admin.ask(BreakGlass(ticket_id=theirs, reason="her brother collapsed at the desk"))

        assert chart.note is not None
        assert (chart.note.reason, chart.note.notes) == (REASON, NOTES)
        change = await dina.until_heard("glass.broken")
        (glass,) = change.values
        assert isinstance(glass, BrokenGlass)
        assert (glass.staff_id, glass.reason) == (scene.house.staff["admin"].id, "her brother collapsed at the desk")
        assert glass.device_id == scene.house.desk.device_id
        assert admin.mirror.get(ClinicalNote, theirs) is None
        assert reception.mirror.all(BrokenGlass) == ()
        rows = [row for row in server.reader.rows(0) if row.kind == "glass.broken"]

    assert [row.subject_id for row in rows] == [theirs]
    assert all(NOTES.encode() not in row.body + (row.answer or b"") for row in rows)


async def test_a_receipt_is_for_who_asked(scene: Neighbours) -> None:
    request_id, general = new_id(), scene.house.departments["GM"].id
    issue = IssueTicket(department_id=general, language="en")
    async with serving(scene.house.folder) as server, asking(scene.house, server, Role.DISPLAY) as display:
        slip = await server.writer.answer(scene.house.at_kiosk, issue, request_id)
        assert await server.writer.answer(scene.house.at_kiosk, issue, request_id) == slip
        with pytest.raises(NotAllowed):
            await server.writer.answer(scene.house.actor("dina"), issue, request_id)
        assert isinstance(display, Screen)
        with pytest.raises(NotAllowed):
            await display.ask(issue, request_id=request_id)


async def test_a_patient_leaves_the_line_but_not_the_room(scene: Neighbours) -> None:
    general = scene.house.departments["GM"].id
    async with serving(scene.house.folder) as server:
        issue = IssueTicket(department_id=general, language="en")
        slip = msgspec.json.decode(await server.writer.answer(scene.house.at_kiosk, issue), type=Slip)
        waits = Actor(role=Role.PATIENT, id=slip.ticket.id)
        sits = Actor(role=Role.PATIENT, id=scene.mine[Ticket])

        await server.writer.answer(waits, CancelTicket(ticket_id=slip.ticket.id, reason="going home"))
        with pytest.raises(WrongState):
            await server.writer.answer(sits, CancelTicket(ticket_id=scene.mine[Ticket], reason="going home"))

"""A doctor's page: who is next and why, every key, and what is said when something cannot be done."""

from datetime import timedelta

from desk.presenter.doctor import KEYS
from shared.protocol.broken_glass import BrokenGlass
from shared.protocol.call import CallNext, CallTicket, NobodyWaiting, RecallTicket, RoomBusy
from shared.protocol.clinical_note import ClinicalNote, WriteNotes
from shared.protocol.identity import new_id
from shared.protocol.priority import Priority
from shared.protocol.queue import NextUp
from shared.protocol.staff import Availability, SetAvailability
from shared.protocol.ticket import (
    CancelTicket,
    ChangePriority,
    FinishTicket,
    HoldTicket,
    MissTicket,
    ResumeTicket,
    ReturnTicket,
    StartTicket,
    Ticket,
    TicketStatus,
    TransferTicket,
    UndoTicket,
    WrongState,
)
from tests.desk.morning import ALI, DEPARTMENTS, RAHMAN, ROOMS, morning, queue, ticket_id, visit
from tests.desk.seat import Seated, sit


def labels(seated: Seated) -> list[str]:
    return [row.label for row in seated.screen.doctor.queue.rows]


def ticket(label: str) -> Ticket:
    return next(value for value in queue() if isinstance(value, Ticket) and value.label == label)


async def test_the_next_one_is_shown_with_the_reason() -> None:
    shown = sit(RAHMAN).screen.doctor.next
    assert (shown.kind, shown.label) == ("somebody", "GM-012")
    assert shown.text == "Before GM-009: high priority, due 09:48 against 10:11"


async def test_with_nobody_to_call_the_desk_says_what_there_is() -> None:
    seated = sit(RAHMAN)
    seated.link.hear(NextUp(id=RAHMAN.id, ticket_id=None, on_hold=3, for_others={"Dr Ali": 2}))
    shown = seated.screen.doctor.next
    assert (shown.kind, shown.text) == ("nobody", "Nobody to call: 3 on hold, 2 waiting only for Dr Ali")


async def test_the_queue_stands_in_the_order_of_the_line_and_others_apart() -> None:
    seated = sit(RAHMAN)
    assert labels(seated)[:3] == ["GM-012", "GM-009", "GM-010"]
    last = seated.screen.doctor.queue.rows[-1]
    assert (last.label, last.section) == ("GM-019", "Waiting only for Dr Ali")
    assert "CH-045" not in labels(seated)


async def test_an_emergency_goes_to_the_top() -> None:
    seated = sit(RAHMAN)
    seated.link.hear(*visit("GM-030", 1, priority=Priority.EMERGENCY))
    assert labels(seated)[0] == "GM-030"


async def test_todays_figures_are_this_doctors_own() -> None:
    figures = {figure.key: figure.value for figure in sit(RAHMAN).screen.doctor.figures}
    assert figures == {"seen": "7", "average": "9 min", "longest": "51 min"}


async def test_each_key_asks_for_its_step() -> None:
    in_room = {"status": TicketStatus.CALLED, "by": RAHMAN, "room": ROOMS["3"], "called": 1.0}
    for key, status, kind in (
        ("F3", TicketStatus.CALLED, RecallTicket),
        ("F4", TicketStatus.CALLED, StartTicket),
        ("F6", TicketStatus.CALLED, HoldTicket),
        ("F8", TicketStatus.CALLED, MissTicket),
        ("F5", TicketStatus.IN_PROGRESS, FinishTicket),
        ("F6", TicketStatus.IN_PROGRESS, HoldTicket),
        ("Ctrl+Z", TicketStatus.IN_PROGRESS, UndoTicket),
    ):
        seated = sit(RAHMAN)
        seated.link.hear(*visit("GM-008", 54, **{**in_room, "status": status}))  # type: ignore[arg-type]  # test data
        seated.link.answers[kind] = ticket("GM-008")
        await seated.press(key)
        assert [type(command) for command in seated.link.sent] == [kind], key
        assert seated.screen.doctor.notice.kind == "done"


async def test_f2_calls_the_next_one_once_however_often_it_is_pressed() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[CallNext] = ticket("GM-012")
    seated.desk.press("F2")
    seated.desk.press("F2")
    assert seated.screen.doctor.next.is_busy
    await seated.do()
    assert len(seated.sent(CallNext)) == 1
    assert not seated.screen.doctor.next.is_busy


async def test_a_busy_room_says_what_to_do_first() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[CallNext] = RoomBusy(label="GM-008")
    await seated.press("F2")
    notice = seated.screen.doctor.notice
    assert notice.text.startswith("GM-008 is still in the room. Finish (F5)")
    assert (notice.place, notice.kind) == ("queue", "refused")


async def test_the_servers_own_nobody_waiting_is_said_too() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[CallNext] = NobodyWaiting(missed=1, for_others={})
    await seated.press("F2")
    assert seated.screen.doctor.notice.text == "Nobody to call: 1 missed"


async def test_somebody_else_was_quicker() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[CallTicket] = WrongState(label="GM-009", status=TicketStatus.CALLED)
    await seated.press("Down", "Down", "Enter")
    assert seated.sent(CallTicket)[0].ticket_id == ticket_id("GM-009")
    assert seated.screen.doctor.notice.text.startswith("GM-009 has changed meanwhile: Called.")


async def test_an_impossible_step_is_said_and_not_asked_for() -> None:
    seated = sit(RAHMAN)
    await seated.press("F4")
    assert seated.link.sent == []
    assert seated.screen.doctor.notice.text == "GM-008: In consultation. This step is not possible now."


async def test_with_nobody_in_the_room_the_keys_say_so() -> None:
    seated = sit(RAHMAN, *(value for value in morning() if value.id != ticket_id("GM-008")))
    await seated.press("F5")
    assert seated.link.sent == []
    assert seated.screen.doctor.notice.text.startswith("Nobody is with you.")


async def test_keys_act_on_the_chosen_row_and_show_where_they_act() -> None:
    seated = sit(RAHMAN)
    seated.choose("GM-011")
    doctor = seated.screen.doctor
    assert doctor.chosen.label == "GM-011"
    assert "F6" in [action.keycap for action in doctor.chosen.actions]
    assert "F6" not in [action.keycap for action in doctor.patient.actions]
    seated.link.answers[HoldTicket] = ticket("GM-011")
    await seated.press("F6")
    assert seated.sent(HoldTicket)[0].ticket_id == ticket_id("GM-011")


async def test_a_chosen_row_does_not_keep_a_missed_call_from_being_noted() -> None:
    seated = sit(RAHMAN)
    seated.link.hear(*visit("GM-008", 54, status=TicketStatus.CALLED, by=RAHMAN, room=ROOMS["3"], called=1))
    seated.choose("GM-011")
    assert "F8" in [action.keycap for action in seated.screen.doctor.patient.actions]
    seated.link.answers[MissTicket] = ticket("GM-008")
    await seated.press("F8")
    assert seated.sent(MissTicket)[0].ticket_id == ticket_id("GM-008")


async def test_what_is_done_is_not_said_for_ever_and_a_refusal_stays() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[FinishTicket] = ticket("GM-008")
    await seated.press("F5")
    seated.link.at += timedelta(seconds=20)
    seated.desk.seat.let_go()
    assert seated.screen.doctor.notice.text == ""
    await seated.press("F4")
    seated.link.at += timedelta(hours=1)
    seated.desk.seat.let_go()
    assert seated.screen.doctor.notice.kind == "refused"


async def test_the_last_step_is_taken_back_after_the_patient_has_gone() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[FinishTicket] = ticket("GM-008")
    await seated.press("F5")
    seated.link.hear(*visit("GM-008", 54, status=TicketStatus.DONE, by=RAHMAN, called=8, started=6, ended=0))
    seated.link.answers[UndoTicket] = ticket("GM-008")
    await seated.press("Ctrl+Z")
    assert seated.sent(UndoTicket)[0].ticket_id == ticket_id("GM-008")


async def test_held_and_missed_patients_come_back_by_the_key_that_put_them_there() -> None:
    seated = sit(RAHMAN)
    seated.link.answers = {ResumeTicket: ticket("GM-020"), ReturnTicket: ticket("GM-021")}
    await seated.press("Ctrl+2", "Down", "F6")
    await seated.press("Ctrl+3", "Down", "F8")
    assert [type(command) for command in seated.link.sent] == [ResumeTicket, ReturnTicket]


async def test_cancelling_needs_a_reason() -> None:
    seated = sit(RAHMAN)
    seated.choose("GM-011")
    await seated.press("Delete", "Enter")
    assert seated.link.sent == []
    assert seated.screen.sheet.problem == "Say why, in a few words."
    seated.link.answers[CancelTicket] = ticket("GM-011")
    await seated.press("1", "Enter")
    assert seated.sent(CancelTicket)[0].reason == "The patient has left"
    assert seated.screen.sheet.title == ""


async def test_a_typed_reason_wins_over_a_ready_one() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[CancelTicket] = ticket("GM-008")
    await seated.press("Delete", "2")
    seated.desk.sheet_do(lambda sheet: sheet.type("went to another clinic"))
    await seated.press("Enter")
    assert seated.sent(CancelTicket)[0].reason == "went to another clinic"


async def test_a_refusal_stands_in_the_sheet_that_asked() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[CancelTicket] = WrongState(label="GM-008", status=TicketStatus.DONE)
    await seated.press("Delete", "1", "Enter")
    assert seated.screen.sheet.problem.startswith("GM-008 has changed meanwhile")


async def test_a_patient_is_sent_on_to_a_department_and_a_doctor() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[TransferTicket] = ticket("GM-008")
    await seated.press("F7", "Enter")
    assert seated.screen.sheet.problem == "Choose a department first."
    await seated.press("1")
    seated.desk.sheet_do(lambda sheet: sheet.choose(str(ALI.id)))
    await seated.press("Enter")
    command = seated.sent(TransferTicket)[0]
    assert (command.department_id, command.doctor_id) == (DEPARTMENTS["GM"].id, ALI.id)


async def test_an_emergency_priority_needs_a_reason() -> None:
    seated = sit(RAHMAN)
    seated.choose("GM-011")
    await seated.press("Ctrl+P", "3", "Enter")
    assert seated.link.sent == []
    seated.link.answers[ChangePriority] = ticket("GM-011")
    seated.desk.sheet_do(lambda sheet: sheet.type("chest pain"))
    await seated.press("Enter")
    assert seated.sent(ChangePriority)[0].reason == "chest pain"


async def test_being_away_has_a_reason() -> None:
    seated = sit(RAHMAN)
    await seated.press("F9", "3", "Enter")
    command = seated.sent(SetAvailability)[0]
    assert (command.availability, command.reason) == (Availability.AWAY, "on the ward")


async def test_without_a_connection_nothing_is_asked_and_the_desk_says_so() -> None:
    seated = sit(RAHMAN)
    seated.link.cut()
    await seated.press("F2")
    assert seated.link.sent == []
    shown = seated.screen
    assert shown.doctor.next.kind == "offline"
    assert shown.doctor.notice.text.startswith("Not done: there is no connection")
    assert shown.connection.text == "As of 10:02, reconnecting"
    assert shown.doctor.queue.rows


async def test_notes_are_kept_before_the_patient_goes() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[FinishTicket] = ticket("GM-008")
    seated.desk.doctor.write_notes(str(ticket_id("GM-008")), "Better.")
    assert seated.screen.doctor.patient.notes_state == "Keeping …"
    await seated.press("F5")
    assert [type(command) for command in seated.link.sent] == [WriteNotes, FinishTicket]


async def test_notes_typed_while_the_line_is_cut_are_kept_when_it_is_back() -> None:
    seated = sit(RAHMAN)
    seated.link.cut()
    seated.desk.doctor.write_notes(str(ticket_id("GM-008")), "Better.")
    seated.desk.doctor.notes.save()
    assert seated.link.sent == []
    assert seated.screen.doctor.patient.notes_state.startswith("Not kept yet")
    seated.link.join(*morning())
    await seated.do()
    assert seated.sent(WriteNotes)[0].notes == "Better."


async def test_what_is_typed_wins_until_the_clinic_has_it() -> None:
    seated = sit(RAHMAN)
    id = ticket_id("GM-008")
    seated.desk.doctor.write_notes(str(id), "Better.")
    seated.desk.doctor.notes.save()
    await seated.do()
    assert seated.screen.doctor.patient.notes == "Better."
    before = seated.link.mirror.get(ClinicalNote, id)
    assert before is not None
    seated.link.hear(*visit("GM-008", 54, status=TicketStatus.IN_PROGRESS, by=RAHMAN, notes="Better. Seen by Dr Ali."))
    assert seated.screen.doctor.patient.notes == "Better. Seen by Dr Ali."


async def test_a_doctor_sees_who_read_their_patients_notes_and_why() -> None:
    seated = sit(RAHMAN)
    glass = BrokenGlass(
        id=new_id(),
        ticket_id=ticket_id("GM-008"),
        staff_id=ALI.id,
        reason="Collapsed in the corridor",
        broken_at=seated.link.now,
    )
    seated.link.hear(glass, kind="glass.broken")

    (fact,) = [fact for fact in seated.screen.doctor.patient.facts if fact.key == "glass"]
    assert (fact.word, fact.text) == ("Read by", "Dr Ali, Collapsed in the corridor")


async def test_rows_keep_their_places_under_the_pointer() -> None:
    seated = sit(RAHMAN)
    before = labels(seated)
    seated.desk.doctor.queue.hold_still(True)
    seated.link.hear(*visit("GM-030", 1, priority=Priority.EMERGENCY))
    seated.link.hear(*visit("GM-009", 51, status=TicketStatus.CALLED, by=ALI, room=ROOMS["1"], called=0))
    assert labels(seated) == [*before, "GM-030"]
    gone = seated.screen.doctor.queue.rows[1]
    assert (gone.label, gone.is_locked, gone.remark) == ("GM-009", True, "Called, room 1")
    seated.desk.doctor.queue.hold_still(False)
    assert labels(seated)[0] == "GM-030"
    assert "GM-009" not in labels(seated)


async def test_a_choice_is_given_up_when_its_row_goes_elsewhere() -> None:
    seated = sit(RAHMAN)
    seated.choose("GM-009")
    seated.link.hear(*visit("GM-009", 51, status=TicketStatus.CALLED, by=ALI, room=ROOMS["1"], called=0))
    assert seated.screen.doctor.chosen.label == ""


async def test_typing_finds_by_number_name_and_phone() -> None:
    seated = sit(RAHMAN)
    for typed, found in (("gm9", ["GM-009"]), ("sita", ["GM-010"]), ("GM-011", ["GM-011"]), ("nobody", [])):
        seated.desk.doctor.queue.find(typed)
        assert labels(seated) == found, typed
    await seated.press("Escape")
    assert len(labels(seated)) == 11


async def test_every_key_of_the_page_does_something() -> None:
    for key, _ in KEYS:
        name = {"Del": "Delete", "Ctrl+1 … 5": "Ctrl+2", "↑ ↓ Home End": "Down", "Esc": "Escape"}.get(key, key)
        seated = sit(RAHMAN)
        seated.link.cut()
        assert seated.desk.press(name), key

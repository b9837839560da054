"""The reception's page: giving numbers, finding people, changing what waits, and who calls for help."""

from shared.protocol.alert import AnswerAlert
from shared.protocol.clinic import ConfirmDate, DateNotConfirmed
from shared.protocol.department import QueueClosed
from shared.protocol.device import DeviceHealth, Problem, ProblemCode
from shared.protocol.priority import Priority
from shared.protocol.refusal import Unreachable
from shared.protocol.ticket import (
    ChangePriority,
    ConfirmPrint,
    HoldTicket,
    IssueTicket,
    ReprintTicket,
    ReturnTicket,
    Slip,
    Ticket,
    TransferTicket,
)
from tests.desk.morning import (
    ADMIN,
    ALERT,
    CLINIC,
    DAY,
    DEPARTMENTS,
    NOW,
    RECEPTION,
    SCREENS,
    house,
    queue,
    ticket_id,
)
from tests.desk.seat import Seated, sit


def slip(label: str = "MB-014") -> Slip:
    ticket = next(value for value in queue() if isinstance(value, Ticket) and value.label == label)
    return Slip(ticket=ticket, page="/t/Jx")


def fill(seated: Seated, **fields: str) -> None:
    form = seated.desk.reception.form
    form.choose("department", str(DEPARTMENTS["MB"].id))
    for field, text in fields.items():
        form.write(field, text)


async def test_a_number_is_given_and_shown_with_its_code() -> None:
    seated = sit(RECEPTION)
    seated.link.answers[IssueTicket] = slip()
    fill(seated, name=" Asha M. ", phone="555 0142")
    seated.desk.reception.form.choose("language", "hi")
    await seated.press("F2")
    command = seated.sent(IssueTicket)[0]
    assert (command.name, command.phone, command.language) == ("Asha M.", "555 0142", "hi")
    number = seated.screen.reception.number
    assert (number.label, number.code) == ("MB-014", f"{CLINIC.page_address}/t/Jx")
    assert seated.screen.reception.form.name == ""


async def test_a_number_that_was_said_is_marked_as_not_printed() -> None:
    seated = sit(RECEPTION)
    seated.link.answers[IssueTicket] = slip()
    fill(seated)
    await seated.press("F2")
    assert [command.is_printed for command in seated.sent(ConfirmPrint)] == [False]


async def test_without_a_page_address_there_is_no_code() -> None:
    seated = sit(RECEPTION)
    seated.link.hear(type(CLINIC)(id=CLINIC.id, name="Riverside Clinic", time_zone="UTC", languages=("en",)))
    seated.desk.reception.form.given = slip()
    assert seated.screen.reception.number.code == ""


async def test_f2_makes_room_for_the_next_number() -> None:
    seated = sit(RECEPTION)
    seated.link.answers[IssueTicket] = slip()
    fill(seated)
    await seated.press("F2", "F2")
    assert seated.screen.reception.number.label == ""
    assert len(seated.sent(IssueTicket)) == 1


async def test_a_department_must_be_chosen() -> None:
    seated = sit(RECEPTION)
    await seated.press("F2")
    assert seated.link.sent == []
    notice = seated.screen.reception.notice
    assert (notice.text, notice.place) == ("Choose the department first.", "form")


async def test_an_emergency_needs_a_reason() -> None:
    seated = sit(RECEPTION)
    fill(seated)
    seated.desk.reception.form.choose("priority", "emergency")
    await seated.press("F2")
    assert seated.link.sent == []
    seated.link.answers[IssueTicket] = slip()
    seated.desk.reception.form.write("priority_reason", "chest pain")
    await seated.press("F2")
    command = seated.sent(IssueTicket)[0]
    assert (command.priority, command.priority_reason) == (Priority.EMERGENCY, "chest pain")


async def test_pressing_again_after_a_lost_answer_asks_for_the_same_number() -> None:
    seated = sit(RECEPTION)
    seated.link.answers[IssueTicket] = Unreachable()
    fill(seated, name="Asha M.")
    await seated.press("F2", "F2")
    first, second = seated.link.request_ids
    assert first == second
    assert seated.screen.reception.form.name == "Asha M."
    seated.desk.reception.form.write("name", "Nadia F.")
    await seated.press("F2")
    assert seated.link.request_ids[2] != first


async def test_a_closed_department_says_what_to_do() -> None:
    seated = sit(RECEPTION)
    seated.link.answers[IssueTicket] = QueueClosed(opens_at=NOW.replace(hour=14, minute=0))
    fill(seated)
    await seated.press("F2")
    assert "opens at 14:00" in seated.screen.reception.notice.text


async def test_a_date_that_is_not_confirmed_comes_with_its_button() -> None:
    seated = sit(RECEPTION)
    seated.link.answers[IssueTicket] = DateNotConfirmed(clock_day=DAY.replace(day=3), last_day=DAY)
    fill(seated)
    await seated.press("F2")
    assert seated.screen.reception.notice.action_text == "Friday 3 April 2026 is right"
    seated.desk.seat.confirm_date()
    await seated.do()
    assert seated.sent(ConfirmDate)[0].day == DAY.replace(day=3)


async def test_who_has_a_number_already_is_pointed_out_while_typing() -> None:
    seated = sit(RECEPTION)
    fill(seated, name="As")
    assert not seated.screen.reception.form.twins
    fill(seated, name="Ash")
    twin = seated.screen.reception.form.twins[0]
    assert (twin.title, twin.text) == ("Asha M. has MB-014 already", "Waiting 22 min.")
    seated.desk.reception.open_twin(twin.key)
    assert seated.screen.reception.chosen.label == "MB-014"


async def test_the_same_phone_is_found_however_it_is_written() -> None:
    seated = sit(RECEPTION)
    fill(seated, phone="555-01 42")
    assert [twin.key for twin in seated.screen.reception.form.twins] == [str(ticket_id("MB-014"))]


async def test_every_step_of_the_reception_has_its_key() -> None:
    seated = sit(RECEPTION)
    answer = slip().ticket
    for kind in (HoldTicket, ChangePriority, TransferTicket, ReturnTicket):
        seated.link.answers[kind] = answer
    seated.link.answers[ReprintTicket] = slip()
    seated.choose("MB-014")
    await seated.press("F8", "F7", "2", "Enter", "F6", "1", "Enter", "F3")
    await seated.press("Ctrl+3", "Down", "F8")
    assert [type(command) for command in seated.link.sent] == [
        HoldTicket,
        ChangePriority,
        TransferTicket,
        ReprintTicket,
        ReturnTicket,
    ]


async def test_calling_is_left_to_doctors() -> None:
    seated = sit(RECEPTION)
    seated.choose("MB-014")
    names = [action.key for action in seated.screen.reception.chosen.actions]
    assert names == ["show", "hold", "send_on", "priority", "cancel", "undo"]


async def test_cards_count_and_filter() -> None:
    seated = sit(RECEPTION)
    cards = {card.code: card for card in seated.screen.reception.cards}
    assert (cards["GM"].count, cards["GM"].text) == ("11", "1 late")
    assert (cards["TE"].count, cards["TE"].side) == ("–", "closed")
    seated.desk.reception.choose_department(cards["MB"].key)
    assert [row.label for row in seated.screen.reception.queue.rows] == ["MB-011", "MB-014"]


async def test_a_device_with_a_problem_stands_first_and_says_what_to_do() -> None:
    devices = sit(RECEPTION).screen.reception.devices
    assert (devices[0].name, devices[0].state_text) == ("Kiosk 2", "no paper")
    assert devices[0].text == "Side door. Since 09:58. Put in a roll."
    assert (devices[1].name, devices[1].state_word) == ("Screen C", "away")


async def test_a_missing_voice_is_named() -> None:
    seated = sit(RECEPTION)
    problem = Problem(code=ProblemCode.NO_VOICE, since=NOW, detail="ne")
    seated.link.hear(DeviceHealth(id=SCREENS[0].id, problems=(problem,), reported_at=NOW))
    texts = [device.text for device in seated.screen.reception.devices if device.name == "Screen A"]
    assert "No voice for Nepali" in texts[0]


async def test_a_call_for_help_rings_once_and_is_answered() -> None:
    seated = sit(RECEPTION)
    rings: list[int] = []
    seated.desk.alarmed = lambda: rings.append(1)
    seated.link.hear(ALERT)
    seated.link.hear(*SCREENS)
    alert = seated.screen.reception.alerts[0]
    assert (alert.title, len(rings)) == ("Somebody needs help at Kiosk 1, Entrance", 1)
    await seated.press("F9")
    assert seated.sent(AnswerAlert)[0].alert_id == ALERT.id


async def test_an_administrator_may_look_after_the_reception() -> None:
    seated = sit(ADMIN)
    assert seated.screen.page == "administrator"
    seated.desk.open_page("reception")
    assert seated.screen.page == "reception"
    assert seated.screen.reception.can_administer


async def test_an_empty_clinic_says_how_to_begin() -> None:
    seated = sit(RECEPTION, *house())
    assert seated.screen.reception.queue.empty_text == "Nobody is here. F2 gives a number."


async def test_an_unknown_patient_does_not_hide_the_ticket() -> None:
    lonely = next(value for value in queue() if isinstance(value, Ticket) and value.label == "GM-010")
    seated = sit(RECEPTION, *house(), lonely)
    assert [row.name for row in seated.screen.reception.queue.rows] == ["–"]

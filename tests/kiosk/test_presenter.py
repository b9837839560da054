"""The presenter: from the welcome to the number, one touch at a time, and what is said where it does not go on."""

import asyncio
import gc
import weakref

import pytest

from kiosk.frame import Shape
from kiosk.letters import letters
from kiosk.patience import IDLE_SECONDS, TICKET_SECONDS, WARNING_SECONDS
from kiosk.screen import EntryPage, KeyItem, Page, TicketPage, TileItem
from shared.protocol.clinic import DateNotConfirmed, NotFoundedYet
from shared.protocol.department import DepartmentState, QueueClosed, QuotaReached
from shared.protocol.grammar import Value
from shared.protocol.refusal import InternalError, NotFound, StorageFull, Unreachable
from shared.protocol.staff import Availability
from shared.protocol.ticket import IssueTicket
from tests.kiosk.clinic import NOW, SIX, clinic, closed, department, doctor, queue, slip, whole_clinic
from tests.kiosk.stand import NO_PAPER, Stand

GM = str(department("GM").id)


def walk_in(stand: Stand, code: str = "GM") -> None:
    stand.presenter.take_number()
    stand.presenter.choosing.choose_department(str(department(code).id))


def page(stand: Stand) -> Page:
    return stand.screen.page


def is_warned(stand: Stand) -> bool:
    return stand.screen.idle is not None


def tile(stand: Stand, code: str) -> TileItem:
    return next(tile for tile in stand.screen.tiles if tile.key == str(department(code).id))


async def test_a_walk_in_touches_twice_and_holds_a_number() -> None:
    stand = Stand()
    assert page(stand) is Page.WELCOME
    walk_in(stand)
    await stand.settle()
    assert page(stand) is Page.TICKET
    assert stand.screen.ticket.label == "GM-007"
    assert stand.screen.ticket.ahead_text == "6 people"
    assert stand.screen.ticket.paper == "out"
    assert [slip.label for slip in stand.paper.printed] == ["GM-007"]
    await stand.deliver()
    assert stand.line.confirmations() == [True]


async def test_the_second_touch_on_the_same_button_asks_for_nothing() -> None:
    stand = Stand()
    stand.line.gate = asyncio.Event()
    walk_in(stand)
    assert tile(stand, "GM").is_busy
    stand.presenter.choosing.choose_department(GM)
    stand.presenter.choosing.choose_department(str(department("CH").id))
    stand.presenter.go_back()
    stand.presenter.choose_language("es")
    stand.line.gate.set()
    await stand.settle()
    assert len(stand.line.wishes()) == 1
    assert page(stand) is Page.TICKET
    assert len(stand.paper.printed) == 1


async def test_a_wish_without_an_answer_is_repeated_under_its_own_id() -> None:
    stand = Stand()
    stand.line.answers[IssueTicket] = [Unreachable()]
    walk_in(stand)
    await stand.settle()
    assert page(stand) is Page.DEPARTMENTS
    assert stand.screen.notice is not None
    stand.presenter.choosing.choose_department(GM)
    await stand.settle()
    [first, second] = stand.line.wishes()
    assert first == second
    assert page(stand) is Page.TICKET


async def test_after_a_refusal_another_touch_is_another_wish() -> None:
    stand = Stand()
    stand.line.answers[IssueTicket] = [QueueClosed()]
    walk_in(stand)
    await stand.settle()
    stand.presenter.choosing.choose_department(GM)
    await stand.settle()
    [first, second] = stand.line.wishes()
    assert first[0] != second[0]


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (QueueClosed(), "This department has just closed."),
        (QuotaReached(quota=40), "There are no more numbers for this department today."),
        (NotFound(noun="department"), "The number could not be given."),
        (StorageFull(), "The number could not be given."),
        (InternalError(), "The number could not be given."),
        (Unreachable(), "No number came. Please try again."),
    ],
)
async def test_a_refused_number_is_explained_where_the_next_step_is(refusal: Exception, sentence: str) -> None:
    stand = Stand()
    stand.line.answers[IssueTicket] = [refusal]
    walk_in(stand)
    await stand.settle()
    assert page(stand) is Page.DEPARTMENTS
    assert stand.screen.notice is not None
    assert stand.screen.notice.text == sentence
    assert "refused" in stand.sound.heard
    assert stand.paper.printed == []


async def test_a_clock_that_went_back_puts_the_kiosk_out_of_service_until_staff_confirm() -> None:
    stand = Stand()
    stand.line.answers[IssueTicket] = [DateNotConfirmed(clock_day=NOW.date(), last_day=NOW.date())]
    walk_in(stand)
    await stand.settle()
    assert page(stand) is Page.SERVICE
    assert "date" in stand.screen.service.detail
    stand.hear(kind="day.opened")
    assert page(stand) is Page.DEPARTMENTS


async def test_no_paper_shows_the_number_with_what_to_do() -> None:
    stand = Stand()
    stand.paper.state = NO_PAPER
    walk_in(stand)
    await stand.settle()
    assert stand.screen.ticket.paper == "none"
    assert stand.screen.notice is not None
    assert stand.screen.notice.text == "No paper. Your number still counts."
    assert stand.screen.ticket.reception_title == "Ask at reception"
    assert stand.screen.ticket.page.startswith("http://192.0.2.7:8470/t/")
    await stand.deliver()
    assert stand.line.confirmations() == [False]


async def test_paper_that_ends_during_the_slip_is_said_as_soon_as_it_is_known() -> None:
    stand = Stand()
    stand.paper.gate = asyncio.Event()
    walk_in(stand)
    await stand.until(Page.TICKET)
    assert stand.screen.ticket.paper == "printing"
    stand.paper.state = NO_PAPER
    stand.paper.gate.set()
    await stand.settle()
    assert stand.screen.ticket.paper == "none"


async def test_a_clinic_without_pages_shows_no_code() -> None:
    stand = Stand(whole_clinic(page_address=""))
    walk_in(stand)
    await stand.settle()
    assert stand.screen.ticket.page == ""
    assert stand.paper.printed[0].page == ""


async def test_closed_departments_say_when_they_open() -> None:
    stand = Stand()
    stand.presenter.take_number()
    assert (tile(stand, "TE").kind, tile(stand, "TE").detail) == ("closed", "Opens at 14:00")
    stand.presenter.choosing.choose_department(str(department("TE").id))
    assert stand.line.wishes() == []
    assert stand.screen.notice is not None
    assert stand.screen.notice.text == "Teeth: Closed. Opens at 14:00."


async def test_what_staff_change_is_seen_at_once() -> None:
    stand = Stand()
    stand.presenter.take_number()
    stand.hear(
        closed("CH"), department("EY", state=DepartmentState.PAUSED, paused_until=NOW.replace(hour=11, minute=0))
    )
    stand.hear(queue("LA", is_taking=False, quota_left=0), queue("GM", waiting=3))
    assert tile(stand, "CH").kind == "closed"
    assert (tile(stand, "EY").kind, tile(stand, "EY").detail) == ("paused", "Until 11:00")
    assert tile(stand, "LA").kind == "quota"
    assert tile(stand, "GM").count == 3


async def test_a_department_that_has_gone_is_explained() -> None:
    stand = Stand()
    stand.presenter.take_number()
    stand.presenter.choosing.choose_department(str(department("XR").id))
    assert stand.screen.notice is not None
    assert page(stand) is Page.DEPARTMENTS


async def test_the_doctor_is_asked_only_where_the_department_wants_it() -> None:
    values = [*whole_clinic(), department("EY", asks_doctor=True), department("CH", asks_doctor=True)]
    values += [doctor(1, "Dr Rao", "EY"), doctor(2, "Dr Ali", "EY", availability=Availability.AWAY)]
    values += [doctor(3, "Dr Sen", "EY", availability=Availability.OFF)]
    stand = Stand(values)
    walk_in(stand, "EY")
    assert page(stand) is Page.DOCTORS
    assert [item.name for item in stand.screen.doctors] == ["Any doctor", "Dr Ali", "Dr Rao"]
    stand.presenter.choosing.choose_doctor(str(doctor(1, "Dr Rao", "EY").id))
    await stand.settle()
    assert stand.line.wishes()[0][1].doctor_id == doctor(1, "Dr Rao", "EY").id
    assert stand.paper.printed[0].doctor == "Doctor: Dr Rao"


async def test_where_no_doctor_is_here_none_is_asked_for() -> None:
    stand = Stand([*whole_clinic(), department("CH", asks_doctor=True)])
    walk_in(stand, "CH")
    await stand.settle()
    assert page(stand) is Page.TICKET


async def test_name_and_phone_are_asked_only_where_the_clinic_wants_them() -> None:
    stand = Stand(whole_clinic(asks_name=True, asks_phone=True))
    walk_in(stand)
    assert page(stand) is Page.NAME
    for key in ["M", "A", "Y", " ", " ", "Q", "I"]:
        stand.presenter.keys.type_key(key)
    assert stand.screen.entry.text == "May Qi"
    stand.presenter.keys.erase()
    stand.presenter.keys.finish()
    assert page(stand) is Page.PHONE
    for key in "980":
        stand.presenter.keys.type_key(key)
    stand.presenter.go_back()
    assert stand.screen.entry.text == "May Q"
    stand.presenter.keys.finish()
    stand.presenter.keys.finish()
    await stand.settle()
    [(_, wish)] = stand.line.wishes()
    assert (wish.name, wish.phone) == ("May Q", "980")


async def test_name_and_phone_may_stay_empty() -> None:
    stand = Stand(whole_clinic(asks_name=True, asks_phone=True))
    walk_in(stand)
    assert stand.screen.entry.done == "Continue without"
    stand.presenter.keys.finish()
    stand.presenter.keys.finish()
    await stand.settle()
    assert page(stand) is Page.TICKET


async def test_another_language_wipes_what_was_told() -> None:
    stand = Stand(whole_clinic(asks_name=True))
    stand.presenter.aids.toggle("larger")
    walk_in(stand)
    stand.presenter.keys.type_key("M")
    stand.presenter.change_language()
    assert page(stand) is Page.WELCOME
    stand.presenter.choose_language("ar")
    assert stand.screen.is_rtl
    assert stand.screen.is_larger
    walk_in(stand)
    assert page(stand) is Page.NAME
    assert stand.screen.entry.text == ""


async def test_who_stands_still_is_warned_and_may_go_on() -> None:
    stand = Stand()
    stand.presenter.take_number()
    stand.pass_time(IDLE_SECONDS - 1)
    assert not is_warned(stand)
    stand.pass_time(2)
    assert is_warned(stand)
    assert stand.sound.heard[-1] == "idle"
    stand.presenter.need_more_time()
    assert not is_warned(stand)
    assert page(stand) is Page.DEPARTMENTS


async def test_the_idle_warning_is_heard_every_five_seconds_for_twenty() -> None:
    stand = Stand()
    stand.presenter.take_number()
    stand.pass_time(IDLE_SECONDS)
    stand.pass_time(WARNING_SECONDS - 0.5, step=0.5)
    assert stand.sound.heard.count("idle") == 4
    assert page(stand) is Page.DEPARTMENTS
    stand.pass_time(1)
    assert page(stand) is Page.WELCOME


async def test_after_the_wipe_nothing_personal_is_in_memory() -> None:
    stand = Stand(whole_clinic(asks_name=True, asks_phone=True))
    walk_in(stand)
    for key in "ZYXWV":
        stand.presenter.keys.type_key(key)
    stand.presenter.keys.finish()
    stand.presenter.keys.type_key("9")
    stand.presenter.keys.finish()
    await stand.settle()
    person = weakref.ref(stand.presenter.session)
    stand.screens.clear()
    stand.pass_time(TICKET_SECONDS + 1)
    assert page(stand) is Page.WELCOME
    assert stand.screen.entry == EntryPage()
    assert stand.screen.ticket == TicketPage()
    gc.collect()
    assert person() is None


async def test_the_ticket_page_counts_down_and_more_time_begins_it_anew() -> None:
    stand = Stand()
    walk_in(stand)
    await stand.settle()
    stand.pass_time(TICKET_SECONDS - 5)
    assert stand.screen.ticket.left_text == "This page clears in 5 s"
    assert "idle" in stand.sound.heard
    stand.presenter.need_more_time()
    assert stand.screen.ticket.left == 1.0
    stand.presenter.finish()
    assert page(stand) is Page.WELCOME


async def test_the_countdown_waits_for_the_paper() -> None:
    stand = Stand()
    stand.paper.gate = asyncio.Event()
    walk_in(stand)
    await stand.until(Page.TICKET)
    stand.pass_time(TICKET_SECONDS * 2)
    assert page(stand) is Page.TICKET
    stand.paper.gate.set()
    await stand.settle()
    stand.pass_time(TICKET_SECONDS + 1)
    assert page(stand) is Page.WELCOME


async def test_a_slip_that_comes_after_done_is_confirmed_and_disturbs_nobody() -> None:
    stand = Stand()
    stand.paper.gate = asyncio.Event()
    walk_in(stand)
    await stand.until(Page.TICKET)
    stand.presenter.finish()
    stand.presenter.take_number()
    stand.paper.gate.set()
    await stand.settle()
    await stand.deliver()
    assert page(stand) is Page.DEPARTMENTS
    assert stand.line.confirmations() == [True]


async def test_the_aids_of_the_last_person_are_off_for_the_next() -> None:
    stand = Stand()
    stand.presenter.choose_language("ne")
    for aid in ("larger", "contrast", "read"):
        stand.presenter.aids.toggle(aid)
    stand.pass_time(IDLE_SECONDS + WARNING_SECONDS + 1)
    assert (stand.screen.language, stand.screen.is_larger, stand.screen.is_high_contrast) == ("en", False, False)
    assert not any(item.is_on for item in stand.screen.access)


async def test_without_a_server_the_kiosk_sends_people_to_reception_in_every_language() -> None:
    stand = Stand()
    stand.presenter.take_number()
    stand.cut()
    assert page(stand) is Page.DEPARTMENTS
    assert stand.screen.clock == ""
    stand.pass_time(4)
    assert page(stand) is Page.SERVICE
    assert stand.screen.service.text == "Please go to reception."
    assert len(stand.screen.service.others) == 6
    stand.mend()
    assert page(stand) is Page.DEPARTMENTS


async def test_a_number_on_its_way_is_not_hidden_by_a_cut() -> None:
    stand = Stand()
    stand.line.gate = asyncio.Event()
    walk_in(stand)
    stand.cut()
    stand.pass_time(10)
    assert page(stand) is Page.DEPARTMENTS
    assert tile(stand, "GM").is_busy
    stand.mend()
    stand.line.gate.set()
    await stand.settle()
    assert page(stand) is Page.TICKET


@pytest.mark.parametrize(
    ("values", "detail"),
    [([], "The clinic has not been set up yet."), ([clinic()], "No department has been added yet.")],
    ids=["not founded", "no department"],
)
async def test_a_box_that_is_not_ready_is_explained(values: list[Value], detail: str) -> None:
    stand = Stand(values)
    assert page(stand) is Page.SERVICE
    assert stand.screen.service.detail.startswith(detail)


async def test_a_kiosk_that_never_met_its_server_says_so_after_a_moment() -> None:
    stand = Stand([])
    stand.cut()
    assert stand.screen.service.title == "One moment, please"
    stand.pass_time(5)
    assert stand.screen.service.title == "No numbers here at the moment"


async def test_help_is_on_every_page_and_comes_back_to_it() -> None:
    stand = Stand(whole_clinic(asks_name=True))
    walk_in(stand)
    stand.presenter.keys.type_key("M")
    stand.presenter.aids.toggle("help")
    assert page(stand) is Page.HELP
    stand.presenter.aids.call_staff("unwell")
    stand.presenter.aids.call_staff("unwell")
    await stand.settle()
    assert stand.screen.help.answer == "Staff have been told. Please wait here."
    assert len(stand.line.asked) == 1
    stand.presenter.go_back()
    assert stand.screen.entry.text == "M"


async def test_help_that_does_not_arrive_sends_to_reception() -> None:
    from shared.protocol.alert import RaiseAlert

    stand = Stand()
    stand.line.answers[RaiseAlert] = [Unreachable()]
    stand.presenter.aids.toggle("help")
    stand.presenter.aids.call_staff("help")
    await stand.settle()
    assert stand.screen.help.answer == "Staff could not be told. Please go to reception."


async def test_read_aloud_says_each_page_once_in_the_patients_language() -> None:
    stand = Stand()
    stand.presenter.choose_language("fr")
    stand.presenter.aids.toggle("read")
    walk_in(stand)
    await stand.settle()
    stand.hear(queue("GM", waiting=40))
    texts = [text for text, _ in stand.sound.said]
    assert {language for _, language in stand.sound.said} == {"fr"}
    assert len(texts) == len(set(texts))
    assert any("Où voulez-vous aller" in text for text in texts)
    assert any("G M , 0 0 7" in text for text in texts)
    stand.presenter.aids.toggle("read")
    assert stand.sound.heard[-1] == "hush"


async def test_many_departments_come_page_by_page_and_back_again() -> None:
    stand = Stand(whole_clinic((*SIX, "PH", "HE", "XR", "CA", "PT")))
    stand.presenter.take_number()
    assert len(stand.screen.tiles) == 9
    assert stand.screen.tiles[-1].is_next
    stand.presenter.choosing.show_more()
    assert [tile.name for tile in stand.screen.tiles] == ["X-ray", "Cashier", "Physiotherapy and rehabilitation"]
    stand.presenter.go_back()
    assert stand.screen.tiles[0].name == "General medicine"
    stand.presenter.go_back()
    assert page(stand) is Page.WELCOME


async def test_letters_that_do_not_fit_are_on_the_next_page_of_keys() -> None:
    stand = Stand(whole_clinic(asks_name=True), language="ne")
    stand.presenter.set_shape(Shape(width=1280, height=800, px_per_mm=5.88))
    walk_in(stand)
    pages: list[tuple[KeyItem, ...]] = []
    while (shown := stand.screen.entry.letters) not in pages:
        pages.append(shown)
        stand.presenter.choosing.show_more()
    assert tuple(key for keys in pages for key in keys) == letters("ne")
    assert stand.screen.entry.more


async def test_larger_text_is_one_column() -> None:
    stand = Stand()
    stand.presenter.set_shape(Shape(width=1080, height=1920))
    stand.presenter.take_number()
    stand.presenter.aids.toggle("larger")
    assert stand.screen.grid.columns == 1


async def test_the_clinics_first_language_is_where_the_kiosk_begins() -> None:
    assert Stand(whole_clinic(languages=("ne", "hi", "sw"))).screen.language == "ne"
    assert [item.key for item in Stand(whole_clinic(languages=("ne", "hi", "sw"))).screen.welcome.languages] == [
        "ne",
        "hi",
    ]
    assert Stand(language="es").screen.language == "es"


async def test_a_box_that_was_founded_meanwhile_serves_at_once() -> None:
    stand = Stand([])
    stand.line.answers[IssueTicket] = [NotFoundedYet()]
    assert page(stand) is Page.SERVICE
    stand.hear(*whole_clinic(), kind="clinic.founded")
    assert page(stand) is Page.WELCOME


async def test_a_reprinted_slip_is_marked() -> None:
    from msgspec.structs import replace

    from kiosk.slip import write_slip

    stand = Stand()
    again = slip()
    again = replace(again, ticket=replace(again.ticket, copies=1))
    text = write_slip(
        again, clinic=clinic(), department=department("GM"), doctor=None, words=stand.presenter.words("es")
    )
    assert text.copy_mark == "COPIA"

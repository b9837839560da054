"""Composing: the whole screen from what is true of the clinic and of the person in front of the kiosk."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from kiosk.departments import departments, doctors_of, tile_of
from kiosk.frame import Frame, Grid, department_grid, doctor_grid, frame_of, key_grid, language_grid
from kiosk.help import help_page
from kiosk.letters import LONGEST_NAME, LONGEST_PHONE, has_own_letters, letters
from kiosk.patience import WARNING_SECONDS
from kiosk.screen import (
    AccessItem,
    DoctorItem,
    EntryPage,
    HelpPage,
    IdleWarning,
    KeyItem,
    LanguageItem,
    Page,
    Screen,
    ServicePage,
    StaffPage,
    TicketPage,
    TileItem,
    WelcomePage,
)
from kiosk.service import service_page
from kiosk.session import Session
from kiosk.ticket_page import paper_notice, ticket_page
from shared.protocol.department import Department
from shared.words import Words, own_name

if TYPE_CHECKING:
    from kiosk.presenter import Presenter

T = TypeVar("T")

ASKING = (Page.WELCOME, Page.DEPARTMENTS, Page.DOCTORS, Page.NAME, Page.PHONE)
"""The pages that lead to a number: they give way when none can be had."""
TITLES = {
    Page.DEPARTMENTS: "departments.title",
    Page.DOCTORS: "doctors.title",
    Page.NAME: "name.title",
    Page.PHONE: "phone.title",
    Page.HELP: "help.title",
    Page.PIN: "staff.pin",
    Page.STAFF: "staff.title",
}


def compose(presenter: "Presenter") -> Screen:
    """The screen as it is to be now."""
    session, words = presenter.session, presenter.words(presenter.session.language)
    clinic = presenter.line.mirror.clinic
    why = presenter.out_of_service
    page = Page.SERVICE if why and session.page in ASKING and not session.is_asking else session.page
    frame = frame_of(presenter.shape, is_low_reach=session.is_low_reach)
    tiles, tile_grid = _tiles(presenter, page, frame, words)
    doctors, grid = _doctors(presenter, page, frame, words)
    welcome, language_places = _welcome(presenter, page, frame, words)
    entry, keys = _entry(presenter, page, frame, words)
    now = presenter.line.now.astimezone(ZoneInfo(clinic.time_zone)) if clinic else None
    issued = session.issued if page is Page.TICKET else None
    return Screen(
        page=page,
        is_forward=session.is_forward,
        frame=frame,
        language=session.language,
        is_rtl=words.is_rtl,
        is_tall=words.is_tall,
        is_larger=session.is_larger,
        is_high_contrast=session.is_high_contrast,
        is_calm=presenter.is_calm,
        clinic_name=clinic.name if clinic else "",
        clock=words.time(now) if now and presenter.line.state.is_live else "",
        title=words(TITLES[page]) if page in TITLES else "",
        back=words("back") if page not in (Page.WELCOME, Page.TICKET, Page.SERVICE) else "",
        language_name=own_name(session.language) if page in ASKING and page is not Page.WELCOME else "",
        access=_access(session, page, words),
        grid={Page.DEPARTMENTS: tile_grid, Page.DOCTORS: grid, Page.WELCOME: language_places}.get(page, keys),
        welcome=welcome,
        tiles=tiles,
        doctors=doctors,
        entry=entry,
        ticket=ticket_page(issued, clinic, presenter.patience.left(page), presenter.patience.seconds(page), words)
        if issued and clinic
        else TicketPage(),
        help=help_page(session, words) if page is Page.HELP else HelpPage(),
        service=_service(presenter, why, words) if page is Page.SERVICE else ServicePage(),
        staff=presenter.staff.page(session, words) if page in (Page.PIN, Page.STAFF) else StaffPage(),
        notice=paper_notice(issued, words) if issued else session.notice if page in ASKING else None,
        idle=_idle(presenter, page, words),
    )


def _tiles(presenter: "Presenter", page: Page, frame: Frame, words: Words) -> tuple[tuple[TileItem, ...], Grid]:
    if page is not Page.DEPARTMENTS:
        return (), Grid()
    session, line = presenter.session, presenter.line
    found = departments(line.mirror)
    grid = department_grid(len(found), frame, is_larger=session.is_larger)
    shown, has_more = _page_of(found, session.first_tile, grid.places)
    tiles = [
        replace(
            tile_of(department, line.mirror, line.now, words),
            is_busy=session.is_asking and department.id == session.department_id,
        )
        for department in shown
    ]
    if has_more:
        tiles.append(TileItem(key="more", name=words("more"), is_next=True))
    return tuple(tiles), grid


def _doctors(presenter: "Presenter", page: Page, frame: Frame, words: Words) -> tuple[tuple[DoctorItem, ...], Grid]:
    session, mirror = presenter.session, presenter.line.mirror
    department = mirror.get(Department, session.department_id)
    if page is not Page.DOCTORS or department is None:
        return (), Grid()
    found = doctors_of(department, mirror, words)
    grid = doctor_grid(len(found), frame, is_larger=session.is_larger)
    shown, has_more = _page_of(found, session.first_tile, grid.places)
    chosen = str(session.doctor_id or "")
    items = [replace(item, is_busy=session.is_asking and item.key == chosen) for item in shown]
    if has_more:
        items.append(DoctorItem(key="more", name=words("more"), is_next=True))
    return tuple(items), grid


def _page_of(found: tuple[T, ...], first: int, places: int) -> tuple[tuple[T, ...], bool]:
    """What is shown from `first` on, and whether one place goes to Next because there is more."""
    rest = found[first:]
    return (rest, False) if len(rest) <= places else (rest[: max(1, places - 1)], True)


def _welcome(presenter: "Presenter", page: Page, frame: Frame, words: Words) -> tuple[WelcomePage, Grid]:
    if page is not Page.WELCOME:
        return WelcomePage(), Grid()
    shape = presenter.shape
    taken = 456 * frame.unit + frame.main_button_height + 60 * frame.unit if frame.is_portrait else 108 * frame.unit
    grid = language_grid(len(presenter.languages), frame, shape.height - taken - frame.access_height)
    languages = tuple(_language(presenter, language, has_hint=grid.columns == 1) for language in presenter.languages)
    title, subtitle, take = words("welcome.title"), words("welcome.subtitle"), words("welcome.take")
    return WelcomePage(title=title, subtitle=subtitle, take=take, languages=languages), grid


def _language(presenter: "Presenter", language: str, *, has_hint: bool) -> LanguageItem:
    is_chosen = language == presenter.session.language
    hint = presenter.words(language)("language.chosen" if is_chosen else "language.touch_here")
    return LanguageItem(key=language, name=own_name(language), hint=hint if has_hint else "", chosen=is_chosen)


def _entry(presenter: "Presenter", page: Page, frame: Frame, words: Words) -> tuple[EntryPage, Grid]:
    session = presenter.session
    if page is Page.PHONE:
        return EntryPage(
            prompt=words("phone.prompt"),
            text=session.phone,
            is_full=len(session.phone) >= LONGEST_PHONE,
            backspace=words("entry.backspace"),
            done=words("entry.done" if session.phone else "entry.skip"),
            is_busy=session.is_asking,
        ), Grid()
    if page is Page.PIN:
        return EntryPage(backspace=words("entry.backspace")), Grid()
    if page is not Page.NAME:
        return EntryPage(), Grid()
    grid = key_grid(presenter.shape.width, frame)
    other = words("entry.own_letters" if session.is_latin else "entry.latin_letters")
    other = other if has_own_letters(session.language) else ""
    keys = letters(session.language, is_latin=session.is_latin)
    shown, has_more = _keys_of(keys, session.first_tile, grid.places - 2 - (2 if other else 0))
    entry = EntryPage(
        prompt=words("name.prompt"),
        text=session.name,
        letters=shown,
        is_full=len(session.name) >= LONGEST_NAME,
        space=words("entry.space"),
        backspace=words("entry.backspace"),
        other_letters=other,
        more=words("more") if has_more else "",
        done=words("entry.done" if session.name.strip() else "entry.skip"),
        is_busy=session.is_asking,
    )
    return entry, grid


def _keys_of(keys: tuple[KeyItem, ...], page: int, places: int) -> tuple[tuple[KeyItem, ...], bool]:
    """The keys of one page of them (they go round), and whether one place is for the next page."""
    if len(keys) <= places:
        return keys, False
    each = max(1, places - 1)
    first = page % -(-len(keys) // each) * each
    return keys[first : first + each], True


def _access(session: Session, page: Page, words: Words) -> tuple[AccessItem, ...]:
    return (
        AccessItem(key="larger", icon="ui-large-text", text=words("access.larger"), is_on=session.is_larger),
        AccessItem(key="contrast", icon="ui-contrast", text=words("access.contrast"), is_on=session.is_high_contrast),
        AccessItem(key="read", icon="ui-speaker", text=words("access.read"), is_on=session.is_reading),
        AccessItem(key="help", icon="help", text=words("access.help"), is_on=page is Page.HELP),
    )


def _service(presenter: "Presenter", why: str, words: Words) -> ServicePage:
    others = tuple(
        presenter.words(language)("service.reception") for language in presenter.languages if language != words.language
    )
    return replace(service_page(why, words), others=() if why == "starting" else others)


def _idle(presenter: "Presenter", page: Page, words: Words) -> IdleWarning | None:
    patience, session = presenter.patience, presenter.session
    if session.is_asking or not patience.is_warning(page):
        return None
    left = patience.left(page)
    return IdleWarning(
        title=words("idle.title"),
        text=words("idle.text", count=round(left)),
        more_time=words("idle.more"),
        left=min(1.0, left / WARNING_SECONDS),
    )

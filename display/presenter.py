"""The presenter: turns what the mirror knows, the link's state and the clock into one `Screen`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from display.board import call_row, door, is_for, is_live, next_rows, standing_calls, stands, way_to
from display.screen import AlsoRow, Banner, Connection, Mode, SayLine, Screen, TickerPage
from display.voice import TRANSLATIONS, language_of, spoken_languages
from shared.client.link import LinkState
from shared.client.mirror import Mirror
from shared.protocol.call import Call
from shared.protocol.clinic import Clinic
from shared.protocol.department import Department
from shared.protocol.device import Device, Direction, StrangeBox
from shared.protocol.refusal import VersionUnsupported
from shared.protocol.room import Room
from shared.words import LANGUAGES, Words, is_rtl

SHORT_LOSS = timedelta(seconds=2)
"""A link that is back within this time was never noticed by anybody."""
PAGE_SECONDS = 8
ALSO = 3
SAY_LINES = 2


@dataclass(frozen=True, kw_only=True)
class View:
    """What this screen is for: its zones (else those its device was given), one door, and how it moves."""

    zones: tuple[str, ...] = ()
    door: str = ""
    is_calm: bool = False
    scrolls: bool = False
    blank_after: timedelta = timedelta(seconds=120)
    language: str = "en"
    """Until the clinic says its own."""


class Presenter:
    """`refresh` after anything changed, or a second went by; `changed` then hears the new screen, if it is another."""

    def __init__(
        self, mirror: Mirror, view: View, *, device_id: UUID | None = None, now: Callable[[], datetime]
    ) -> None:
        self.screen = Screen()
        self.changed: Callable[[Screen], None] = lambda screen: None
        self.link_state = LinkState()
        self._mirror = mirror
        self._view = view
        self.device_id = device_id
        self._now = now
        self._calling: Call | None = None
        self._words: dict[str, Words] = {}

    @property
    def language(self) -> str:
        """The language of the screen itself: the clinic's first."""
        clinic = self._mirror.clinic
        languages = clinic.languages if clinic else (self._view.language,)
        return next((language_of(tag) for tag in languages if language_of(tag) in LANGUAGES), "en")

    def concerning(self, calls: Iterable[Call]) -> tuple[Call, ...]:
        """Those of these calls that this screen announces."""
        if not self._view.door:
            return tuple(call for call in calls if is_for(call, self._zones))
        shown = self._view.door.casefold()
        rooms = {room.id for room in self._mirror.all(Room) if shown in (room.number.casefold(), str(room.id))}
        return tuple(call for call in calls if call.room_id in rooms)

    def still_stands(self, call: Call) -> bool:
        """Whether a call may still be said: nobody took it back."""
        return stands(call, self._mirror)

    def show_call(self, call: Call | None) -> None:
        """Begin the moment of a call, or end it."""
        self._calling = call
        self.refresh()

    def refresh(self) -> None:
        """Make the screen anew and tell when it differs."""
        screen = self._make()
        if screen != self.screen:
            self.screen = screen
            self.changed(screen)

    @property
    def _zones(self) -> tuple[str, ...]:
        device = self._mirror.get(Device, self.device_id)
        return self._view.zones or (device.zones if device else ())

    @property
    def _arrows(self) -> dict[str, Direction]:
        device = self._mirror.get(Device, self.device_id)
        return device.arrows if device else {}

    def _in(self, language: str) -> Words:
        if language not in self._words:
            self._words[language] = Words(TRANSLATIONS, language)
        return self._words[language]

    def _make(self) -> Screen:
        words = self._in(self.language)
        screen = Screen(rtl=words.is_rtl, tall=words.is_tall, calm=self._view.is_calm)
        clinic = self._mirror.clinic
        if blank := self._blank(clinic, words):
            return replace(screen, mode=Mode.BLANK, connection=blank)
        assert clinic is not None
        local = self._now().astimezone(ZoneInfo(clinic.time_zone))
        connection, as_of = self._as_of(clinic, words)
        screen = replace(screen, clinic=clinic.name, day=words.day(local.date()), clock=f"{local:%H:%M}")
        screen = replace(screen, connection=connection, ticker=self._ticker(clinic), banner=self._banner(clinic, words))
        if self._view.door:
            return replace(screen, mode=Mode.DOOR, door=door(self._mirror, self._view.door, words))
        return self._with_board(screen, clinic, words, as_of)

    def _with_board(self, screen: Screen, clinic: Clinic, words: Words, as_of: str) -> Screen:
        calls = standing_calls(self._mirror, self._zones)
        rows = [call_row(call, self._mirror, self._arrows, words) for call in calls]
        newest = rows[0] if rows else None
        waiting = next_rows(self._mirror) if clinic.shows_next else ()
        heading = words("board.now") if newest is None or newest.is_live else words("board.last")
        return replace(
            screen,
            mode=Mode.BOARD,
            heading=words("board.up_to", time=as_of) if as_of else heading,
            newest=newest,
            recent=tuple(rows[1:]),
            empty="" if rows else words("board.nobody"),
            shows_next=clinic.shows_next,
            next_title=words("next.title"),
            next_note="" if as_of else words("next.note" if waiting else "next.nobody"),
            next=waiting,
            also_word=words("banner.also"),
        )

    def _blank(self, clinic: Clinic | None, words: Words) -> Connection | None:
        """Why there is nothing true to show, or None."""
        state = self.link_state
        if isinstance(state.problem, VersionUnsupported):
            return _sentence(words, "outdated", icon="ui-screen")
        if state.is_live:
            return _sentence(words, "unfounded", icon="ui-screen") if clinic is None else None
        if state.has_clinic is False:
            return _sentence(words, "unfounded", icon="ui-screen")
        if isinstance(state.problem, StrangeBox) and (
            clinic is None or state.as_of is None or self._now() - state.as_of >= self._view.blank_after
        ):
            return _sentence(words, "strange_box", icon="ui-lock")
        if clinic is None or state.as_of is None:
            return _sentence(words, "connecting", icon="ui-clock")
        if self._now() - state.as_of < self._view.blank_after:
            return None
        since = words.time(state.as_of.astimezone(ZoneInfo(clinic.time_zone)))
        return Connection(kind="blank", title=words("blank.title"), text=words("blank.text", time=since))

    def _as_of(self, clinic: Clinic, words: Words) -> tuple[Connection, str]:
        """The band across the screen while the link is gone, and until when all is true ("" when it is live)."""
        as_of = self.link_state.as_of
        if self.link_state.is_live or as_of is None or self._now() - as_of < SHORT_LOSS:
            return Connection(), ""
        time = f"{as_of.astimezone(ZoneInfo(clinic.time_zone)):%H:%M}"
        return Connection(kind="as_of", title=words("as_of.title", time=time), text=words("as_of.text")), time

    def _ticker(self, clinic: Clinic) -> TickerPage:
        messages = [(text, is_rtl(language_of(tag))) for tag in clinic.languages for text in clinic.ticker.get(tag, ())]
        if not messages:
            return TickerPage()
        if self._view.scrolls:
            is_first = [message for message in messages if message[1] == messages[0][1]]
            return TickerPage(text="   ·   ".join(text for text, _ in is_first), rtl=messages[0][1], scrolls=True)
        text, rtl = messages[int(self._now().timestamp()) // PAGE_SECONDS % len(messages)]
        return TickerPage(text=text, rtl=rtl)

    def _banner(self, clinic: Clinic, words: Words) -> Banner:
        call = self._calling
        if call is None:
            return replace(self.screen.banner, is_shown=False)
        department, room = self._mirror.get(Department, call.department_id), self._mirror.get(Room, call.room_id)
        also = [
            call_row(other, self._mirror, {}, words)
            for other in standing_calls(self._mirror, self._zones)
            if other.ticket_id != call.ticket_id and is_live(other, self._mirror)
        ]
        tag = "banner.emergency" if call.is_emergency else "banner.again" if call.number > 1 else ""
        return Banner(
            is_shown=True,
            key=str(call.id),
            label=call.label,
            icon=department.icon if department else "help",
            department=department.public_name(self.language) if department else "",
            room_word=words(f"room.{room.word.value}") if room else "",
            room_number=room.number if room else "",
            way=way_to(call.room_id, self._arrows),
            tag=words(tag) if tag else "",
            lines=self._say_lines(call, room, clinic) if room else (),
            also=tuple(
                AlsoRow(key=row.key, label=row.label, room=f"{row.room_word} {row.room_number}") for row in also[:ALSO]
            ),
        )

    def _say_lines(self, call: Call, room: Room, clinic: Clinic) -> tuple[SayLine, ...]:
        languages = spoken_languages(clinic.languages, call.language)[:SAY_LINES]
        return tuple(
            SayLine(
                text=self._in(language_of(tag))(f"say.{room.word.value}", number=room.number),
                rtl=is_rtl(language_of(tag)),
            )
            for tag in languages
        )


def _sentence(words: Words, key: str, *, icon: str) -> Connection:
    return Connection(kind="blank", title=words(f"{key}.title"), text=words(f"{key}.text"), icon=icon)

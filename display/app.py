"""The display put together: link, mirror, presenter, window, announcer, sound and health, in order."""

import asyncio
import json
import sys
from datetime import timedelta
from functools import partial
from importlib.metadata import version
from zoneinfo import ZoneInfo

from display.announcements import Announcements
from display.announcer import Announcer
from display.bridge import open_display
from display.health import Health
from display.memory import Memory
from display.presenter import Presenter, View
from display.settings import Settings
from display.speaker import Speaker
from shared.client.discovery import Finder
from shared.client.link import Change, Link, LinkState
from shared.client.unattended import pair_unattended
from shared.pairing.box import NetworkBox
from shared.protocol.call import Call
from shared.protocol.device import DeviceKind, ProblemCode
from shared.sound import Clips, Loudspeaker, NoVoice, Speech, SpeechFailed
from shared.trust.identity import FILE, Identity, keep
from shared.ui.app import Context
from shared.ui.pairing import PairingDoor, PairingLook

DRAW_AFTER_SECONDS = 0.01
"""Changes that come together are drawn together; a chime is on its way before."""


async def run_display(context: Context, settings: Settings, identity: Identity | None) -> None:
    """Run until the program is asked to stop."""
    display = Display(context, settings, identity)
    display.start()
    try:
        await context.stopped()
    finally:
        await display.end()


class Display:
    """All parts of one display."""

    def __init__(self, context: Context, settings: Settings, identity: Identity | None) -> None:
        self._context = context
        self._settings = settings
        self.memory = Memory(settings.data)
        self._finder = Finder(settings.server)
        self.link = Link(self._finder.find, identity, keep=partial(keep, file=settings.data / FILE))
        self._finder.on_announced = self.link.wake
        self._finder.context = lambda: None if self.link.box is None else self.link.box.context
        self._finder.usual = lambda: "" if self.link.identity is None else self.link.identity.server
        self.presenter = Presenter(self.link.mirror, self._view(), now=lambda: self.link.now)
        self._note_identity()
        clips = Clips(settings.data / "sound")
        self._speech = Speech(clips)
        self._loudspeaker = None if settings.quiet else Loudspeaker(volume=self._volume)
        self._health = Health(self.link.send, version=version("anteroom"), now=lambda: self.link.now)
        speaker = Speaker(
            self._speech,
            clips,
            self._loudspeaker,
            keep_in=settings.audio_dir,
            on_voice=self._note_voice,
            trace=_print_trace if settings.trace else None,
        )
        self._announcements = Announcements(self.memory.kept.said)
        self.announcer = Announcer(
            self._announcements,
            speaker,
            self.presenter,
            self.link.mirror,
            now=lambda: self.link.now,
            hold_seconds=settings.hold_seconds,
            most_languages=settings.most_languages,
            said=self._remember,
        )
        self._checked: tuple[str, ...] = ()
        self._is_drawing = False

    def start(self) -> None:
        """Open the window and set everything going."""
        tasks = self._context.tasks
        self.presenter.refresh()
        window = open_display(self.presenter, self._context.open_window, windowed=self._settings.windowed)
        self.link.on_change(self._take)
        self.link.on_state(self._show_state)
        if self._loudspeaker is not None:
            self._loudspeaker.on_change(lambda has: self._health.note(ProblemCode.NO_SOUND, not has))
            tasks.spawn(self._loudspeaker.run(), "loudspeaker")
        tasks.spawn(self.announcer.run(), "announcer")
        tasks.spawn(self._health.run(), "health")
        tasks.spawn(self._tick(), "clock")
        tasks.spawn(self.link.run(), "link")
        code = self._settings.pairing_code
        if code and self.link.identity is None:
            tasks.spawn(pair_unattended(self.link, code, DeviceKind.DISPLAY, partial(print, flush=True)), "pairing")
        else:
            PairingDoor(
                self._context,
                self.link,
                NetworkBox(DeviceKind.DISPLAY, self._finder),
                window,
                kind=DeviceKind.DISPLAY,
                look=PairingLook(is_dark=True, has_keys=False),
                language=self.presenter.language,
                address=self._settings.server or "",
            )

    async def end(self) -> None:
        """Let go of the network and of the thread that speaks."""
        self._speech.end()
        await self._finder.close()

    def _view(self) -> View:
        settings = self._settings
        return View(
            zones=settings.zones,
            door=settings.door,
            is_calm=settings.calm,
            scrolls=settings.ticker == "scroll",
            blank_after=timedelta(seconds=settings.blank_after_seconds),
            language=settings.language or self.memory.kept.language,
        )

    def _take(self, change: Change) -> None:
        """Every change of the mirror: calls are heard first, then the screen is drawn."""
        if change.is_snapshot:
            self.announcer.hear(self.link.mirror.all(Call))
        else:
            self.announcer.hear(value for value in change.values if isinstance(value, Call))
        self.announcer.reconsider()
        self._check_voices()
        self._draw_soon()

    def _note_identity(self) -> None:
        identity = self.link.identity
        self.presenter.device_id = None if identity is None else identity.device_id

    def _show_state(self, state: LinkState) -> None:
        self._note_identity()
        self.presenter.link_state = state
        self._draw_soon()

    def _draw_soon(self) -> None:
        if not self._is_drawing:
            self._is_drawing = True
            asyncio.get_running_loop().call_later(DRAW_AFTER_SECONDS, self._draw)

    def _draw(self) -> None:
        self._is_drawing = False
        self.presenter.refresh()

    async def _tick(self) -> None:
        """The clock, the ticker's pages and the age of what is shown."""
        while True:
            await asyncio.sleep(1.0 - self.link.now.microsecond / 1_000_000)
            self.presenter.refresh()

    def _volume(self) -> float:
        clinic = self.link.mirror.clinic
        local = self.link.now.astimezone(ZoneInfo(clinic.time_zone) if clinic else None)
        return self._settings.loudness.at(local.time())

    async def _remember(self) -> None:
        await asyncio.to_thread(self.memory.keep, said=self._announcements.said, language=self.presenter.language)

    def _check_voices(self) -> None:
        clinic = self.link.mirror.clinic
        if clinic is None or self._loudspeaker is None or clinic.languages == self._checked:
            return
        for gone in set(self._checked) - set(clinic.languages):
            self._note_voice(gone, True)
        self._checked = clinic.languages
        self._context.tasks.spawn(self._check(clinic.languages), "voices")

    async def _check(self, languages: tuple[str, ...]) -> None:
        for language in languages:
            try:
                await self._speech.check(language)
            except (NoVoice, SpeechFailed):
                self._note_voice(language, False)
            else:
                self._note_voice(language, True)

    def _note_voice(self, language: str, is_spoken: bool) -> None:
        self._health.note(ProblemCode.NO_VOICE, not is_spoken, detail=language)


def _trace_line(event: str, call: Call, at: float, is_heard: bool) -> str:
    facts = {"event": event, "at": at, "is_heard": is_heard, "call": str(call.id), "label": call.label}
    return json.dumps({**facts, "number": call.number, "called_at": call.called_at.timestamp()})


def _print_trace(event: str, call: Call, at: float, *, is_heard: bool) -> None:
    sys.stdout.write(_trace_line(event, call, at, is_heard) + "\n")
    sys.stdout.flush()

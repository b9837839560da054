"""Open clinic: a demo clinic whose programs are up, each where it can be seen, until they are told to end."""

import asyncio
import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from children import Children
from demo_clinic import HOST, DemoClinic, address_of
from desktop import find_desktop, has_sound
from introduction import introduction
from paper_tray import PaperTray
from places import SCREENS, Place, desktop_places, virtual_places

DOCTOR = "rahman"
"""Who sits at the desk when it opens."""
PICTURE_SECONDS = 2.0


class NoScreen(Exception):
    """There is no screen and no way to make one; the text says what to do."""


class OpenClinic:
    """`open` starts everything; `keep_pictures` goes on for as long as it is open."""

    def __init__(self, folder: Path, shown_as: str, programs: Children, tray: PaperTray) -> None:
        self._folder = folder
        self._shown_as = shown_as
        self._programs = programs
        self._tray = tray
        self._clinic = DemoClinic(folder)
        self._places: Mapping[str, Place] = {}

    async def open(self, port: int, page_port: int, begun: float) -> str:
        """Start everything, the kiosk first. What to tell about it; `begun` is when it began (`time.monotonic`)."""
        clinic, address = self._clinic, f"https://{HOST}:{port}"
        server = await clinic.start_server(self._programs, port, page_port)
        ready = asyncio.create_task(address_of(server))
        self._places, note = await self._find_places()
        if not clinic.is_paired("kiosk"):
            await ready  # to be let in; from then on the two start side by side
        at = self._places["kiosk"]
        kiosk = await clinic.start_kiosk(self._programs, address, self._tray.address, at.environment, *at.options)
        kiosk.on_line(_say_pin)
        welcome = asyncio.create_task(kiosk.said(r'"page": "welcome"'))
        await ready
        await welcome
        seconds = time.monotonic() - begun
        accounts = clinic.accounts()
        doctor = next(account for account in accounts if account.login == DOCTOR)
        at = self._places["display"]
        await clinic.start_display(self._programs, address, at.environment, *at.options)
        at = self._places["desk"]
        await clinic.start_desk(self._programs, address, doctor, at.environment, *at.options)
        where = introduction(address, self._tray.address, self._shown_as, self._places, accounts, doctor)
        took = f"The kiosk was ready after {seconds:.1f} s. Stop everything with Ctrl+C."
        return "\n\n".join(part for part in (where, note, took) if part) + "\n"

    async def keep_pictures(self) -> None:
        """Fresh pictures of every virtual screen. It ends by being cancelled."""
        if not await has_sound(os.environ):
            print("There is no sound device: the display stays silent, and the desks show that to staff.", flush=True)
        if any(place.screen for place in self._places.values()):
            await asyncio.to_thread(self._take_pictures)
            every = f"renewed every {PICTURE_SECONDS:.0f} s"
            print(f"Pictures of the screens, {every}: {self._shown_as}/screens/{{{','.join(SCREENS)}}}.png", flush=True)
        while True:
            await asyncio.sleep(PICTURE_SECONDS)
            await asyncio.to_thread(self._take_pictures)

    def _take_pictures(self) -> None:
        for name, place in self._places.items():
            if place.screen is not None:
                place.screen.keep(self._folder / "screens" / f"{name}.png")

    async def _find_places(self) -> tuple[Mapping[str, Place], str]:
        """Where each program appears, and what there is to say about that."""
        if (desktop := await find_desktop(os.environ)) is not None:
            return desktop_places(desktop), ""
        name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
        why = f"nobody answers at {name}" if name else "neither DISPLAY nor WAYLAND_DISPLAY is set"
        if shutil.which("Xvfb") is None:
            raise NoScreen(f"There is no screen ({why}), and no Xvfb to make one: apt-get install xvfb")
        places = await virtual_places(self._programs, self._folder / "framebuffer", SCREENS)
        kiosk, desk = (f"DISPLAY={places[name].environment['DISPLAY']}" for name in ("kiosk", "desk"))
        note = (
            f"There is no screen here ({why}), so each program has a virtual one (Xvfb).\n"
            f"A finger on the kiosk:  {kiosk} xdotool mousemove 540 1600 click 1\n"
            f"A key at the desk:      {desk} xdotool key F2"
        )
        return places, note


def _say_pin(line: str) -> None:
    if "PIN" in line:
        print(line, flush=True)

"""`clinic-server pair`: lets a device in from the box's own terminal, on an empty box the founding desk."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from clinic_server.console import Console, NoServer, console
from clinic_server.settings import read_settings
from shared.protocol.device import DeviceKind
from shared.protocol.grammar import Refusal
from shared.protocol.pairing import ConfirmPairing, OpenPairing, Pairing, PairingStatus

EXIT_REFUSED = 1
EXIT_NO_SERVER = 7
YES = ("y", "yes")
DESCRIPTION = """\
Lets a kiosk, display or desk in. The server must be running, with the same data folder.

It prints a code to type on the device, and then six words. Answer yes only if the same words stand on the device.
"""


def main(arguments: Sequence[str]) -> int:
    """Pair one device. The result is the process's exit code."""
    parser = argparse.ArgumentParser(
        prog="clinic-server pair", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", metavar="DIR", help="folder of the server's database, as given to the server")
    parser.add_argument("--kind", choices=[kind.value for kind in DeviceKind], default=DeviceKind.DESK.value)
    parser.add_argument("--name", help="how staff call the device (default: its kind)")
    parser.add_argument("--place", default="", help="where it stands")
    given = parser.parse_args(arguments)
    folder = Path(given.data).expanduser() if given.data else read_settings([]).data
    open_pairing = OpenPairing(
        kind=DeviceKind(given.kind), name=given.name or given.kind.capitalize(), place=given.place
    )
    try:
        return asyncio.run(_pair(folder, open_pairing))
    except NoServer as error:
        print(f"{error}. Start the server first, or name its folder with --data.", file=sys.stderr)
        return EXIT_NO_SERVER
    except Refusal as refusal:
        print(f"The server refused: {refusal}", file=sys.stderr)
        return EXIT_REFUSED


async def _pair(folder: Path, open_pairing: OpenPairing) -> int:
    async with console(folder) as box:
        opened = await box.ask(open_pairing)
        print(f"On the device, type the address {opened.address} (if it asks) and the code {opened.code}", flush=True)
        claimed = await _progress(box, opened.pairing, PairingStatus.CLAIMED)
        if claimed.is_over:
            print("The code was closed before a device used it. Begin again.", file=sys.stderr)
            return EXIT_REFUSED
        print(f"The six words: {' '.join(claimed.words)}", flush=True)
        answer = await asyncio.to_thread(_ask, "Do the same six words stand on the device? [yes/no] ")
        is_same = answer.strip().lower() in YES
        await box.ask(ConfirmPairing(pairing_id=claimed.id, is_same=is_same))
        if not is_same:
            print("Nobody was let in. Somebody may stand between device and box: tell whoever runs the clinic.")
            return EXIT_REFUSED
        print(f"{claimed.name} is paired.", flush=True)
        return 0


async def _progress(box: Console, pairing: Pairing, status: PairingStatus) -> Pairing:
    return await box.until(Pairing, lambda seen: seen.id == pairing.id and (seen.status is status or seen.is_over))


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        return ""

"""`clinic-server pair`: lets a device in from the box's own terminal, on an empty box the founding desk."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from clinic_server.console import Console, NoServer, console
from clinic_server.settings import read_settings
from shared.protocol.clinic import Clinic
from shared.protocol.device import DeviceKind
from shared.protocol.grammar import Refusal
from shared.protocol.pairing import ConfirmPairing, OpenedPairing, OpenPairing, Pairing, PairingStatus
from shared.protocol.refusal import BadValue

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
        print(
            f"{error}. Start the server first, name its folder with --data, or be the account that it runs as.",
            file=sys.stderr,
        )
        return EXIT_NO_SERVER
    except BadValue as refusal:
        print(f"The server refused: {refusal.why} (see --{refusal.field}).", file=sys.stderr)
        return EXIT_REFUSED
    except Refusal as refusal:
        print(f"The server refused: {refusal}", file=sys.stderr)
        return EXIT_REFUSED


async def _pair(folder: Path, open_pairing: OpenPairing) -> int:
    async with console(folder) as box:
        is_empty = not await box.all(Clinic)
        opened = await box.ask(open_pairing)
        _invite(opened, is_empty=is_empty)
        claimed = await _claimed(box, opened.pairing)
        if claimed is None:
            print("The code is over, and no device has used it. Begin again for a new one.", file=sys.stderr)
            return EXIT_REFUSED
        print(f"\nThe six words: {' '.join(claimed.words)}", flush=True)
        answer = await asyncio.to_thread(_ask, "Do the same six words stand on the device? [yes/no] ")
        is_same = answer.strip().lower() in YES
        await box.ask(ConfirmPairing(pairing_id=claimed.id, is_same=is_same))
        if not is_same:
            print("Nobody was let in. If the device showed other words, somebody may stand between it and the box:")
            print("tell whoever runs the clinic. Otherwise begin again.")
            return EXIT_REFUSED
        after = " Now name the clinic and its administrator there." if is_empty else ""
        print(f"{claimed.name} is paired.{after}", flush=True)
        return 0


def _invite(opened: OpenedPairing, *, is_empty: bool) -> None:
    pairing = opened.pairing
    if is_empty:
        print("This box is empty: the desk that you pair now founds the clinic.")
        print("Open clinic-desk, and type there:")
    else:
        print(f"Start {pairing.name} (clinic-{pairing.kind}) and type there, within ten minutes:")
    print(f"  address  {opened.address}")
    print(f"  code     {opened.code}")
    print("Six words appear then, here and there.", flush=True)


async def _claimed(box: Console, pairing: Pairing) -> Pairing | None:
    """The pairing once a device has said its code, or None when it is over."""
    left = (pairing.expires_at - datetime.now(UTC)).total_seconds()
    try:
        async with asyncio.timeout(left):
            seen = await box.until(Pairing, lambda seen: seen.id == pairing.id and _is_settled(seen))
    except TimeoutError:
        return None
    return None if seen.is_over else seen


def _is_settled(pairing: Pairing) -> bool:
    return pairing.status is PairingStatus.CLAIMED or pairing.is_over


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        return ""

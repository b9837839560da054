"""Draws every state of every screen into var/pictures/, one program after the other."""

import os
import sys
from importlib import import_module
from pathlib import Path

PROGRAMS = {
    "kiosk": "tests.kiosk.pictures",
    "display": "tests.display.pictures",
    "desk": "tests.desk.pictures",
    "pairing": "tests.shared.pairing.pictures",
}
FOLDER = Path("var/pictures")


def main(programs: tuple[str, ...]) -> int:
    """Draw the named programs' screens, or all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from shared.ui.app import create_application  # not at the top: Qt reads the lines above when it is imported

    application = create_application("pictures")
    for program in programs:
        folder = FOLDER / program
        folder.mkdir(parents=True, exist_ok=True)
        print(f"drawing {program} …", flush=True)
        import_module(PROGRAMS[program]).take(folder)
        print(f"{len(list(folder.glob('**/*.png')))} pictures in {folder}")
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or tuple(PROGRAMS)))

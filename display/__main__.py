"""`clinic-display`: reads the settings, says what is wrong with them, runs the display."""

import functools
import logging
import os
import sys

from display.settings import BadSettings, read_settings
from shared.trust.identity import FILE, BadIdentity, load


def main() -> int:
    """The program. Exit code 2 for settings that cannot be used."""
    try:
        settings = read_settings(sys.argv[1:])
        identity = load(settings.data / FILE)
    except (BadSettings, BadIdentity) as problem:
        print(f"clinic-display: {problem}", file=sys.stderr)
        return 2
    os.umask(0o077)  # what it keeps is its own account's, however it was started
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")

    from display.app import run_display  # Qt takes its time: --help and a wrong setting should not wait for it
    from shared.ui.app import run_app

    return run_app("clinic-display", functools.partial(run_display, settings=settings, identity=identity))


if __name__ == "__main__":
    sys.exit(main())

"""`clinic-kiosk`: puts the kiosk together, runs it until it is told to stop, and says what is wrong in words."""

import logging
import os
import sys
from collections.abc import Sequence
from functools import partial

from kiosk.settings import BadSettings, read_settings
from kiosk.staff_pin import staff_pin, telling
from shared.trust.identity import FILE, BadIdentity, load

EXIT_USAGE = 2
EXIT_DATA = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kiosk. The result is the process's exit code."""
    os.umask(0o077)  # what it keeps is its own account's, however it was started
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for ours in ("kiosk", "shared"):  # libraries that tell every connection stay quiet
        logging.getLogger(ours).setLevel(logging.INFO)
    try:
        settings = read_settings(sys.argv[1:] if arguments is None else arguments)
    except BadSettings as error:
        return _say(EXIT_USAGE, f"{error}. See clinic-kiosk --help.")
    try:
        identity = load(settings.data / FILE)
        kept, pin = staff_pin(settings.data)
    except (OSError, BadIdentity) as error:
        return _say(EXIT_DATA, f"{settings.data}: {error}. Choose a folder that can be written with --data.")
    if pin is not None:
        print(telling(settings.data, pin, is_terminal=sys.stdout.isatty()), flush=True)
    _keep_memory_small()
    # python-escpos keeps what it reads at its start here, instead of in a new folder at every start.
    os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(settings.data))
    # Only now: whoever asked for --help, or made a mistake, does not wait for these. Qt comes last: once it is there
    # it reads the source of every module that is imported after it (shibokensupport.feature).
    import kiosk.presenter  # noqa: F401
    import shared.client.link  # noqa: F401
    from kiosk.app import run_kiosk
    from shared.ui.app import run_app

    return run_app("clinic-kiosk", partial(run_kiosk, settings, identity, kept))


def _keep_memory_small() -> None:
    """Give large pieces back to the system at once.

    glibc raises its threshold for that with every picture that is freed, and then keeps some megabytes for ever.
    """
    if sys.platform == "linux":
        import ctypes

        # mallopt(3): M_TRIM_THRESHOLD is -1, M_MMAP_THRESHOLD is -3.
        libc = ctypes.CDLL(None)
        for option in (-1, -3):
            libc.mallopt(option, 128 * 1024)


def _say(code: int, text: str) -> int:
    print(f"clinic-kiosk: {text}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())

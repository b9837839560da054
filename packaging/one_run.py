"""One run: a demo clinic is open once at a time from a checkout; a second one is told where the first is."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyOpen(Exception):
    """Another one is open; the text says which."""


@contextmanager
def one_run(file: Path) -> Iterator[Callable[[str], None]]:
    """Be the only one while the context lasts; the kernel ends that with the process. Raises AlreadyOpen.

    What is given is called with a line about this run, for whoever comes second.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyOpen(stream.read().strip()) from None

        def tell(about: str) -> None:
            stream.seek(0)
            stream.truncate()
            stream.write(f"{about}\n")
            stream.flush()

        tell(f"process {os.getpid()}")
        yield tell
        stream.seek(0)
        stream.truncate()

"""The hasher: argon2id in one thread that is ranked below everything else."""

import logging
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

NICENESS = 10
_argon2 = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP: argon2id, 19 MiB, 2 passes, 1 lane. More lanes would take the queue's cores, and more memory would make the

line long in which reception stands while somebody hammers.
"""

logger = logging.getLogger(__name__)


class Hasher:
    """Safe to use from any thread, which waits for the result.

    Nothing but the hash itself runs in the low-ranked thread: it does without Python's lock, so that the server never
    waits for a lock whose holder is not given a core.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hash", initializer=_step_back)

    def close(self) -> None:
        """Finish what was begun."""
        self._thread.shutdown()

    def hash(self, password: str) -> str:
        """The argon2id hash in PHC form. Takes tens of milliseconds."""
        return self._thread.submit(_argon2.hash, password).result()

    def is_right(self, password_hash: str, password: str) -> bool:
        """Whether the password belongs to the hash. An empty hash is nobody's: it takes as long, and is never right."""
        return self._thread.submit(_is_right, password_hash, password).result()


def _is_right(password_hash: str, password: str) -> bool:
    if not password_hash:
        _argon2.hash(password)
        return False
    try:
        return _argon2.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _step_back() -> None:
    """Where the system can rank threads, ours gives way to whoever serves the queue."""
    if sys.platform != "linux":
        return
    try:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
    except OSError as error:  # a stricter sandbox than ours; signing in must work all the same
        logger.warning("signing in cannot be ranked below the queue: %s", error)

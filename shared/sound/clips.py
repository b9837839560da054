"""Clips: WAV files kept under a key in one folder of bounded size, each whole or not there at all."""

import hashlib
import logging
import os
import wave
from collections.abc import Callable
from pathlib import Path

LARGEST_BYTES = 64 * 1024 * 1024
"""About 25 minutes of speech at 22 kHz: every number of a busy clinic's day in three languages."""

logger = logging.getLogger(__name__)


class Clips:
    """A folder of WAV files. What was not used for longest is removed first when the folder grows too large.

    Not for several threads at once: one owner looks up and keeps.
    """

    def __init__(self, folder: Path, *, largest_bytes: int = LARGEST_BYTES) -> None:
        self._folder = folder
        self._largest_bytes = largest_bytes
        folder.mkdir(parents=True, exist_ok=True)
        for left_behind in folder.glob("*.part"):
            left_behind.unlink(missing_ok=True)

    def find(self, *key: str) -> Path | None:
        """The file kept under `key`, or None. A damaged one (a power cut) is removed and counts as not there."""
        path = self._path(key)
        if not path.is_file():
            return None
        if not is_whole(path):
            logger.warning("removed a damaged sound file: %s", path.name)
            path.unlink(missing_ok=True)
            return None
        os.utime(path)
        return path

    def keep(self, *key: str, write: Callable[[Path], None]) -> Path:
        """Let `write` fill a file and keep it under `key`. What `write` raises passes through; nothing is kept then."""
        path = self._path(key)
        part = path.with_suffix(".part")
        try:
            write(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        self._forget_oldest(except_for=path)
        return path

    def _path(self, key: tuple[str, ...]) -> Path:
        return self._folder / f"{hashlib.sha256(chr(0).join(key).encode()).hexdigest()[:32]}.wav"

    def _forget_oldest(self, *, except_for: Path) -> None:
        files = [(path.stat(), path) for path in self._folder.glob("*.wav")]
        total = sum(facts.st_size for facts, _ in files)
        for facts, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if total <= self._largest_bytes:
                return
            if path != except_for:
                path.unlink(missing_ok=True)
                total -= facts.st_size


def is_whole(path: Path) -> bool:
    """Whether the file is a WAV that holds as many samples as its header says, and at least one."""
    try:
        with wave.open(str(path), "rb") as sound:
            promised = sound.getnframes() * sound.getnchannels() * sound.getsampwidth()
            return promised > 0 and path.stat().st_size >= promised
    except (OSError, EOFError, wave.Error):
        return False

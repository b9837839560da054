"""Memory: the little a display keeps from one start to the next, in one file of its data folder."""

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import msgspec
from msgspec import Struct

FILE = "display.json"

logger = logging.getLogger(__name__)


class Kept(Struct, frozen=True, kw_only=True):
    """`said` are the calls that were announced; `language` was the clinic's first."""

    said: tuple[UUID, ...] = ()
    language: str = "en"


class Memory:
    """What is kept now. `keep` writes the file whole or not at all; safe to call from a thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        folder.mkdir(parents=True, exist_ok=True)
        self.kept = self._read()

    def keep(self, *, said: Iterable[UUID], language: str) -> None:
        """Remember what was said, and in which language to speak before the clinic is known."""
        kept = Kept(said=tuple(said), language=language)
        if kept != self.kept:
            self._write(kept)

    def _read(self) -> Kept:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Kept)
        except FileNotFoundError:
            pass
        except msgspec.DecodeError as error:
            damaged = self._path.with_suffix(".damaged")
            self._path.replace(damaged)
            logger.warning("%s is damaged (%s): kept as %s; this display begins anew", self._path, error, damaged.name)
        kept = Kept()
        self._write(kept)
        return kept

    def _write(self, kept: Kept) -> None:
        part = self._path.with_suffix(".part")
        with part.open("wb") as file:
            file.write(msgspec.json.encode(kept))
            file.flush()
            os.fsync(file.fileno())  # a power cut must not leave an empty file
        part.replace(self._path)
        self.kept = kept

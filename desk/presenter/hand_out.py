"""Handing out: what leaves the desk as files or on paper."""

from collections.abc import Mapping
from pathlib import Path


class HandOut:
    """Keeps what is handed out in a folder. The window gives one that also prints and shows the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, files: Mapping[str, str]) -> Path:
        """Write files that this account alone may read; the folder they lie in. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, text in files.items():
            file = self.folder / name
            file.touch(mode=0o600)
            file.write_text(text, encoding="utf-8")
        return self.folder

    def print_page(self, name: str, page: str) -> Path | None:
        """Print an HTML page; None: it is on paper, else the file to print elsewhere. Raises OSError."""
        return self.save({f"{name}.html": page}) / f"{name}.html"

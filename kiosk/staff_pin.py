"""The PIN of the staff page, which this kiosk keeps for life in its data folder, as a hash."""

from pathlib import Path

from kiosk.pin import hash_pin, new_pin

PIN_FILE = "staff-pin"


def staff_pin(folder: Path) -> tuple[str, str | None]:
    """The hash of the staff's PIN, and at the first start the PIN itself, to be shown once. Raises OSError.

    Whoever forgets it removes the file: the next start makes another.
    """
    path = folder / PIN_FILE
    if path.exists():
        return path.read_text(encoding="utf-8").strip(), None
    pin = new_pin()
    _keep(path, hash_pin(pin))
    return path.read_text(encoding="utf-8").strip(), pin


def _keep(path: Path, text: str) -> None:
    """Written whole or not at all, readable by this kiosk only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.rename(path)

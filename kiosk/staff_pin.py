"""The PIN of the staff page, which this kiosk keeps for life in its data folder, as a hash."""

from pathlib import Path

from kiosk.pin import hash_pin, new_pin

PIN_FILE = "staff-pin"
TOLD_FILE = "staff-pin.txt"


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


def telling(folder: Path, pin: str, *, is_terminal: bool) -> str:
    """The line that tells a new PIN. What is no terminal may be a log, which would keep it: then a file has it."""
    if is_terminal:
        return f"The PIN of this kiosk's staff page, shown only this once: {pin}"
    _keep(folder / TOLD_FILE, pin)
    return f"The PIN of this kiosk's staff page is in {folder / TOLD_FILE}: read it, then delete the file."


def _keep(path: Path, text: str) -> None:
    """Written whole or not at all, readable by this kiosk only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.new")
    fresh.touch(mode=0o600)
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.rename(path)

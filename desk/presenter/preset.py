"""Departments that are ready to be taken over, with their names in every language."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from shared.protocol.department import DepartmentColour

FOLDER = Path(__file__).parent.parent / "presets"
ICONS = (
    "general-medicine",
    "children",
    "eyes",
    "teeth",
    "laboratory",
    "mother-and-baby",
    "heart",
    "x-ray",
    "pharmacy",
    "cashier",
)


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A department as clinics usually have it."""

    code: str
    icon: str
    colour: DepartmentColour
    names: dict[str, str]


def presets() -> tuple[Preset, ...]:
    """Every ready department, the commonest first."""
    return msgspec.json.decode((FOLDER / "departments.json").read_bytes(), type=tuple[Preset, ...])

"""Frame: how a page is divided for a screen's size, so that every target is at least 20 mm and within reach.

Lengths named `*_height` and the like are pixels of the screen; the design's own figures are pixels of a 1080-pixel
short side.
"""

from dataclasses import dataclass

DESIGN_SHORT_SIDE = 1080
TARGET_MM = 20.0
APART_MM = 4.0
MAIN_BUTTON_MM = 36.0
USUAL_PX_PER_MM = 4.0
"""A 21.5-inch screen, 1920 pixels wide: when the screen does not say how large it is."""
LARGER = 1.3
FIELD_HEIGHT = 104


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The window and the screen it is on."""

    width: int = 1920
    height: int = 1080
    px_per_mm: float = USUAL_PX_PER_MM

    @property
    def is_portrait(self) -> bool:
        """Higher than wide."""
        return self.height > self.width

    @property
    def unit(self) -> float:
        """Pixels of this screen for one of the design."""
        return min(self.width, self.height) / DESIGN_SHORT_SIDE

    @property
    def target(self) -> float:
        """The least height and width of what is touched."""
        return TARGET_MM * self.px_per_mm

    @property
    def gap(self) -> float:
        """The least distance between two things that are touched."""
        return max(16 * self.unit, APART_MM * self.px_per_mm)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The bars of a page and what is left between them."""

    is_portrait: bool
    is_low: bool
    """Back and language are in a row just above the access bar: always so in portrait."""
    unit: float
    px_per_mm: float
    margin: float
    gap: float
    target: float
    header_height: float
    foot_height: float
    access_height: float
    body_height: float
    main_button_height: float


@dataclass(frozen=True, kw_only=True)
class Grid:
    """How tiles are laid: so many columns and rows on a page, and whether there is room for the line in each."""

    columns: int = 1
    rows: int = 1
    has_line: bool = False

    @property
    def places(self) -> int:
        """How many tiles a page holds."""
        return self.columns * self.rows


def frame_of(shape: Shape, *, is_low_reach: bool) -> Frame:
    """The frame for a screen. In portrait nothing to touch is in the top fifth."""
    unit, target, gap = shape.unit, shape.target, shape.gap
    button = max(112 * unit, target)
    is_low = shape.is_portrait or is_low_reach
    if shape.is_portrait:
        header, access = max(shape.height / 5, 300 * unit), max(152 * unit, target + 32 * unit)
    else:
        header = (148 if is_low else 36 + 33) * unit + (0 if is_low else button)
        access = max(128 * unit, target + 24 * unit)
    foot = max(88 * unit, target) + gap if is_low else 0.0
    return Frame(
        is_portrait=shape.is_portrait,
        is_low=is_low,
        unit=unit,
        px_per_mm=shape.px_per_mm,
        margin=(72 if shape.is_portrait else 64) * unit,
        gap=gap,
        target=target,
        header_height=header,
        foot_height=foot,
        access_height=access,
        body_height=shape.height - header - foot - access - gap,
        main_button_height=max(212 * unit if shape.is_portrait else 136 * unit, MAIN_BUTTON_MM * shape.px_per_mm),
    )


def department_grid(count: int, frame: Frame, *, is_larger: bool) -> Grid:
    """How so many departments are shown; when they do not fit, one place of each page is for Next."""
    if is_larger:
        return _grid(count, 1, _rows(frame, 165, 6))
    if frame.is_portrait:
        rows = _rows(frame, 180, 6)
        return _grid(count, 1, rows, has_line=True) if count <= rows else _grid(count, 2, _rows(frame, 220, 5))
    rows = _rows(frame, 340, 2)
    return _grid(count, 3, 2, has_line=True) if count <= 6 and rows == 2 else _grid(count, 3, _rows(frame, 220, 3))


def doctor_grid(count: int, frame: Frame, *, is_larger: bool) -> Grid:
    """Doctors in one column, in two where the page is wide or they are many."""
    rows = _rows(frame, 150 * (LARGER if is_larger else 1.0), 7)
    return _grid(count, 2 if not is_larger and (not frame.is_portrait or count > rows) else 1, rows)


def language_grid(count: int, frame: Frame, height: float) -> Grid:
    """Languages in one column if that leaves each of them a target of its own."""
    pitch = max(112 * frame.unit, frame.target + frame.gap)
    columns = 1 if count * pitch <= height else 2
    return Grid(columns=columns, rows=-(-count // columns))


def key_grid(width: float, frame: Frame) -> Grid:
    """As many keys as there is room for below the field; in portrait the button to go on is below the keys."""
    pitch = frame.target + frame.gap
    row = max(FIELD_HEIGHT * frame.unit, frame.target) + frame.gap
    taken = row + (max(112 * frame.unit, frame.target) + frame.gap if frame.is_portrait else 0.0)
    columns = int((width - 2 * frame.margin + frame.gap) // pitch)
    return Grid(columns=max(1, columns), rows=max(1, int((frame.body_height - taken + frame.gap) // pitch)))


def _grid(count: int, columns: int, rows: int, *, has_line: bool = False) -> Grid:
    """No more rows than there are tiles for, so that they may be higher."""
    return Grid(columns=columns, rows=max(1, min(rows, -(-count // columns))), has_line=has_line)


def _rows(frame: Frame, height: float, most: int) -> int:
    """How many rows of a design height (or of a target, if that is more) fit into the body."""
    row = max(height * frame.unit, frame.target)
    return max(1, min(most, int((frame.body_height + frame.gap) // (row + frame.gap))))

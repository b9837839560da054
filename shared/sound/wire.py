"""Wire: what a screen and its playback process say to each other, one JSON struct a line."""

from msgspec import Struct
from msgspec.json import Decoder, Encoder


class Load(Struct, frozen=True, kw_only=True, tag="load", tag_field="is"):
    """Keep this file in memory: it will be played often, or soon."""

    path: str


class Play(Struct, frozen=True, kw_only=True, tag="play", tag_field="is"):
    """Play this file once, at this loudness (0 to 1, as it is heard)."""

    id: int
    path: str
    volume: float


class Stop(Struct, frozen=True, kw_only=True, tag="stop", tag_field="is"):
    """Be silent at once."""


class Outputs(Struct, frozen=True, kw_only=True, tag="outputs", tag_field="is"):
    """The devices that sound can come out of, the one in use first; none is possible."""

    names: tuple[str, ...]


class Started(Struct, frozen=True, kw_only=True, tag="started", tag_field="is"):
    """A file is being heard since `at` (Unix time)."""

    id: int
    at: float


class Ended(Struct, frozen=True, kw_only=True, tag="ended", tag_field="is"):
    """A file was played to its end, or stopped."""

    id: int


class Failed(Struct, frozen=True, kw_only=True, tag="failed", tag_field="is"):
    """A file was not heard, or not to its end. `is_lost`: because of the device, not of the file."""

    id: int
    why: str
    is_lost: bool


Order = Load | Play | Stop
Report = Outputs | Started | Ended | Failed

encode = Encoder().encode
decode_order = Decoder(Order).decode
decode_report = Decoder(Report).decode

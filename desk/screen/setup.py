"""The first start: an empty box becomes a clinic."""

from dataclasses import dataclass

from desk.screen.signin import LanguageShown


@dataclass(frozen=True, kw_only=True)
class SetupShown:
    """The page to found a clinic. `languages` are the clinic's own; `zones` those that fit what was typed."""

    setup_code: str = ""
    """The code, when it was typed to pair this desk: it is not asked for again."""
    time_zone: str = ""
    zones: tuple[str, ...] = ()
    languages: tuple[LanguageShown, ...] = ()
    strength: str = ""
    strength_grade: str = ""
    """weak, fair or good."""
    field: str = ""
    """The field that `problem` is about."""
    problem: str = ""
    is_busy: bool = False

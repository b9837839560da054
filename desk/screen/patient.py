"""One patient: who it is, the way through the clinic so far, the notes."""

from dataclasses import dataclass

from desk.screen.notice import ActionShown


@dataclass(frozen=True, kw_only=True)
class StepShown:
    """A stop on the visit's line. `state` is done, now or planned."""

    key: str
    time: str
    text: str
    remark: str
    state: str


@dataclass(frozen=True, kw_only=True)
class FactShown:
    """A word and what belongs to it, such as the reason of the visit."""

    key: str
    word: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PatientShown:
    """The panel at the side. `state` is a ticket's status; notes can be written while `has_notes`."""

    key: str
    label: str
    state: str
    state_text: str
    usual_text: str
    minutes_text: str
    name: str
    about: str
    colour: str
    steps: tuple[StepShown, ...]
    facts: tuple[FactShown, ...]
    notes: str
    notes_state: str
    main: ActionShown | None
    actions: tuple[ActionShown, ...]

"""One patient: who it is, the way through the clinic so far, the notes."""

from dataclasses import dataclass, field

from desk.screen.notice import ActionShown


@dataclass(frozen=True, kw_only=True)
class StepShown:
    """A stop on the visit's line. `kind` is done, now or planned."""

    key: str
    time: str
    text: str
    detail: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class FactShown:
    """A word and what belongs to it, such as the reason of the visit."""

    key: str
    word: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PatientShown:
    """The panel at the side. `state` is a ticket's status. Without a label nobody is in it."""

    key: str = ""
    label: str = ""
    state: str = ""
    state_text: str = ""
    usual_text: str = ""
    minutes_text: str = ""
    name: str = ""
    about: str = ""
    colour: str = ""
    steps: tuple[StepShown, ...] = ()
    facts: tuple[FactShown, ...] = ()
    notes: str = ""
    notes_state: str = ""
    main: ActionShown = field(default_factory=ActionShown)
    actions: tuple[ActionShown, ...] = ()

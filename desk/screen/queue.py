"""A queue as a table: its rows, its tabs, and the bar of what can be done with the chosen one."""

from dataclasses import dataclass

from desk.screen.notice import ActionShown


@dataclass(frozen=True, kw_only=True)
class RowShown:
    """One ticket. `wait_share` is 1.0 when its target is reached; `wait_kind` is running or stopped.

    `state_kind` is plain, called, hold or quiet. A row that is `is_locked` has just been taken by somebody else and
    only stays so that nothing moves under the pointer. `section` heads the rows that wait for other doctors only.
    `moved` grows when the row was given another place.
    """

    key: str
    label: str
    icon: str
    colour: str
    name: str
    phone: str
    priority: str
    priority_text: str
    wait_text: str
    wait_share: float
    wait_kind: str
    language: str
    source: str
    state_kind: str
    state_text: str
    remark: str = ""
    section: str = ""
    is_chosen: bool = False
    is_locked: bool = False
    moved: int = 0


@dataclass(frozen=True, kw_only=True)
class TabShown:
    """A tab with how many stand in it."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class QueueShown:
    """The table. `chosen` is the place of the chosen row, −1 when none is chosen."""

    tabs: tuple[TabShown, ...] = ()
    tab: str = ""
    rows: tuple[RowShown, ...] = ()
    chosen: int = -1
    filter: str = ""
    empty_text: str = ""


@dataclass(frozen=True, kw_only=True)
class ChosenShown:
    """Who is chosen in the table and what can be done with them. Without a label nobody is chosen."""

    label: str = ""
    text: str = ""
    actions: tuple[ActionShown, ...] = ()

"""What the desk says back: a refusal in words with what to do, a step that is done, the keys there are."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class NoticeShown:
    """One sentence in the place of the action that it belongs to.

    `place` is queue, panel, form, devices or sheet. `kind` is refused or done. `action` names a button that stands
    with it. Without a text there is nothing to say.
    """

    text: str = ""
    place: str = ""
    kind: str = "refused"
    action: str = ""
    action_text: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionShown:
    """A button: `key` is the action's name, empty when there is none; `keycap` the key that does the same."""

    key: str = ""
    text: str = ""
    keycap: str = ""
    icon: str = ""
    is_main: bool = False
    is_busy: bool = False


@dataclass(frozen=True, kw_only=True)
class KeyShown:
    """A key cap before its word."""

    key: str
    text: str
    is_able: bool = True


@dataclass(frozen=True, kw_only=True)
class FigureShown:
    """A figure of the day over its word."""

    key: str
    value: str
    text: str

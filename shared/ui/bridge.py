"""Bridge: a frozen screen, as the presenter makes it, where QML can read it.

The screen comes in one way, touches go out the other:

    @dataclass(frozen=True, kw_only=True)
    class Screen:                                   # kiosk/screen.py, no Qt
        title: str
        ticket: TicketShown | None                  # a nested value: `screen.ticket.label`
        tiles: tuple[TileShown, ...]                # values with a field `key`: a `Rows` model

    class Touch(QObject):                           # kiosk/bridge.py
        def __init__(self, presenter: Presenter) -> None: ...

        @Slot(str)
        def choose_department(self, key: str) -> None:
            self._presenter.choose_department(key)

    bridge, touch = Bridge(presenter.screen), Touch(presenter)
    window = context.open_window(QML / "Main.qml", screen=bridge, touch=touch)
    presenter.changed = bridge.show

In QML: `required property var screen`, `required property var touch`; then `text: root.screen.title`,
`model: root.screen.tiles`, `onTouched: root.touch.choose_department(key)`. Only fields that differ notify.
"""

import types
import typing

from PySide6.QtQml import QQmlPropertyMap

from shared.ui.plain import field_names, is_value, to_plain
from shared.ui.rows import Rows
from shared.words import Words

# What every property map already answers to; a field of that name would be shadowed in QML.
_TAKEN = frozenset({"objectName", "objectNameChanged", "destroyed", "deleteLater", "keys", "valueChanged"})


class Bridge:
    """One property a field of the shown value. `show` takes the next value of the same class.

    `qml` is the object QML reads; `Windows.open` takes the bridge itself and hands that on.
    """

    def __init__(self, value: object) -> None:
        self.qml = QQmlPropertyMap.create()
        self._class = type(value)
        names = field_names(self._class)
        if shadowed := _TAKEN.intersection(names):
            raise TypeError(f"{self._class.__name__} has fields QML cannot see: {sorted(shadowed)}")
        hints = typing.get_type_hints(self._class)
        self._parts: dict[str, Bridge | Rows] = {}
        for name in names:
            if row_class := _row_class(hints[name]):
                rows = Rows(row_class)
                self._parts[name] = rows
                self.qml.insert(name, rows)
        self._shown: object = None
        self.show(value)

    def show(self, value: object) -> None:
        """Shows `value` instead of the last one; notifies only the fields that changed."""
        if type(value) is not self._class:
            raise TypeError(f"this bridge shows {self._class.__name__}, not {type(value).__name__}")
        before, self._shown = self._shown, value
        for name in field_names(self._class):
            new = getattr(value, name)
            if before is None or getattr(before, name) != new:
                self._show_field(name, new)

    def _show_field(self, name: str, new: object) -> None:
        part = self._parts.get(name)
        if isinstance(part, Rows):
            part.set(typing.cast(tuple[object, ...], new))
        elif isinstance(part, Bridge) and part._class is type(new):
            part.show(new)
        elif is_value(new):
            # `part`, when there was one, stays alive until the bindings that read it have turned to the new one.
            self._parts[name] = nested = Bridge(new)
            self.qml.insert(name, nested.qml)
        else:
            self.qml.insert(name, to_plain(new))
            self._parts.pop(name, None)


class Texts:
    """Every text of a catalogue that takes no parameters, for what a page merely labels.

    `sign_in.title` is `texts.sign_in_title` in QML. `show` changes the language while the program runs.
    """

    def __init__(self, words: Words) -> None:
        self.qml = QQmlPropertyMap.create()
        self.show(words)

    def show(self, words: Words) -> None:
        """Shows the texts of `words`; only those that differ notify."""
        for key, text in words.plain_texts().items():
            name = key.replace(".", "_")
            if self.qml.value(name) != text:
                self.qml.insert(name, text)


def _row_class(hint: object) -> type | None:
    """The class of `tuple[Row, ...]` when Row is a value with a field `key`, else None."""
    if isinstance(hint, types.GenericAlias) and hint.__origin__ is tuple and hint.__args__[1:] == (Ellipsis,):
        row = hint.__args__[0]
        if isinstance(row, type) and is_value_class(row) and "key" in field_names(row):
            return row
    return None


def is_value_class(thing: type) -> bool:
    """True for a dataclass or msgspec struct class."""
    try:
        field_names(thing)
    except TypeError:
        return False
    return True

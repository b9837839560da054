"""Rows: a list of frozen values as a Qt model that inserts, moves, removes and changes rows, and never resets.

    rows = Rows(QueueLine)          # a dataclass or msgspec struct with a field `key`
    rows.set(screen.queue)          # emits only what differs from the last time

In QML each field is a role: `delegate: QueueRow { required property string label }`. Rows that stay keep their
delegate, so a list never jumps under a finger and whatever animates goes on.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from shared.ui.plain import field_names, to_plain

_TOP = QModelIndex()
_FIRST_ROLE = Qt.ItemDataRole.UserRole + 1


class Rows(QAbstractListModel):
    """The model over values of one class; `key` tells which row is which. Keys must be unique in each `set`."""

    count_changed = Signal()

    def __init__(self, row_class: type, parent: QObject | None = None, key: str = "key") -> None:
        super().__init__(parent)
        self._fields = field_names(row_class)
        if key not in self._fields:
            raise TypeError(f"{row_class.__name__} has no field {key!r} to tell its rows apart")
        self._key = key
        self._rows: list[object] = []
        self._keys: list[Hashable] = []

    def values(self) -> tuple[object, ...]:
        """The values now shown, in order."""
        return tuple(self._rows)

    def set(self, values: Iterable[object]) -> None:
        """Makes the model equal to `values` with the fewest moves. Raises ValueError when a key comes twice."""
        new = list(values)
        new_keys = [getattr(value, self._key) for value in new]
        places = {key: place for place, key in enumerate(new_keys)}
        if len(places) != len(new):
            raise ValueError(f"two rows with the same key among {new_keys!r}")
        before = len(self._rows)
        self._remove_missing(places.keys())
        self._order(new, new_keys, places)
        self._change(new)
        if len(self._rows) != before:
            self.count_changed.emit()

    @Property(int, notify=count_changed)
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _FIRST_ROLE) -> object:
        field = role - _FIRST_ROLE
        if not (index.isValid() and index.row() < len(self._rows) and 0 <= field < len(self._fields)):
            return None
        return to_plain(getattr(self._rows[index.row()], self._fields[field]))

    def roleNames(self) -> dict[int, QByteArray]:
        return {_FIRST_ROLE + number: QByteArray(name.encode()) for number, name in enumerate(self._fields)}

    def _remove_missing(self, wanted: Iterable[Hashable]) -> None:
        kept = set(wanted)
        last = len(self._keys) - 1
        while last >= 0:
            if self._keys[last] in kept:
                last -= 1
                continue
            first = last
            while first > 0 and self._keys[first - 1] not in kept:
                first -= 1
            self.beginRemoveRows(_TOP, first, last)
            del self._rows[first : last + 1]
            del self._keys[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _order(self, new: Sequence[object], new_keys: Sequence[Hashable], places: dict[Hashable, int]) -> None:
        """Puts every row that is new or out of order right after the one that shall precede it."""
        in_order = {self._keys[row] for row in _longest_rise([places[key] for key in self._keys])}
        known = set(self._keys)
        for place, key in enumerate(new_keys):
            if key in in_order:
                continue
            target = self._keys.index(new_keys[place - 1]) + 1 if place else 0
            if key not in known:
                self.beginInsertRows(_TOP, target, target)
                self._rows.insert(target, new[place])
                self._keys.insert(target, key)
                self.endInsertRows()
                continue
            source = self._keys.index(key)
            if target in (source, source + 1):
                continue
            self.beginMoveRows(_TOP, source, source, _TOP, target)
            target -= target > source
            self._rows.insert(target, self._rows.pop(source))
            self._keys.insert(target, self._keys.pop(source))
            self.endMoveRows()

    def _change(self, new: Sequence[object]) -> None:
        for row, (old, value) in enumerate(zip(self._rows, new, strict=True)):
            if old == value:
                continue
            self._rows[row] = value
            roles = [
                _FIRST_ROLE + number
                for number, name in enumerate(self._fields)
                if getattr(old, name) != getattr(value, name)
            ]
            self.dataChanged.emit(self.index(row), self.index(row), roles)


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The indices of a longest increasing subsequence, by patience sorting: what need not move."""
    tops: list[int] = []
    top_index: list[int] = []
    previous: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        previous.append(top_index[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        top_index[pile : pile + 1] = [index]
    rise: list[int] = []
    index = top_index[-1] if top_index else -1
    while index >= 0:
        rise.append(index)
        index = previous[index]
    return rise[::-1]

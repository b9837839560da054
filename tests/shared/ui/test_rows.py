"""Rows reach every new list from every old one, with signals a view can follow."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractListModel, QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from shared.ui.rows import Rows


@dataclass(frozen=True)
class Line:
    key: int
    text: str


lists_of_lines = st.lists(st.builds(Line, st.integers(0, 15), st.sampled_from("abc")), unique_by=lambda line: line.key)


class Follower:
    """Rebuilds the list from nothing but the model's signals, as a view does."""

    def __init__(self, model: QAbstractListModel) -> None:
        self.model = model
        self.lines: list[tuple[object, object]] = []
        self.steps: list[str] = []
        model.rowsInserted.connect(self.insert)
        model.rowsRemoved.connect(self.remove)
        model.rowsMoved.connect(self.move)
        model.dataChanged.connect(self.change)
        model.modelReset.connect(lambda: self.steps.append("reset"))

    def read(self, row: int) -> tuple[object, object]:
        index = self.model.index(row)
        return tuple(self.model.data(index, role) for role in sorted(self.model.roleNames()))

    def insert(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.steps.append("insert")
        self.lines[first:first] = [self.read(row) for row in range(first, last + 1)]

    def remove(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.steps.append("remove")
        del self.lines[first : last + 1]

    def move(self, _source: QModelIndex, first: int, last: int, _parent: QModelIndex, before: int) -> None:
        self.steps.append("move")
        moving = self.lines[first : last + 1]
        del self.lines[first : last + 1]
        place = before - len(moving) if before > first else before
        self.lines[place:place] = moving

    def change(self, top: QModelIndex, bottom: QModelIndex, _roles: list[int]) -> None:
        self.steps.append("change")
        for row in range(top.row(), bottom.row() + 1):
            self.lines[row] = self.read(row)


@given(st.lists(lists_of_lines, min_size=1, max_size=5))
def test_a_view_that_follows_the_signals_has_the_new_list_and_never_saw_a_reset(history: list[list[Line]]) -> None:
    rows = Rows(Line)
    follower = Follower(rows)
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for lines in history:
        rows.set(lines)
        assert list(rows.values()) == lines
        assert follower.lines == [(line.key, line.text) for line in lines]
        assert rows.property("count") == len(lines)
    assert "reset" not in follower.steps
    assert tester.model() is rows


def test_one_line_that_goes_to_the_end_is_one_move() -> None:
    rows = Rows(Line)
    lines = [Line(number, "a") for number in range(50)]
    rows.set(lines)
    follower = Follower(rows)
    rows.set(lines[1:] + lines[:1])
    assert follower.steps == ["move"]


def test_only_the_role_that_differs_is_announced(qtbot: QtBot) -> None:
    rows = Rows(Line)
    line = Line(1, "a")
    rows.set([line])
    text_role = next(role for role, name in rows.roleNames().items() if name == b"text")
    with qtbot.waitSignal(rows.dataChanged) as changed:
        rows.set([replace(line, text="b")])
    assert changed.args is not None
    assert list(changed.args[2]) == [text_role]


def test_the_same_list_again_says_nothing() -> None:
    rows = Rows(Line)
    rows.set([Line(1, "a"), Line(2, "b")])
    follower = Follower(rows)
    rows.set([Line(1, "a"), Line(2, "b")])
    assert follower.steps == []


def test_two_rows_with_one_key_are_refused_and_change_nothing() -> None:
    rows = Rows(Line)
    rows.set([Line(1, "a")])
    with pytest.raises(ValueError, match="same key"):
        rows.set([Line(2, "a"), Line(2, "b")])
    assert rows.values() == (Line(1, "a"),)


def test_a_class_without_a_key_is_refused() -> None:
    with pytest.raises(TypeError, match="no field 'number'"):
        Rows(Line, key="number")

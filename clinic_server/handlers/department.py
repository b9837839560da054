"""Departments: add, change, open, pause, close."""

import re
from typing import Any

from msgspec import UNSET
from msgspec.structs import asdict, replace

from clinic_server.domain.moment import known_moment
from clinic_server.domain.text import clean_lines
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.department import (
    AddDepartment,
    ChangeDepartment,
    CloseDepartment,
    CodeTaken,
    Department,
    DepartmentAdded,
    DepartmentChanged,
    DepartmentState,
    OpenDepartment,
    PauseDepartment,
)
from shared.protocol.refusal import BadValue

MOST_DIGITS = 6
LARGEST_NUMBER = 10**MOST_DIGITS - 1
CODE = re.compile(r"[A-Z]{1,3}")
"""Latin capitals, so that a label looks and sounds the same in every language."""


@handles(AddDepartment)
def add_department(unit: Unit, command: AddDepartment) -> Department:
    if not CODE.fullmatch(command.code):
        raise BadValue(field="code", why="one to three capital letters")
    present = unit.all(Department)
    if any(department.code == command.code for department in present):
        raise CodeTaken(code_taken=command.code)
    department = Department(id=unit.new_id(), position=len(present), **_fields(command))
    unit.record(DepartmentAdded(department=_checked(department)))
    return department


@handles(ChangeDepartment)
def change_department(unit: Unit, command: ChangeDepartment) -> Department:
    fields = {name: value for name, value in _fields(command).items() if value is not UNSET and name != "department_id"}
    return _change(unit, unit.need(Department, command.department_id), **fields)


@handles(OpenDepartment)
def open_department(unit: Unit, command: OpenDepartment) -> Department:
    department = unit.need(Department, command.department_id)
    return _change(unit, department, state=DepartmentState.OPEN, paused_until=None)


@handles(PauseDepartment)
def pause_department(unit: Unit, command: PauseDepartment) -> Department:
    department = unit.need(Department, command.department_id)
    until = None if command.until is None else known_moment(command.until, "until")
    return _change(unit, department, state=DepartmentState.PAUSED, paused_until=until)


@handles(CloseDepartment)
def close_department(unit: Unit, command: CloseDepartment) -> Department:
    department = unit.need(Department, command.department_id)
    return _change(unit, department, state=DepartmentState.CLOSED, paused_until=None)


def _change(unit: Unit, department: Department, **fields: Any) -> Department:
    changed = _checked(replace(department, **fields))
    if changed != department:
        unit.record(DepartmentChanged(department=changed))
    return changed


def _checked(department: Department) -> Department:
    """The department as it may be kept. Raises `BadValue`."""
    department = clean_lines(department)
    if not any(department.names.values()):
        raise BadValue(field="names", why="empty")
    if not 0 <= department.first_number <= department.last_number:
        raise BadValue(field="last_number", why="before the first")
    if department.last_number > LARGEST_NUMBER:
        raise BadValue(field="last_number", why="more than six digits")
    if not 1 <= department.padding <= MOST_DIGITS:
        raise BadValue(field="padding", why="1 to 6")
    if department.daily_quota is not None and not 0 <= department.daily_quota <= LARGEST_NUMBER:
        raise BadValue(field="daily_quota", why="negative, or more than six digits")
    if any(day not in range(7) for hours in department.hours for day in hours.weekdays):
        raise BadValue(field="hours", why="not a weekday")
    return department


def _fields(command: AddDepartment | ChangeDepartment) -> dict[str, Any]:
    return asdict(command)

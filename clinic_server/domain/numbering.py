"""Numbers: the next one of a series, and the label it makes."""

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from shared.protocol.department import Department, QuotaReached
from shared.protocol.ticket import Series


def new_series(id: UUID, department: Department, business_day: date) -> Series:
    """The counter of a department on a new day, before its first number."""
    return Series(
        id=id, department_id=department.id, business_day=business_day, last_number=department.first_number - 1
    )


def next_in_series(department: Department, series: Series) -> Series:
    """The counter after one more number. Numbers never wrap around: past the last one the quota is reached."""
    number = max(series.last_number + 1, department.first_number)
    if number > department.last_number:
        raise QuotaReached(quota=department.last_number - department.first_number + 1)
    return replace(series, last_number=number, issued=series.issued + 1)


def label(department: Department, number: int) -> str:
    """What stands on the paper, such as `GM-007`."""
    return f"{department.code}-{number:0{department.padding}d}"

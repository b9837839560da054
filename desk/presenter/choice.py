"""What can be chosen at the desk: departments, doctors, priorities, languages."""

from collections.abc import Iterable
from uuid import UUID

from desk.presenter.wording import Wording
from desk.screen.sheet import ChoiceShown, Option
from shared.client.mirror import Mirror
from shared.protocol.department import Department
from shared.protocol.priority import Priority
from shared.protocol.staff import Doctor

ANY_DOCTOR = "any"


def departments(mirror: Mirror) -> list[Department]:
    """Every department in the clinic's own order."""
    return sorted(mirror.all(Department), key=lambda each: (each.position, each.code))


def department_choice(department: Department, wording: Wording, chosen: UUID | None, number: int = 0) -> ChoiceShown:
    """A department as something to choose."""
    return ChoiceShown(
        key=str(department.id),
        text=wording.department(department),
        number=str(number) if 1 <= number <= 9 else "",
        icon=department.icon,
        colour=str(department.colour),
        remark=department.code,
        is_chosen=department.id == chosen,
    )


def doctor_choices(
    mirror: Mirror, department_id: UUID | None, chosen: UUID | None, wording: Wording
) -> tuple[ChoiceShown, ...]:
    """Any doctor first, then those of the department by name, with whether they are here."""
    words = wording.words
    found = sorted(
        (doctor for doctor in mirror.all(Doctor) if department_id in doctor.department_ids), key=lambda each: each.name
    )
    anybody = ChoiceShown(key=ANY_DOCTOR, text=words("desk.any_doctor"), is_chosen=chosen is None)
    return (
        anybody,
        *(
            ChoiceShown(
                key=str(doctor.id),
                text=doctor.name,
                remark=words(f"desk.availability.{doctor.availability}"),
                is_chosen=doctor.id == chosen,
            )
            for doctor in found
        ),
    )


def priority_choices(chosen: Priority, wording: Wording) -> tuple[ChoiceShown, ...]:
    """The three classes."""
    return tuple(
        ChoiceShown(
            key=str(priority), text=wording.priority(priority), number=str(number), is_chosen=priority is chosen
        )
        for number, priority in enumerate(Priority, 1)
    )


def options(choices: Iterable[ChoiceShown]) -> tuple[Option, ...]:
    """Choices as the entries of a drop-down list."""
    return tuple(
        {"key": choice.key, "text": choice.text, "icon": choice.icon, "tone": choice.colour} for choice in choices
    )

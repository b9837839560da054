"""Accounts: who may sign in, as what, and for whose patients."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from desk.presenter.choice import department_choice, departments
from desk.presenter.password import LEAST_LETTERS, strength
from desk.presenter.seat import Seat
from desk.presenter.staff_sheet import ROLES, StaffSheet
from desk.screen.administrator import StaffLineShown
from desk.screen.sheet import ChoiceShown
from shared.protocol.department import Department
from shared.protocol.staff import AddStaff, Staff, StaffRole


class Accounts:
    """The accounts there are and the form for a new one. `added` is called when one was added."""

    def __init__(self, seat: Seat, added: Callable[[], None]) -> None:
        self._seat = seat
        self._added = added
        self.role = StaffRole.DOCTOR
        self.grade = ""
        """How good the new password is: weak, fair, good."""
        self._strength = ""
        self._departments: list[UUID] = []

    @property
    def strength(self) -> str:
        """The same in a sentence."""
        return self._seat.wording.words(self._strength, count=LEAST_LETTERS) if self._strength else ""

    def choose(self, field: str, key: str) -> None:
        """Choose the role; add or leave out a department."""
        if field == "role":
            self.role = StaffRole(key)
            return
        id = UUID(key)
        self._departments.remove(id) if id in self._departments else self._departments.append(id)

    def type_password(self, password: str, login: str) -> None:
        """Say how good a new account's password is."""
        self.grade, self._strength = strength(password, login)

    def add(self, name: str, login: str, password: str, specialisation: str) -> None:
        """Give somebody an account."""
        words = self._seat.wording.words
        grade, key = strength(password, login)
        is_doctor = self.role is StaffRole.DOCTOR
        if not name.strip() or not login.strip() or not password:
            self._seat.say(words("desk.staff.lacks"), "form")
        elif grade == "weak":
            self._seat.say(words(key, count=LEAST_LETTERS), "form")
        elif is_doctor and not self._departments:
            self._seat.say(words("desk.staff.lacks_departments"), "form")
        else:
            command = AddStaff(
                login=login.strip(),
                password=password,
                name=name.strip(),
                role=self.role,
                specialisation=specialisation.strip(),
                department_ids=tuple(self._departments) if is_doctor else (),
            )
            self._seat.ask("staff", command, "form", done=self._done)

    def open(self, key: str) -> None:
        """Show what can be done for somebody's account."""
        staff = self._seat.mirror.get(Staff, UUID(key))
        if staff is not None:
            sheet = StaffSheet(self._seat, staff)
            self._seat.open(sheet)
            self._seat.spawn(sheet.look(), "desk account of staff")

    def staff_shown(self) -> tuple[StaffLineShown, ...]:
        """Everybody with an account, by name."""
        return tuple(self._line(each) for each in sorted(self._seat.mirror.all(Staff), key=lambda each: each.name))

    def roles_shown(self) -> tuple[ChoiceShown, ...]:
        """What a new account may be."""
        words = self._seat.wording.words
        return tuple(ChoiceShown(key=str(role), text=words(f"desk.role.{role}")) for role in ROLES)

    def departments_shown(self) -> tuple[ChoiceShown, ...]:
        """Whose patients a new doctor sees; nothing for the other roles."""
        if self.role is not StaffRole.DOCTOR:
            return ()
        choices = (department_choice(each, self._seat.wording, None) for each in departments(self._seat.mirror))
        return tuple(replace(choice, is_chosen=UUID(choice.key) in self._departments) for choice in choices)

    def _done(self, staff: Staff) -> str:
        self.grade = self._strength = ""
        self._departments = []
        self._added()
        return self._seat.wording.words("desk.staff.added", name=staff.name, login=staff.login)

    def _line(self, staff: Staff) -> StaffLineShown:
        wording = self._seat.wording
        names = (self._seat.mirror.get(Department, id) for id in staff.department_ids)
        return StaffLineShown(
            key=str(staff.id),
            name=staff.name,
            login=staff.login,
            role=wording.words(f"desk.role.{staff.role}" if staff.is_active else "desk.staff.inactive"),
            departments=wording.join(*(wording.department(each) for each in names if each is not None)),
            is_active=staff.is_active,
        )

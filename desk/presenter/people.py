"""The administrator's people: who is known to the clinic, found to hand out or erase what is kept of them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from desk.presenter.person_sheet import PersonSheet
from desk.presenter.seat import Seat
from desk.screen.record import PeopleShown, PersonShown
from shared.protocol.patient import FindPatients, FoundPatients, Patient


class PeopleSection:
    """A question and who was found by it. `trail` shows who did and who read what of somebody."""

    def __init__(self, seat: Seat, trail: Callable[[Patient], None]) -> None:
        self._seat, self._trail = seat, trail
        self._found: FoundPatients | None = None

    def find(self, name: str, phone: str, birth_date: str) -> None:
        """Look somebody up; the birth date as 1990-04-14."""
        words = self._seat.wording.words
        try:
            born = date.fromisoformat(birth_date.strip()) if birth_date.strip() else None
        except ValueError:
            self._seat.say(words("desk.day.bad"), "form")
            return
        if not (name.strip() or phone.strip() or born):
            self._seat.say(words("desk.people.lacks"), "form")
            return
        self._found = None
        command = FindPatients(name=name.strip(), phone=phone.strip(), birth_date=born)
        self._seat.ask("find", command, "form", done=self.show)

    def open(self, key: str) -> None:
        """Show what can be done with somebody's data."""
        found = self._found.patients if self._found is not None else ()
        id = UUID(key)
        for patient in found:
            if patient.id == id:
                self._seat.open(PersonSheet(self._seat, patient, self._trail, self.forget))

    def forget(self) -> None:
        """Show nobody any more."""
        self._found = None

    def shown(self) -> PeopleShown:
        """The section as it is now."""
        words = self._seat.wording.words
        if self._found is None:
            return PeopleShown(hint=words("desk.people.hint"))
        hint = words("desk.people.nobody") if not self._found.patients else ""
        return PeopleShown(
            people=tuple(self._person(each) for each in self._found.patients),
            hint=words("desk.people.more") if self._found.has_more else hint,
        )

    def show(self, found: FoundPatients) -> None:
        """Who was found."""
        self._found = found

    def _person(self, patient: Patient) -> PersonShown:
        wording = self._seat.wording
        born = patient.birth_date.isoformat() if patient.birth_date is not None else ""
        return PersonShown(key=str(patient.id), name=wording.name(patient), detail=wording.join(born, patient.phone))

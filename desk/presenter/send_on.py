"""Sending a patient on: to which department, there to which doctor, and why."""

from collections.abc import Callable
from uuid import UUID

from desk.presenter.choice import ANY_DOCTOR, department_choice, departments, doctor_choices
from desk.presenter.wording import Wording
from desk.screen.sheet import SheetShown
from shared.client.mirror import Mirror
from shared.protocol.staff import Doctor


class SendOnSheet:
    """Asks to which department, and there to which doctor."""

    def __init__(self, mirror: Mirror, label: str, carry_out: Callable[[UUID, UUID | None, str], None]) -> None:
        self._mirror, self._label, self._carry_out = mirror, label, carry_out
        self._department: UUID | None = None
        self._doctor: UUID | None = None
        self._text, self._lacks = "", False

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        return SheetShown(
            kind="send_on",
            title=words("desk.send_on.title", label=self._label),
            sentence=words("desk.send_on.sentence"),
            choices=tuple(
                department_choice(department, wording, self._department, number)
                for number, department in enumerate(departments(self._mirror), 1)
            ),
            more_title=words("desk.send_on.doctor") if self._department else "",
            more=doctor_choices(self._mirror, self._department, self._doctor, wording) if self._department else (),
            asks_text=True,
            text_word=words("desk.send_on.reason"),
            text=self._text,
            confirm=words("desk.send_on.confirm"),
            problem=words("desk.send_on.lacks") if self._lacks else "",
        )

    def choose(self, key: str) -> None:
        self._lacks = False
        if key == ANY_DOCTOR:
            self._doctor = None
        elif self._mirror.get(Doctor, UUID(key)) is not None:
            self._doctor = UUID(key)
        else:
            self._department, self._doctor = UUID(key), None

    def type(self, text: str) -> None:
        self._text = text

    def confirm(self) -> None:
        self._lacks = self._department is None
        if self._department is not None:
            self._carry_out(self._department, self._doctor, self._text.strip())

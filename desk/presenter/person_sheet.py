"""One person's data: handed out, erased, and who did or read what."""

from collections.abc import Callable

import msgspec

from desk.presenter.seat import Seat
from desk.presenter.sheet import ReasonSheet
from desk.presenter.wording import Wording
from desk.screen.sheet import ChoiceShown, SheetShown
from shared.protocol.erasure import Erased, ErasePatient
from shared.protocol.export import ExportPatient, PatientExport
from shared.protocol.patient import Patient

EXPORT_REASONS = ("asked_in_person", "asked_in_writing")
ENTRIES = ("export", "erase", "trail")
BACKUPS = ("replace", "wait")


class PersonSheet:
    """What can be done with all that is kept of one person. `trail` shows who did and who read what of them.

    `gone` is called when they are erased.
    """

    def __init__(
        self, seat: Seat, patient: Patient, trail: Callable[[Patient], None], gone: Callable[[], None]
    ) -> None:
        self._seat, self._patient, self._trail, self._gone = seat, patient, trail, gone

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        return SheetShown(
            kind="person",
            title=wording.name(self._patient),
            sentence=words("desk.person.sentence"),
            choices=tuple(
                ChoiceShown(key=entry, text=words(f"desk.person.{entry}"), number=str(number))
                for number, entry in enumerate(ENTRIES, 1)
            ),
        )

    def choose(self, key: str) -> None:
        name = self._seat.wording.name(self._patient)
        match key:
            case "export":
                self._seat.open(ReasonSheet("export", name, EXPORT_REASONS, self._export))
            case "erase":
                self._seat.open(EraseSheet(self._seat, self._patient, self._gone))
            case "trail":
                self._seat.open(None)
                self._trail(self._patient)

    def type(self, text: str) -> None:
        """There is nothing to type."""

    def confirm(self) -> None:
        """Every entry confirms itself."""

    def _export(self, reason: str) -> None:
        def done(export: PatientExport) -> None:
            self._seat.open(None)
            self._keep(export)

        self._seat.ask("export", ExportPatient(patient_id=self._patient.id, reason=reason), "sheet", done=done)

    def _keep(self, export: PatientExport) -> None:
        """Two files: the page for people and the same for programs."""
        name = f"patient-{str(export.patient.id)[-12:]}-{export.exported_at:%Y-%m-%d}"
        data = msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(export, page=""))).decode()
        try:
            place = self._seat.hand_out.save({f"{name}.html": export.page, f"{name}.json": data})
        except OSError:
            self._seat.say(self._seat.wording.words("desk.hand_out.failed"), "form")
        else:
            self._seat.say(self._seat.wording.words("desk.hand_out.saved", place=str(place)), "form", "done")


class EraseSheet:
    """Asks why somebody is erased, and what becomes of the backups."""

    def __init__(self, seat: Seat, patient: Patient, gone: Callable[[], None]) -> None:
        self._seat, self._patient, self._gone = seat, patient, gone
        self._text, self._backups, self._lacks = "", "", ""

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        return SheetShown(
            kind="erase",
            title=words("desk.erase.title", label=wording.name(self._patient)),
            sentence=words("desk.erase.sentence"),
            choices=tuple(
                ChoiceShown(
                    key=key, text=words(f"desk.erase.{key}"), number=str(number), is_chosen=key == self._backups
                )
                for number, key in enumerate(BACKUPS, 1)
            ),
            asks_text=True,
            text_word=words("desk.erase.reason"),
            text=self._text,
            confirm=words("desk.erase.go_on"),
            problem=words(self._lacks) if self._lacks else "",
        )

    def choose(self, key: str) -> None:
        self._backups, self._lacks = key, ""

    def type(self, text: str) -> None:
        self._text, self._lacks = text, ""

    def confirm(self) -> None:
        if not self._backups:
            self._lacks = "desk.erase.lacks_backups"
        elif not self._text.strip():
            self._lacks = "refused.reason_needed"
        else:
            command = ErasePatient(
                patient_id=self._patient.id,
                reason=self._text.strip(),
                replaces_backups=self._backups == "replace",
            )
            self._seat.open(EraseForEverSheet(self._seat, self._patient, command, self._gone))


class EraseForEverSheet:
    """Asks for a word in letters: it cannot be undone."""

    def __init__(self, seat: Seat, patient: Patient, command: ErasePatient, gone: Callable[[], None]) -> None:
        self._seat, self._patient, self._command, self._gone = seat, patient, command, gone
        self._text, self._lacks = "", False

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        word = words("desk.erase.word")
        return SheetShown(
            kind="erase",
            title=words("desk.erase.title", label=wording.name(self._patient)),
            sentence=words("desk.erase.remains"),
            asks_text=True,
            text_word=words("desk.erase.type", word=word),
            text=self._text,
            confirm=words("desk.erase.confirm"),
            problem=words("desk.erase.type", word=word) if self._lacks else "",
        )

    def choose(self, key: str) -> None:
        """There is nothing to choose."""

    def type(self, text: str) -> None:
        self._text, self._lacks = text, False

    def confirm(self) -> None:
        words = self._seat.wording.words
        self._lacks = self._text.strip().casefold() != words("desk.erase.word").casefold()
        if not self._lacks:
            self._seat.ask("erase", self._command, "sheet", done=self._done)

    def _done(self, erased: Erased) -> None:
        self._gone()
        self._seat.open(None)
        self._seat.say(self._seat.wording.words("desk.erase.done", count=erased.rows), "form", "done")

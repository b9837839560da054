"""Notes kept with a visit: what is typed is saved after a pause and never lost by a cut line."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from desk.presenter.refusal import sentence
from desk.presenter.seat import Seat
from shared.protocol.clinical_note import ClinicalNote, WriteNotes
from shared.protocol.grammar import Refusal
from shared.protocol.identity import new_id
from shared.protocol.refusal import Unreachable
from shared.protocol.session import NotSignedIn

PAUSE_SECONDS = 1.0


@dataclass
class _Draft:
    text: str
    problem: str = ""
    is_saved: bool = False
    before: str = ""
    """What the mirror still said when the clinic had taken the draft: until it hears of it, the draft stands."""


class Notes:
    """Drafts by ticket. A draft stands until the clinic has it; until then it wins over what others wrote."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._drafts: dict[UUID, _Draft] = {}
        self._is_saving = False
        self._timer: asyncio.TimerHandle | None = None

    def text(self, ticket_id: UUID) -> str:
        """What stands in the field."""
        known, draft = self._known(ticket_id), self._drafts.get(ticket_id)
        if draft is not None and draft.is_saved and known != draft.before:
            del self._drafts[ticket_id]
            return known
        return known if draft is None else draft.text

    def state(self, ticket_id: UUID) -> str:
        """Whether the clinic has it, in words."""
        words, text = self._seat.wording.words, self.text(ticket_id)
        draft = self._drafts.get(ticket_id)
        if draft is None or draft.is_saved:
            return words("desk.notes.saved") if text else ""
        if draft.problem:
            return draft.problem
        return words("desk.notes.saving" if self._seat.link.state.is_live else "desk.notes.waiting")

    def write(self, ticket_id: UUID, text: str) -> None:
        """Take what is typed; it is sent after a pause in the typing."""
        if text == self.text(ticket_id):
            return
        self._drafts[ticket_id] = _Draft(text)
        self._stop_timer()
        self._timer = asyncio.get_running_loop().call_later(PAUSE_SECONDS, self.save)
        self._seat.changed()

    def save(self) -> None:
        """Send what is not saved yet; also called when the line is back and before the patient goes."""
        self._stop_timer()
        unsaved = [id for id, draft in self._drafts.items() if not draft.is_saved and not draft.problem]
        if unsaved and not self._is_saving and self._seat.link.state.is_live:
            self._is_saving = True
            self._seat.spawn(self._send(unsaved[0]), "desk notes")

    async def _send(self, ticket_id: UUID) -> None:
        draft = self._drafts[ticket_id]
        goes_on = True
        try:
            await self._seat.link.send(WriteNotes(ticket_id=ticket_id, notes=draft.text), request_id=new_id())
        except Unreachable:
            goes_on = False  # sent again when the line is back
        except NotSignedIn:
            goes_on = False
            self._seat.expired()
        except Refusal as refusal:
            draft.problem = sentence(refusal, self._seat.wording)
        else:
            draft.is_saved, draft.before = True, self._known(ticket_id)
            if draft.before == draft.text:
                self._drafts.pop(ticket_id) if self._drafts.get(ticket_id) is draft else None
        finally:
            self._is_saving = False
        if goes_on:
            self.save()
        self._seat.changed()

    def _known(self, ticket_id: UUID) -> str:
        note = self._seat.mirror.get(ClinicalNote, ticket_id)
        return note.notes if note is not None else ""

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

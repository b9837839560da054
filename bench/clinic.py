"""A clinic with many people in it, made through the same ledger that the server writes with."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from clinic_server.actor import Actor, Role
from clinic_server.handlers.every import HANDLERS
from clinic_server.store.ledger import Ledger
from clinic_server.store.opening import open_store
from clinic_server.store.unit import Unit
from shared.protocol.grammar import Command
from shared.protocol.identity import new_id
from shared.protocol.ticket import CancelTicket, IssueTicket

AT_ONCE = 1_000


class Filling:
    """Carries commands out straight on a data folder that no server uses."""

    def __init__(self, folder: Path) -> None:
        self._store = open_store(folder)
        self.ledger = Ledger(self._store.writing)
        self._kiosk = Actor(role=Role.KIOSK, id=new_id())
        self._clock = self.ledger.last_at or datetime.now(UTC)

    def close(self) -> None:
        """Let a server have the folder."""
        self.ledger.close()
        self._store.close()

    def issue(self, department_id: UUID, count: int) -> list[UUID]:
        """So many people take a number; their tickets."""
        command = IssueTicket(department_id=department_id, language="en")
        return [slip.ticket.id for slip in self._carry_out([command] * count)]

    def cancel(self, tickets: Sequence[UUID]) -> None:
        """They leave again."""
        self._carry_out([CancelTicket(ticket_id=id, reason="left") for id in tickets])

    def _carry_out(self, commands: Sequence[Command[Any]]) -> list[Any]:
        answers = []
        for start in range(0, len(commands), AT_ONCE):
            self.ledger.begin()
            for command in commands[start : start + AT_ONCE]:
                answers.append(self._command(command))
            self.ledger.commit()
        return answers

    def _command(self, command: Command[Any]) -> Any:
        self._clock = max(datetime.now(UTC), self._clock + timedelta(microseconds=1))
        unit = Unit(self.ledger, actor=self._kiosk, now=self._clock, clock=self._clock)
        answer = HANDLERS[type(command)].handler(unit, command)
        self.ledger.keep(unit.events, at=unit.now, actor=self._kiosk.name, request_id=new_id(), answer=b"{}")
        return answer

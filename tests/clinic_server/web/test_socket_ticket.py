"""Socket tickets: good once, and for half a minute."""

import pytest

from clinic_server.actor import Actor, Role
from clinic_server.web import socket_ticket
from clinic_server.web.socket_ticket import LASTS_SECONDS, SocketTickets
from shared.protocol.identity import new_id
from shared.protocol.session import NotSignedIn


class Seconds:
    """A clock to set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_ticket_is_good_once_and_for_who_asked() -> None:
    tickets, actor = SocketTickets(), Actor(role=Role.DOCTOR, id=new_id())
    ticket = tickets.give(actor)

    assert tickets.take(ticket) == actor
    with pytest.raises(NotSignedIn):
        tickets.take(ticket)


def test_a_ticket_runs_out() -> None:
    clock = Seconds()
    tickets = SocketTickets(clock)
    ticket = tickets.give(Actor(role=Role.DOCTOR))
    clock.now = LASTS_SECONDS + 0.1

    with pytest.raises(NotSignedIn):
        tickets.take(ticket)


def test_no_flood_of_tickets_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_ticket, "MOST_OPEN", 2)
    tickets = SocketTickets()
    first, *others = [tickets.give(Actor(role=Role.DOCTOR)) for _ in range(3)]

    with pytest.raises(NotSignedIn):
        tickets.take(first)
    assert [tickets.take(ticket).role for ticket in others] == [Role.DOCTOR] * 2

"""Where the API asks which command."""

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from clinic_server.web.api.route import CommandRoute, collections, command_routes, plural
from clinic_server.web.api.socket import PATH
from shared.protocol.every import COMMANDS
from shared.protocol.grammar import Audience, Command, Refusal, kind_of

ROUTES = {kind_of(route.command): f"{route.method} {route.path}" for route in command_routes()}


def test_a_route_follows_from_the_commands_name() -> None:
    assert ROUTES["ticket.issue"] == "POST /tickets"
    assert ROUTES["ticket.confirm_print"] == "POST /tickets/{ticket_id}/confirm-print"
    assert ROUTES["department.change"] == "PATCH /departments/{department_id}"
    assert ROUTES["call.next"] == "POST /calls/next"
    assert ROUTES["clinic.change"] == "PATCH /clinics"


def test_a_command_may_name_its_own_route_or_none() -> None:
    assert ROUTES["call.ticket"] == "POST /tickets/{ticket_id}/call"
    assert "clinic.found" not in ROUTES


def test_no_two_commands_share_a_route() -> None:
    assert [route for route, times in Counter(ROUTES.values()).items() if times > 1] == []


@pytest.mark.parametrize("route", command_routes(), ids=lambda route: kind_of(route.command))
def test_what_stands_in_a_path_is_a_field_that_must_be_there(route: CommandRoute) -> None:
    needed = {field.name for field in msgspec.structs.fields(route.command) if field.required}

    assert route.method in {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert set(route.parameters) <= needed


@pytest.mark.parametrize("command", COMMANDS, ids=kind_of)
def test_a_commands_own_refusals_are_known(command: type[Command[object]]) -> None:
    assert set(command.refusals) <= set(Refusal.known)


def test_plurals() -> None:
    nouns = ("ticket", "business_day", "staff", "device_health", "history")

    assert [plural(noun) for noun in nouns] == ["tickets", "business-days", "staff", "device-health", "histories"]


def test_secrets_and_bookkeeping_have_no_collection() -> None:
    assert all(kind.audience is not Audience.NOBODY for _, kind in collections())


def test_no_route_that_programs_know_has_gone() -> None:
    """Within a version nothing is taken away: a line leaves this file only after its route has been retired."""
    promised = (Path(__file__).parent / "promised_routes.txt").read_text(encoding="utf-8").splitlines()
    found = {*ROUTES.values(), *(f"GET {path}" for path, _ in collections()), f"POST {PATH}"}

    assert [route for route in promised if route not in found] == []

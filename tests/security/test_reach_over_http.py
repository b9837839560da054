"""Id guessing over the public API: the same cells as on a live connection, and every collection."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from clinic_server.actor import Role
from clinic_server.app import Running
from clinic_server.web.api.route import CommandRoute, collections, command_routes
from shared.protocol.identity import new_id
from shared.protocol.session import LockSession, UnlockSession
from shared.protocol.ticket import Ticket
from tests.clinic_server.web.api.program import Program, Said, program
from tests.neighbours import SECRETS, Cell, Neighbours, neighbours
from tests.server import serving
from tests.somebody import LOGINS

ROUTES = {route.command: route for route in command_routes()}
REFUSED = {"not_allowed", "not_found", "not_signed_in", "not_paired"}
ASKERS = [Role.ANONYMOUS, *LOGINS]


@pytest.fixture
def scene(tmp_path: Path) -> Neighbours:
    """Two departments, with a patient in each."""
    return neighbours(tmp_path / "data")


async def sent(asker: Program, route: CommandRoute, cell: Cell) -> Said:
    """A cell's command as a request."""
    fields: dict[str, Any] = msgspec.to_builtins(cell.command)
    fields.pop("type")
    path = route.path.format_map(fields)
    rest = {name: value for name, value in fields.items() if name not in route.parameters}
    if route.method == "GET":
        return await asker.get(path, params={name: str(value) for name, value in rest.items() if value is not None})
    return await asker.ask(route.method, path, rest)


async def seq_of(server: Running) -> int:
    """The journal's last row that was not written because somebody read."""
    return max(row.seq for row in server.reader.rows(0) if not row.kind.startswith("audit."))


@pytest.mark.parametrize("role", ASKERS, ids=str)
async def test_no_request_reaches_a_neighbours_row(scene: Neighbours, role: Role) -> None:
    async with serving(scene.house.folder) as server, program(server.address, LOGINS.get(role)) as asker:
        for cell in scene.cells(role):
            route = ROUTES.get(type(cell.command))
            if route is None or isinstance(cell.command, LockSession | UnlockSession):
                continue
            before = await seq_of(server)
            said = await sent(asker, route, cell)
            code = said.problem if said.status >= 400 else ""
            told = f"{role} asks {cell.command}: {said.status} {code}"
            if cell.is_let_through:
                assert code not in {"not_allowed", "not_signed_in"}, told
            else:
                assert code in REFUSED, told
                assert before == await seq_of(server), told


@pytest.mark.parametrize("role", [Role.ANONYMOUS, Role.RECEPTIONIST, Role.DOCTOR, Role.GROUP_ADMIN], ids=str)
async def test_no_collection_shows_a_neighbours_patient(scene: Neighbours, role: Role) -> None:
    async with serving(scene.house.folder) as server, program(server.address, LOGINS.get(role)) as asker:
        for path, _ in collections():
            for said in (await asker.get(path), await asker.get(f"{path}/{scene.theirs[Ticket]}")):
                assert [word for word in SECRETS if word.encode() in said.body] == [], path


async def test_a_neighbours_visit_is_answered_as_one_that_does_not_exist(scene: Neighbours) -> None:
    async with serving(scene.house.folder) as server, program(server.address, "amara") as asker:
        hidden = await asker.get(f"/visits/{scene.theirs[Ticket]}")
        missing = await asker.get(f"/visits/{new_id()}")
        own = await asker.get(f"/visits/{scene.mine[Ticket]}")

    assert (hidden.status, hidden.problem) == (missing.status, missing.problem) == (404, "not_found")
    assert own.status == 200

"""Whatever the document allows, and much that it forbids, is sent to the real server in each role by schemathesis.

No answer is a server error, and every answer is one that the document describes.
"""

import asyncio
import sys
from pathlib import Path

import pytest

from clinic_server.web.api.route import PREFIX
from shared.protocol import example
from tests.clinic import House
from tests.clinic_server.web.api.program import Program, program
from tests.identities import authority
from tests.server import serving

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
)
SEED = "20260414"
EVERY_KIND = "examples,coverage,fuzzing"
"""Coverage tries each field at and beyond each of its bounds."""
SOME = "examples,fuzzing"
ENDING = ("/token", "/sessions/{session_id}", "/staff/{staff_id}", "/staff/{staff_id}/deactivate")
"""Who asks these signs out, or turns into somebody else, and everything after would be refused: they come last."""


@pytest.mark.parametrize(
    ("login", "phases", "may_read"),
    [
        ("admin", EVERY_KIND, 200),
        ("amara", EVERY_KIND, 200),
        ("reception", SOME, 200),
        ("group", SOME, 200),
        (None, SOME, 401),
    ],
    ids=("admin", "doctor", "reception", "group", "nobody"),
)
async def test_no_input_is_too_odd(house: House, tmp_path: Path, login: str | None, phases: str, may_read: int) -> None:
    async with serving(house.folder) as server, program(server.address, login) as asker:
        document = (await asker.get("/openapi.json")).body.decode()
        async with program(server.address, "reception") as reception:
            for known, real in (await real_ids(house, reception)).items():
                document = document.replace(known, real)
        file = tmp_path / "openapi.json"
        file.write_text(document)
        said = await schemathesis(file, f"{server.address}{PREFIX}", asker.authorization, phases, "--exclude-path")
        still = await asker.get("/departments")
        last = await schemathesis(file, f"{server.address}{PREFIX}", asker.authorization, phases, "--include-path")

    assert said == ""
    assert still.status == may_read  # the session lived all the while
    assert last == ""


async def real_ids(house: House, reception: Program) -> dict[str, str]:
    """Things that exist, for those that the document's examples name: so that requests get past 'not found'."""
    department_id = str(house.departments["GM"].id)
    taken = await reception.post("/tickets", {"department_id": department_id, "language": "en"})
    return {
        str(example.DEPARTMENT_ID): department_id,
        str(example.ROOM_ID): str(house.rooms["1"].id),
        str(example.TICKET_ID): taken.json["ticket"]["id"],
    }


async def schemathesis(document: Path, address: str, authorization: str | None, phases: str, ending: str) -> str:
    """What it finds wrong; nothing when all is well. `ending`: what to do with `ENDING`."""
    trusted = document.parent / "authority.pem"
    trusted.write_text(authority().pem, encoding="ascii")
    options = [] if authorization is None else ["--header", f"Authorization: {authorization}"]
    for path in ENDING:
        options += [ending, path]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "run", str(document), "--url", address, *options),
        *("--phases", phases, "--max-examples", "2", "--seed", SEED, "--no-color"),
        *(
            "--tls-verify",
            str(trusted),
            "--checks",
            ",".join(CHECKS),
            "--generation-database",
            "none",
            "--warnings",
            "off",
        ),
        *("--continue-on-failure", "--no-shrink"),
        cwd=document.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return "" if process.returncode == 0 else said.decode()

"""`python -m clinic_server.roles_page` prints docs/manual/roles.md: the tables of access.py in words."""

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from clinic_server.access import COMMANDS, DEPARTMENT, GROUP, OWN, VALUES, Row, Scope
from clinic_server.actor import Role
from shared.protocol.description import about

COLUMNS: dict[Role, str] = {
    Role.PATIENT: "Patient",
    Role.KIOSK: "Kiosk",
    Role.DISPLAY: "Display",
    Role.RECEPTIONIST: "Receptionist",
    Role.DOCTOR: "Doctor",
    Role.CLINIC_ADMIN: "Clinic administrator",
    Role.GROUP_ADMIN: "Group administrator",
    Role.CONSOLE: "At the box",
    Role.DESK: "Desk, nobody signed in",
    Role.ANONYMOUS: "Anybody else",
}
WORDS = {OWN: "own", DEPARTMENT: "departments", Scope.CLINIC: "clinic", GROUP: "group"}
NEVER = "–"

SCOPES: dict[Scope, str] = {
    OWN: "a patient's own number; the numbers that a kiosk gave out; the patients whom a doctor has called or sees, and"
    " the doctor's own room and availability; one's own account",
    DEPARTMENT: "who waits in one of one's departments or came through it today; for doctors also who asks for them."
    " A receptionist without departments has the whole clinic; a doctor without departments has nobody but those",
    Scope.CLINIC: "everything of this clinic",
    GROUP: "what the clinics of a group have in common: figures and devices, no patients",
}

LISTED = "\n".join(f"| {WORDS[scope]} | {text} |" for scope, text in SCOPES.items())

INTRODUCTION = f"""\
# Who may do what

For the clinic's administrator. This page is made from the very table that the server works by, in
`clinic_server/access.py`, so it cannot promise what the server does not do. What stands in no row, nobody may.

Each row says what can be done; each column who may, and **whose** it must be:

| word | what it takes in |
|---|---|
{LISTED}
| {NEVER} | never |

What somebody may not even know of is answered as if it did not exist. A change of somebody's role or departments counts
at once, at desks that are signed in too.
"""
HEARING = """\
## Who sees what

What a screen is told, now and whenever it changes. Nothing else is sent to it, so nothing else can be read from it.
"""
CLINICAL = """\
## What is clinical

Why a patient came, why the priority is what it is, and the doctor's notes are kept apart from the visit. The doctors of
the patient read them. Reception writes down why somebody came and does not see it again; administrators see none of it.

Whoever must know all the same, a clinic administrator or a doctor of another department, **breaks the glass**: they say
why, in words that somebody can judge afterwards, and read it once. The patient's doctors and the administrators are
told at once, and who, from which device, when and why stays in the journal.
"""


def page() -> str:
    """The whole page."""
    return "\n".join(
        (
            INTRODUCTION,
            *_tables(COMMANDS, "##"),
            HEARING,
            *_tables(VALUES, "###"),
            CLINICAL.rstrip(),
            "",
        )
    )


def _tables(rows: Sequence[Row[Any]], mark: str) -> Iterator[str]:
    """One table a title; its columns are the roles that have any of it."""
    for title in dict.fromkeys(row.title for row in rows):
        found = [row for row in rows if row.title == title]
        roles = [role for role in COLUMNS if any(role in row.scopes for row in found)]
        yield f"{mark} {title}\n"
        yield _line(["", *(COLUMNS[role] for role in roles)])
        yield _line(["---"] * (len(roles) + 1))
        for row in found:
            cells = [WORDS[row.scopes[role]] if role in row.scopes else NEVER for role in roles]
            yield from (_line([promise(message), *cells]) for message in row.messages)
        yield ""


def promise(message: type[Struct]) -> str:
    """A class by its name in words, and what it says of itself in its first sentence."""
    name = re.sub(r"(?<=[a-z])([A-Z])", lambda found: f" {found[1].lower()}", message.__name__)
    sentence = about(message).partition("\n\n")[0].partition(". ")[0].removesuffix(".")
    return f"**{name}**: {sentence}".replace("|", r"\|")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(page())

"""docs/manual/roles.md is what the server's table says, and leaves nothing of it out."""

from pathlib import Path

from clinic_server.access import COMMANDS, VALUES
from clinic_server.actor import Role
from clinic_server.roles_page import COLUMNS, page, promise

PAGE = (Path(__file__).parents[2] / "docs" / "manual" / "roles.md").read_text(encoding="utf-8")


def test_the_page_is_fresh() -> None:
    assert page() == PAGE, "docs/manual/roles.md is not what the code says. Run: make docs"


def test_every_role_has_a_column_but_the_box_itself() -> None:
    assert set(COLUMNS) == set(Role) - {Role.BOX}


def test_everything_in_the_table_is_on_the_page() -> None:
    commands = [each for row in COMMANDS for each in row.messages]
    values = [each for row in VALUES for each in row.messages]

    assert [message for message in (*commands, *values) if promise(message) not in PAGE] == []

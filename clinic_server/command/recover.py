"""`clinic-server recover`: gives somebody a way in again when nobody can sign in who could help them."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from clinic_server.console import NoServer, console
from clinic_server.settings import read_settings
from shared.protocol.credential import ResetPassword, ResetTotp
from shared.protocol.grammar import Refusal
from shared.protocol.staff import Staff

EXIT_REFUSED = 1
EXIT_NO_SERVER = 7
DESCRIPTION = """\
Gives an account a one-time password, and takes its one-time codes away. The server must be running, with the same data
folder. Administrators do this at the desk; here it is for the day on which no administrator can sign in.

It stands in the journal, and ends every session of the account.
"""


def main(arguments: Sequence[str]) -> int:
    """Recover one account. The result is the process's exit code."""
    parser = argparse.ArgumentParser(
        prog="clinic-server recover", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", metavar="DIR", help="folder of the server's database, as given to the server")
    parser.add_argument("login", help="the account's login")
    given = parser.parse_args(arguments)
    folder = Path(given.data).expanduser() if given.data else read_settings([]).data
    try:
        return asyncio.run(_recover(folder, given.login.strip().lower()))
    except NoServer as error:
        print(f"{error}. Start the server first, or name its folder with --data.", file=sys.stderr)
        return EXIT_NO_SERVER
    except Refusal as refusal:
        print(f"The server refused: {refusal}", file=sys.stderr)
        return EXIT_REFUSED


async def _recover(folder: Path, login: str) -> int:
    async with console(folder) as box:
        staff = next((staff for staff in await box.all(Staff) if staff.login == login), None)
        if staff is None:
            print(f"No account has the login {login}.", file=sys.stderr)
            return EXIT_REFUSED
        given = await box.ask(ResetPassword(staff_id=staff.id))
        await box.ask(ResetTotp(staff_id=staff.id))
        until = given.until.astimezone()
        print(f"{staff.name} signs in with {given.password} until {until:%Y-%m-%d %H:%M}, and then with a new one.")
        return 0

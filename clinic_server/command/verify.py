"""`clinic-server verify`: follows the journal's chain, and names the first row that does not hold."""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from clinic_server.settings import read_settings
from clinic_server.store.chain import BrokenChain
from clinic_server.store.seal import grouped
from clinic_server.verification import Expected, database_of, expected, verify

EXIT_USAGE = 2
EXIT_BROKEN = 5
EXIT_OTHER_HASH = 8
EXIT_FAILED = 70
DESCRIPTION = """\
Follows the journal from its first row to its last, and says whether every row is what was written and follows from
the one before it. Nothing is changed, and the server may run meanwhile. A backup can be followed as well.
"""
EPILOGUE = """\
A day report carries the day's last hash. With --expect the journal must still have it:

  clinic-server verify --expect "6c0e 51a2 94b7 33fd …@2026-04-14"

Exit codes: 0 all rows hold; 5 one does not; 8 they hold, but the day has not the expected hash; 2 wrong use;
70 the file cannot be read.
"""


def main(arguments: Sequence[str]) -> int:
    """Follow one journal. The result is the process's exit code."""
    parser = argparse.ArgumentParser(
        prog="clinic-server verify",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", help="a backup, or another database; default: the one in the data folder")
    parser.add_argument("--data", metavar="DIR", help="folder of the server's database, as given to the server")
    parser.add_argument("--expect", metavar="HASH@DAY", help="the hash on a day report, and its day")
    given = parser.parse_args(arguments)
    try:
        sought = None if given.expect is None else expected(given.expect)
        folder = given.file or given.data
        database = database_of(Path(folder).expanduser() if folder else read_settings([]).data)
    except (ValueError, FileNotFoundError) as error:
        return _say(EXIT_USAGE, f"{error}. See clinic-server verify --help.")
    try:
        return _verify(database, sought)
    except BrokenChain as error:
        text = f"{database}: {error}."
        return _say(
            EXIT_BROKEN, f"{text} What was written before that row holds. Keep this file, and compare a backup."
        )
    except (sqlite3.Error, DBAPIError, OSError) as error:
        return _say(EXIT_FAILED, f"{database}: {getattr(error, 'orig', error)}. Is it a clinic's database?")


def _verify(database: Path, sought: Expected | None) -> int:
    verified = verify(database, sought, lambda text: print(text, file=sys.stderr, flush=True))
    if not verified.rows:
        print("The journal is empty: this box is no clinic yet.")
    else:
        print(f"All {verified.rows} rows hold. The last one's hash:\n{grouped(verified.hash)}")
    if sought is None:
        return 0
    if verified.found is None:
        return _say(EXIT_OTHER_HASH, f"No row of {sought.day} has the hash on the report: it is of another journal.")
    print(f"The hash on the report is that of row {verified.found}: {sought.day} is as it was printed.")
    return 0


def _say(code: int, text: str) -> int:
    print(text, file=sys.stderr)
    return code

"""Advisories: whether a pinned package has a known vulnerability, and an honest word when that could not be found out.

`pip-audit` calls a package that its database does not know "skipped" and ends well; here a package that was not checked
is a fault, because an empty answer would be taken for a clean one.

What is given on the command line goes to pip-audit, such as another database: `-s osv --osv-url URL`.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

ROOT = Path(__file__).parents[1]
PINS = (ROOT / "requirements/app.txt", ROOT / "requirements/check.txt")
EXIT_CLEAN = 0
EXIT_VULNERABLE = 1
EXIT_NOT_CHECKED = 3
MOST_NAMED = 5


class Vulnerability(Struct, frozen=True, kw_only=True):
    """One advisory: its id, and the versions that no longer have the fault."""

    id: str
    fix_versions: tuple[str, ...] = ()

    def __str__(self) -> str:
        return (
            f"{self.id} (fixed in {', '.join(self.fix_versions)})" if self.fix_versions else f"{self.id} (no fix yet)"
        )


class Package(Struct, frozen=True, kw_only=True):
    """One pinned package. With a `skip_reason` it was not checked."""

    name: str
    version: str = ""
    vulns: tuple[Vulnerability, ...] = ()
    skip_reason: str = ""


class Report(Struct, frozen=True, kw_only=True):
    """What pip-audit writes as JSON, as far as it is needed."""

    dependencies: tuple[Package, ...]


class NoAnswer(Exception):
    """pip-audit gave no report; the text is its own last line."""


def main(arguments: Sequence[str], pins: Sequence[Path] = PINS) -> int:
    """Say what is known about the pinned packages. The result is the process's exit code."""
    try:
        return verdict(_audited(pins, arguments))
    except NoAnswer as error:
        print(f"No package was checked: the advisory database gave no answer.\n  {error}", file=sys.stderr)
        return EXIT_NOT_CHECKED


def verdict(packages: Sequence[Package]) -> int:
    """Say what was found, and what was not looked at."""
    skipped = [package for package in packages if package.skip_reason]
    vulnerable = [package for package in packages if package.vulns]
    checked = len(packages) - len(skipped)
    print(f"{checked} of {len(packages)} pinned packages were checked against known vulnerabilities.")
    for package in vulnerable:
        print(f"  {package.name} {package.version}: {'; '.join(map(str, package.vulns))}")
    if skipped or not packages:
        names = ", ".join(package.name for package in skipped[:MOST_NAMED])
        more = f" and {len(skipped) - MOST_NAMED} more" if len(skipped) > MOST_NAMED else ""
        print(f"Not checked, because no advisory database that was reached knows them: {names}{more}.", file=sys.stderr)
        print("This says nothing about their safety. Run it again where the database can be reached.", file=sys.stderr)
    if vulnerable:
        print("Raise the versions in pyproject.toml, then: make lock", file=sys.stderr)
        return EXIT_VULNERABLE
    return EXIT_NOT_CHECKED if skipped or not packages else EXIT_CLEAN


def _audited(pins: Sequence[Path], arguments: Sequence[str]) -> tuple[Package, ...]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner=off"]
        files = [argument for path in pins for argument in ("-r", str(path))]
        done = subprocess.run(
            [*command, "--format=json", "--desc=off", f"--output={report}", *files, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        try:
            return msgspec.json.decode(report.read_bytes(), type=Report).dependencies
        except (OSError, msgspec.MsgspecError):
            raise NoAnswer((done.stdout.strip().splitlines() or ["it said nothing"])[-1]) from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

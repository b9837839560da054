"""The pins: every package exactly, with hashes, and from no host in particular."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FILES = sorted((ROOT / "requirements").glob("*.txt"))


def pins(path: Path) -> dict[str, str]:
    """Each package's name, and its whole entry."""
    entries = re.split(r"^(?=[a-z])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {entry.partition("==")[0]: entry for entry in entries if not entry.startswith("#")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_package_is_pinned_with_hashes(path: Path) -> None:
    loose = [name for name, entry in pins(path).items() if not re.match(r"[a-z0-9-]+==\S+ \\\n +--hash=sha256:", entry)]

    assert loose == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_package_host_is_named(path: Path) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links", path.read_text(encoding="utf-8"))


def test_the_tools_run_on_the_very_packages_that_are_shipped() -> None:
    app, check = pins(ROOT / "requirements/app.txt"), pins(ROOT / "requirements/check.txt")

    assert {name: check.get(name, "").split()[:1] for name in app} == {name: app[name].split()[:1] for name in app}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("requirements/app.txt", PROJECT["project"]["dependencies"]),
        ("requirements/check.txt", PROJECT["dependency-groups"]["check"]),
    ],
    ids=["app", "check"],
)
def test_every_direct_dependency_is_pinned(path: str, wanted: list[str]) -> None:
    names = {re.split(r"[<>=]", entry)[0].lower().replace("_", "-") for entry in wanted}

    assert names <= set(pins(ROOT / path))

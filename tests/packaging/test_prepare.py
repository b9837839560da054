"""What packaging/prepare says to somebody whose machine is not ready."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a checkout as prepare needs, with one system package that exists nowhere."""
    for name in ("packaging", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "packaging/debian-packages.txt").write_text("libc6  # there\nno-such-package  # for this test\n")
    (tmp_path / "bin").mkdir()
    return tmp_path


def pretend(checkout: Path, command: str, script: str) -> None:
    """Put a stand-in for a command first on PATH: a machine in another state than this one."""
    path = checkout / "bin" / command
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def prepare(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "packaging/prepare"],
        env={**os.environ, "PATH": f"{checkout / 'bin'}:{os.environ['PATH']}", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_without_root_or_sudo_it_names_exactly_what_is_missing(checkout: Path) -> None:
    pretend(checkout, "id", "echo 1000")
    pretend(checkout, "sudo", "exit 1")

    outcome = prepare(checkout)

    assert outcome.returncode == 1
    assert outcome.stderr.splitlines()[-1].split() == ["sudo", "apt-get", "install", "no-such-package"]


def test_with_sudo_it_installs_what_is_missing_and_asks_nothing(checkout: Path) -> None:
    pretend(checkout, "id", "echo 1000")
    pretend(checkout, "sudo", 'printf "%s\\n" "$*" >>"$CALLS"; case "$*" in *install*) exit 1;; esac')

    outcome = prepare(checkout, CALLS=str(checkout / "calls"))

    calls = (checkout / "calls").read_text().splitlines()
    assert calls[0] == "-n true"
    assert ["update" in call for call in calls[1:]] == [False, True, False]
    assert all("DEBIAN_FRONTEND=noninteractive" in call for call in calls[1:])
    assert outcome.returncode == 1
    assert "could not be installed" in outcome.stderr


def test_without_a_package_index_it_says_so(checkout: Path) -> None:
    (checkout / "packaging/debian-packages.txt").write_text("libc6  # there\n")

    outcome = prepare(
        checkout,
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_CONFIG_FILE=os.devnull,
        PIP_FIND_LINKS="",
        PIP_NO_CACHE_DIR="1",
        PIP_RETRIES="0",
    )

    assert outcome.returncode == 1
    assert "no package index could be reached" in outcome.stderr
    assert not (checkout / ".venv/anteroom-stamp").exists()


def test_a_machine_that_is_ready_is_left_alone(checkout: Path) -> None:
    (checkout / "packaging/debian-packages.txt").write_text("libc6  # there\n")
    pretend(checkout, "python3", "exit 1")
    pretend(checkout, "sha256sum", "cat >/dev/null; echo as-before -")
    (checkout / ".venv").mkdir()
    (checkout / ".venv/anteroom-stamp").write_text("as-before\n")

    outcome = prepare(checkout)

    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")

"""The units: what systemd itself says of them."""

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[2] / "packaging/systemd"
WORST_EXPOSURE = 15
"""In tenths, of systemd's own measure, where 100 is a service without any limits."""

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")


def test_the_server_may_do_no_more_than_it_must() -> None:
    command = ["systemd-analyze", "security", "--offline=true", f"--threshold={WORST_EXPOSURE}"]

    judged = subprocess.run([*command, UNITS / "clinic-server.service"], capture_output=True, text=True, check=False)

    assert judged.returncode == 0, judged.stdout


@pytest.mark.parametrize("unit", sorted(UNITS.glob("*.service")), ids=lambda unit: unit.name)
def test_what_a_program_keeps_is_its_accounts_alone(unit: Path) -> None:
    lines = unit.read_text(encoding="utf-8").splitlines()

    assert {"UMask=0077", "LimitCORE=0", "NoNewPrivileges=yes"} <= set(lines)

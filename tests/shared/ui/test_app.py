"""A screen program from start to end, as its own process: signals, closing windows and failures end it in order."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import asyncio, logging, os, sys
from pathlib import Path
from shared.ui.app import Context, run_app

logging.basicConfig(level=logging.INFO, stream=sys.stderr)

async def main(context: Context) -> None:
    window = context.open_window(Path(sys.argv[1]))
    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            print("work cleaned up", flush=True)
    async def fail() -> None:
        raise OSError("the printer is gone")
    context.tasks.spawn(work(), "work")
    await asyncio.sleep(0)
    print("ready", flush=True)
    if sys.argv[2] == "close":
        window.close()
    if sys.argv[2] == "fail":
        context.tasks.spawn(fail(), "fail")
    try:
        await context.stopped()
    finally:
        print("main ends", flush=True)

sys.exit(run_app("test-program", main))
"""


@pytest.fixture
def qml(tmp_path: Path) -> Path:
    path = tmp_path / "Main.qml"
    path.write_text("import QtQuick\nimport Clinic\nWindow { visible: true; TextBlock { text: 'GM-007' } }\n")
    return path


def start(qml: Path, how: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(qml), how],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["terminate", "interrupt"])
def test_a_signal_ends_the_program_in_order(qml: Path, number: int) -> None:
    program = start(qml, "wait")
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    program.send_signal(number)
    out, errors = program.communicate(timeout=30)
    assert out.splitlines() == ["main ends", "work cleaned up"], errors
    assert program.returncode == 0, errors


def test_the_last_window_closing_ends_the_program(qml: Path) -> None:
    program = start(qml, "close")
    out, errors = program.communicate(timeout=30)
    assert out.splitlines() == ["ready", "main ends", "work cleaned up"], errors
    assert program.returncode == 0, errors


def test_a_failed_task_ends_the_program_with_its_trace(qml: Path) -> None:
    program = start(qml, "fail")
    out, errors = program.communicate(timeout=30)
    assert "main ends" in out
    assert "OSError: the printer is gone" in errors
    assert program.returncode == 1


def test_broken_qml_is_named_with_file_and_line(qml: Path) -> None:
    qml.write_text("import QtQuick\nWindow { colour: 'red' }\n")
    program = start(qml, "wait")
    _, errors = program.communicate(timeout=30)
    assert program.returncode == 1
    assert "Main.qml:2" in errors
    assert "colour" in errors

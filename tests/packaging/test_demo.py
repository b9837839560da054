"""make demo, with the first few people of its morning: real windows, real touches and keys, real paper and sound."""

import asyncio
import json
import os
import sys
import wave
from pathlib import Path

from PIL import Image

PACKAGING = Path(__file__).parents[2] / "packaging"
DEMO = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(PACKAGING)!r})
import demo, walk_ins
sys.exit(demo.main(Path(sys.argv[1]), walk_ins.MORNING[:4]))
"""
PEOPLE = 4
LONGEST_SECONDS = 150


async def test_a_short_morning_leaves_what_shows_that_it_was_right(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", DEMO, folder),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ},
    )
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            said, complaints = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert (process.returncode, complaints.decode()) == (0, ""), said.decode()
    assert "exactly once" in said.decode()

    labels = {"GM-001", "GM-002", "CH-001", "EY-001"}
    slips = {file.stem: file for file in (folder / "tickets").iterdir()}
    assert slips.keys() == labels
    with Image.open(slips["GM-001"]) as slip:
        assert slip.width == 576

    rows = [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]
    issued = [row["body"]["ticket"]["label"] for row in rows if row["kind"] == "ticket.issued"]
    assert sorted(issued) == sorted(labels)
    assert sum(row["kind"] == "ticket.finished" for row in rows) == PEOPLE

    calls = [row["body"]["call"] for row in rows if row["kind"].startswith("call.")]
    sounds = sorted((folder / "announcements").iterdir())
    assert sorted(file.stem[16:] for file in sounds) == sorted(
        f"{call['label']}-{call.get('number', 1)}" for call in calls
    )
    with wave.open(str(sounds[0])) as sound:
        assert sound.getnframes() > 5 * sound.getframerate(), "a chime and at least one sentence"

    report = (folder / "report.md").read_text()
    assert f"All {PEOPLE} tickets were printed, called, spoken and finished" in report
    assert all(f"[{label}](tickets/{label}.png)" in report for label in labels)
    with Image.open(folder / "screens" / "display-calling.png") as picture:
        colours = picture.getcolors(1 << 24) or []
    most = max(colours)[1]
    assert isinstance(most, tuple)
    # A busy machine may be a frame or two before the end of the fade.
    assert max(abs(a - b) for a, b in zip(most, (0xFF, 0xC6, 0x1A), strict=True)) < 16, (
        "a called number turns it yellow"
    )
    assert not (folder / "work").exists()

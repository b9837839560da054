"""Clips: a folder that stays small and never gives out half a file."""

import os
from pathlib import Path

import pytest

from shared.sound import Clips
from shared.sound.pcm import silence, wav_bytes

SECOND = wav_bytes(silence(1.0))


def write_second(path: Path) -> None:
    path.write_bytes(SECOND)


def test_what_is_kept_is_found_under_its_key_only(tmp_path: Path) -> None:
    clips = Clips(tmp_path)
    kept = clips.keep("a", "bc", write=write_second)
    assert clips.find("a", "bc") == kept
    assert clips.find("ab", "c") is None


def test_nothing_is_kept_when_writing_fails(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(SECOND)
        raise OSError("no room")

    clips = Clips(tmp_path)
    with pytest.raises(OSError, match="no room"):
        clips.keep("a", write=fail)
    assert clips.find("a") is None
    assert not list(tmp_path.iterdir())


@pytest.mark.expects_warnings("removed a damaged sound file")
@pytest.mark.parametrize("left", [0, 20, 44, 5000])
def test_a_file_cut_short_by_a_power_cut_counts_as_not_there(tmp_path: Path, left: int) -> None:
    clips = Clips(tmp_path)
    clips.keep("a", write=write_second).write_bytes(SECOND[:left])
    assert clips.find("a") is None


def test_the_folder_forgets_what_was_not_used_for_longest(tmp_path: Path) -> None:
    clips = Clips(tmp_path, largest_bytes=3 * len(SECOND))
    for age, name in enumerate(("first", "second", "third")):
        os.utime(clips.keep(name, write=write_second), ns=(age, age))
    clips.find("first")
    clips.keep("fourth", write=write_second)
    assert [name for name in ("first", "second", "third", "fourth") if clips.find(name)] == ["first", "third", "fourth"]


def test_what_an_earlier_run_left_half_written_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "x.part").write_bytes(b"half")
    Clips(tmp_path)
    assert not list(tmp_path.iterdir())

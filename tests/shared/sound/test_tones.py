"""Tones and volume: within what old ears hear, soft at the edges, as long as the design says."""

from datetime import time
from itertools import pairwise
from pathlib import Path

import pytest

from shared.sound import Clips, Tone, VolumeByHour, tone_file
from shared.sound.pcm import LARGEST, read_wav, seconds_of
from shared.sound.tones import HIGHEST_HZ, NOTES, samples_of


@pytest.mark.parametrize(
    ("tone", "seconds"),
    [(Tone.CALL, 0.6), (Tone.RECALL, 0.6), (Tone.EMERGENCY, 0.54), (Tone.TOUCH, 0.012), (Tone.IDLE_WARNING, 0.2)],
)
def test_a_tone_lasts_as_designed(tone: Tone, seconds: float) -> None:
    assert seconds_of(samples_of(tone)) == pytest.approx(seconds, abs=0.001)


@pytest.mark.parametrize("tone", list(Tone))
def test_a_tone_is_audible_never_clips_and_begins_and_ends_softly(tone: Tone) -> None:
    samples = samples_of(tone)
    assert LARGEST * 0.1 < max(map(abs, samples)) < LARGEST * 0.9
    assert max(abs(samples[0]), abs(samples[-1])) < LARGEST * 0.01
    assert max(abs(after - before) for before, after in pairwise(samples)) < LARGEST * 0.3


def test_every_note_is_within_what_is_well_heard() -> None:
    assert all(400 <= note.hz <= HIGHEST_HZ for notes in NOTES.values() for note in notes if note.hz)


def test_a_tone_is_written_once(tmp_path: Path) -> None:
    clips = Clips(tmp_path)
    path = tone_file(Tone.CALL, clips)
    assert tone_file(Tone.CALL, clips) == path
    assert read_wav(path) == samples_of(Tone.CALL)


@pytest.mark.parametrize(("hour", "volume"), [(0, 0.3), (6, 0.3), (7, 0.9), (19, 0.9), (20, 0.3), (23, 0.3)])
def test_the_volume_of_the_evening_lasts_through_the_night(hour: int, volume: float) -> None:
    assert VolumeByHour(0.8, {7: 0.9, 20: 0.3}).at(time(hour, 30)) == volume


def test_without_hours_the_usual_volume_holds() -> None:
    assert VolumeByHour(0.8).at(time(3)) == 0.8


@pytest.mark.parametrize(("usual", "by_hour"), [(1.2, {}), (0.5, {24: 0.5}), (0.5, {3: -0.1})])
def test_an_impossible_volume_is_refused(usual: float, by_hour: dict[int, float]) -> None:
    with pytest.raises(ValueError, match=r"volume|hours"):
        VolumeByHour(usual, by_hour)

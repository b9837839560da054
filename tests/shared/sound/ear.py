"""An ear for tests: a PulseAudio of its own whose only device goes nowhere but into a recording."""

import os
import subprocess
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from operator import mul
from pathlib import Path

from shared.sound.pcm import RATE, Samples

PROBE = 256
PLACES = 400
COARSE = 16
BEST = 8
STARTING_SECONDS = 20.0
ON_ITS_WAY_SECONDS = 0.5


class Ear:
    """One sound server with one null sink, recorded. `environment` lets a program play to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._socket = folder / "native"
        self._raw = folder / "heard.raw"
        self._server: subprocess.Popen[bytes] | None = None
        self._recorder: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs in its environment to be heard here, and nowhere else."""
        return {"PULSE_SERVER": f"unix:{self._socket}"}

    def start(self, *, has_device: bool = True) -> None:
        """Start the sound server and, when there is a device, the recording of it."""
        folder = str(self._folder)
        own = {"XDG_RUNTIME_DIR": folder, "PULSE_RUNTIME_PATH": folder, "HOME": folder}
        device = [f"--load=module-null-sink sink_name=ear rate={RATE} channels=1"] if has_device else []
        self._server = subprocess.Popen(
            [
                *(
                    "pulseaudio",
                    "-n",
                    "--daemonize=no",
                    "--exit-idle-time=-1",
                    "--disable-shm=yes",
                    "--use-pid-file=no",
                ),
                *("--log-level=error", f"--load=module-native-protocol-unix socket={self._socket} auth-anonymous=1"),
                *device,
            ],
            env={**os.environ, **own},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait_for_server()
        if has_device:
            self._listen()

    def stop(self) -> None:
        """The sound server dies without a word, as after a crash."""
        for process in (self._recorder, self._server):
            if process is not None:
                process.kill()
                process.wait()
        self._recorder = self._server = None
        self._socket.unlink(missing_ok=True)

    def pull_plug(self) -> None:
        """The device is unplugged while the sound server goes on."""
        self._pactl("unload-module", "module-null-sink")

    def heard(self) -> Samples:
        """All samples heard until now; waits for what is still on its way through the sound server."""
        enough = self._raw.stat().st_size + round(ON_ITS_WAY_SECONDS * RATE) * 2 if self._recorder else 0
        deadline = time.monotonic() + STARTING_SECONDS
        while self._recorder and self._raw.stat().st_size < enough:
            assert time.monotonic() < deadline, "the recording has stopped"
            time.sleep(0.02)
        raw = self._raw.read_bytes() if self._raw.exists() else b""
        return array("h", raw[: len(raw) // 2 * 2])

    def _listen(self) -> None:
        with self._raw.open("ab") as raw:
            self._recorder = subprocess.Popen(
                [
                    "parec",
                    "-d",
                    "ear.monitor",
                    f"--rate={RATE}",
                    "--channels=1",
                    "--format=s16le",
                    "--raw",
                    "--latency-msec=10",
                ],
                env={**os.environ, **self.environment},
                stdout=raw,
            )
        deadline = time.monotonic() + STARTING_SECONDS
        while not self._raw.stat().st_size:
            assert time.monotonic() < deadline, "the recording does not start"
            time.sleep(0.02)

    def _wait_for_server(self) -> None:
        deadline = time.monotonic() + STARTING_SECONDS
        while self._pactl("info", is_checked=False) != 0:
            assert time.monotonic() < deadline, "the sound server does not start"
            time.sleep(0.05)

    def _pactl(self, *words: str, is_checked: bool = True) -> int:
        return subprocess.run(
            ["pactl", *words], env={**os.environ, **self.environment}, check=is_checked, capture_output=True
        ).returncode


@contextmanager
def listening(folder: Path, *, has_device: bool = True) -> Iterator[Ear]:
    """An ear that is there for as long as the block lasts."""
    ear = Ear(folder)
    ear.start(has_device=has_device)
    try:
        yield ear
    finally:
        ear.stop()


def likeness(heard: Samples, reference: Samples) -> tuple[float, float]:
    """How alike the best place of a recording is to a reference (1 is the same) and where, in seconds.

    A short probe around the reference's loudest sample finds the likely places; there all of it is compared,
    roughly first.
    """
    loudest = max(range(len(reference)), key=lambda place: abs(reference[place]))
    first = min(max(0, loudest - PROBE // 2), max(0, len(reference) - PROBE))
    probe = reference[first : first + PROBE]
    loud = max(map(abs, heard), default=0) * 0.3  # where the loudest sample meets silence there is nothing to compare
    lags = [lag for lag in range(len(heard) - len(reference) + 1) if abs(heard[lag + loudest]) > loud]
    products = {lag: sum(map(mul, probe, heard[lag + first : lag + first + PROBE])) for lag in lags}
    likely = sorted(products, key=lambda lag: products[lag], reverse=True)[:PLACES]
    rough = reference[::COARSE]
    likely.sort(key=lambda lag: _alike(heard[lag : lag + len(reference) : COARSE], rough), reverse=True)
    compared = ((_alike(heard[lag : lag + len(reference)], reference), lag / RATE) for lag in likely[:BEST])
    return max(compared, default=(0.0, 0.0))


def _alike(one: Samples, other: Samples) -> float:
    energy = float(sum(map(mul, one, one))) * sum(map(mul, other, other))
    return sum(map(mul, one, other)) / energy**0.5 if energy else 0.0

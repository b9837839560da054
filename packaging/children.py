"""Children: programs started here, each with its log, told to end in order and never left behind."""

import asyncio
import os
import re
import shutil
import signal
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NoReturn

END_SECONDS = 5.0
"""Who has not ended by then is killed."""
LAST_LINES = 6
LAST_WORDS_SECONDS = 1.0
LONGEST_LINE_BYTES = 1024 * 1024


class ChildEnded(Exception):
    """A program ended though nobody asked it to; the text says which, how, and its last words."""

    def __init__(self, name: str, code: int, log: Path) -> None:
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
        said = log.read_text(encoding="utf-8", errors="replace").splitlines()
        # A trace is for programs; what a person would want to read is between its lines.
        words = "".join(f"\n    {line}" for line in [line for line in said if not line.startswith("{")][-LAST_LINES:])
        super().__init__(f"{name} {how}. Its last words (all of them are in {log}):{words}")
        self.name = name
        self.code = code


class Child:
    """A running program. What it prints goes to its log, and line by line to whoever listens."""

    def __init__(
        self,
        name: str,
        process: asyncio.subprocess.Process,
        output: tuple[asyncio.StreamReader, asyncio.ReadTransport],
        log: Path,
    ) -> None:
        self.name = name
        self.log = log
        self._process = process
        self._output, self._pipe = output
        self._listeners: list[Callable[[str], None]] = []
        self._is_asked_to_end = False
        self._reading = asyncio.create_task(self._read())

    @property
    def pid(self) -> int:
        """The number by which it is ended."""
        return self._process.pid

    def on_line(self, listener: Callable[[str], None]) -> None:
        """Hear every line of its standard output from now on."""
        self._listeners.append(listener)

    async def said(self, pattern: str) -> re.Match[str]:
        """The first line from now on that matches. Raises ChildEnded when none comes any more."""
        found: asyncio.Future[re.Match[str] | None] = asyncio.get_running_loop().create_future()

        def look(line: str) -> None:
            if not found.done() and (match := re.search(pattern, line)):
                found.set_result(match)

        def give_up(_: object) -> None:
            if not found.done():
                found.set_result(None)

        self._listeners.append(look)
        self._reading.add_done_callback(give_up)
        try:
            match = await found
        finally:
            self._listeners.remove(look)
            self._reading.remove_done_callback(give_up)
        if match is None:
            if self._is_asked_to_end:
                await asyncio.Event().wait()  # whoever asked it to end will end this too
            raise ChildEnded(self.name, await self._process.wait(), self.log)
        return match

    async def ended(self) -> int | None:
        """Its exit code, once it has ended without having been asked; None when it was asked."""
        code = await self._process.wait()
        await self._read_out()
        return None if self._is_asked_to_end else code

    async def end(self) -> None:
        """Ask it to end, wait for it, and kill it when it does not; then whatever it left behind."""
        self._is_asked_to_end = True
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            async with asyncio.timeout(END_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)  # it was the first of a session of its own
        await self._read_out()
        self._reading.cancel()
        self._pipe.close()

    async def _read_out(self) -> None:
        """Read to the end, unless something that it left behind keeps the line open."""
        await asyncio.wait([self._reading], timeout=LAST_WORDS_SECONDS)

    async def _read(self) -> None:
        with self.log.open("ab", buffering=0) as log:
            while line := await self._output.readline():
                log.write(line)
                for listener in tuple(self._listeners):
                    listener(line.decode(errors="replace").rstrip())


class Children:
    """All programs of this process. Those that build on others are of a higher layer, and end before them."""

    def __init__(self, logs: Path) -> None:
        logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._logs = logs
        self._layers: dict[Child, int] = {}
        self._watching: list[asyncio.Task[None]] = []
        self._failure: asyncio.Future[ChildEnded] = asyncio.get_running_loop().create_future()

    async def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        layer: int,
        environment: Mapping[str, str] | None = None,
        keep_open: Sequence[int] = (),
    ) -> Child:
        """Start a program. It does not hear the terminal's Ctrl+C, and ends when this process dies."""
        log = self._logs / f"{name}.log"
        log.write_bytes(b"")
        # Not asyncio's own pipe: with that, waiting for a program means waiting for whatever it has started, too.
        reading, writing = os.pipe()
        try:
            with log.open("ab") as errors:
                process = await asyncio.create_subprocess_exec(
                    *_with_parent(),
                    *command,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=writing,
                    stderr=errors,
                    env=environment,
                    start_new_session=True,
                    pass_fds=keep_open,
                )
        except BaseException:
            os.close(reading)
            raise
        finally:
            os.close(writing)
        child = Child(name, process, await _reader(reading), log)
        self._layers[child] = layer
        self._watching.append(asyncio.create_task(self._watch(child)))
        return child

    async def failed(self) -> NoReturn:
        """Wait until one of them ends without having been asked, and raise that as ChildEnded."""
        raise await asyncio.shield(self._failure)

    async def end(self) -> None:
        """End them all, layer by layer."""
        for layer in sorted(set(self._layers.values()), reverse=True):
            await asyncio.gather(*(child.end() for child, own in self._layers.items() if own == layer))
        await asyncio.gather(*self._watching)
        self._layers.clear()

    async def _watch(self, child: Child) -> None:
        code = await child.ended()
        if code is not None and not self._failure.done():
            self._failure.set_result(ChildEnded(child.name, code, child.log))


@asynccontextmanager
async def children(logs: Path) -> AsyncIterator[Children]:
    """Children that end with the context, however it ends."""
    group = Children(logs)
    try:
        yield group
    finally:
        await group.end()


async def _reader(descriptor: int) -> tuple[asyncio.StreamReader, asyncio.ReadTransport]:
    reader = asyncio.StreamReader(limit=LONGEST_LINE_BYTES)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(descriptor, "rb", 0)
    )
    return reader, transport


def _with_parent() -> tuple[str, ...]:
    """What to put before a command, so that the kernel ends the program when this process is killed."""
    return ("setpriv", "--pdeathsig=TERM", "--") if shutil.which("setpriv") else ()

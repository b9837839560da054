"""A slip printer on a TCP port, for tests, the demo and the bench: real bytes in, paper as pictures out.

    with TcpPrinter() as printer:
        ... kiosk --printer printer.address ...
        printer.wait_for_papers(1)
        printer.papers[0].image().save("ticket.png")

It answers DLE EOT 1 to 4 at once and GS r in its turn, prints GS v 0, and keeps what it received while it cannot
print, as the machines do: on loading paper the rest comes out, unless it was cleared. Every fault is an attribute
that may be set at any time.
"""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tests.kiosk.escpos_reader import CLEAR_BUFFERS, Paper, Step, find_questions, next_step

RECEIVE_BYTES = 4096
LONGEST_WAIT_SECONDS = 20.0


@dataclass(frozen=True)
class Printed:
    """One piece of paper, with the moments (`time.monotonic`) of its first dot received and of its cut."""

    paper: Paper
    first_dot_at: float
    cut_at: float


class TcpPrinter:
    """The printer. Its methods may be called from any thread."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.has_paper = True
        self.is_paper_low = False
        self.is_cover_open = False
        self.has_error = False
        self.is_answering = True
        """False: it takes everything and never says a word."""
        self.is_hanging_up = False
        """True: it closes every connection as soon as something arrives."""
        self.is_reading = True
        """False: it stops taking data, as one does whose buffer is full."""
        self.answers_to = {1, 2, 3, 4}
        self.answers_in_turn = True
        """Whether it knows GS r."""
        self.clears_on_request = True
        """Whether it knows DLE DC4 8."""
        self.rows_left: int | None = None
        """So many more rows until the roll is at its end; None: plenty."""
        self.rows_per_second: float | None = None
        """None: as fast as the bytes come."""
        self.printed: list[Printed] = []
        self.bytes_received = 0
        self.connections = 0
        self.on_printed: Callable[[Printed], None] | None = None
        self._buffer = bytearray()
        self._paper = Paper()
        self._first_dot_at = 0.0
        self._client: socket.socket
        self._changed = threading.Condition()
        self._is_open = True
        self._clients: set[socket.socket] = set()
        self._listener = socket.create_server((host, port))
        self.port: int = self._listener.getsockname()[1]
        self.host = host
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._accept, self._print)]

    @property
    def address(self) -> str:
        """What the kiosk is given as `--printer`."""
        return f"tcp://{self.host}:{self.port}"

    @property
    def papers(self) -> list[Paper]:
        """The pieces of paper that came out, oldest first."""
        with self._changed:
            return [printed.paper for printed in self.printed]

    def start(self) -> None:
        """Begin to listen."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Switch it off: every connection ends, nobody is answered any more."""
        with self._changed:
            self._is_open = False
            clients = list(self._clients)
            self._changed.notify_all()
        _hang_up(self._listener)  # closing alone would not wake the thread that accepts
        for client in clients:
            _hang_up(client)
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(LONGEST_WAIT_SECONDS)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def load_paper(self) -> None:
        """Put a new roll in. What was kept comes out now."""
        with self._changed:
            self.has_paper, self.rows_left = True, None
            self._changed.notify_all()

    def change(self, **attributes: object) -> None:
        """Set attributes while it is running, and let the mechanism notice at once."""
        with self._changed:
            for name, value in attributes.items():
                if not hasattr(self, name):
                    raise AttributeError(name)
                setattr(self, name, value)
            self._changed.notify_all()

    def wait_for_papers(self, count: int, within_seconds: float = LONGEST_WAIT_SECONDS) -> None:
        """Wait until so many pieces came out. Raises TimeoutError."""
        self.wait_until(lambda: len(self.printed) >= count, within_seconds)

    def wait_until(self, is_so: Callable[[], bool], within_seconds: float = LONGEST_WAIT_SECONDS) -> None:
        """Wait until something about the printer is so. Raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(is_so, within_seconds):
                raise TimeoutError("the printer never came to that")

    @property
    def can_print(self) -> bool:
        """Whether the mechanism moves now."""
        return self.has_paper and not self.is_cover_open and not self.has_error

    def _accept(self) -> None:
        while self._is_open:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._changed:
                self._clients.add(client)
                self.connections += 1
                self._changed.notify_all()
            threading.Thread(target=self._listen, args=(client,), daemon=True).start()

    def _listen(self, client: socket.socket) -> None:
        tail = b""
        try:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self.is_reading or not self._is_open)
                data = client.recv(RECEIVE_BYTES)
                if not data or self.is_hanging_up or not self._is_open:
                    return
                tail = self._take(client, tail, data)
        except OSError:
            return
        finally:
            with self._changed:
                self._clients.discard(client)
            _hang_up(client)

    def _take(self, client: socket.socket, tail: bytes, data: bytes) -> bytes:
        """Answer the real-time questions in what arrived; keep the rest for the mechanism."""
        seen, news = tail + data, tail[-2:] + data
        with self._changed:
            self.bytes_received += len(data)
            self._client = client
            if b"\x1dv0" in data and not self._first_dot_at:
                self._first_dot_at = time.monotonic()
            self._buffer += data
            has_cleared = False
            if CLEAR_BUFFERS in seen and self.clears_on_request:
                self._buffer[:] = seen[seen.index(CLEAR_BUFFERS) + len(CLEAR_BUFFERS) :]
                self._paper, self._first_dot_at = Paper(), 0.0
                has_cleared = True
            answers = [self._status(question) for question in find_questions(news) if question in self.answers_to]
            self._changed.notify_all()
        if (answers or has_cleared) and self.is_answering:
            client.sendall((b"\x37\x25\x00" if has_cleared else b"") + bytes(answers))
        return seen[1 - len(CLEAR_BUFFERS) :]

    def _status(self, question: int) -> int:
        out = not self.has_paper
        bits = {
            1: 0x08 if not self.can_print else 0,
            2: (0x04 if self.is_cover_open else 0) | (0x20 if out else 0) | (0x40 if self.has_error else 0),
            3: 0x08 if self.has_error else 0,
            4: (0x60 if out else 0) | (0x0C if out or self.is_paper_low else 0),
        }
        return 0x12 | bits[question]

    def _print(self) -> None:
        """The mechanism: one step after the other, while it can."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: not self._is_open or (self.can_print and bool(self._buffer)))
                if not self._is_open:
                    return
                step = next_step(self._buffer)
                if step is None:
                    self._wait_for_more(self.bytes_received)
                    continue
                printed = self._do(step)
                speed = self.rows_per_second
                self._changed.notify_all()
            if printed is not None and self.on_printed is not None:
                self.on_printed(printed)
            if speed and step.rows:
                time.sleep(len(step.rows) / speed)

    def _wait_for_more(self, arrived: int) -> None:
        self._changed.wait_for(lambda: not self._is_open or self.bytes_received != arrived)

    def _do(self, step: Step) -> Printed | None:
        if step.kind == "rows":
            rows = step.rows
            if self.rows_left is not None:
                rows, kept = rows[: self.rows_left], rows[self.rows_left :]
                self.rows_left -= len(rows)
                if kept or self.rows_left == 0:
                    self.has_paper = False
                    row_bytes = step.width // 8
                    head = b"\x1dv0\x00" + row_bytes.to_bytes(2, "little") + len(kept).to_bytes(2, "little")
                    self._buffer[:0] = (head + b"".join(kept)) if kept else b""
            self._paper.width = max(self._paper.width, step.width)
            self._paper.rows.extend(rows)
        elif step.kind == "word" and self.answers_in_turn and self.is_answering:
            with suppress(OSError):  # whoever asked may have hung up by now
                self._client.sendall(b"\x03" if self.is_paper_low else b"\x00")
        elif step.kind == "cut" and self._paper.rows:
            printed = Printed(self._paper, self._first_dot_at, time.monotonic())
            self.printed.append(printed)
            self._paper, self._first_dot_at = Paper(), 0.0
            return printed
        return None


def _hang_up(client: socket.socket) -> None:
    with suppress(OSError):  # it may be gone already
        client.shutdown(socket.SHUT_RDWR)
    client.close()

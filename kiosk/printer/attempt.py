"""Attempt: one slip on one fresh connection: ask, send, ask again. Blocking, so it lives in the printer's thread."""

import logging
import time
from collections.abc import Callable

from kiosk.printer.address import PrinterAddress
from kiosk.printer.connection import Connection, ConnectionLost, NoConnection, connect, require_writable
from kiosk.printer.dialogue import Dialogue, Manners
from kiosk.printer.raster import Raster
from kiosk.printer.state import PrinterState
from shared.protocol.device import ProblemCode

INITIALIZE = b"\x1b@"
FEED_AND_CUT = {"full": b"\x1dVA\x00", "part": b"\x1dVB\x00", "none": b"\x1bd\x04"}
"""GS V 65 and 66 feed to the cutter first; without a cutter four lines come out to tear at."""
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4, function 8: forget all that was received, at once and even when off-line. Others ignore it."""
CLEARED_SECONDS = 0.3
FRESH_SECONDS = 1.0
"""An answer older than this is asked for again before the paper is used."""
SLOWEST_ROWS_PER_SECOND = 480.0
"""60 mm a second, the slowest slip printers on the market, at 8 dots a mm."""
LEARNING_SECONDS = 3.0
"""How much longer than the slowest printing it may take until a printer counts as one that knows no GS r."""

logger = logging.getLogger(__name__)


class Attempt:
    """`ask` at the touch, `send` when the number is known, `close` always."""

    def __init__(
        self, address: PrinterAddress, manners: Manners, expires_at: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._address = address
        self._manners = manners
        self._expires_at = expires_at
        self._clock = clock
        self._connection: Connection | None = None
        self._asked_at = float("-inf")
        self._state = PrinterState()

    def ask(self) -> PrinterState:
        """How the printer is now; opens the connection when there is none."""
        try:
            self._state = self._ask() if self._address.can_answer else self._trust()
        except NoConnection as error:
            self._state = PrinterState(problems=(ProblemCode.PRINTER_UNREACHABLE,), detail=str(error))
        except ConnectionLost as error:
            self._state = PrinterState(problems=(ProblemCode.PRINTER_SILENT,), detail=str(error))
        self._asked_at = self._clock()
        if not self._state.can_print:
            self.close()
        return self._state

    def send(self, raster: Raster, begun: Callable[[], object] = bool) -> PrinterState:
        """Print it. A state that cannot print means that it did not (wholly) come out.

        `begun` is called, in this thread, after the first dots were sent.
        """
        if self._clock() - self._asked_at > FRESH_SECONDS:
            self.close()
            self.ask()
        if not self._state.can_print:
            return self._state
        if self._has_expired():
            return _expired()
        try:
            self._connection = self._connection or connect(self._address)
            began = self._clock()
            self._send(self._connection, raster, begun)
            if self._address.can_answer:
                self._state = self._wait_until_done(self._connection, began + raster.height / SLOWEST_ROWS_PER_SECOND)
        except NoConnection as error:
            self._state = PrinterState(problems=(ProblemCode.PRINTER_UNREACHABLE,), detail=str(error))
        except ConnectionLost as error:
            self._state = self._ask_why(str(error))
        if not self._state.can_print:
            self._break_off(raster)
        return self._state

    def clear(self) -> None:
        """Make a printer that is well again forget a job that broke off; does nothing when none did."""
        if self._manners.needs_clearing and self._connection is not None:
            try:
                self._clear(self._connection, self._address.width // 8 * self._address.band_rows)
                self._manners.needs_clearing = False
            except ConnectionLost as error:
                logger.debug("the printer cannot be cleared now: %s", error)

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self) -> PrinterState:
        self._connection = self._connection or connect(self._address)
        return Dialogue(self._connection, self._manners, self._clock).ask()

    def _trust(self) -> PrinterState:
        """A printer that answers nothing is taken to be well when it can be reached."""
        if self._address.scheme == "file":
            require_writable(self._address.path)
        elif self._address.scheme == "none":
            raise NoConnection("no printer is set")
        elif self._address.scheme != "dummy":
            self._connection = self._connection or connect(self._address)
        return PrinterState()

    def _send(self, connection: Connection, raster: Raster, begun: Callable[[], object]) -> None:
        self.clear()
        connection.write(INITIALIZE)
        for number, band in enumerate(raster.bands(self._address.band_rows)):
            if self._has_expired():
                raise ConnectionLost("the job expired")
            connection.write(band)
            if number == 0:
                begun()
        connection.write(FEED_AND_CUT[self._address.cut])

    def _wait_until_done(self, connection: Connection, surely_out_at: float) -> PrinterState:
        dialogue = Dialogue(connection, self._manners, self._clock)
        patience = LEARNING_SECONDS if self._manners.knows_tell_when_done else 0.0
        return dialogue.ask_until_done(self._has_expired, surely_out_at + patience) or _expired()

    def _ask_why(self, why: str) -> PrinterState:
        """Why did it stop taking data? A fresh connection may tell more than the broken one."""
        self.close()
        try:
            state = self._ask() if self._address.can_answer else PrinterState()
        except (NoConnection, ConnectionLost) as error:
            logger.debug("asking why: %s", error)
            return PrinterState(problems=(ProblemCode.PRINTER_UNREACHABLE,), detail=why)
        return PrinterState(problems=(ProblemCode.PRINTER_SILENT,), detail=why) if state.can_print else state

    def _break_off(self, raster: Raster) -> None:
        """Nothing of a failed job may come out later: clear now if the printer listens, and before the next job."""
        self._manners.needs_clearing = True
        if self._connection is None:
            return
        try:
            self._clear(self._connection, raster.row_bytes * self._address.band_rows)
        except ConnectionLost as error:
            logger.debug("the printer cannot be cleared now: %s", error)

    def _clear(self, connection: Connection, band_bytes: int) -> None:
        """Real-time clearing first; then zeros (NUL, ignored) end a band that was cut short; then a fresh start."""
        connection.write(CLEAR_BUFFERS)
        connection.read(CLEARED_SECONDS)  # it says so when it has; what is sent before would be forgotten too
        connection.write(bytes(band_bytes))
        connection.write(INITIALIZE)

    def _has_expired(self) -> bool:
        return self._clock() > self._expires_at


def _expired() -> PrinterState:
    return PrinterState(problems=(ProblemCode.PRINTER_SILENT,), detail="the job expired")

"""Connections: one fresh line to a printer through python-escpos, with the reading and time-outs it lacks."""

import errno
import logging
import os
import socket
from pathlib import Path
from typing import Any

from kiosk.printer.address import PrinterAddress

TIMEOUT_SECONDS = 2.0
CAPABILITIES = Path(__file__).parent / "capabilities.json"
CHUNK_BYTES = 1024
"""Sent at once; each piece may take the whole time-out, so a slow printer is not taken for a dead one."""


class NoConnection(Exception):
    """The printer cannot be reached: switched off, unplugged, or its address is wrong."""


class ConnectionLost(Exception):
    """The printer went away, or stopped taking data, in the middle."""


class Connection:
    """Blocking; used in the printer's thread only. Made by `connect`, to be closed by whoever made it."""

    def __init__(self, device: Any) -> None:  # Any: python-escpos ships no types
        self._device = device

    def write(self, data: bytes) -> None:
        """Hand bytes to the printer. Raises ConnectionLost when it does not take them in time."""
        for start in range(0, len(data), CHUNK_BYTES):
            try:
                self._write(data[start : start + CHUNK_BYTES])
            except (OSError, ValueError) as error:
                raise ConnectionLost(str(error)) from error

    def read(self, within_seconds: float) -> bytes:
        """What the printer says, or nothing when it says nothing in time. Raises ConnectionLost when it hung up."""
        try:
            return self._read(max(0.001, within_seconds))
        except OSError as error:
            if isinstance(error, TimeoutError) or error.errno == errno.ETIMEDOUT:  # the latter from USB
                return b""
            raise ConnectionLost(str(error)) from error

    def close(self) -> None:
        """Hang up. A printer that is gone already is closed as well."""
        try:
            self._device.close()
        except OSError as error:
            logging.getLogger(__name__).debug("closing the printer: %s", error)

    def _write(self, data: bytes) -> None:
        self._device._raw(data)

    def _read(self, within_seconds: float) -> bytes:
        return b""


class _Tcp(Connection):
    def _write(self, data: bytes) -> None:
        self._device.device.settimeout(TIMEOUT_SECONDS)
        self._device._raw(data)

    def _read(self, within_seconds: float) -> bytes:
        self._device.device.settimeout(within_seconds)
        data: bytes = self._device._read()
        if not data:
            raise OSError("the printer hung up")  # python-escpos takes this for plenty of paper
        return data


class _Usb(Connection):
    def _read(self, within_seconds: float) -> bytes:
        # python-escpos reads without a time limit of ours; pyusb wants milliseconds.
        return bytes(self._device.device.read(self._device.in_ep, 64, int(within_seconds * 1000) or 1))


class _Serial(Connection):
    def _read(self, within_seconds: float) -> bytes:
        self._device.device.timeout = within_seconds
        return bytes(self._device.device.read(1))


def connect(address: PrinterAddress) -> Connection:
    """A fresh connection. Raises NoConnection."""
    # Its own database of printers takes four megabytes and half a second, and is about text, which is never sent.
    os.environ.setdefault("ESCPOS_CAPABILITIES_FILE", str(CAPABILITIES))
    from escpos import printer as drivers  # not at the top: only in the printer's own thread
    from escpos.exceptions import Error

    try:
        match address.scheme:
            case "tcp":
                device = drivers.Network(address.host, address.port, timeout=TIMEOUT_SECONDS)
                # Connected here: the driver leaves its socket open when nobody answers, and knows IPv4 only.
                device.device = socket.create_connection((address.host, address.port), TIMEOUT_SECONDS)
                device.device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return _Tcp(device)
            case "usb":
                device = drivers.Usb(
                    address.vendor_id,
                    address.product_id,
                    timeout=int(TIMEOUT_SECONDS * 1000),
                    in_ep=address.in_endpoint,
                    out_ep=address.out_endpoint,
                )
                device.open()
                return _Usb(device)
            case "serial":
                device = drivers.Serial(address.path, baudrate=address.baud, timeout=TIMEOUT_SECONDS)
                device.open()
                device.device.write_timeout = TIMEOUT_SECONDS
                return _Serial(device)
            case "file":
                device = drivers.File(address.path, auto_flush=True)
                device.open()
                return Connection(device)
            case _:
                return Connection(drivers.Dummy())
    except (Error, OSError, ValueError, RuntimeError) as error:  # ValueError: pyusb without libusb
        raise NoConnection(" ".join(str(error).split())) from error


def require_writable(path: str) -> None:
    """Raises NoConnection when the file cannot be written. Opening it would already destroy the last slip."""
    folder = os.path.dirname(path) or "/"
    if os.path.isdir(path) or not os.access(path if os.path.exists(path) else folder, os.W_OK):
        raise NoConnection(f"{path} cannot be written")

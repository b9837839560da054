"""Printer addresses: a URL that says where the printer is and how wide it prints."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

DEFAULT_WIDTH = 576
NARROWEST, WIDEST = 256, 832
DEFAULT_PORT = 9100
DEFAULT_BAUD = 115_200
SCHEMES = ("tcp", "usb", "serial", "file", "dummy", "none")
CUTS = ("full", "part", "none")
EXAMPLES = (
    "tcp://192.0.2.5:9100?width=576",
    "usb://04b8:0202",
    "serial:///dev/ttyUSB0?baud=115200",
    "file:///dev/usb/lp0",
    "dummy:",
)


class BadPrinterAddress(ValueError):
    """The text does not name a printer; the message says what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class PrinterAddress:
    """Where a printer is, and what is particular about it. The scheme `none` says that there is no printer."""

    scheme: str
    host: str = ""
    port: int = DEFAULT_PORT
    path: str = ""
    vendor_id: int = 0
    product_id: int = 0
    in_endpoint: int = 0x82
    out_endpoint: int = 0x01
    baud: int = DEFAULT_BAUD
    width: int = DEFAULT_WIDTH
    """Dots a line: 576 for 80 mm paper, 384 for 58 mm; 420 and 512 exist. Whole bytes only, so 420 is used as 416."""
    band_rows: int = 64
    """Rows in one raster command; some printers lose what exceeds their buffer."""
    cut: str = "full"
    can_answer: bool = True
    """Whether it answers questions about its paper. `status=no` is for printers that only listen."""

    @classmethod
    def parse(cls, text: str) -> "PrinterAddress":
        """The address in a URL such as `tcp://192.0.2.5:9100?width=576`. Raises BadPrinterAddress."""
        parts = urlsplit(text.strip())
        if parts.scheme not in SCHEMES:
            raise BadPrinterAddress(f"{text!r} is not a printer; write it like one of: {', '.join(EXAMPLES)}")
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        answers = options.pop("status", "yes")
        cut = options.pop("cut", "full")
        if answers not in ("yes", "no") or cut not in CUTS:
            raise BadPrinterAddress(f"{text!r}: status is yes or no; cut is one of {', '.join(CUTS)}")
        width = _number(options, "width", DEFAULT_WIDTH, text)
        if not NARROWEST <= width <= WIDEST:
            raise BadPrinterAddress(f"{text!r}: width is from {NARROWEST} to {WIDEST} dots")
        address = cls(
            scheme=parts.scheme,
            width=width - width % 8,
            band_rows=max(8, _number(options, "band", 64, text)),
            cut=cut,
            can_answer=answers == "yes" and parts.scheme not in ("file", "dummy", "none"),
            path=parts.path,
            baud=_number(options, "baud", DEFAULT_BAUD, text),
            in_endpoint=_number(options, "in", 0x82, text),
            out_endpoint=_number(options, "out", 0x01, text),
        )
        if options:
            raise BadPrinterAddress(f"{text!r}: nobody knows what {', '.join(sorted(options))} means here")
        return replace(address, **_place(parts.scheme, parts.netloc, parts.path, text))

    def __str__(self) -> str:
        place = {
            "tcp": f"//{self.host}:{self.port}",
            "usb": f"//{self.vendor_id:04x}:{self.product_id:04x}",
            "dummy": "",
            "none": "",
        }.get(self.scheme, f"//{self.path}")
        return f"{self.scheme}:{place}"


def _number(options: dict[str, str], name: str, default: int, text: str) -> int:
    value = options.pop(name, None)
    if value is None:
        return default
    try:
        return int(value, 0)
    except ValueError:
        raise BadPrinterAddress(f"{text!r}: {name} is a number, not {value!r}") from None


def _place(scheme: str, netloc: str, path: str, text: str) -> dict[str, Any]:
    """The fields that say where, for this scheme. Any: text for some fields, numbers for others."""
    if scheme == "tcp":
        host, _, port = netloc.rpartition(":") if ":" in netloc else (netloc, "", str(DEFAULT_PORT))
        if not host or not port.isdigit():
            raise BadPrinterAddress(f"{text!r}: a network printer is tcp://host:port")
        return {"host": host, "port": int(port)}
    if scheme == "usb":
        vendor, _, product = netloc.partition(":")
        try:
            return {"vendor_id": int(vendor, 16), "product_id": int(product, 16)}
        except ValueError:
            raise BadPrinterAddress(f"{text!r}: a USB printer is usb://vendor:product, as lsusb says") from None
    if scheme in ("serial", "file") and not path.startswith("/"):
        raise BadPrinterAddress(f"{text!r}: after {scheme}:// comes a whole path, such as {scheme}:///dev/ttyUSB0")
    return {}

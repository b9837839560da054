"""Printer addresses: what a technician may write, and what is said about mistakes."""

import pytest

from kiosk.printer import BadPrinterAddress, PrinterAddress
from kiosk.printer.address import EXAMPLES


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_of_the_help_is_understood(text: str) -> None:
    assert PrinterAddress.parse(text).scheme == text.partition(":")[0]


def test_a_network_printer_has_host_port_and_width() -> None:
    address = PrinterAddress.parse("tcp://192.0.2.5:9101?width=384&cut=part&band=24")
    assert (address.host, address.port, address.width) == ("192.0.2.5", 9101, 384)
    assert (address.cut, address.band_rows, address.can_answer) == ("part", 24, True)
    assert str(address) == "tcp://192.0.2.5:9101"


def test_dots_that_fill_no_byte_stay_empty() -> None:
    assert PrinterAddress.parse("tcp://192.0.2.5?width=420").width == 416


def test_without_a_port_it_is_the_usual_one() -> None:
    assert PrinterAddress.parse("tcp://printer.example").port == 9100


def test_a_usb_printer_has_ids_as_lsusb_writes_them() -> None:
    address = PrinterAddress.parse("usb://04b8:0202?in=0x81&out=2")
    assert (address.vendor_id, address.product_id) == (0x04B8, 0x0202)
    assert (address.in_endpoint, address.out_endpoint) == (0x81, 2)


def test_a_printer_may_be_one_that_never_answers() -> None:
    assert not PrinterAddress.parse("serial:///dev/ttyS0?baud=38400&status=no").can_answer
    assert not PrinterAddress.parse("file:///dev/usb/lp0").can_answer


@pytest.mark.parametrize(
    "text",
    [
        "",
        "printer",
        "ipp://192.0.2.5",
        "tcp://:9100",
        "tcp://192.0.2.5:port",
        "tcp://192.0.2.5?width=64",
        "tcp://192.0.2.5?width=wide",
        "tcp://192.0.2.5?colour=red",
        "tcp://192.0.2.5?cut=maybe",
        "usb://epson",
        "usb://04b8",
        "serial://ttyUSB0",
        "file://",
    ],
)
def test_a_mistake_is_named(text: str) -> None:
    with pytest.raises(BadPrinterAddress):
        PrinterAddress.parse(text)

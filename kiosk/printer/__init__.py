"""The slip printer: where it is, how it is, and how a picture becomes paper. Nothing here draws or knows a ticket."""

from kiosk.printer.address import BadPrinterAddress, PrinterAddress
from kiosk.printer.printer import Job, Printer, PrintResult
from kiosk.printer.raster import Raster
from kiosk.printer.state import PrinterState

__all__ = ["BadPrinterAddress", "Job", "PrintResult", "Printer", "PrinterAddress", "PrinterState", "Raster"]

"""Slip: what is on the paper, in the patient's language. How it looks is `slip_picture`."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from shared.protocol.clinic import Clinic
from shared.protocol.department import Department
from shared.protocol.staff import Doctor
from shared.protocol.ticket import Slip, Ticket
from shared.words import Words


@dataclass(frozen=True, kw_only=True)
class SlipText:
    """Every word of one slip, ready to be drawn."""

    is_rtl: bool
    clinic_name: str
    heading: str
    label: str
    icon: str
    department: str
    doctor: str
    ahead: int
    ahead_heading: str
    ahead_text: str
    room: str
    place: str
    page: str
    """The address in the QR code; empty: no code."""
    page_text: str
    printed_at: str
    line: str
    copy_mark: str
    """COPY in the patient's language, or nothing."""


def write_slip(
    slip: Slip, *, clinic: Clinic, department: Department | None, doctor: Doctor | None, words: Words
) -> SlipText:
    """The slip of a ticket as it was issued."""
    ticket = slip.ticket
    issued_at = ticket.issued_at.astimezone(ZoneInfo(clinic.time_zone))
    return SlipText(
        is_rtl=words.is_rtl,
        clinic_name=clinic.name,
        heading=words("slip.your_number"),
        label=ticket.label,
        icon=department.icon if department else "general-medicine",
        department=department.public_name(words.language) if department else "",
        doctor=words("slip.doctor", name=doctor.name) if doctor else "",
        ahead=ticket.ahead_at_issue,
        ahead_heading=words("slip.before_you"),
        ahead_text=people_before(ticket, words),
        room=words("slip.room"),
        place=in_language(department.place, words.language) if department else "",
        page=page_of(slip, clinic),
        page_text=words("slip.phone"),
        printed_at=words("slip.date", date=words.date(issued_at.date()), time=words.time(issued_at)),
        line=in_language(clinic.slip_line, words.language),
        copy_mark=words("slip.copy") if ticket.copies else "",
    )


def page_of(slip: Slip, clinic: Clinic) -> str:
    """The address of the patient's page, or nothing when the clinic has none."""
    return f"{clinic.page_address.rstrip('/')}{slip.page}" if clinic.page_address and slip.page else ""


def people_before(ticket: Ticket, words: Words) -> str:
    """How many people were before this ticket: "6 people", "nobody"."""
    return words("people.nobody") if ticket.ahead_at_issue == 0 else words("people.count", count=ticket.ahead_at_issue)


def in_language(texts: dict[str, str], language: str) -> str:
    """The text in a language, else in English, else in any, else nothing."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")

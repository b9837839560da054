"""The ticket page: the number large, who is before, the paper and the code; or what to do without paper."""

from kiosk.screen import Notice, TicketPage
from kiosk.session import Issued
from kiosk.slip import in_language, page_of, people_before
from shared.protocol.clinic import Clinic
from shared.words import Words

PAPER_MM = 130.0
PAPER_MM_PER_SECOND = 90.0
"""What slip printers of the middle class print; the paper on the screen keeps their pace."""


def ticket_page(issued: Issued, clinic: Clinic, seconds_left: float, seconds: float, words: Words) -> TicketPage:
    """The page for a number that was just issued."""
    ticket, department, has_paper = issued.slip.ticket, issued.department, issued.paper != "none"
    page = page_of(issued.slip, clinic)
    people = people_before(ticket, words)
    return TicketPage(
        label=ticket.label,
        heading=words("ticket.your_number" if has_paper else "ticket.remember"),
        department=department.public_name(words.language) if department else "",
        doctor=issued.doctor.name if issued.doctor else "",
        icon=department.icon if department else "general-medicine",
        tone=department.colour.value if department else "slate",
        ahead=ticket.ahead_at_issue,
        ahead_heading=words("slip.before_you"),
        ahead_text=people,
        room=words("ticket.room"),
        place=in_language(department.place, words.language) if department else "",
        paper=issued.paper,
        paper_text=words("ticket.take_paper" if issued.paper == "out" else "ticket.printing"),
        paper_ahead=words("ticket.before_you", people=people),
        paper_milliseconds=round(PAPER_MM / PAPER_MM_PER_SECOND * 1000),
        page=page,
        page_title=words("ticket.point_phone"),
        page_text=words("ticket.follow" if has_paper else "ticket.keeps"),
        alternative=words("ticket.or") if page else "",
        reception_title=words("ticket.reception_title"),
        reception_text=words("ticket.reception_text"),
        done=words("ticket.done" if has_paper else "ticket.have_number"),
        more_time=words("idle.more"),
        left=max(0.0, min(1.0, seconds_left / seconds)),
        left_text=words("ticket.clears", count=max(0, round(seconds_left))),
    )


def paper_notice(issued: Issued, words: Words) -> Notice | None:
    """What is said above the number when it stays without paper."""
    return Notice(icon="ui-paper-out", text=words("ticket.no_paper")) if issued.paper == "none" else None

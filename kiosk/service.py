"""Out of service: why no number can be had here now, and what the patient should do instead."""

from kiosk.screen import ServicePage
from shared.client.link import LinkState
from shared.client.mirror import Mirror
from shared.protocol.clinic import DateNotConfirmed
from shared.protocol.department import Department
from shared.protocol.device import StrangeBox
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import VersionUnsupported
from shared.words import Words


def reason(state: LinkState, mirror: Mirror, refusal: Refusal | None, *, has_waited: bool) -> str:
    """The key of why not, or nothing when all is well. `has_waited`: the link has been gone long enough to say so."""
    if isinstance(state.problem, VersionUnsupported):
        return "version"
    if isinstance(state.problem, StrangeBox) and has_waited:
        return "strange_box"
    if state.has_clinic is False and state.is_live:
        return "not_founded"
    if not state.is_live:
        return ("no_server" if mirror.clinic or has_waited else "starting") if has_waited or not mirror.clinic else ""
    if mirror.clinic is None:
        return "not_founded"
    if isinstance(refusal, DateNotConfirmed):
        return "date"
    if not mirror.all(Department):
        return "no_department"
    return ""


def service_page(why: str, words: Words) -> ServicePage:
    """The page for a reason."""
    icons = {
        "date": "ui-clock",
        "no_department": "ui-door",
        "not_founded": "ui-screen",
        "starting": "ui-clock",
        "strange_box": "ui-lock",
    }
    return ServicePage(
        title=words(f"service.{why}.title"),
        text=words("service.starting.text" if why == "starting" else "service.reception"),
        detail=words(f"service.{why}.detail"),
        icon=icons.get(why, "ui-link-off"),
    )

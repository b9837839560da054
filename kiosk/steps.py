"""Steps: which page follows which, and what is said where the way to a number ends."""

from kiosk.departments import here_today
from kiosk.screen import Notice, Page
from kiosk.session import Session
from shared.client.mirror import Mirror
from shared.protocol.department import Department, QueueClosed, QueuePaused, QuotaReached
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import Unreachable
from shared.words import Words

REFUSED = {QueueClosed: "queue_closed", QueuePaused: "queue_paused", QuotaReached: "quota_reached"}


def page_after(page: Page, mirror: Mirror) -> Page | None:
    """The next question once a page is answered; None when everything is asked that this clinic asks."""
    clinic = mirror.clinic
    if clinic is not None and page is Page.DOCTORS and clinic.asks_name:
        return Page.NAME
    if clinic is not None and page in (Page.DOCTORS, Page.NAME) and clinic.asks_phone:
        return Page.PHONE
    return None


def page_before(session: Session, mirror: Mirror) -> Page:
    """Where Back leads."""
    clinic, department = mirror.clinic, mirror.get(Department, session.department_id)
    if session.page is Page.HELP:
        return session.before_help
    if session.page is Page.PHONE and clinic is not None and clinic.asks_name:
        return Page.NAME
    if session.page in (Page.NAME, Page.PHONE) and department is not None:
        return Page.DOCTORS if department.asks_doctor and here_today(department, mirror) else Page.DEPARTMENTS
    return Page.DEPARTMENTS


def notice_of(refusal: Refusal, words: Words) -> Notice:
    """Why there is no number, and what to do now."""
    if isinstance(refusal, Unreachable):
        return Notice(icon="ui-link-off", text=words("notice.unreachable"))
    key = REFUSED.get(type(refusal))
    if key is None:
        return Notice(icon="help", text=words("notice.other"), action=words("service.reception"))
    return Notice(icon="ui-clock", text=words(f"notice.{key}"), action=words("notice.reception"))

"""Help: calling a person to the kiosk. It tells staff, and moves nobody in the line."""

from kiosk.parts import Line
from kiosk.screen import HelpPage
from kiosk.session import HelpCall, Session
from shared.protocol.alert import AlertKind, RaiseAlert
from shared.protocol.grammar import Refusal
from shared.protocol.identity import new_id
from shared.words import Words

PATIENCE_SECONDS = 5.0
"""Somebody unwell is sent to reception rather than kept waiting for a server."""


async def call_staff(call: HelpCall, kind: AlertKind, language: str, line: Line) -> None:
    """Tell staff; `call.answer` says whether they know."""
    try:
        await line.send(RaiseAlert(kind=kind, language=language), request_id=new_id(), within_seconds=PATIENCE_SECONDS)
        call.answer = "help.told"
    except Refusal:
        call.answer = "help.not_told"
    call.is_busy = False


def help_page(session: Session, words: Words) -> HelpPage:
    """The page as it now is."""
    call = session.help
    return HelpPage(
        call=words("help.call"),
        call_text=words("help.call_text"),
        unwell=words("help.unwell"),
        answer=words(call.answer) if call.answer else "",
        is_told=call.answer == "help.told",
        is_busy=call.is_busy,
        low_reach=words("help.low_reach"),
        is_low_reach=session.is_low_reach,
    )

"""Figures: counted beside the writer, from what is kept of each ticket."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from clinic_server.domain.figures import Told, figures
from clinic_server.domain.stint import stints_of
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.store.journeys import Journey, journeys
from clinic_server.store.reading import Reader
from clinic_server.store.unit import Unit
from shared.protocol.department import Department
from shared.protocol.figures import Figures, ReportFigures
from shared.protocol.refusal import BadValue

MOST_DAYS = timedelta(days=366)


def counted(reader: Reader, from_day: date, until_day: date, department_id: UUID | None = None) -> Figures:
    """What happened on these business days, as far as it is on the disk."""
    kept = list(journeys(reader, from_day, until_day))
    concerned = [journey for journey in kept if department_id in (None, journey.department_id)]
    return figures(
        from_day,
        until_day,
        (stint for journey in kept for stint in stints_of(journey)),
        ratings=[journey.rating for journey in concerned if journey.rating is not None],
        promises=_told(concerned),
        department_id=department_id,
    )


def _prepare(preparation: Preparation, command: ReportFigures) -> Figures:
    if not timedelta() <= command.until_day - command.from_day < MOST_DAYS:
        raise BadValue(field="until_day", why="before the first, or more than 366 days")
    return counted(preparation.reader, command.from_day, command.until_day, command.department_id)


@handles(ReportFigures, prepare=_prepare, keeps_answer=False)
def report_figures(unit: Unit, command: ReportFigures) -> Figures:
    """Whoever asks again is answered anew."""
    if command.department_id is not None:
        unit.need(Department, command.department_id)
    found: Figures = unit.prepared
    return found


def _told(journeys: Iterable[Journey]) -> Iterable[Told]:
    """The promises that were made for the line which the call came from."""
    for journey in journeys:
        if journey.soonest_at is None or journey.latest_at is None or journey.called_at is None:
            continue
        if journey.promised_since == journey.waiting_since:
            yield Told(soonest_at=journey.soonest_at, latest_at=journey.latest_at, called_at=journey.called_at)

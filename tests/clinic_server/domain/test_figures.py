"""Figures: what a few stints amount to."""

from datetime import date, timedelta
from typing import Any

from clinic_server.domain.figures import Told, figures, kept, spans
from clinic_server.domain.stint import Outcome, Stint
from shared.protocol.figures import KeptPromises, Spans
from shared.protocol.identity import new_id
from tests.values import MORNING

DAY = date(2026, 4, 14)
GENERAL, LABORATORY = new_id(), new_id()
AMARA, BO = new_id(), new_id()


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def a_stint(waited: float | None = 10, lasted: float | None = 5, **fields: Any) -> Stint:  # Any: as the class has them
    """Somebody who came in the morning, waited and was seen."""
    called = None if waited is None else MORNING + minutes(waited)
    started = None if called is None or lasted is None else called
    plain: dict[str, Any] = {
        "ticket_id": new_id(),
        "department_id": GENERAL,
        "staff_id": AMARA,
        "arrived_at": MORNING,
        "called_at": called,
        "started_at": started,
        "left_at": None if started is None or lasted is None else started + minutes(lasted),
        "outcome": Outcome.SEEN,
    }
    return Stint(**plain | fields)


def test_nothing_amounts_to_nothing() -> None:
    found = figures(DAY, DAY, [])

    assert (found.issued, found.waits, found.departments, found.ratings.average) == (0, Spans(), (), None)


def test_spans_are_of_what_happened() -> None:
    assert spans(minutes(count) for count in range(1, 11)) == Spans(
        count=10, average_minutes=5.5, median_minutes=5.0, p90_minutes=9.0, longest_minutes=10.0
    )
    assert spans([minutes(7.25)]) == Spans(
        count=1, average_minutes=7.2, median_minutes=7.2, p90_minutes=7.2, longest_minutes=7.2
    )


def test_everybody_is_counted_once() -> None:
    found = figures(
        DAY,
        DAY,
        [
            a_stint(),
            a_stint(waited=20, lasted=None, outcome=Outcome.MISSED),
            a_stint(waited=None, outcome=Outcome.CANCELLED, staff_id=None),
            a_stint(waited=None, outcome=Outcome.OPEN, staff_id=None),
        ],
    )

    assert (found.issued, found.seen, found.missed, found.cancelled) == (4, 1, 1, 1)
    assert found.waits.count == 2
    assert found.waits.longest_minutes == 20


def test_a_journey_is_one_ticket_and_two_waits() -> None:
    ticket_id = new_id()
    stints = [
        a_stint(ticket_id=ticket_id, waited=10),
        a_stint(ticket_id=ticket_id, waited=30, department_id=LABORATORY, staff_id=BO),
    ]

    found = figures(DAY, DAY, stints)
    laboratory = figures(DAY, DAY, stints, department_id=LABORATORY)

    assert (found.issued, found.seen, found.waits.count) == (1, 1, 2)
    assert {of.department_id: of.arrived for of in found.departments} == {GENERAL: 1, LABORATORY: 1}
    assert {of.doctor_id: of.seen for of in found.doctors} == {AMARA: 1, BO: 1}
    assert (laboratory.waits.average_minutes, laboratory.department_id) == (30, LABORATORY)


def test_who_was_seen_and_then_left_the_laboratory_was_seen() -> None:
    ticket_id = new_id()
    left = a_stint(ticket_id=ticket_id, waited=None, outcome=Outcome.CANCELLED, department_id=LABORATORY, staff_id=None)

    found = figures(DAY, DAY, [a_stint(ticket_id=ticket_id), left])

    assert (found.seen, found.cancelled) == (1, 0)
    assert [of.cancelled for of in found.departments] == [0, 1]


def test_a_consultation_that_the_day_closed_has_no_length() -> None:
    found = figures(DAY, DAY, [a_stint(lasted=5), a_stint(lasted=500, is_inferred=True)])
    (doctor,) = found.doctors

    assert (doctor.seen, doctor.consultations.count, doctor.consultations.longest_minutes) == (2, 1, 5)


def test_promises_are_sooner_within_or_later() -> None:
    told = [
        Told(soonest_at=MORNING, latest_at=MORNING + minutes(10), called_at=MORNING + minutes(called))
        for called in (-1, 0, 5, 10, 11, 30)
    ]

    assert kept(told) == KeptPromises(told=6, sooner=1, within=3, later=2)


def test_ratings_have_an_average() -> None:
    ratings = figures(DAY, DAY, [], ratings=[5, 4, 4]).ratings

    assert (ratings.count, ratings.average) == (3, 4.33)

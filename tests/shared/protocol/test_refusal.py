"""A refusal arrives on the other side as the same class with the same details."""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, get_type_hints
from uuid import UUID

import msgspec
import pytest

from shared.protocol.envelope import Refused, UnknownRefusal, decode_server_frame, encode, refusal_of, refused
from shared.protocol.grammar import Refusal
from shared.protocol.ticket import TicketStatus

DETAILS: dict[object, Any] = {  # Any: a detail of any type
    str: "GM-007",
    int: 12,
    UUID: UUID("019ed5f3-52d6-7b08-a4c1-98e2f7b3d008"),
    date: date(2026, 4, 14),
    datetime | None: datetime(2026, 4, 14, 8, 0, tzinfo=UTC),
    TicketStatus: TicketStatus.ON_HOLD,
    dict[str, int]: {"Dr. Ali": 2},
}
SENT = sorted(code for code, kind in Refusal.known.items() if kind is not UnknownRefusal)


@pytest.mark.parametrize("code", SENT)
def test_a_refusal_comes_through_the_wire_unchanged(code: str) -> None:
    kind = Refusal.known[code]
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # every refusal is a dataclass
    refusal = kind(**{name: DETAILS[hints[name]] for name in names})

    frame = decode_server_frame(encode(refused(None, refusal)))

    assert isinstance(frame, Refused)
    arrived = refusal_of(frame)
    assert type(arrived) is kind
    assert str(arrived) == str(refusal)


def test_a_code_from_a_newer_server_stays_readable() -> None:
    refusal = refusal_of(Refused(id=None, code="moon_too_full", details={"phase": 3}))

    assert isinstance(refusal, UnknownRefusal)
    assert str(refusal) == "moon_too_full"


def test_a_detail_from_a_newer_server_is_passed_over() -> None:
    refusal = refusal_of(Refused(id=None, code="quota_reached", details={"quota": 40, "news": 1}))

    assert str(refusal) == "quota_reached(quota=40)"


def test_two_refusals_may_not_share_a_code() -> None:
    with pytest.raises(TypeError, match="two refusals are called queue_closed"):
        type("QueueClosed", (Refusal,), {})


def test_a_refusal_without_its_details_is_not_made_up() -> None:
    with pytest.raises(msgspec.ValidationError):
        refusal_of(Refused(id=None, code="quota_reached", details={}))

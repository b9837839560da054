"""Ids are UUIDv7: well-formed, never the same, and in the order of their milliseconds."""

import time
from itertools import pairwise
from uuid import RFC_4122

from shared.protocol.identity import new_id


def test_an_id_is_a_well_formed_uuid7() -> None:
    id = new_id()

    assert (id.version, id.variant) == (7, RFC_4122)


def test_an_id_carries_the_time_of_its_making() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id().int >> 80
    after = time.time_ns() // 1_000_000

    assert before <= made <= after


def test_a_later_millisecond_makes_a_greater_id() -> None:
    ids = [new_id()]
    while ids[-1].int >> 80 < (ids[0].int >> 80) + 5:
        ids.append(new_id())
    milliseconds = [id.int >> 80 for id in ids]

    assert milliseconds == sorted(milliseconds)
    for earlier, later in pairwise(ids):
        assert later > earlier or later.int >> 80 == earlier.int >> 80


def test_no_two_ids_are_the_same() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000

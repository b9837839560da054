"""The outbox: everything arrives once and in order, whatever happens to the link."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest

from shared.client.outbox import MOST_WAITING, Outbox, OutboxFull
from shared.protocol.grammar import Command, Refusal
from shared.protocol.identity import new_id
from shared.protocol.refusal import NotFound, Unreachable
from shared.protocol.ticket import ConfirmPrint


class Post:
    """The other end: answers, or fails as told, and remembers what it was sent."""

    def __init__(self, failures: Iterable[Refusal] = ()) -> None:
        self.sent: list[tuple[UUID, Command[Any]]] = []
        self._failures = list(failures)

    async def send(self, command: Command[Any], *, request_id: UUID, within_seconds: float) -> None:
        await asyncio.sleep(0)
        self.sent.append((request_id, command))
        if self._failures:
            raise self._failures.pop(0)


def confirmations(count: int) -> list[ConfirmPrint]:
    return [ConfirmPrint(ticket_id=new_id(), is_printed=True) for _ in range(count)]


async def deliver(outbox: Outbox) -> None:
    running = asyncio.create_task(outbox.run())
    async with asyncio.timeout(10):
        await outbox.until_empty()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_what_is_put_arrives_in_order() -> None:
    post, letters = Post(), confirmations(5)
    outbox = Outbox(post.send)
    for letter in letters:
        outbox.put(letter)
    await deliver(outbox)
    assert [command for _, command in post.sent] == letters
    assert len(outbox) == 0


async def test_an_unanswered_command_is_repeated_under_its_own_id() -> None:
    post, [first, second] = Post([Unreachable(), Unreachable()]), confirmations(2)
    outbox = Outbox(post.send)
    outbox.put(first)
    outbox.put(second)
    await deliver(outbox)
    assert [command for _, command in post.sent] == [first, first, first, second]
    assert len({request_id for request_id, _ in post.sent}) == 2


@pytest.mark.expects_warnings("ConfirmPrint left the outbox refused")
async def test_a_refused_command_makes_room_for_the_next() -> None:
    post, [first, second] = Post([NotFound(noun="ticket")]), confirmations(2)
    outbox = Outbox(post.send)
    outbox.put(first)
    outbox.put(second)
    await deliver(outbox)
    assert [command for _, command in post.sent] == [first, second]


async def test_what_was_not_answered_stays_when_the_sending_ends() -> None:
    answered = asyncio.Event()

    async def send(command: Command[Any], **_: object) -> None:
        await answered.wait()

    outbox = Outbox(send)
    outbox.put(confirmations(1)[0])
    running = asyncio.create_task(outbox.run())
    await asyncio.sleep(0)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert len(outbox) == 1
    answered.set()
    await deliver(outbox)
    assert len(outbox) == 0


async def test_it_does_not_grow_without_end() -> None:
    outbox = Outbox(Post().send)
    for letter in confirmations(MOST_WAITING):
        outbox.put(letter)
    with pytest.raises(OutboxFull):
        outbox.put(confirmations(1)[0])

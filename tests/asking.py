"""Asking a server as a connection does, without one: prepared first, then carried out."""

import asyncio
from typing import TypeVar
from uuid import UUID

import msgspec

from clinic_server.actor import Actor
from clinic_server.app import Running
from shared.protocol.grammar import Command, Refusal, answer_type

A = TypeVar("A")


async def ask(server: Running, actor: Actor, command: Command[A], *, request_id: UUID | None = None) -> A:
    """The answer. Raises the refusal."""
    prepared = await server.preparer.prepare(actor, command)
    answered: asyncio.Future[bytes | Refusal] = asyncio.get_running_loop().create_future()
    server.writer.ask(actor, request_id, command, answered.set_result, prepared)
    answer = await answered
    if isinstance(answer, Refusal):
        raise answer
    value: A = msgspec.json.decode(answer, type=answer_type(type(command)))
    return value

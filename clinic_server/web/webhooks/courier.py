"""A courier: tells one webhook what happened, row after row of the journal, until each one has arrived."""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime

from clinic_server.actor import BOX
from clinic_server.domain.webhook import GIVES_UP_AFTER, GONE, PUBLIC_KINDS, TRIED, message, signature, wait_before
from clinic_server.handlers.webhook import NoteTold
from clinic_server.handlers.writer import Writer
from clinic_server.store.outbox import Outgoing, outgoing
from clinic_server.store.reading import Reader
from clinic_server.web.webhooks.post import Attempt, Post
from shared.protocol.grammar import Refusal
from shared.protocol.identity import new_id
from shared.protocol.webhook import (
    Delivery,
    DeliveryProblem,
    Webhook,
    WebhookCursor,
    WebhookSecret,
    WebhookTried,
)

ROWS_AT_ONCE = 50
REPORT_SECONDS = 5.0
"""What arrived is written down so often at most; after a crash it is told again, under the same ids."""

logger = logging.getLogger(__name__)


class Courier:
    """Works while `run` runs, from the cursor on that is on the disk."""

    def __init__(
        self,
        webhook: Webhook,
        *,
        reader: Reader,
        writer: Writer,
        clock: Callable[[], datetime],
        patience: float = 1.0,
    ) -> None:
        self._webhook = webhook
        self._reader = reader
        self._writer = writer
        self._clock = clock
        self._patience = patience
        """How much of the usual waits between two tries is waited."""
        self._news = asyncio.Event()
        self._seq = self._rewinds = 0
        self._failing_since = webhook.failing_since
        self._told: list[Delivery] = []

    def wake(self) -> None:
        """Something happened."""
        self._news.set()

    async def run(self) -> None:
        """Tell for ever, or until the address is given up; cancel it to end."""
        secret = await asyncio.to_thread(self._reader.get, WebhookSecret, self._webhook.id)
        cursor = await asyncio.to_thread(self._reader.get, WebhookCursor, self._webhook.id)
        assert secret is not None  # both came with the webhook
        assert cursor is not None
        self._seq = looked_at = cursor.seq
        self._rewinds = cursor.rewinds
        post = Post(self._webhook.url)
        try:
            while True:
                self._news.clear()
                kinds = (*(self._webhook.kinds or PUBLIC_KINDS), TRIED)
                rows, looked_at = await asyncio.to_thread(outgoing, self._reader, looked_at, kinds, ROWS_AT_ONCE)
                for row in rows:
                    if not await self._tell(post, secret.secret, row):
                        return
                if len(rows) < ROWS_AT_ONCE:
                    await self._wait_for_news()
        finally:
            self._report()
            await post.close()

    async def _wait_for_news(self) -> None:
        """What was told is reported while it is quiet, and not for every single row."""
        try:
            async with asyncio.timeout(REPORT_SECONDS if self._told else None):
                await self._news.wait()
        except TimeoutError:
            self._report()
            await self._news.wait()

    async def _tell(self, post: Post, secret: str, row: Outgoing) -> bool:
        """Try until the row has arrived; False when the address is given up."""
        if isinstance(row.event, WebhookTried) and row.event.webhook.id != self._webhook.id:
            return True
        body = message(row.kind, row.seq, row.at, row.event)
        attempt = 0
        while True:
            attempt += 1
            timestamp = int(self._clock().timestamp())
            headers = {
                "content-type": "application/json",
                "user-agent": "Anteroom",
                "webhook-id": str(row.id),
                "webhook-timestamp": str(timestamp),
                "webhook-signature": signature(secret, row.id, timestamp, body),
            }
            came_of_it = await post.send(body, headers)
            self._note(row, attempt, came_of_it)
            if came_of_it.problem is DeliveryProblem.NONE:
                self._arrived(row)
                return True
            if self._gives_up(came_of_it):
                return False
            await asyncio.sleep(wait_before(attempt, random.random()).total_seconds() * self._patience)

    def _note(self, row: Outgoing, attempt: int, came_of_it: Attempt) -> None:
        self._told.append(
            Delivery(
                id=new_id(),
                webhook_id=self._webhook.id,
                message_id=row.id,
                seq=row.seq,
                kind=row.kind,
                at=self._clock(),
                attempt=attempt,
                status=came_of_it.status,
                milliseconds=came_of_it.milliseconds,
                problem=came_of_it.problem,
            )
        )

    def _arrived(self, row: Outgoing) -> None:
        self._seq = row.seq
        if self._failing_since is not None:
            self._failing_since = None
            self._report()
        elif len(self._told) >= ROWS_AT_ONCE:
            self._report()

    def _gives_up(self, came_of_it: Attempt) -> bool:
        """Write a failure down at once; whether there is no sense in going on."""
        now = self._clock()
        self._failing_since = self._failing_since or now
        is_given_up = came_of_it.status == GONE or now - self._failing_since >= GIVES_UP_AFTER
        if is_given_up:
            logger.error("a webhook does not answer and is told nothing more: %s", self._webhook.id)
        self._report(is_given_up=is_given_up)
        return is_given_up

    def _report(self, *, is_given_up: bool = False) -> None:
        """Have the writer keep what was tried, and how far this webhook is."""
        if not self._told:
            return
        told = NoteTold(
            webhook_id=self._webhook.id,
            deliveries=tuple(self._told),
            seq=self._seq,
            rewinds=self._rewinds,
            failing_since=self._failing_since,
            is_given_up=is_given_up,
        )
        self._told = []
        self._writer.ask(BOX, None, told, _noted)


def _noted(answer: bytes | Refusal) -> None:
    """On a full disk it is told once more after the next start; what was told can be told again."""
    if isinstance(answer, Refusal):
        logger.warning("what a webhook was told is not written down: %s", answer)

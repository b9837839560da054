"""The couriers: one for each active webhook, begun and ended as administrators decide."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from clinic_server.domain.webhook import PUBLIC_KINDS, TRIED
from clinic_server.handlers.batch import Published
from clinic_server.handlers.writer import Writer
from clinic_server.store.reading import Reader
from clinic_server.web.hub import Hub
from clinic_server.web.webhooks.courier import Courier
from shared.protocol.grammar import kind_of
from shared.protocol.webhook import Webhook, WebhookAdded, WebhookChanged, WebhookRewound, WebhookState

logger = logging.getLogger(__name__)

TOLD = PUBLIC_KINDS | {TRIED}


class Couriers:
    """Works while `run` runs, beside the clinic: nobody who waits for a number waits for a webhook."""

    def __init__(
        self, writer: Writer, reader: Reader, hub: Hub, clock: Callable[[], datetime], *, patience: float = 1.0
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._hub = hub
        self._clock = clock
        self._patience = patience
        self._working: dict[UUID, tuple[Courier, asyncio.Task[None]]] = {}
        self._changed: asyncio.Queue[UUID] = asyncio.Queue()

    async def run(self) -> None:
        """Work for ever; cancel it to end."""
        unwatch = self._hub.watch(self._note)
        try:
            for webhook in await self._writer.look(lambda unit: unit.all(Webhook)):
                await self._begin(webhook.id)
            while True:
                await self._begin(await self._changed.get())
        finally:
            unwatch()
            for id in tuple(self._working):
                await self._end(id)

    async def _begin(self, id: UUID) -> None:
        """Let a courier work, anew when one did, as the webhook is now."""
        await self._end(id)
        webhook = await self._writer.look(lambda unit: unit.get(Webhook, id))
        if webhook is None or webhook.state is not WebhookState.ACTIVE:
            return
        courier = Courier(webhook, reader=self._reader, writer=self._writer, clock=self._clock, patience=self._patience)
        self._working[id] = courier, asyncio.create_task(_guarded(courier))

    async def _end(self, id: UUID) -> None:
        if id not in self._working:
            return
        _, task = self._working.pop(id)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    def _note(self, events: Sequence[Published]) -> None:
        """What administrators decided begins a courier anew; whatever can be told wakes them all."""
        is_news = False
        for published in events:
            event = published.event
            match event:
                case WebhookAdded() | WebhookChanged():
                    self._changed.put_nowait(event.webhook.id)
                case WebhookRewound():
                    self._changed.put_nowait(event.cursor.id)
            is_news = is_news or kind_of(event) in TOLD
        if is_news:
            for courier, _ in self._working.values():
                courier.wake()


async def _guarded(courier: Courier) -> None:
    """A courier that fails is no reason for the clinic to stop; it works again after the next start or change."""
    try:
        await courier.run()
    except Exception:
        logger.exception("a webhook's courier failed")

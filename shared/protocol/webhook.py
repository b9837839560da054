"""Webhooks: addresses of other software that are told what happens, and the log of what they were told."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from shared.protocol.grammar import Audience, Command, Event, Value


class WebhookState(StrEnum):
    """Whether it is told what happens."""

    ACTIVE = "active"
    PAUSED = "paused"
    """An administrator paused it; made active again it goes on where it was."""
    STOPPED = "stopped"
    """It did not answer for a day, or said that it is gone; made active again it goes on where it was."""
    REMOVED = "removed"
    """For ever; its secret is forgotten."""


class Webhook(Value, frozen=True, kw_only=True, tag="webhook"):
    """An address that is sent every event of these kinds, one after another, with its public values.

    No `kinds`: every event that has any. Each is signed as Standard Webhooks 1.0.0 says, and sent again until the
    address answers with 2xx; so the same one may come twice, with the same `webhook-id`.
    """

    audience: ClassVar = Audience.ADMIN

    url: str
    kinds: tuple[str, ...] = ()
    state: WebhookState = WebhookState.ACTIVE
    added_at: datetime
    failing_since: datetime | None = None
    """Since when it has not answered as it should; after a day it is stopped."""


class WebhookSecret(Value, frozen=True, kw_only=True, tag="webhook_secret"):
    """What a webhook's messages are signed with; has the id of its `Webhook`."""

    audience: ClassVar = Audience.NOBODY

    secret: str


class WebhookCursor(Value, frozen=True, kw_only=True, tag="webhook_cursor"):
    """Up to which row of the journal a webhook was told; has the id of its `Webhook`."""

    audience: ClassVar = Audience.NOBODY

    seq: int
    rewinds: int = 0
    """How often it was set back: what was tried before counts for nothing afterwards."""


class DeliveryProblem(StrEnum):
    """Why a message did not arrive."""

    NONE = "none"
    STATUS = "status"
    """It answered, but not with 2xx."""
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    """Its certificate cannot be trusted."""
    ADDRESS = "address"
    """Plain HTTP, and the name leads out of the local network."""
    PROTOCOL = "protocol"
    """What it answered is not HTTP, or out of all bounds."""


class Delivery(Value, frozen=True, kw_only=True, tag="delivery"):
    """One try to tell a webhook of one row of the journal."""

    audience: ClassVar = Audience.NOBODY

    webhook_id: UUID
    message_id: UUID
    """The `webhook-id` that it was sent under."""
    seq: int
    kind: str
    at: datetime
    attempt: int
    status: int | None = None
    milliseconds: int
    problem: DeliveryProblem = DeliveryProblem.NONE


class NewWebhook(Struct, frozen=True, kw_only=True):
    """A webhook with its secret, which is told this once."""

    webhook: Webhook
    secret: str
    """`whsec_` and base64, as libraries for Standard Webhooks take it."""


class DeliveryPage(Struct, frozen=True, kw_only=True):
    """Tries, the newest first. Go on with `before=next_before`; None: there is nothing older."""

    deliveries: tuple[Delivery, ...]
    next_before: UUID | None = None


class AddWebhook(Command[NewWebhook], frozen=True, kw_only=True, tag="webhook.add"):
    """Have an address told what happens from now on. HTTPS, or plain HTTP inside the local network."""

    url: str
    kinds: tuple[str, ...] = ()


class ChangeWebhook(Command[Webhook], frozen=True, kw_only=True, tag="webhook.change"):
    """Change, pause or go on; what is left out stays as it is."""

    webhook_id: UUID
    url: str | UnsetType = UNSET
    kinds: tuple[str, ...] | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET


class RenewWebhookSecret(Command[NewWebhook], frozen=True, kw_only=True, tag="webhook.renew_secret"):
    """Sign with a new secret from now on; the old one is worth nothing any more."""

    webhook_id: UUID


class RemoveWebhook(Command[Webhook], frozen=True, kw_only=True, tag="webhook.remove"):
    """Tell this address nothing more, for ever."""

    webhook_id: UUID


class TryWebhook(Command[None], frozen=True, kw_only=True, tag="webhook.try"):
    """Send a message without values, of kind `webhook.tried`; the log says what became of it."""

    webhook_id: UUID


class RedeliverWebhook(Command[None], frozen=True, kw_only=True, tag="webhook.redeliver"):
    """Send everything from this row of the journal on once more, in order."""

    webhook_id: UUID
    from_seq: int


class ListDeliveries(Command[DeliveryPage], frozen=True, kw_only=True, tag="webhook.list_deliveries"):
    """What a webhook was told lately, and what came of it."""

    route: ClassVar = "GET /webhooks/{webhook_id}/deliveries"

    webhook_id: UUID
    before: UUID | None = None
    most: int = 50


class WebhookAdded(Event, frozen=True, kw_only=True, tag="webhook.added"):
    """Another address is told what happens."""

    webhook: Webhook
    secret: WebhookSecret
    cursor: WebhookCursor


class WebhookChanged(Event, frozen=True, kw_only=True, tag="webhook.changed"):
    """An administrator changed a webhook, paused it, let it go on, or removed it with its secret."""

    webhook: Webhook
    secret: WebhookSecret | None = None


class WebhookTried(Event, frozen=True, kw_only=True, tag="webhook.tried"):
    """An administrator wants to see whether a webhook answers."""

    webhook: Webhook


class WebhookRewound(Event, frozen=True, kw_only=True, tag="webhook.rewound"):
    """A webhook is told once more from an earlier row on."""

    cursor: WebhookCursor


class WebhookTold(Event, frozen=True, kw_only=True, tag="webhook.told"):
    """Some tries lie behind; `webhook` when it began or ceased to fail, or was stopped."""

    deliveries: tuple[Delivery, ...]
    cursor: WebhookCursor
    webhook: Webhook | None = None

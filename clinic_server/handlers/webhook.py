"""Webhooks: add, change, try, send again, and look at what became of it. The sending itself is not done here."""

import secrets
from datetime import datetime
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import replace

from clinic_server.domain.webhook import SECRET_BYTES, checked_kinds, checked_url, secret_of
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.store.outbox import deliveries
from clinic_server.store.unit import Unit
from shared.protocol.grammar import Command
from shared.protocol.refusal import BadValue, NotFound
from shared.protocol.webhook import (
    AddWebhook,
    ChangeWebhook,
    Delivery,
    DeliveryPage,
    ListDeliveries,
    NewWebhook,
    RedeliverWebhook,
    RemoveWebhook,
    RenewWebhookSecret,
    TryWebhook,
    Webhook,
    WebhookAdded,
    WebhookChanged,
    WebhookCursor,
    WebhookRewound,
    WebhookSecret,
    WebhookState,
    WebhookTold,
    WebhookTried,
)

MOST_WEBHOOKS = 20
MOST_LISTED = 200


@handles(AddWebhook, keeps_answer=False)
def add_webhook(unit: Unit, command: AddWebhook) -> NewWebhook:
    """It is told what happens from now on; an address is told once, however often it is added."""
    url, kinds = checked_url(command.url), checked_kinds(command.kinds)
    present = [webhook for webhook in unit.all(Webhook) if webhook.state is not WebhookState.REMOVED]
    if any(webhook.url == url for webhook in present):
        raise BadValue(field="url", why="taken")
    if len(present) >= MOST_WEBHOOKS:
        raise BadValue(field="url", why="too many webhooks")
    webhook = Webhook(id=unit.new_id(), url=url, kinds=kinds, added_at=unit.now)
    secret = WebhookSecret(id=webhook.id, secret=_new_secret())
    unit.record(WebhookAdded(webhook=webhook, secret=secret, cursor=WebhookCursor(id=webhook.id, seq=unit.seq)))
    return NewWebhook(webhook=webhook, secret=secret.secret)


@handles(ChangeWebhook)
def change_webhook(unit: Unit, command: ChangeWebhook) -> Webhook:
    """Made active again it goes on where it was, with a new day to answer in."""
    webhook = _present(unit, command.webhook_id)
    changed = webhook
    if command.url is not UNSET:
        changed = replace(changed, url=checked_url(command.url))
    if command.kinds is not UNSET:
        changed = replace(changed, kinds=checked_kinds(command.kinds))
    if command.is_active is True:
        changed = replace(changed, state=WebhookState.ACTIVE, failing_since=None)
    elif command.is_active is False:
        changed = replace(changed, state=WebhookState.PAUSED)
    if changed != webhook:
        unit.record(WebhookChanged(webhook=changed))
    return changed


@handles(RenewWebhookSecret, keeps_answer=False)
def renew_webhook_secret(unit: Unit, command: RenewWebhookSecret) -> NewWebhook:
    webhook = _present(unit, command.webhook_id)
    secret = WebhookSecret(id=webhook.id, secret=_new_secret())
    unit.record(WebhookChanged(webhook=webhook, secret=secret))
    return NewWebhook(webhook=webhook, secret=secret.secret)


@handles(RemoveWebhook)
def remove_webhook(unit: Unit, command: RemoveWebhook) -> Webhook:
    """What it was told stays in the log; its secret does not stay."""
    webhook = replace(_present(unit, command.webhook_id), state=WebhookState.REMOVED)
    unit.record(WebhookChanged(webhook=webhook, secret=WebhookSecret(id=webhook.id, secret="")))
    return webhook


@handles(TryWebhook)
def try_webhook(unit: Unit, command: TryWebhook) -> None:
    """In its turn, after all that it has not been told yet."""
    webhook = _present(unit, command.webhook_id)
    if webhook.state is not WebhookState.ACTIVE:
        raise BadValue(field="webhook_id", why="not active")
    unit.record(WebhookTried(webhook=webhook))


@handles(RedeliverWebhook)
def redeliver_webhook(unit: Unit, command: RedeliverWebhook) -> None:
    webhook = _present(unit, command.webhook_id)
    cursor = unit.need(WebhookCursor, webhook.id)
    if not 1 <= command.from_seq <= unit.seq:
        raise BadValue(field="from_seq", why="not a row of the journal")
    unit.record(WebhookRewound(cursor=replace(cursor, seq=command.from_seq - 1, rewinds=cursor.rewinds + 1)))


class NoteTold(Command[None], frozen=True, kw_only=True, tag="webhook.note_told"):
    """The box says what became of some tries, made while the cursor had been set back so often."""

    webhook_id: UUID
    deliveries: tuple[Delivery, ...]
    seq: int
    rewinds: int
    failing_since: datetime | None
    is_given_up: bool


@handles(NoteTold)
def note_told(unit: Unit, command: NoteTold) -> None:
    """What administrators decided meanwhile stands: a cursor that was set back, a webhook that was paused."""
    webhook = unit.need(Webhook, command.webhook_id)
    cursor = unit.need(WebhookCursor, webhook.id)
    if cursor.rewinds == command.rewinds:
        cursor = replace(cursor, seq=command.seq)
    changed = webhook
    if webhook.state is WebhookState.ACTIVE:
        state = WebhookState.STOPPED if command.is_given_up else webhook.state
        changed = replace(webhook, failing_since=command.failing_since, state=state)
    news = changed if changed != webhook else None
    unit.record(WebhookTold(deliveries=command.deliveries, cursor=cursor, webhook=news))


def _listed(preparation: Preparation, command: ListDeliveries) -> tuple[Delivery, ...]:
    if not 1 <= command.most <= MOST_LISTED:
        raise BadValue(field="most", why="1 to 200")
    return deliveries(preparation.reader, command.webhook_id, command.before, command.most + 1)


@handles(ListDeliveries, prepare=_listed, keeps_answer=False)
def list_deliveries(unit: Unit, command: ListDeliveries) -> DeliveryPage:
    """Also of one that was removed."""
    unit.need(Webhook, command.webhook_id)
    found: tuple[Delivery, ...] = unit.prepared
    page = found[: command.most]
    return DeliveryPage(deliveries=page, next_before=page[-1].id if len(found) > len(page) else None)


def _present(unit: Unit, id: UUID) -> Webhook:
    webhook = unit.need(Webhook, id)
    if webhook.state is WebhookState.REMOVED:
        raise NotFound(noun="webhook")
    return webhook


def _new_secret() -> str:
    return secret_of(secrets.token_bytes(SECRET_BYTES))

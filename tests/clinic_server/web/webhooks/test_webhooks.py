"""Webhooks, with a real receiver: told in order and at least once, whatever it does, and never in the clinic's way."""

import asyncio
import sqlite3
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from clinic_server.app import Running
from clinic_server.handlers.writer import Writer
from clinic_server.store.opening import DATABASE
from clinic_server.store.outbox import deliveries
from clinic_server.web.webhooks import Couriers
from clinic_server.web.webhooks.post import Post
from shared.protocol.department import OpenDepartment, PauseDepartment
from shared.protocol.grammar import Command, answer_type
from shared.protocol.refusal import BadValue, NotFound
from shared.protocol.ticket import IssueTicket
from shared.protocol.webhook import (
    AddWebhook,
    ChangeWebhook,
    Delivery,
    DeliveryProblem,
    RedeliverWebhook,
    RemoveWebhook,
    RenewWebhookSecret,
    TryWebhook,
    Webhook,
    WebhookSecret,
    WebhookState,
)
from tests.clinic import House
from tests.clinic_server.web.webhooks.receiver import Receiver, receiving
from tests.screen import PATIENCE_SECONDS
from tests.server import Clock, serving

A = TypeVar("A")


class Clinic:
    """A running server whose couriers wait a thousandth of what they usually wait, and the address it tells."""

    def __init__(self, house: House, server: Running, receiver: Receiver) -> None:
        self.house, self.server, self.receiver = house, server, receiver
        self.admin, self.reception = house.actor("admin"), house.actor("reception")
        self.general = house.departments["GM"].id
        self.webhook: Webhook

    @property
    def writer(self) -> Writer:
        return self.server.writer

    async def ask(self, command: Command[A]) -> A:
        answer: A = msgspec.json.decode(await self.writer.answer(self.admin, command), type=answer_type(type(command)))
        return answer

    async def add(self, *kinds: str) -> Webhook:
        new = await self.ask(AddWebhook(url=self.receiver.url, kinds=kinds))
        self.receiver.secret = new.secret
        self.webhook = new.webhook
        return new.webhook

    async def issue(self) -> None:
        await self.ask(IssueTicket(department_id=self.general, language="en"))

    async def now(self) -> Webhook:
        return await self.writer.look(lambda unit: unit.need(Webhook, self.webhook.id))

    def log(self) -> tuple[Delivery, ...]:
        """The tries, oldest first, as far as they are written down."""
        return deliveries(self.server.reader, self.webhook.id, None, 100)[::-1]

    async def until_logged(self, tries: int) -> tuple[Delivery, ...]:
        await self.until(lambda: len(self.log()) >= tries)
        return self.log()

    async def until_state(self, state: WebhookState) -> Webhook:
        def is_so() -> bool:
            webhook = self.server.reader.get(Webhook, self.webhook.id)
            return webhook is not None and webhook.state is state

        await self.until(is_so)
        return await self.now()

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so on the disk, looking again after each commit."""
        news = asyncio.Event()
        unwatch = self.server.hub.watch(lambda _: news.set())
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not is_so():
                await news.wait()
                news.clear()
        unwatch()


@asynccontextmanager
async def telling(house: House, receiver: Receiver, **options: Any) -> AsyncIterator[Clinic]:  # Any: of `serving`
    """A server that tells a receiver."""
    async with serving(house.folder, **options) as server:
        yield Clinic(house, server, receiver)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits five seconds in a test for the next try."""
    monkeypatch.setattr(Couriers.__init__, "__kwdefaults__", {"patience": 0.001})


async def test_what_happens_is_told_in_order_and_signed(house: House) -> None:
    async with receiving() as receiver, telling(house, receiver) as clinic:
        await clinic.add()
        for _ in range(3):
            await clinic.issue()
        await clinic.ask(PauseDepartment(department_id=clinic.general))

        await receiver.until(lambda: len(receiver.heard) == 4)

    assert receiver.kinds == ["ticket.issued"] * 3 + ["department.changed"]
    seqs = [message["seq"] for message in receiver.heard]
    assert seqs == sorted(seqs)
    assert len(set(receiver.ids)) == 4
    assert {value["type"] for message in receiver.heard for value in message["values"]} == {"ticket", "department"}


async def test_only_the_kinds_that_were_asked_for_are_told(house: House) -> None:
    async with receiving() as receiver, telling(house, receiver) as clinic:
        await clinic.add("department.changed")
        await clinic.issue()
        await clinic.ask(PauseDepartment(department_id=clinic.general))

        await receiver.until(lambda: receiver.heard)

    assert receiver.kinds == ["department.changed"]


async def test_a_failure_is_tried_again_and_nothing_overtakes_it(house: House) -> None:
    async def fails(_: web.Request) -> web.StreamResponse:
        return web.Response(status=500, text="no")

    async with receiving() as receiver, telling(house, receiver) as clinic:
        receiver.answers = [fails, fails]
        await clinic.add()
        await clinic.issue()
        await clinic.ask(PauseDepartment(department_id=clinic.general))
        await receiver.until(lambda: len(receiver.heard) == 2)
        log = await clinic.until_logged(3)
        webhook = await clinic.now()

    assert receiver.kinds == ["ticket.issued", "department.changed"]
    assert [(one.attempt, one.status, one.problem) for one in log[:3]] == [
        (1, 500, DeliveryProblem.STATUS),
        (2, 500, DeliveryProblem.STATUS),
        (3, 204, DeliveryProblem.NONE),
    ]
    assert len({one.message_id for one in log[:3]}) == 1
    assert webhook.failing_since is None


async def test_a_redirect_is_not_followed(house: House) -> None:
    async with receiving() as elsewhere, receiving() as receiver, telling(house, receiver) as clinic:

        async def sends_on(_: web.Request) -> web.StreamResponse:
            raise web.HTTPTemporaryRedirect(elsewhere.url)

        receiver.answers = [sends_on]
        await clinic.add()
        await clinic.issue()
        await receiver.until(lambda: receiver.heard)
        log = await clinic.until_logged(1)

    assert elsewhere.tries == 0
    assert (log[0].status, log[0].problem) == (307, DeliveryProblem.STATUS)


async def test_a_huge_answer_is_not_read(house: House) -> None:
    async with receiving() as receiver, telling(house, receiver) as clinic:
        ended = asyncio.Event()

        async def pours(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse(status=500)
            await response.prepare(request)
            try:
                while True:
                    await response.write(b"x" * 65536)
            except ConnectionError:
                ended.set()
            return response

        receiver.answers = [pours]
        await clinic.add()
        await clinic.issue()
        await receiver.until(lambda: receiver.heard)
        async with asyncio.timeout(10):
            await ended.wait()


async def test_a_receiver_that_never_answers_does_not_hold_the_clinic_up(house: House) -> None:
    async with receiving() as receiver, telling(house, receiver) as clinic:
        go_on = asyncio.Event()

        async def sleeps(_: web.Request) -> web.StreamResponse:
            await go_on.wait()
            return web.Response(status=500)

        receiver.answers = [sleeps]
        await clinic.add()
        for _ in range(20):
            await clinic.issue()
        await receiver.until(lambda: receiver.tries)
        assert receiver.heard == []
        go_on.set()
        await receiver.until(lambda: len(receiver.heard) == 20)


async def test_too_slow_is_a_failure() -> None:
    async with receiving() as receiver:

        async def sleeps(_: web.Request) -> web.StreamResponse:
            await asyncio.Event().wait()
            raise AssertionError

        receiver.answers = [sleeps]
        post = Post(receiver.url, most_seconds=0.2)
        headers = {"webhook-id": "x", "webhook-timestamp": "0", "webhook-signature": "v1,"}
        receiver._check = lambda request, body: None  # type: ignore[method-assign]  # this one tests no signature
        attempt = await post.send(b"{}", headers)
        await post.close()

    assert (attempt.status, attempt.problem) == (None, DeliveryProblem.TIMEOUT)


@pytest.mark.parametrize(
    ("says", "problem"),
    [
        (b"", DeliveryProblem.PROTOCOL),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", DeliveryProblem.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nx: " + b"y" * 100_000 + b"\r\n\r\n", DeliveryProblem.PROTOCOL),
    ],
    ids=["nothing", "no HTTP", "endless header"],
)
async def test_what_is_no_answer_is_a_failure(says: bytes, problem: DeliveryProblem) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(says)
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    post = Post(f"http://127.0.0.1:{port}/")
    attempt = await post.send(b"{}", {})
    await post.close()
    server.close()

    assert (attempt.status, attempt.problem) == (None, problem)


async def test_nobody_there_is_a_failure() -> None:
    for url in ("http://127.0.0.1:9/", "http://ehr.invalid/"):
        post = Post(url)
        attempt = await post.send(b"{}", {})
        await post.close()

        assert attempt.problem is DeliveryProblem.UNREACHABLE


async def test_a_certificate_that_nobody_vouches_for_is_a_failure(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))
    heard: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read())
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context)
    post = Post(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    attempt = await post.send(b"{}", {})
    await post.close()
    server.close()

    assert attempt.problem is DeliveryProblem.TLS
    assert heard == []


def self_signed(folder: Path) -> Path:
    """A key and a certificate for this machine, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    return path


async def test_plain_http_never_leaves_the_local_network(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(*_: object) -> list[dict[str, object]]:
        return [{"hostname": "ehr.local", "host": "93.184.215.14", "port": 80, "family": 2, "proto": 0, "flags": 0}]

    monkeypatch.setattr("aiohttp.resolver.ThreadedResolver.resolve", resolve)
    post = Post("http://ehr.local/in")
    attempt = await post.send(b"{}", {})
    await post.close()

    assert attempt.problem is DeliveryProblem.ADDRESS


async def test_what_happens_while_the_server_is_off_or_the_receiver_away_is_told_later(house: House) -> None:
    async with receiving() as receiver:
        async with telling(house, receiver) as clinic:
            webhook = await clinic.add()
            await clinic.issue()
            await receiver.until(lambda: receiver.heard)

            async def fails(_: web.Request) -> web.StreamResponse:
                return web.Response(status=503)

            receiver.answers = [fails] * 10_000
            await clinic.issue()
            await receiver.until(lambda: receiver.tries > 2)
        receiver.answers = []
        async with telling(house, receiver) as clinic:
            clinic.webhook = webhook
            await clinic.issue()
            await receiver.until(lambda: len({message["seq"] for message in receiver.heard}) == 3)

    seqs = [message["seq"] for message in receiver.heard]
    assert seqs == sorted(seqs)
    assert receiver.kinds == ["ticket.issued"] * len(seqs)


async def test_after_a_power_cut_it_is_told_again_under_the_same_ids_and_nothing_is_left_out(
    house: House, tmp_path: Path
) -> None:
    async with receiving() as receiver:
        async with telling(house, receiver) as clinic:
            await clinic.add()
            for _ in range(3):
                await clinic.issue()
            await receiver.until(lambda: len(receiver.heard) == 3)
            after = replace(house, folder=_as_if_the_power_went(house, tmp_path / "after"))
            logged = len(clinic.log())
        async with telling(after, receiver) as clinic:
            await clinic.issue()
            await receiver.until(lambda: len(receiver.heard) == 7 - logged)

    told_again = receiver.ids[3:-1]
    assert told_again == receiver.ids[logged:3]
    assert len(set(receiver.ids)) == 4


def _as_if_the_power_went(house: House, folder: Path) -> Path:
    """What lay on the disk at that moment, without anything that an orderly end would still have written."""
    folder.mkdir()
    with sqlite3.connect(house.database) as source, sqlite3.connect(folder / DATABASE) as target:
        source.backup(target)
    source.close()
    target.close()
    return folder


@pytest.mark.expects_warnings("is told nothing more")
async def test_after_a_day_of_failures_it_is_stopped_and_goes_on_where_it_was(house: House) -> None:
    clock = Clock(datetime.now(UTC))

    async def fails(_: web.Request) -> web.StreamResponse:
        clock.now += timedelta(hours=9)
        return web.Response(status=500)

    async with receiving() as receiver, telling(house, receiver, clock=clock) as clinic:
        receiver.answers = [fails] * 4
        await clinic.add("ticket.issued")
        await clinic.issue()
        stopped = await clinic.until_state(WebhookState.STOPPED)
        assert (stopped.state, receiver.heard) == (WebhookState.STOPPED, [])
        assert stopped.failing_since is not None
        with pytest.raises(BadValue, match="not active"):
            await clinic.ask(TryWebhook(webhook_id=clinic.webhook.id))

        again = await clinic.ask(ChangeWebhook(webhook_id=clinic.webhook.id, is_active=True))
        await receiver.until(lambda: receiver.heard)

    assert (again.state, again.failing_since) == (WebhookState.ACTIVE, None)
    assert receiver.kinds == ["ticket.issued"]


@pytest.mark.expects_warnings("is told nothing more")
async def test_an_address_that_is_gone_is_given_up_at_once(house: House) -> None:
    async def is_gone(_: web.Request) -> web.StreamResponse:
        return web.Response(status=410)

    async with receiving() as receiver, telling(house, receiver) as clinic:
        receiver.answers = [is_gone]
        await clinic.add()
        await clinic.issue()
        await clinic.until_state(WebhookState.STOPPED)

    assert receiver.tries == 1


async def test_a_try_is_told_to_the_one_that_is_tried(house: House) -> None:
    async with receiving() as other, receiving() as receiver, telling(house, receiver) as clinic:
        await clinic.add("department.changed")
        new = await clinic.ask(AddWebhook(url=other.url))
        other.secret = new.secret

        await clinic.ask(TryWebhook(webhook_id=clinic.webhook.id))
        await receiver.until(lambda: receiver.heard)
        await clinic.issue()
        await other.until(lambda: other.heard)

    assert [(message["kind"], message["values"]) for message in receiver.heard] == [("webhook.tried", [])]
    assert other.kinds == ["ticket.issued"]


async def test_it_is_told_once_more_from_an_earlier_row(house: House) -> None:
    async with receiving() as receiver, telling(house, receiver) as clinic:
        await clinic.add()
        for _ in range(3):
            await clinic.issue()
        await receiver.until(lambda: len(receiver.heard) == 3)
        second = receiver.heard[1]["seq"]

        await clinic.ask(RedeliverWebhook(webhook_id=clinic.webhook.id, from_seq=second))
        await receiver.until(lambda: len(receiver.heard) == 5)

    assert receiver.ids[3:] == receiver.ids[1:3]
    assert [message["seq"] for message in receiver.heard[3:]] == [message["seq"] for message in receiver.heard[1:3]]


async def test_a_paused_one_is_told_later_and_a_removed_one_never(house: House) -> None:
    async with receiving() as receiver, telling(house, receiver) as clinic:
        webhook = await clinic.add()
        await clinic.ask(ChangeWebhook(webhook_id=webhook.id, is_active=False))
        await clinic.issue()
        assert receiver.tries == 0
        await clinic.ask(ChangeWebhook(webhook_id=webhook.id, is_active=True))
        await receiver.until(lambda: receiver.heard)

        removed = await clinic.ask(RemoveWebhook(webhook_id=webhook.id))
        secret = clinic.server.reader.get(WebhookSecret, webhook.id)
        await clinic.ask(OpenDepartment(department_id=clinic.general))
        with pytest.raises(NotFound):
            await clinic.ask(ChangeWebhook(webhook_id=webhook.id, is_active=True))
        await clinic.add()  # the address may be told again, by another one

    assert removed.state is WebhookState.REMOVED
    assert secret is not None
    assert secret.secret == ""
    assert len(receiver.heard) == 1


async def test_a_new_secret_signs_from_then_on(house: House) -> None:
    async with receiving() as receiver, telling(house, receiver) as clinic:
        webhook = await clinic.add()
        receiver.secret = (await clinic.ask(RenewWebhookSecret(webhook_id=webhook.id))).secret
        await clinic.issue()

        await receiver.until(lambda: receiver.heard)


async def test_the_log_comes_in_pages(house: House) -> None:
    async with receiving() as receiver, telling(house, receiver) as clinic:
        webhook = await clinic.add()
        for _ in range(5):
            await clinic.issue()
        await receiver.until(lambda: len(receiver.heard) == 5)
    async with telling(house, receiver) as clinic:
        clinic.webhook = webhook
        first = deliveries(clinic.server.reader, webhook.id, None, 3)
        rest = deliveries(clinic.server.reader, webhook.id, first[-1].id, 3)

    assert [one.seq for one in (*first, *rest)] == sorted((message["seq"] for message in receiver.heard), reverse=True)


async def test_what_makes_no_sense_is_refused(house: House) -> None:
    async with receiving() as receiver, telling(house, receiver) as clinic:
        webhook = await clinic.add()
        nonsense: list[Command[Any]] = [
            AddWebhook(url=receiver.url),
            AddWebhook(url="http://93.184.215.14/"),
            AddWebhook(url="https://hospital.example/", kinds=("patient.registered",)),
            RedeliverWebhook(webhook_id=webhook.id, from_seq=0),
            RedeliverWebhook(webhook_id=webhook.id, from_seq=10_000),
        ]
        for command in nonsense:
            with pytest.raises(BadValue):
                await clinic.ask(command)

"""Webhooks' rules: which addresses, what is told, how it is signed, when it is tried again."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from uuid import UUID

import pytest

from clinic_server.domain.webhook import (
    PUBLIC_KINDS,
    checked_kinds,
    checked_url,
    message,
    secret_of,
    signature,
    wait_before,
)
from shared.protocol.identity import new_id
from shared.protocol.refusal import BadValue
from shared.protocol.ticket import Series, TicketIssued, TicketKey
from tests.values import MORNING, a_ticket, a_visit


@pytest.mark.parametrize(
    "url",
    [
        "https://hospital.example/hooks?a=1",
        "https://192.168.1.7:8443/",
        "http://192.168.1.7:9000/in",
        "http://10.1.2.3/",
        "http://172.16.0.9/",
        "http://127.0.0.1:9000/",
        "http://[::1]:9000/",
        "http://[fd00::7]/",
        "http://ehr.local/in",
        "https://93.184.215.14/",
    ],
)
def test_an_address_that_may_be_told(url: str) -> None:
    assert checked_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hospital.example/hooks",
        "ftp://hospital.example/",
        "file:///etc/passwd",
        "http://93.184.215.14/",
        "http://169.254.169.254/latest/meta-data",
        "https://169.254.169.254/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "https://224.0.0.1/",
        "https://user:word@hospital.example/",
        "https://user@hospital.example/",
        "https://hospital.example/#part",
        "https:///hooks",
        "https://hospital.example:99999/",
        "https://hospital.example/a b",
        "https://hospital.example/\r\nx: y",
        "https://hospitäl.example/",
        "https://hospital.example/" + "x" * 500,
    ],
)
def test_an_address_that_may_not_be_told(url: str) -> None:
    with pytest.raises(BadValue, match="url"):
        checked_url(url)


def test_kinds_are_events_with_something_public() -> None:
    assert {"ticket.issued", "call.called", "department.changed", "staff.doctor_changed"} <= PUBLIC_KINDS
    assert PUBLIC_KINDS.isdisjoint({"patient.registered", "feedback.given", "audit.read", "webhook.added"})
    assert checked_kinds(("call.called", "ticket.issued", "call.called")) == ("call.called", "ticket.issued")
    with pytest.raises(BadValue, match="kinds"):
        checked_kinds(("patient.registered",))


def test_a_message_has_the_public_values_alone() -> None:
    ticket = a_ticket()
    series = Series(id=new_id(), department_id=ticket.department_id, business_day=ticket.business_day, last_number=7)
    key = TicketKey(id=ticket.id, key="unguessable")
    event = TicketIssued(series=series, ticket=ticket, visit=a_visit(), key=key)

    told = json.loads(message("ticket.issued", 12, MORNING, event))

    assert {name: told[name] for name in ("kind", "seq", "at")} == {
        "kind": "ticket.issued",
        "seq": 12,
        "at": "2026-04-14T07:30:00Z",
    }
    assert [value["type"] for value in told["values"]] == ["ticket"]
    assert "unguessable" not in json.dumps(told)


def test_a_signature_is_as_the_standard_says() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    id, body = "019ed5f3-52d6-7b08-a4c1-98e2f7b3d008", b'{"test": 2432232314}'
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    expected = base64.b64encode(hmac.new(key, f"{id}.1614265330.".encode() + body, hashlib.sha256).digest())

    assert signature(secret, UUID(id), 1614265330, body) == f"v1,{expected.decode()}"
    assert secret_of(b"x" * 32).startswith("whsec_")


def test_waits_grow_and_have_an_end() -> None:
    waits = [wait_before(attempt, 0) for attempt in range(1, 30)]

    assert waits[:3] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert waits[-1] == timedelta(hours=1)
    assert wait_before(1, 1) == timedelta(seconds=2.5)

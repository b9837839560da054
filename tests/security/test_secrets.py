"""What must never be written down: after a whole story, with every logger at its most talkative, nobody finds it."""

import io
import re
from dataclasses import dataclass, field

import pyotp

from tests.clinic import PASSWORD
from tests.clinic_server.web.api.program import Program, program
from tests.security.bare import get, said
from tests.security.conftest import Target

NEW_PASSWORD = "seven brown barges drift"
PIN = "482915"
PATIENT = {"name": "Zebulina Quartz", "phone": "+977 1 5550987", "birth_date": "1961-02-09", "language": "en"}
REASON = "persistent hiccups since Wednesday"


@dataclass
class Kept:
    """What somebody learned in the story, and nobody else may."""

    personal: list[str] = field(default_factory=lambda: [PATIENT["name"], PATIENT["phone"], REASON])
    secret: list[str] = field(default_factory=lambda: [PASSWORD, NEW_PASSWORD])
    """Not even to lie on the disk as it is."""
    short: list[str] = field(default_factory=lambda: [PIN])
    """Too short to look for among all the bytes of a disk: any six digits turn up somewhere."""


async def play(target: Target) -> Kept:
    """A morning at reception and at the administrator's, with all that goes wrong on one."""
    kept = Kept()
    async with program(target.server.address) as stranger:
        opened = await stranger.post(
            "/token", {"login": "reception", "password": PASSWORD}, headers={"Idempotency-Key": "the-same-again"}
        )
        renewed = await stranger.post("/token/refresh", {"refresh_token": opened.json["refresh_token"]})
        kept.secret += [pair.json[name] for pair in (opened, renewed) for name in ("access_token", "refresh_token")]
        await stranger.post("/token", {"login": "reception", "password": NEW_PASSWORD, "more": PATIENT["name"]})
        await stranger.post("/token", {"login": PATIENT["name"], "password": NEW_PASSWORD})
        stranger.authorization = f"Bearer {renewed.json['access_token']}"
        await at_reception(target, stranger, kept)
    async with program(target.server.address, "admin") as admin:
        reset = await admin.post(f"/staff/{target.house.staff['bo'].id}/reset-password", {})
        kept.secret.append(reset.json["password"])
    return kept


async def at_reception(target: Target, reception: Program, kept: Kept) -> None:
    """A patient comes; then the receptionist's own password, PIN and second factor change."""
    department = str(target.house.departments["GM"].id)
    patient = await reception.post("/patients", PATIENT)
    slip = await reception.post(
        "/tickets",
        {"department_id": department, "language": "en", "reason": REASON, "patient_id": patient.json["id"]},
        headers={"Idempotency-Key": "once"},
    )
    assert slip.status == 201, slip.body
    kept.short.append(slip.json["page"].rpartition("/")[2])
    await said(target.page, get(slip.json["page"]))
    await said(target.page, get(slip.json["page"] + "/now"))
    await reception.get(f"/patients?name={PATIENT['name']}")
    await reception.post("/patients", PATIENT | {"birth_date": REASON})
    assert (await reception.post("/credential/pin", {"password": PASSWORD, "pin": PIN})).status < 300
    setup = (await reception.post("/credential/totp/start", {})).json
    code = pyotp.TOTP(setup["secret"]).now()
    kept.short += [setup["secret"], code]
    confirmed = await reception.post(
        "/credential/totp", {"password": PASSWORD, "secret": setup["secret"], "code": code}
    )
    kept.secret += re.findall(r'"([^"]{8,})"', confirmed.body.decode())
    changed = await reception.post("/credential/password", {"password": PASSWORD, "new_password": NEW_PASSWORD})
    assert max(confirmed.status, changed.status) < 300, (confirmed.body, changed.body)


async def test_a_whole_story_leaves_no_secret_in_the_log(target: Target, log: io.StringIO) -> None:
    kept = await play(target)

    written = log.getvalue()
    assert "DEBUG" in written
    assert [text for text in kept.personal + kept.secret + kept.short if text in written] == []


async def test_what_proves_who_somebody_is_lies_nowhere_on_the_disk_as_it_is(target: Target) -> None:
    kept = await play(target)

    disk = b"".join(path.read_bytes() for path in target.house.folder.rglob("*") if path.is_file())
    assert PATIENT["name"].encode() in disk  # so that the search could have found something
    assert [text for text in kept.secret if text.encode() in disk] == []

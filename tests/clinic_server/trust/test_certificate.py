"""The server's certificate: renewed by itself, without anybody noticing, and never back in time."""

import asyncio
import json
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clinic_server.trust import certificate as certificate_module
from clinic_server.trust.authority import open_authority
from clinic_server.trust.certificate import ServerCertificate, own_names
from shared.trust.pin import pinned_context

NOW = datetime(2026, 4, 14, 8, tzinfo=UTC)


class Kept:
    """A certificate, a clock to set, and what a client sees."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.authority = open_authority(folder)
        self.folder = folder
        self.certificate = ServerCertificate(folder, self.authority, lambda: self.now)

    def renew(self, now: datetime) -> datetime:
        """Look again at this time: when the certificate in force began."""
        self.now = now
        self.certificate.renew()
        return datetime.fromisoformat(json.loads((self.folder / "server.json").read_text())["begins"])


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_it_is_renewed_at_half_its_life(kept: Kept) -> None:
    assert kept.renew(NOW + timedelta(days=3.4)) == NOW
    assert kept.renew(NOW + timedelta(days=3.6)) == NOW + timedelta(days=3.6)


def test_it_never_begins_before_the_last_one(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = kept.renew(NOW + timedelta(days=400))
    assert kept.renew(NOW) == ahead
    monkeypatch.setattr(certificate_module, "own_names", lambda: ("localhost", "192.0.2.99"))
    assert kept.renew(NOW) == ahead
    assert "192.0.2.99" in (kept.folder / "server.json").read_text()


def test_a_start_that_finds_everything_in_its_place_makes_nothing_new(kept: Kept) -> None:
    before = (kept.folder / "server.pem").read_bytes()
    ServerCertificate(kept.folder, kept.authority, lambda: NOW + timedelta(days=1))
    assert (kept.folder / "server.pem").read_bytes() == before


def test_a_note_that_is_damaged_brings_a_new_one(kept: Kept) -> None:
    (kept.folder / "server.json").write_text("{")
    assert kept.renew(NOW + timedelta(days=1)) == NOW + timedelta(days=1)


async def test_who_is_connected_notices_nothing_and_who_comes_sees_the_new_one(kept: Kept) -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(line)
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0, ssl=kept.certificate.context)
    port = server.sockets[0].getsockname()[1]
    context = pinned_context(kept.authority.pem)
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
        before = shown(writer)
        kept.renew(NOW + timedelta(days=5))
        _, later = await asyncio.open_connection("127.0.0.1", port, ssl=context)
        assert shown(later) != before
        writer.write(b"still here\n")
        assert await reader.readline() == b"still here\n"
        for each in (writer, later):
            each.close()
            await each.wait_closed()


def shown(writer: asyncio.StreamWriter) -> str:
    """When the certificate of the other side began."""
    tls = writer.get_extra_info("ssl_object")
    assert isinstance(tls, ssl.SSLObject)
    certificate = tls.getpeercert()
    assert certificate is not None
    return str(certificate["notBefore"])


def test_the_machine_is_known_by_all_its_addresses() -> None:
    assert {"localhost", "127.0.0.1"} <= set(own_names())

"""The check of the pinned packages against known vulnerabilities, with a database on this machine that speaks OSV."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import advisories
import pytest

HASH = "0" * 64


@pytest.fixture
def pins(tmp_path: Path) -> Path:
    """Two packages, pinned as `make lock` pins them."""
    path = tmp_path / "pins.txt"
    path.write_text("".join(f"{pin} \\\n    --hash=sha256:{HASH}\n" for pin in ("left==1.0", "right==2.0")))
    return path


@contextmanager
def database(known: Mapping[str, str], status: int = 200) -> Iterator[list[str]]:
    """An OSV database in which each of these packages has one vulnerability, fixed in the version that is given."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]
            found = {"vulns": [advisory(asked, known[asked["name"]])]} if asked["name"] in known else {}
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield ["-s", "osv", "--osv-url", f"http://127.0.0.1:{server.server_port}/v1/query"]
        finally:
            server.shutdown()
            thread.join()


def advisory(package: Mapping[str, str], fixed: str) -> dict[str, object]:
    """As https://ossf.github.io/osv-schema/ describes it."""
    events = [{"introduced": "0"}, {"fixed": fixed}]
    affected = [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}]
    return {"id": "PYSEC-2026-1", "summary": "It falls over.", "affected": affected}


def test_clean_packages_are_counted(pins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with database({}) as options:
        assert advisories.main(options, [pins]) == advisories.EXIT_CLEAN

    assert "2 of 2 pinned packages were checked" in capsys.readouterr().out


def test_a_vulnerable_package_is_named_with_the_version_that_mends_it(
    pins: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database({"right": "2.1"}) as options:
        assert advisories.main(options, [pins]) == advisories.EXIT_VULNERABLE

    assert "right 2.0: PYSEC-2026-1 (fixed in 2.1)" in capsys.readouterr().out


def test_a_database_that_is_in_trouble_makes_no_package_clean(pins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with database({}, status=503) as options:
        assert advisories.main(options, [pins]) == advisories.EXIT_NOT_CHECKED

    assert "No package was checked" in capsys.readouterr().err


def test_a_database_that_cannot_be_reached_makes_no_package_clean(
    pins: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database({}) as options:
        pass

    assert advisories.main(options, [pins]) == advisories.EXIT_NOT_CHECKED
    assert "No package was checked" in capsys.readouterr().err


def test_packages_that_the_database_does_not_know_are_not_called_clean(capsys: pytest.CaptureFixture[str]) -> None:
    reason = "Dependency not found on PyPI and could not be audited"
    packages = (advisories.Package(name="left", skip_reason=reason), advisories.Package(name="right", version="2.0"))

    assert advisories.verdict(packages) == advisories.EXIT_NOT_CHECKED
    said = capsys.readouterr()
    assert "1 of 2 pinned packages were checked" in said.out
    assert "Not checked, because no advisory database that was reached knows them: left." in said.err

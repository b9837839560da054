"""Where a demo clinic listens."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from home_port import BadPort, PortInUse, home_port


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_the_port_stays_the_same_so_that_older_slips_lead_here(tmp_path: Path) -> None:
    first = home_port({}, tmp_path / "run" / "port")
    assert home_port({}, tmp_path / "run" / "port") == first


def test_a_kept_port_that_somebody_else_uses_is_left_to_them(tmp_path: Path, taken: int) -> None:
    (tmp_path / "port").write_text(str(taken))
    assert home_port({}, tmp_path / "port") != taken


def test_a_port_that_was_asked_for_and_is_in_use_is_refused(tmp_path: Path, taken: int) -> None:
    with pytest.raises(PortInUse, match=f"ANTEROOM_PORT={taken}: another program listens there"):
        home_port({"ANTEROOM_PORT": str(taken)}, tmp_path / "port")


@pytest.mark.parametrize("wanted", ["abc", "0", "65536", "-1"])
def test_what_is_no_port_is_refused(tmp_path: Path, wanted: str) -> None:
    with pytest.raises(BadPort, match="is not a port"):
        home_port({"ANTEROOM_PORT": wanted}, tmp_path / "port")


@pytest.mark.parametrize("kept", ["", "x", "99999"])
def test_a_damaged_note_of_the_port_is_replaced(tmp_path: Path, kept: str) -> None:
    (tmp_path / "port").write_text(kept)
    port = home_port({}, tmp_path / "port")
    assert (tmp_path / "port").read_text() == str(port)

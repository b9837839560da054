"""What the link's tests have at hand: a furnished clinic on disk."""

from pathlib import Path

import pytest

from tests.clinic import House, furnish


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A clinic of today, with nobody in it yet."""
    return furnish(tmp_path / "data")

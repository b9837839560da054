"""A device's identity: kept whole, for its owner only."""

from pathlib import Path

import pytest

from shared.protocol.device import DeviceKind
from shared.trust.identity import FILE, BadIdentity, keep, load
from tests.identities import identity


def test_it_comes_back_as_it_was_and_others_cannot_read_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / FILE
    assert load(file) is None
    keep(identity(DeviceKind.KIOSK), file)

    assert load(file) == identity(DeviceKind.KIOSK)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == [FILE]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"device_id": 7}', b"\xff"])
def test_a_damaged_one_is_named_and_never_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / FILE
    file.write_bytes(content)
    with pytest.raises(BadIdentity, match=FILE):
        load(file)
    assert file.read_bytes() == content

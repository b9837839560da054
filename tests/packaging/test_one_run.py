"""One demo clinic at a time."""

from pathlib import Path

import pytest
from one_run import AlreadyOpen, one_run


def test_a_second_one_is_told_where_the_first_is(tmp_path: Path) -> None:
    with one_run(tmp_path / "run" / "lock") as tell:
        tell("process 7 at https://127.0.0.1:8470")
        with pytest.raises(AlreadyOpen, match="process 7 at"), one_run(tmp_path / "run" / "lock"):
            pytest.fail("two at a time")
    with one_run(tmp_path / "run" / "lock"):
        pass

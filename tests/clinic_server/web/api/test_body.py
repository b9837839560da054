"""What the query of a question says: text that is a number is no moment."""

import pytest

from clinic_server.web.api.body import Body
from shared.protocol.audit import ListAudit
from shared.protocol.patient import FindPatients
from shared.protocol.refusal import Malformed


@pytest.mark.parametrize("said", ["0.5", "5", "true", "now", "", "[]"])
def test_a_moment_is_written_out(said: str) -> None:
    with pytest.raises(Malformed) as refused:
        Body(ListAudit, ()).question((), {"from_at": said})
    assert refused.value.what == "`$.from_at`"


def test_text_numbers_and_nothing_are_taken_as_they_are_meant() -> None:
    asked = {"kind": "17", "most": "20", "before": "null", "until_at": "2026-04-14T10:00:00Z"}
    command = Body(ListAudit, ()).question((), asked)
    assert isinstance(command, ListAudit)
    assert (command.kind, command.most, command.before) == ("17", 20, None)
    assert command.until_at is not None
    assert command.until_at.tzinfo is not None


@pytest.mark.parametrize("asked", [{"birth_date": "0.5"}, {"birth_date": "20260414"}, {"colour": "red"}])
def test_what_does_not_fit_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(Malformed):
        Body(FindPatients, ()).question((), asked)

"""Every text in every language: none missing, a sentence for every refusal, a name for every department."""

from dataclasses import fields
from datetime import date
from typing import Any, get_type_hints

import pytest

from desk.presenter.desk import TRANSLATIONS
from desk.presenter.preset import ICONS, presets
from desk.presenter.reason import why_next
from desk.presenter.refusal import code, sentence
from desk.presenter.wording import Wording
from shared.client.mirror import Mirror
from shared.protocol.call import CallReason, Why
from shared.protocol.envelope import UnknownRefusal
from shared.protocol.grammar import Refusal
from shared.protocol.priority import Priority
from shared.protocol.ticket import TicketStatus
from shared.ui.icon import icon_names
from shared.words import LANGUAGES, Words, faults
from tests.desk.morning import NOW, id_of

SAMPLES: dict[Any, Any] = {
    str: "GM-007",
    int: 12,
    date: date(2026, 4, 14),
    TicketStatus: TicketStatus.CALLED,
    dict[str, int]: {"Dr Ali": 2},
}
REFUSALS = [kind for kind in Refusal.known.values() if kind is not UnknownRefusal]


def wording(language: str) -> Wording:
    return Wording(Words(TRANSLATIONS, language), Mirror())


def refusal_of(kind: type[Refusal]) -> Refusal:
    """One refusal of a class, every needed field filled."""
    hints = get_type_hints(kind)
    needed = {field.name: SAMPLES.get(hints[field.name]) for field in fields(kind)}  # type: ignore[arg-type]  # dataclasses all
    return kind(**needed)


def test_no_text_is_missing_in_any_language() -> None:
    assert faults(TRANSLATIONS) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence(kind: type[Refusal], language: str) -> None:
    said = sentence(refusal_of(kind), wording(language))
    assert said
    assert "{" not in said
    assert kind.code not in said, "the code itself is not a sentence"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_of_a_newer_server_is_named(language: str) -> None:
    refusal = UnknownRefusal(code="phone_needed")
    assert code(refusal) == "phone_needed"
    assert "phone_needed" in sentence(refusal, wording(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", Why)
def test_every_reason_can_be_said(why: Why, language: str) -> None:
    for other in ("", "GM-009"):
        for priority in Priority:
            reason = CallReason(
                id=id_of(1),
                ticket_id=id_of(2),
                why=why,
                priority=priority,
                due_at=NOW,
                other_label=other,
                other_due_at=NOW if other else None,
            )
            assert why_next(reason, wording(language))


def test_ready_departments_have_a_name_in_every_language_and_an_icon() -> None:
    assert {preset.code for preset in presets()} == {"GM", "CH", "EY", "TE", "LA", "MB", "HE", "XR", "PH", "CA"}
    for preset in presets():
        assert set(preset.names) == set(LANGUAGES), preset.code
    assert set(ICONS) <= set(icon_names())


def test_a_name_in_latin_letters_keeps_its_place_in_an_arabic_line() -> None:
    said = wording("ar").join("Rahima B.", "61")
    assert said == "\u200f\u2066Rahima B.\u2069، \u206661\u2069"

"""A new screen and its box: the code, the six words, and everything that can be refused on the way."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from shared.pairing.presenter import TRANSLATIONS, PairingPage
from shared.pairing.sentence import sentence
from shared.protocol.device import DeviceRevoked, StrangeBox
from shared.protocol.envelope import UnknownRefusal
from shared.protocol.grammar import Refusal
from shared.protocol.pairing import PairingOver, PairingRejected, WrongPairingCode
from shared.protocol.refusal import Unreachable
from shared.ui.tasks import Tasks
from shared.words import LANGUAGES, Words, faults
from tests.shared.pairing.hand_box import CODE, HERE, IDENTITY, ROGUE, WORDS, HandBox, type_code

if TYPE_CHECKING:
    from shared.trust.identity import Identity


class Stand:
    """A pairing page, its box, and what it was given in the end."""

    def __init__(self, box: HandBox, tasks: Tasks, address: str, problem: Refusal | None, is_paired: bool) -> None:
        self.box = box
        self.given: list[tuple[Identity, str]] = []
        self.was_left = False
        self.page = PairingPage(
            box,
            tasks.spawn,
            lambda identity, code: self.given.append((identity, code)),
            kind="kiosk",
            address=address,
            problem=problem,
            left=self._leave if is_paired else None,
        )
        tasks.spawn(self.page.look(), "look")

    async def settle(self) -> None:
        """Let the box answer."""
        for _ in range(8):
            await asyncio.sleep(0)

    async def to_words(self) -> None:
        """As far as the six words."""
        await self.settle()
        type_code(self.page)
        await self.settle()

    def _leave(self) -> None:
        self.was_left = True


@asynccontextmanager
async def stand(
    *announced: str, address: str = "", problem: Refusal | None = None, is_paired: bool = False
) -> AsyncIterator[Stand]:
    """A new screen on a network with these boxes; one when none is named."""
    tasks = Tasks()
    shown = Stand(HandBox(*(announced or (HERE,))), tasks, address, problem, is_paired)
    await shown.settle()
    try:
        yield shown
    finally:
        await tasks.end()


async def test_the_only_box_is_taken_and_the_eighth_digit_takes_the_code_there() -> None:
    async with stand() as kiosk:
        assert (kiosk.page.shown.step, kiosk.page.shown.stops[0].detail) == ("code", "192.0.2.7:8470")
        type_code(kiosk.page, "1234567")
        assert kiosk.box.claims == []
        kiosk.page.type("8")
        await kiosk.settle()
        assert kiosk.box.claims == [(HERE, CODE)]
        assert tuple(word.text for word in kiosk.page.shown.words) == WORDS


async def test_among_several_boxes_somebody_chooses() -> None:
    async with stand(HERE, ROGUE) as kiosk:
        assert [box.text for box in kiosk.page.shown.boxes] == ["192.0.2.7:8470", "192.0.2.66:8470"]
        kiosk.page.choose_box(ROGUE)
        assert kiosk.page.shown.step == "code"


async def test_both_sides_have_to_say_that_the_words_are_the_same() -> None:
    """A strange box would confirm by itself: what it gives is taken only after somebody here has compared."""
    async with stand() as kiosk:
        await kiosk.to_words()
        kiosk.box.confirm()
        await kiosk.settle()
        assert kiosk.given == []
        kiosk.page.go_on()
        assert kiosk.given == [(IDENTITY, CODE)]


async def test_the_other_side_may_be_slower() -> None:
    async with stand() as kiosk:
        await kiosk.to_words()
        kiosk.page.go_on()
        assert (kiosk.page.shown.step, kiosk.given) == ("waiting", [])
        kiosk.box.confirm()
        await kiosk.settle()
        assert kiosk.given == [(IDENTITY, CODE)]


async def test_other_words_pair_nothing() -> None:
    async with stand() as kiosk:
        await kiosk.to_words()
        kiosk.page.go_back()
        assert kiosk.page.shown.problem.startswith("Nothing was paired.")
        kiosk.box.confirm()
        await kiosk.settle()
        kiosk.page.go_on()
        assert (kiosk.page.shown.step, kiosk.given) == ("code", [])


@pytest.mark.parametrize(
    ("refusal", "says"),
    [
        (WrongPairingCode(tries_left=3), "This is not the code."),
        (WrongPairingCode(tries_left=0), "No open pairing has this code."),
        (PairingOver(), "This code is used, closed, or older"),
        (Unreachable(), "No answer from this address."),
        (StrangeBox(), "This code is for a device of another kind."),
    ],
    ids=["wrong", "void", "over", "unreachable", "other kind"],
)
async def test_a_code_that_is_refused_is_typed_anew(refusal: Refusal, says: str) -> None:
    async with stand() as kiosk:
        kiosk.box.refusal = refusal
        await kiosk.to_words()
        shown = kiosk.page.shown
        assert (shown.step, shown.typed, shown.words) == ("code", "", ())
        assert shown.problem.startswith(says)
        kiosk.page.type("1")
        assert kiosk.page.shown.problem == ""


async def test_words_that_differ_at_the_desk_end_it_here() -> None:
    async with stand() as kiosk:
        await kiosk.to_words()
        kiosk.box.reject(PairingRejected())
        await kiosk.settle()
        assert kiosk.page.shown.step == "code"
        assert kiosk.page.shown.problem.startswith("On the other screen somebody saw other words")


async def test_a_scanned_code_names_the_box_too() -> None:
    async with stand(ROGUE) as kiosk:
        assert not kiosk.page.scan("https://example.org/t/Jx5cQ2mW9rTf0aLk")
        assert kiosk.page.scan(f"ANTEROOM {CODE} {HERE}")
        await kiosk.settle()
        assert kiosk.box.claims == [(HERE, CODE)]


async def test_an_address_can_be_typed_with_or_without_its_port() -> None:
    for typed, asked in (("192.0.2.7", "192.0.2.7:8470"), ("192.0.2.7:9000", "192.0.2.7:9000")):
        async with stand(ROGUE) as kiosk:
            kiosk.page.go_back()
            kiosk.page.go_back()
            assert kiosk.page.shown.step == "address"
            kiosk.page.go_on()
            assert kiosk.page.shown.problem.startswith("This is no address.")
            for sign in typed:
                kiosk.page.type(sign)
            kiosk.page.go_on()
            type_code(kiosk.page)
            await kiosk.settle()
            assert kiosk.box.claims == [(asked, CODE)]


async def test_a_given_address_is_believed() -> None:
    async with stand(ROGUE, address=HERE) as kiosk:
        assert kiosk.page.shown.step == "code"
        type_code(kiosk.page)
        await kiosk.settle()
        assert kiosk.box.claims == [(HERE, CODE)]


async def test_a_screen_that_was_shut_out_says_why_it_has_to_be_paired_again() -> None:
    async with stand(problem=DeviceRevoked()) as kiosk:
        assert kiosk.page.shown.problem.startswith("An administrator has taken this screen out of the clinic.")


async def test_who_is_paired_may_leave_it_so() -> None:
    async with stand(is_paired=True) as kiosk:
        assert kiosk.page.shown.main == "Leave it as it is"
        kiosk.page.go_on()
        assert kiosk.was_left


async def test_every_language_says_the_problem() -> None:
    async with stand() as kiosk:
        kiosk.box.refusal = PairingOver()
        await kiosk.to_words()
        said = set[str]()
        for language in LANGUAGES:
            kiosk.page.choose_language(language)
            said.add(kiosk.page.shown.problem)
        assert len(said) == len(LANGUAGES)


def test_no_text_is_missing_in_any_language() -> None:
    assert faults(TRANSLATIONS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_a_newer_box_says_is_named(language: str) -> None:
    assert "clinic_asleep" in sentence(UnknownRefusal(code="clinic_asleep"), Words(TRANSLATIONS, language))


@pytest.mark.parametrize(
    ("turn", "language"), [(lambda page: page.turn_language(1), "es"), (lambda page: page.turn_language(-1), "ne")]
)
async def test_keys_turn_the_language(turn: Callable[[PairingPage], None], language: str) -> None:
    async with stand() as kiosk:
        turn(kiosk.page)
        assert [each.key for each in kiosk.page.shown.languages if each.is_chosen] == [language]

"""Junk: what nobody would type into a field, and any request that an attacker could write around it. For Hypothesis."""

import json
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from shared.protocol.every import COMMANDS
from shared.protocol.grammar import Command, kind_of
from tests.values import any_of

SAMPLES = Path(__file__).parents[1] / "shared/protocol/samples"
HUGE = "1" + "0" * 400
DEEP = 3_000
LINES = (
    "",
    " ",
    "\x00",
    "\ud800",  # half of a pair: no text in any encoding
    "\u202e\u2066gnp.exe",
    "\ufeff\u200b",
    "e\u0301" * 300,
    "\U0001f9d1\u200d\u2695\ufe0f" * 90,
    "x" * 20_000,
    "a\r\nSet-Cookie: a=b\r\n\r\n<script>",
    "'; DROP TABLE journal; --",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    "%s%n%x{0}{0.__class__}$" + "{jndi:ldap://x}",
    "NaN",
    "null",
    "0" * 36,
    "00000000-0000-0000-0000-000000000000",
    "9999-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00+23:59",
    "2026-02-30",
)
NUMBERS = (0, -1, 2**31, 2**53 + 1, 2**63, 2**64, -(2**63) - 1, 10**400, 1e308, -0.0)

junk: SearchStrategy[Any] = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(NUMBERS),
    st.text(max_size=40),
    st.sampled_from((None, True, False, [], {}, [[]], {"type": "clinic.found"}, ["x"] * 500)),
)


@st.composite
def commands(draw: st.DrawFn, ids: tuple[str, ...], kinds: tuple[type[Command[Any]], ...] = COMMANDS) -> str:
    """A command as JSON: well formed, about things that exist, and then with junk in some of its fields."""
    kind = draw(st.sampled_from(kinds))
    body: dict[str, Any] = msgspec.to_builtins(draw(any_of(kind)))
    for name in [name for name in body if name.endswith("_id")]:
        body[name] = draw(st.sampled_from(ids))
    for name in draw(st.lists(st.sampled_from(sorted(body)), max_size=2, unique=True)):
        body[name] = draw(junk)
    if draw(st.booleans()):
        body["type"] = kind_of(kind)
    if draw(st.integers(0, 9)) == 0:
        body[draw(st.sampled_from(("role", "id", "actor", "audience", "is_active", "session_id")))] = draw(junk)
    return json.dumps(body)


@st.composite
def torn(draw: st.DrawFn) -> str:
    """A recorded frame or command in which pieces were cut out, doubled, swapped with another's, or blown up."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("[cf]*/*.json"))]
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        other = draw(st.sampled_from(texts))
        pieces = ("", text[start:end] * 2, other[start:end], HUGE, "[" * DEEP, "\\ud800", '"', "\x00", "}" * 9)
        text = text[:start] + draw(st.sampled_from(pieces)) + text[end:]
    return text

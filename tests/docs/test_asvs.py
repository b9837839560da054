"""The page of the standard: every requirement of levels 1 and 2 has one answer, and what it names is there."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs/asvs.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d", line)
]
STATES = {"met", "partly", "not", "n/a"}
SECTIONS = """
1.1: 2   1.2: 9   1.3: 11  1.4: 3   1.5: 2   2.1: 3   2.2: 3   2.3: 4   2.4: 1   3.2: 2   3.3: 4   3.4: 6   3.5: 5
3.7: 2   4.1: 3   4.2: 1   4.3: 2   4.4: 4   5.1: 1   5.2: 3   5.3: 2   5.4: 3   6.1: 3   6.2: 12  6.3: 4   6.4: 4
6.5: 5   6.6: 3   6.8: 4   7.1: 3   7.2: 4   7.3: 2   7.4: 5   7.5: 2   7.6: 2   8.1: 2   8.2: 3   8.3: 1   8.4: 1
9.1: 3   9.2: 4   10.1: 2  10.2: 2  10.3: 4  10.4: 11 10.5: 5  10.6: 2  10.7: 3  11.1: 2  11.2: 3  11.3: 3  11.4: 4
11.5: 1  11.6: 1  12.1: 3  12.2: 2  12.3: 4  13.1: 1  13.2: 5  13.3: 2  13.4: 5  14.1: 2  14.2: 4  14.3: 3  15.1: 3
15.2: 3  15.3: 7  16.1: 1  16.2: 5  16.3: 4  16.4: 3  16.5: 3  17.1: 1  17.2: 4  17.3: 2
"""
"""Each section of the standard, and how many of its requirements are of level 1 or 2: they always come first."""


def test_every_row_has_an_answer_and_a_reason() -> None:
    assert [row for row in ROWS if len(row) != 4 or row[2] not in STATES or not all(row)] == []


def test_every_requirement_is_answered_once() -> None:
    sections = re.findall(r"(\S+): (\d+)", SECTIONS)
    wanted = [f"{section}.{number}" for section, last in sections for number in range(1, int(last) + 1)]

    assert Counter(id for row in ROWS for id in row[0].split(", ")) == Counter(wanted)


def test_what_an_answer_names_is_there() -> None:
    named = {name for row in ROWS for name in re.findall(r"`([\w./-]+/[\w./-]*|\w+\.(?:md|toml))`", row[3])}

    assert sorted(name for name in named if not (ROOT / name).exists()) == []

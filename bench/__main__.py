"""`make bench`: measures, prints the table, writes var/bench.json."""

import asyncio
import sys
from importlib import import_module
from pathlib import Path

import msgspec

from bench.figure import Figure
from bench.limits import LIMITS

GROUPS = ("issue", "tls", "growth", "fanout", "start", "promise", "api", "login", "kiosk", "display")
OUT = Path("var/bench.json")


def main(groups: tuple[str, ...]) -> int:
    """Measure the named groups, or all. 1 when a figure misses its limit."""
    figures: list[Figure] = []
    for group in groups:
        print(f"measuring {group} …", file=sys.stderr, flush=True)
        figures += asyncio.run(import_module(f"bench.{group}").figures())
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode({"figures": figures})))
    print(_table(figures))
    missed = [figure.name for figure in figures if figure.name in LIMITS and not LIMITS[figure.name].is_met(figure)]
    if missed:
        print(f"\nnot reached: {', '.join(missed)}")
    return 1 if missed else 0


def _table(figures: list[Figure]) -> str:
    rows = [("figure", "value", "unit", "floor", "ratio", "must reach", "")]
    for figure in figures:
        limit = LIMITS.get(figure.name)
        rows.append(
            (
                figure.name,
                f"{figure.value:g}",
                figure.unit,
                "–" if figure.floor is None else f"{figure.floor:g}",
                "–" if figure.ratio is None else f"{figure.ratio:g}",
                "" if limit is None else str(limit),
                "" if limit is None else ("yes" if limit.is_met(figure) else "NO"),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or GROUPS))

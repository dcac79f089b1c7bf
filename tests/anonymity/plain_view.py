"""What can be read in a database without the key: all of it, in words of the design.

Counts of whole lots, exact participation by place and day, numbers of spent tickets and codes.
Random keys, hashes and sealed bytes are counted and measured here; that nothing else can be got out
of them is the business of the other tests of this folder.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa

Counts = Mapping[tuple[Any, ...], int]

OPAQUE = {
    ("pool", "sealed"),
    ("suggestion", "key"),
    ("suggestion", "sealed"),
    ("ticket", "mac"),
    ("admission_code", "mac"),
}
"""Columns that say nothing without the key, or nothing at all."""


@dataclass(frozen=True, slots=True)
class PlainView:
    """All that a copy tells whoever lacks the key; every field maps coordinates to numbers."""

    tally: Counts
    released: Counts
    participation: Counts
    tickets: Counts
    codes: Counts
    pools: Counts
    suggestions: Counts
    errors: Counts

    def changed(self, since: "PlainView") -> set[str]:
        """The names of the fields that differ from an earlier copy."""
        names = (one.name for one in fields(self))
        return {name for name in names if getattr(self, name) != getattr(since, name)}

    def of_survey(self, survey: str) -> "PlainView":
        """The part about one survey; errors belong to none."""
        parts = {
            one.name: {at: n for at, n in getattr(self, one.name).items() if at[0] == survey}
            for one in fields(self)
        }
        return PlainView(**parts)

    def rows(self, survey: str) -> dict[str, tuple[int, ...]]:
        """The tally of a survey as counts by row, in the order of options."""
        found: dict[str, list[int]] = {}
        for (of, row, _option), n in sorted(self.tally.items()):
            if of == survey:
                found.setdefault(row, []).append(n)
        return {row: tuple(counts) for row, counts in found.items()}


def view_plainly(connection: sa.Connection) -> PlainView:
    """Read everything about respondents that is not sealed, hashed or random."""

    def count(query: str) -> Counts:
        return {tuple(row[:-1]): int(row[-1]) for row in connection.execute(sa.text(query))}

    return PlainView(
        tally=count("SELECT survey, row, option, n FROM tally"),
        released=count("SELECT survey, n FROM released"),
        participation=count("SELECT survey, place, day, n FROM participation"),
        tickets=count("SELECT survey, expires_on, count(*) FROM ticket GROUP BY 1, 2"),
        codes=count("SELECT survey, state, count(*) FROM admission_code GROUP BY 1, 2"),
        pools=count("SELECT survey, length(sealed) FROM pool"),
        suggestions=count(
            "SELECT survey, length(sealed), text, redacted, count(*) FROM suggestion "
            "GROUP BY 1, 2, 3, 4"
        ),
        errors=count("SELECT day, kind, n FROM respondent_error"),
    )


def lot_between(
    earlier: Mapping[str, tuple[int, ...]], later: Mapping[str, tuple[int, ...]]
) -> int:
    """How many sheets two tallies of a survey differ by; every row must say the same number."""
    sizes = Counter(
        sum(abs(b - a) for a, b in zip(earlier[row], later[row], strict=True)) for row in later
    )
    assert len(sizes) == 1, f"rows differ by different numbers of sheets: {sizes}"
    return next(iter(sizes))

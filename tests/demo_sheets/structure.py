"""The structure of the questionnaires and the published figures, as the search needs them."""

import json
from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One radio group: the score of each option, in the order a respondent sees them."""

    code: str
    scores: tuple[int, ...]

    @property
    def ascending(self) -> tuple[int, ...]:
        """The same scores from worst to best."""
        return tuple(sorted(self.scores))


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator's questions, each a tuple of its rows."""

    number: int
    questions: tuple[tuple[Row, ...], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in file order."""
        return tuple(row for question in self.questions for row in question)

    @property
    def parts(self) -> int:
        """The least number by which every row's share of its question is a whole number."""
        return lcm(*(len(question) for question in self.questions))

    @property
    def weights(self) -> tuple[int, ...]:
        """Each row's share of its question in `parts`, in the order of `rows`."""
        return tuple(self.parts // len(question) for question in self.questions for _ in question)


@dataclass(frozen=True, slots=True)
class Target:
    """What was published for a year: scores as displayed, with two decimals."""

    indicators: tuple[Fraction, ...]
    instruments: dict[str, Fraction]
    total: Fraction
    passed: dict[str, tuple[int, int]]


def display(score: Fraction) -> Fraction:
    """The score as printed: two decimals, half up (ITA rules, 8)."""
    return Fraction(floor(score * 100 + Fraction(1, 2)), 100)


def read_structure() -> dict[str, Any]:
    """The structure of edition 2564 as plain data."""
    found: dict[str, Any] = json.loads((DATA / "structure-2564.json").read_text("utf-8"))
    return found


def parse_indicators(structure: dict[str, Any], instrument: str) -> tuple[Indicator, ...]:
    """The indicators of IIT or EIT in file order."""
    return tuple(
        Indicator(
            entry["indicator"],
            tuple(
                tuple(
                    Row(row["code"], tuple(score for _, score in row["options"]))
                    for row in question["rows"]
                )
                for question in entry["questions"]
            ),
        )
        for entry in structure["instruments"][instrument]
    )


def read_target(year: str) -> Target:
    """The published figures of a year, and the items passed per sub-indicator in 2564."""
    golden = json.loads((DATA / "golden.json").read_text("utf-8"))
    published = golden["years"][year]
    computed = {name: Fraction(text) for name, text in published["computed"].items()}
    return Target(
        tuple(Fraction(text) for text in published["indicator_scores"]),
        {name: computed[name] for name in ("IIT", "EIT", "OIT")},
        Fraction(published["announced_total"]),
        {code: (a, b) for code, (a, b) in golden[f"oit_{year}_items_passed"].items()},
    )

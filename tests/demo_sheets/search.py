"""Find option counts that give exactly the published scores, and write the demo's sheets.

Dynamic programming three times over: row sums into an indicator, indicators into an instrument,
instruments into the total; each time the most plausible way to every exact sum is kept. Nothing
is written unless `proof` agrees. The output is the same at every run.
"""

import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from tests.demo_sheets.counts import RowCount, draw, expect, list_counts, sway
from tests.demo_sheets.document import draw_text, plain, read_disclosure
from tests.demo_sheets.people import PROFILES, SEED, write_sheets
from tests.demo_sheets.plausible import LIKELY_MEANS
from tests.demo_sheets.proof import WEIGHTS, mean, prove, score_disclosure
from tests.demo_sheets.structure import (
    Indicator,
    Row,
    Target,
    display,
    parse_indicators,
    read_structure,
    read_target,
)
from tests.demo_sheets.sums import Choice, reach

OUTPUT = Path(__file__).resolve().parents[2] / "survey_app" / "services" / "demo" / "sheets.json"
# Of 30 to 40 people, 40 leaves the most natural counts for indicators 4 and 8.
CLOSED_ROUND = {"IIT": 40, "EIT": 40}
# One short of the first lot that becomes visible, with codes (20) and by link (40).
OPEN_ROUND = {"IIT": 19, "EIT": 39}
# Points by which people of the open round are likely to be more content than the year before.
IMPROVEMENT = 3
# How many of a row's most plausible sums the search may use: widened until a solution exists.
KEPT_SUMS = (40, 80, 160, 320, 640)

Counts = dict[str, tuple[int, ...]]


class NoSolutionError(Exception):
    """No plausible counts give the published figure."""


def solve_indicator(
    indicator: Indicator, people: int, published: Fraction
) -> list[Choice[Fraction, Counts]]:
    """All exact scores that display as published, each with its most plausible counts."""
    random = Random(f"{SEED} 2564 {indicator.number} counts")
    likely = [likely_counts(row, people, random) for row in indicator.rows]
    for kept in KEPT_SUMS:
        found = try_sums(indicator, people, [counts[:kept] for counts in likely])
        fitting = [choice for choice in found if display(choice.amount) == published]
        if fitting:
            return fitting
    raise NoSolutionError(f"indicator {indicator.number}: no counts give {float(published)}")


def likely_counts(row: Row, people: int, random: Random) -> list[RowCount]:
    """A row's counts, the most plausible first."""
    expected = sway(len(row.scores), LIKELY_MEANS[row.code], people, random)
    return list_counts(row.ascending, expected, people)


def try_sums(
    indicator: Indicator, people: int, allowed: Sequence[Sequence[RowCount]]
) -> list[Choice[Fraction, Counts]]:
    """Every exact score the allowed row counts can give, with the most plausible of them."""
    stages = [
        [Choice(weight * count.points, count.cost, count) for count in counts]
        for weight, counts in zip(indicator.weights, allowed, strict=True)
    ]
    scale = people * indicator.parts * len(indicator.questions)
    return [
        Choice(Fraction(points, scale), way.cost, name_counts(indicator, way.picks()))
        for points, way in reach(0, stages).items()
    ]


def name_counts(indicator: Indicator, picks: Sequence[RowCount]) -> Counts:
    """The counts of an indicator's rows by row code."""
    return {row.code: pick.counts for row, pick in zip(indicator.rows, picks, strict=True)}


def solve_instrument(
    indicators: Sequence[Indicator], people: int, target: Target, name: str
) -> list[Choice[Fraction, Counts]]:
    """All exact instrument scores that display as published, from joint indicator scores."""
    stages = [
        solve_indicator(indicator, people, target.indicators[indicator.number - 1])
        for indicator in indicators
    ]
    return [
        Choice(total / len(stages), way.cost, merge(way.picks()))
        for total, way in reach(Fraction(0), stages).items()
        if display(total / len(stages)) == target.instruments[name]
    ]


def merge(parts: Sequence[Counts]) -> Counts:
    """Several indicators' or instruments' counts as one."""
    return {code: counts for part in parts for code, counts in part.items()}


def solve_round(
    instruments: dict[str, tuple[Indicator, ...]], target: Target, disclosure: Fraction
) -> Counts:
    """The most plausible counts of both instruments that give the published total too."""
    stages = [
        [
            Choice(WEIGHTS[name] * found.amount, found.cost, found.pick)
            for found in solve_instrument(indicators, CLOSED_ROUND[name], target, name)
        ]
        for name, indicators in instruments.items()
    ]
    fitting = [
        way
        for points, way in reach(WEIGHTS["OIT"] * disclosure, stages).items()
        if display(points) == target.total
    ]
    if not fitting:
        raise NoSolutionError(f"no plausible counts give {float(target.total)}")
    return merge(min(fitting, key=lambda way: way.cost).picks())


def draw_counts(indicators: Sequence[Indicator], people: int, random: Random) -> Counts:
    """Counts with no target: people drawn one by one around a likely, improved mean."""
    drawn: Counts = {}
    for row in (row for indicator in indicators for row in indicator.rows):
        likely = min(LIKELY_MEANS[row.code] + IMPROVEMENT, 99)
        drawn[row.code] = draw(expect(len(row.scores), likely, people), people, random)
    return drawn


def compose() -> dict[str, Any]:
    """The whole document: row codes, the closed round of 2564, the open round of 2565."""
    structure, target = read_structure(), read_target("2564")
    instruments = {name: parse_indicators(structure, name) for name in ("IIT", "EIT")}
    items = {year: read_disclosure(year) for year in ("2564", "2565")}
    disclosed, _ = score_disclosure(structure["instruments"]["OIT"], items["2564"])
    closed = solve_round(instruments, target, mean(disclosed))
    document: dict[str, Any] = {"rows": {}, "2564": {}, "2565": {}}
    for name, indicators in instruments.items():
        scored = [row.code for indicator in indicators for row in indicator.rows]
        document["rows"][name] = [*scored, *PROFILES[name]]
        drawn = draw_counts(indicators, OPEN_ROUND[name], Random(f"{SEED} 2565 {name} counts"))
        for year, counts, people in (
            ("2564", closed, CLOSED_ROUND[name]),
            ("2565", drawn, OPEN_ROUND[name]),
        ):
            sheets = write_sheets(year, name, indicators, counts, people)
            document[year][name] = [plain(sheet) for sheet in sheets]
    for year, found in items.items():
        document[year]["OIT"] = found
    prove(document, structure, "2564", target)
    return document


def main() -> None:
    """Search, prove, write."""
    text = draw_text(compose()) + "\n"
    OUTPUT.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{OUTPUT}: {len(text)} characters\n")


if __name__ == "__main__":
    main()

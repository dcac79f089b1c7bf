"""The proof: the finished document counted again, naively, sheet by sheet, in exact fractions.

It shares nothing with the search but the published figures and the rounding.
"""

from fractions import Fraction
from typing import Any

from tests.demo_sheets.structure import Target, display

WEIGHTS = {"IIT": Fraction(30, 100), "EIT": Fraction(30, 100), "OIT": Fraction(40, 100)}


class NotProvenError(Exception):
    """A figure of the document differs from the published one; nothing may be written."""


def mean(values: list[Fraction]) -> Fraction:
    """The plain arithmetic mean."""
    return sum(values, Fraction(0)) / len(values)


def score_sheet(question: dict[str, Any], rows: list[str], answers: str) -> Fraction:
    """One person's score of one question: the mean of its rows (ITA rules, 2)."""
    return mean(
        [
            Fraction(row["options"][int(answers[rows.index(row["code"])]) - 1][1])
            for row in question["rows"]
        ]
    )


def score_indicators(
    entries: list[dict[str, Any]], rows: list[str], sheets: list[dict[str, str]]
) -> list[Fraction]:
    """Each indicator: the mean of its questions, each the mean over all people."""
    return [
        mean(
            [
                mean([score_sheet(question, rows, sheet["answers"]) for sheet in sheets])
                for question in entry["questions"]
            ]
        )
        for entry in entries
    ]


def score_disclosure(
    entries: list[dict[str, Any]], items: dict[str, Any]
) -> tuple[list[Fraction], dict[str, tuple[int, int]]]:
    """The OIT indicators, and how many items of how many passed in each sub-indicator."""
    passed: dict[str, tuple[int, int]] = {}
    indicators = []
    for entry in entries:
        means = []
        for sub in entry["sub_indicators"]:
            scores = [Fraction(items[item["code"]]["score"]) for item in sub["items"]]
            passed[sub["code"]] = (scores.count(Fraction(100)), len(scores))
            means.append(mean(scores))
        indicators.append(mean(means))
    return indicators, passed


def prove(document: dict[str, Any], structure: dict[str, Any], year: str, target: Target) -> None:
    """Pass silently when every published figure comes out; raise NotProvenError naming the rest."""
    entries, sheets = structure["instruments"], document[year]
    scores = {
        name: score_indicators(entries[name], document["rows"][name], sheets[name])
        for name in ("IIT", "EIT")
    }
    scores["OIT"], passed = score_disclosure(entries["OIT"], sheets["OIT"])
    instruments = {name: mean(parts) for name, parts in scores.items()}
    total = sum((WEIGHTS[name] * score for name, score in instruments.items()), Fraction(0))
    found = Target(
        tuple(display(score) for parts in scores.values() for score in parts),
        {name: display(score) for name, score in instruments.items()},
        display(total),
        passed,
    )
    if found != target:
        raise NotProvenError(f"{year}: found {found}, published {target}")

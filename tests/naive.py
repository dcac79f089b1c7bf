"""An independent, naive computation of ITA scores from sheets, for comparison with the program's.

It reads the structure as published (`tests/data/structure-2564.json`), averages averages in plain
loops, and shares no code with the program.
"""

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

STRUCTURE = json.loads((Path(__file__).parent / "data" / "structure-2564.json").read_text("utf-8"))
Answers = dict[str, int]
"""Row code to the place of the chosen option, from 0."""


def rows_of(instrument: str) -> list[tuple[str, int]]:
    """Scored rows of an instrument with their number of options."""
    return [
        (row["code"], len(row["options"]))
        for part in STRUCTURE["instruments"][instrument]
        for question in part["questions"]
        for row in question["rows"]
    ]


def same_option(instrument: str, place: int) -> Answers:
    """The sheet of someone who takes the same place in every row, or the last there is."""
    return {code: min(place, size - 1) for code, size in rows_of(instrument)}


def average(values: list[Fraction]) -> Fraction:
    """The mean."""
    return sum(values, Fraction(0)) / len(values)


def survey_scores(instrument: str, sheets: list[Answers]) -> tuple[dict[int, Fraction], Fraction]:
    """Indicator scores by number, and the instrument's: mean of means, respondent by respondent."""
    indicators = {}
    for part in STRUCTURE["instruments"][instrument]:
        questions = []
        for question in part["questions"]:
            each = [
                average(
                    [Fraction(row["options"][sheet[row["code"]]][1]) for row in question["rows"]]
                )
                for sheet in sheets
            ]
            questions.append(average(each))
        indicators[part["indicator"]] = average(questions)
    return indicators, average(list(indicators.values()))


def disclosure_scores(points: dict[str, int]) -> tuple[dict[int, Fraction], Fraction]:
    """OIT indicator scores by number, and the instrument's, from points by item code."""
    indicators = {}
    for part in STRUCTURE["instruments"]["OIT"]:
        subs = [
            average([Fraction(points.get(item["code"], 0)) for item in sub["items"]])
            for sub in part["sub_indicators"]
        ]
        indicators[part["indicator"]] = average(subs)
    return indicators, average(list(indicators.values()))


def total(iit: Fraction, eit: Fraction, oit: Fraction) -> Fraction:
    """30/30/40."""
    return iit * Fraction(30, 100) + eit * Fraction(30, 100) + oit * Fraction(40, 100)


def printed(score: Fraction) -> str:
    """Two decimals, half up, by another road than the program's."""
    exact = Decimal(score.numerator) / Decimal(score.denominator)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))

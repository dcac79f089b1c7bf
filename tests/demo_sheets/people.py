"""The people behind the counts: options dealt to sheets, profiles, suggestions.

People lean: who is content with one thing tends to be content with the next. Dealing changes no
count, so no score.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.demo_sheets import plausible
from tests.demo_sheets.structure import Indicator, Row

SEED = "survey-app demo"
# How far a view of one indicator, question or row strays from the person's mood (spread 1).
NOISE = 0.6
SUGGESTIONS = Path(__file__).with_name("suggestions.json")
PROFILES = {
    "IIT": ("sex", "age", "education", "service", "post"),
    "EIT": ("sex", "age", "education", "capacity"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One synthetic person's answers, a digit a row, and a suggestion, often empty."""

    answers: str
    suggestion: str


def deal(
    indicators: Sequence[Indicator],
    counts: Mapping[str, tuple[int, ...]],
    moods: Sequence[float],
    random: Random,
) -> list[str]:
    """Each person's options as digits, row after row, so that every count comes out."""
    columns: list[list[str]] = []
    for indicator in indicators:
        about = [mood + random.gauss(0, NOISE) for mood in moods]
        for question in indicator.questions:
            felt = [view + random.gauss(0, NOISE) for view in about]
            for row in question:
                order = rank([view + random.gauss(0, NOISE) for view in felt])
                columns.append(place(row, counts[row.code], order))
    return ["".join(digits) for digits in zip(*columns, strict=True)]


def rank(views: Sequence[float]) -> list[int]:
    """The people from the least to the most content."""
    return sorted(range(len(views)), key=lambda person: views[person])


def place(row: Row, counts: tuple[int, ...], order: Sequence[int]) -> list[str]:
    """Each person's option number in one row, the worst options to the least content."""
    digits = [""] * len(order)
    ranked = iter(order)
    for score, n in zip(row.ascending, counts, strict=True):
        for _ in range(n):
            digits[next(ranked)] = str(row.scores.index(score) + 1)
    return digits


def choose(weights: Sequence[int], random: Random) -> int:
    """A 1-based option number drawn by its weight."""
    return random.choices(range(1, len(weights) + 1), weights)[0]


def profile(instrument: str, random: Random) -> str:
    """One person's profile answers, in the order of `PROFILES`."""
    sex = choose(plausible.SEX, random)
    if instrument == "IIT":
        age = choose(plausible.IIT_AGE, random)
        education = choose(plausible.IIT_EDUCATION, random)
        service = choose(plausible.SERVICE_BY_AGE[age], random)
        return f"{sex}{age}{education}{service}{choose(plausible.POST_BY_AGE[age], random)}"
    age = choose(plausible.EIT_AGE, random)
    education = choose(plausible.EIT_EDUCATION_BY_AGE[age], random)
    return f"{sex}{age}{education}{choose(plausible.CAPACITY, random)}"


def share_suggestions(
    texts: Sequence[str], moods: Sequence[float], random: Random
) -> dict[int, str]:
    """Who writes what: texts run from complaint to praise, and so do those who write."""
    writers = random.sample(range(len(moods)), len(texts))
    writers.sort(key=lambda person: moods[person])
    return dict(zip(writers, texts, strict=True))


def write_sheets(
    year: str,
    instrument: str,
    indicators: Sequence[Indicator],
    counts: Mapping[str, tuple[int, ...]],
    people: int,
) -> list[Sheet]:
    """Whole sheets with exactly these counts, the same at every run."""
    random = Random(f"{SEED} {year} {instrument} people")
    moods = [random.gauss(0, 1) for _ in range(people)]
    answers = deal(indicators, counts, moods, random)
    texts = json.loads(SUGGESTIONS.read_text("utf-8"))[year][instrument]
    written = share_suggestions(texts, moods, random)
    return [
        Sheet(digits + profile(instrument, random), written.get(person, ""))
        for person, digits in enumerate(answers)
    ]

"""Closed rounds built straight from core: by chance, and the published year of Ban Khong."""

import json
import random
from decimal import Decimal
from pathlib import Path

from survey_app.core.disclosure import ShownResult, disclose_result
from survey_app.core.questionnaire import Edition, SurveyInstrument
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.core.result import (
    ItemAnswer,
    Remark,
    Result,
    RoundFacts,
    reckon,
    result_fingerprint,
    result_text,
)
from survey_app.core.statistics import describe_scores
from survey_app.core.tally import Tally, add_sheets, empty_tally
from survey_app.core.years import YearFigures
from survey_app.services.demo.material import demo_year
from tests.respondents import random_sheet

GOLDEN = json.loads((Path(__file__).parents[2] / "data" / "golden.json").read_text("utf-8"))
CLOSING = Remark(kind="closing", reason="ครบกำหนด")


def tally_of(edition: Edition, instrument: SurveyInstrument, people: int) -> Tally:
    form, chance = edition.questionnaire(instrument), random.Random(people)
    return add_sheets(empty_tally(form), [random_sheet(form, chance) for _ in range(people)])


def result_of(edition: Edition, iit: int, eit: int, **facts) -> Result:
    """A round with so many sheets by chance, the first nine OIT items shown and scored."""
    people: dict[SurveyInstrument, int] = {"IIT": iit, "EIT": eit}
    asked = {"agency": "เทศบาลตำบลทดสอบ", "remarks": (CLOSING,), **facts}
    round_facts = RoundFacts(fiscal_year=2564, population={"IIT": 60, "EIT": 600}, **asked)
    answers = {
        item.code: ItemAnswer(present=True, urls=("https://town.example",), score=100)
        for item in edition.oit.items[:9]
    }
    tallies = {name: tally_of(edition, name, people[name]) for name in SURVEY_INSTRUMENTS}
    return reckon(edition, "0" * 64, round_facts, tallies, answers)


def disclose(edition: Edition, result: Result) -> ShownResult:
    return disclose_result(edition, result, result_fingerprint(result_text(result)))


def shown_of(edition: Edition, iit: int, eit: int, **facts) -> ShownResult:
    return disclose(edition, result_of(edition, iit, eit, **facts))


def golden_result(edition: Edition) -> ShownResult:
    """The published year 2564, from the demonstration's sheets."""
    year = demo_year(2564)
    tallies = {
        name: add_sheets(empty_tally(edition.questionnaire(name)), year.sheets[name])
        for name in SURVEY_INSTRUMENTS
    }
    facts = RoundFacts("เทศบาลตำบลบ้านฆ้อง", 2564, {"IIT": 40, "EIT": 400})
    return disclose(edition, reckon(edition, "0" * 64, facts, tallies, year.answers))


def golden_year(fiscal_year: int) -> YearFigures:
    """A published past year as it is imported."""
    year = GOLDEN["years"][str(fiscal_year)]
    scores = dict(enumerate(map(Decimal, year["indicator_scores"]), start=1))
    return YearFigures(
        fiscal_year=fiscal_year,
        edition=fiscal_year,
        imported=True,
        scores=scores,
        total=Decimal(year["announced_total"]),
        recomputed=Decimal(year["computed"]["total"]),
        level=year["announced_level"],
        statistics=describe_scores(scores),
    )


GOLDEN_YEARS = tuple(map(golden_year, (2563, 2562, 2561)))

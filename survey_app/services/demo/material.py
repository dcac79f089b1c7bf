"""The demonstration's data as shipped beside this module."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.result import ItemAnswer
from survey_app.core.sheet import Sheet

_PRESENT = {"มี": True, "ไม่มี": False}


@dataclass(frozen=True, slots=True)
class DemoYear:
    """Sheets of both surveys and OIT answers for one fiscal year."""

    sheets: Mapping[SurveyInstrument, tuple[Sheet, ...]]
    answers: Mapping[str, ItemAnswer]


@cache
def demo_year(fiscal_year: int) -> DemoYear:
    """The material of a fiscal year."""
    year = json.loads(_text("sheets.json"))[str(fiscal_year)]
    return DemoYear(
        {name: tuple(map(_sheet, year[name])) for name in ("IIT", "EIT")},
        {code: _answer(item) for code, item in year["OIT"].items()},
    )


def past_years() -> bytes:
    """The announced past years, in the columns of `history import`."""
    return _text("history.csv").encode()


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _sheet(sent: Mapping[str, str]) -> Sheet:
    return Sheet(tuple(int(digit) - 1 for digit in sent["answers"]), sent["suggestion"])


def _answer(item: Mapping[str, Any]) -> ItemAnswer:
    return ItemAnswer(
        present=_PRESENT[item["answer"]],
        urls=(item["url"],) if item["url"] else (),
        note=item["where"],
        score=item["score"],
        comment=item["comment"],
    )

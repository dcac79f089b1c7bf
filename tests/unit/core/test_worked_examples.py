"""Whole rounds computed by hand (tests/worked_examples), compared whole."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from survey_app.core.questionnaire import Edition, Questionnaire, SurveyInstrument
from survey_app.core.result import ItemAnswer, Result, RoundFacts, reckon, result_text
from survey_app.core.sheet import Sheet
from tests.unit.core.small import (
    LETTERS,
    ROOT,
    build_edition,
    build_scheme,
    count_sheets,
    sheet_of,
)

EXAMPLES = sorted((ROOT / "tests" / "worked_examples").glob("*.yaml"))


def build(plan: dict[str, Any]) -> Edition:
    scheme = build_scheme(plan.get("weights"), plan.get("levels", LETTERS))
    return build_edition(plan["iit"], plan["eit"], plan["oit"], plan["profile"], scheme)


def sheets_in(sent: list[Any]) -> list[Sheet]:
    """The sheets of an example: a list of choices is one sheet, else `times` says how many."""
    found = []
    for entry in sent:
        many = entry if isinstance(entry, dict) else {"times": 1, "choices": entry}
        found += [sheet_of(*many["choices"])] * many["times"]
    return found


def item_answer(entered: dict[str, Any]) -> ItemAnswer:
    return ItemAnswer(**{**entered, "urls": tuple(entered.get("urls", ()))})


def reckon_example(example: dict[str, Any]) -> Result:
    edition = build(example["edition"])
    forms: dict[SurveyInstrument, Questionnaire] = {"IIT": edition.iit, "EIT": edition.eit}
    return reckon(
        edition,
        "fingerprint",
        RoundFacts("เทศบาล", 2564, example["population"]),
        {name: count_sheets(forms[name], sheets_in(example["sheets"][name])) for name in forms},
        {code: item_answer(entered) for code, entered in example["answers"].items()},
    )


def without_names(value: Any) -> Any:
    if isinstance(value, list):
        return [without_names(part) for part in value]
    if isinstance(value, dict):
        return {k: without_names(v) for k, v in value.items() if k not in ("name", "title")}
    return value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_round_is_reckoned_as_by_hand(path: Path) -> None:
    example = yaml.safe_load(path.read_text("utf-8"))
    found = without_names(json.loads(result_text(reckon_example(example))))
    facts = {"agency": "เทศบาล", "fiscal_year": 2564, "edition": 2564}
    rest = {"questionnaire": "fingerprint", "remarks": [], "salt": ""}
    assert found == example["result"] | facts | rest


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4

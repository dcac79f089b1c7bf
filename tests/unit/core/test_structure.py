"""The shipped edition of 2564 against the structure of the official one."""

import json
from typing import Any

import pytest

from survey_app.core.questionnaire import Edition, structure
from tests.unit.core.small import DATA, shipped_edition

WORDS = {"th", "en"}


@pytest.fixture(scope="module")
def official() -> Any:
    return json.loads((DATA / "structure-2564.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return shipped_edition()


@pytest.fixture(scope="module")
def shown(edition: Edition) -> Any:
    """What a script reads: through JSON, so that tuples are lists."""
    return json.loads(json.dumps(structure(edition), ensure_ascii=False))


def without_text(value: Any) -> Any:
    """The structure without wording, which stands under `text` alone."""
    if isinstance(value, list):
        return [without_text(part) for part in value]
    if isinstance(value, dict):
        return {key: without_text(part) for key, part in value.items() if key != "text"}
    return value


def test_codes_nesting_labels_scores_and_names_are_the_official_ones(
    shown: Any, official: Any
) -> None:
    assert without_text(shown["instruments"]) == official["instruments"]


def test_the_weights_and_the_year_are_the_official_ones(shown: Any, official: Any) -> None:
    assert shown["weights"] == official["weights"]
    assert shown["fiscal_year"] == official["fiscal_year"]


def test_options_keep_their_official_order_in_every_row(edition: Edition, official: Any) -> None:
    for form, name in ((edition.iit, "IIT"), (edition.eit, "EIT")):
        wanted = [
            (row["code"], [tuple(option) for option in row["options"]])
            for part in official["instruments"][name]
            for question in part["questions"]
            for row in question["rows"]
        ]
        assert wanted == [
            (row.code, [(option.label.th, option.score) for option in row.options])
            for row in form.scored_rows
        ]


def test_there_are_51_rows_in_30_questions_19_in_15_and_43_items_in_7(edition: Edition) -> None:
    assert (len(edition.iit.scored_rows), len(edition.iit.questions)) == (51, 30)
    assert (len(edition.eit.scored_rows), len(edition.eit.questions)) == (19, 15)
    subs = [sub for part in edition.oit.indicators for sub in part.sub_indicators]
    assert (len(edition.oit.items), len(subs)) == (43, 7)


def test_the_ten_indicators_are_numbered_through_the_three_instruments(edition: Edition) -> None:
    golden = json.loads((DATA / "golden.json").read_text("utf-8"))
    assert list(edition.indicator_names) == list(range(1, 11))
    assert list(edition.indicator_names.values()) == golden["indicators"]


def test_only_the_agreed_keys_are_added_to_the_official_shape(shown: Any, official: Any) -> None:
    assert set(shown) - set(official) == {"title", "profile", "suggestion"}
    assert set(official) - set(shown) == {"_about"}


def test_wording_stands_under_text_in_every_language_of_its_form(shown: Any) -> None:
    for name in ("IIT", "EIT"):
        for part in shown["instruments"][name]:
            for question in part["questions"]:
                assert set(question) == {"code", "text", "rows"}
                assert set(question["text"]) == WORDS | ({"my"} if name == "EIT" else set())
                rows = question["rows"]
                several = len(rows) > 1
                assert all(("text" in row) is several for row in rows), question["code"]
    items = [
        item
        for part in shown["instruments"]["OIT"]
        for sub in part["sub_indicators"]
        for item in sub["items"]
    ]
    assert all(set(item["text"]) == WORDS for item in items)


def test_the_profile_stands_apart_with_labels_alone(shown: Any) -> None:
    assert [question["code"] for question in shown["profile"]["IIT"]] == [
        "sex",
        "age",
        "education",
        "service",
        "post",
    ]
    assert [question["code"] for question in shown["profile"]["EIT"]] == [
        "sex",
        "age",
        "education",
        "capacity",
    ]
    for questions in shown["profile"].values():
        assert all(question["options"][-1] == "ไม่ประสงค์ตอบ" for question in questions)


def test_the_first_years_of_service_are_not_asked_and_nobody_else_is_turned_away(
    edition: Edition,
) -> None:
    refused = [
        (question.code, place)
        for form in (edition.iit, edition.eit)
        for question in form.profile
        for place, option in enumerate(question.options)
        if not option.eligible
    ]
    assert refused == [("service", 0)]


def test_every_sentence_is_the_projects_own(edition: Edition) -> None:
    assert {edition.iit.wording, edition.eit.wording, edition.oit.wording} == {"project"}


def test_there_is_advice_for_each_of_the_ten_indicators(edition: Edition) -> None:
    assert [advice.indicator for advice in edition.advice] == list(range(1, 11))


def test_the_scheme_says_what_the_rules_say(edition: Edition) -> None:
    scheme = edition.scheme
    assert [(b.name, str(b.from_), str(b.to), b.each_from) for b in scheme.levels] == [
        ("AA", "95.00", "100.00", None),
        ("A", "85.00", "94.99", None),
        ("B", "75.00", "84.99", None),
        ("C", "65.00", "74.99", None),
        ("D", "55.00", "64.99", None),
        ("E", "50.00", "54.99", None),
        ("F", "0.00", "49.99", None),
    ]
    assert (str(scheme.marks.pass_), str(scheme.marks.strength)) == ("85.00", "80.00")
    assert scheme.continues == (2561, 2562, 2563)
    for rule in (scheme.sample.IIT, scheme.sample.EIT):
        assert (rule.at_least, rule.percent, rule.at_most) == (30, 10, 400)

"""The frozen outcome: text that is always the same, reads back, and can be recomputed."""

import json
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.core.comparison import differences
from survey_app.core.questionnaire import SurveyInstrument, canonical_json, fingerprint
from survey_app.core.result import (
    ItemAnswer,
    Remark,
    Result,
    RoundFacts,
    read_result,
    reckon,
    result_fingerprint,
    result_text,
)
from survey_app.core.scoring import hundredths
from survey_app.core.sheet import Sheet
from survey_app.core.tally import Tally
from tests.unit.core.small import (
    ABSENT,
    DEGREE,
    REVERSED,
    build_edition,
    count_sheets,
    sheet_of,
    shipped_edition,
)
from tests.unit.core.strategies import sheets

EDITION = build_edition(
    iit={1: {"i1": [DEGREE, REVERSED]}},
    eit={2: {"e1": [ABSENT]}},
    oit={3: {"3.1": ["o1"], "3.2": ["o2"]}},
    profile={"sex": 3},
)
FACTS = RoundFacts(
    "เทศบาลตำบลบ้านฆ้อง",
    2565,
    {"IIT": 40, "EIT": 1000},
    (Remark(kind="under_minimum", reason="น้ำท่วม", facts={"survey": "EIT", "missing": 95}),),
)
ANSWERS = {"o1": ItemAnswer(present=True, urls=("https://example.go.th",), score=100)}
IIT = [sheet_of(4, 1, 1)] * 3 + [sheet_of(3, 2, 2)] * 3 + [sheet_of(2, 2, 3)]
EIT = [sheet_of(2, 1)] * 4 + [sheet_of(1, 1)]


def reckon_round(iit: list[Sheet], eit: list[Sheet]) -> Result:
    tallies: dict[SurveyInstrument, Tally] = {
        "IIT": count_sheets(EDITION.iit, iit),
        "EIT": count_sheets(EDITION.eit, eit),
    }
    return reckon(EDITION, fingerprint(canonical_json(EDITION)), FACTS, tallies, ANSWERS)


def test_a_result_names_its_round_its_edition_and_its_questionnaire() -> None:
    result = reckon_round(IIT, EIT)
    assert (result.agency, result.fiscal_year, result.edition) == (FACTS.agency, 2565, 2564)
    assert result.questionnaire == fingerprint(canonical_json(EDITION))
    assert result.remarks == FACTS.remarks
    assert result.survey("IIT") == result.iit
    assert result.survey("EIT") == result.eit


def test_the_frozen_text_reads_back_to_the_same_result_and_the_same_text() -> None:
    result = reckon_round(IIT, EIT)
    text = result_text(result)
    assert read_result(text) == result
    assert result_text(read_result(text)) == text


def test_the_frozen_text_is_sorted_tight_and_thai() -> None:
    text = result_text(reckon_round(IIT, EIT))
    again = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == again
    assert "เทศบาลตำบลบ้านฆ้อง" in text


def test_the_fingerprint_is_of_the_text() -> None:
    text = result_text(reckon_round(IIT, EIT))
    assert result_fingerprint(text) == f"sha256:{fingerprint(text)}"
    assert result_fingerprint(text) != result_fingerprint(text + " ")


@settings(max_examples=25)
@given(data=st.data())
def test_the_order_in_which_people_answered_leaves_no_trace(data: st.DataObject) -> None:
    iit = data.draw(st.lists(sheets(EDITION.iit), max_size=8))
    eit = data.draw(st.lists(sheets(EDITION.eit), max_size=8))
    shuffled = data.draw(st.permutations(iit)), data.draw(st.permutations(eit))
    assert result_text(reckon_round(*shuffled)) == result_text(reckon_round(iit, eit))


@settings(max_examples=25)
@given(data=st.data())
def test_every_score_follows_from_the_points_shown_beside_it(data: st.DataObject) -> None:
    """A reader divides points by answers and gets the score of every question."""
    iit = data.draw(st.lists(sheets(EDITION.iit), min_size=1, max_size=12))
    for part in reckon_round(iit, EIT).iit.indicators:
        for question in part.questions:
            assert hundredths(Fraction(question.points) / question.answers) == question.score


def test_one_answer_more_changes_what_is_frozen_and_the_places_are_named() -> None:
    one, other = (result_text(reckon_round(iit, EIT)) for iit in (IIT, [*IIT, sheet_of(1, 4, 3)]))
    found = differences(one, other)
    assert "result.iit.respondents: frozen 7, recomputed 8" in found
    assert any(line.startswith("result.total: ") for line in found)
    assert not differences(one, one)


def test_the_whole_edition_of_2564_makes_a_result() -> None:
    edition = shipped_edition()
    tallies: dict[SurveyInstrument, Tally] = {
        "IIT": count_sheets(edition.iit, [Sheet((0,) * len(edition.iit.row_codes))] * 30),
        "EIT": count_sheets(edition.eit, [Sheet((0,) * len(edition.eit.row_codes))] * 30),
    }
    result = reckon(edition, "0", FACTS, tallies, {})
    assert [part.no for part in (*result.iit.indicators, *result.eit.indicators)] == [*range(1, 9)]
    assert result.oit.unscored == 43
    assert read_result(result_text(result)) == result

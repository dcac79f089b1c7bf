"""Closing a round: what it asks for, what it ends, and that nothing ended is ever reopened."""

import random
from fractions import Fraction

import pytest
from sqlmodel import select

from survey_app.core.errors import BadText, NotAccepting, NotFound, ReasonNeeded, WrongState
from survey_app.core.officers import COMMAND_LINE, Actor
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.result import read_result
from survey_app.core.rounds import RoundState
from survey_app.core.sheet import Sheet
from survey_app.services import rounds
from survey_app.services.closing import close_round, preview_closing
from survey_app.services.instance import Instance
from survey_app.services.results import read_closed
from survey_app.storage import audit
from survey_app.storage.agencies import Agency
from survey_app.storage.results import read_frozen
from survey_app.storage.tables import PoolRow, RoundRow, SuggestionRow
from tests import naive
from tests.closed_rounds import score_items
from tests.respondents import PretendRound, open_pretend_round, random_sheet


@pytest.fixture
def pretend(instance: Instance, agency: Agency) -> PretendRound:
    return open_pretend_round(instance, agency)


@pytest.fixture
def complete(instance: Instance, agency: Agency) -> PretendRound:
    """A small round in which everybody answered and every item is scored."""
    answered = open_pretend_round(instance, agency, staff=6, public=6)
    answered.send_many("IIT", 6)
    answered.send_many("EIT", 6)
    score_items(instance, answered.id)
    return answered


def test_a_preview_counts_in_steps_and_names_what_is_unscored(
    instance: Instance, pretend: PretendRound
) -> None:
    pretend.send_many("IIT", 8)
    score_items(instance, pretend.id, most=41)
    preview = preview_closing(instance, COMMAND_LINE, pretend.id)
    assert [(s.survey.instrument, s.participation, s.minimum) for s in preview.surveys] == [
        ("IIT", 5, 30),
        ("EIT", 0, 30),
    ]
    assert preview.unscored == ("o42", "o43")
    assert preview.needs_reason == ("under_minimum_IIT", "under_minimum_EIT", "unscored")


def test_a_complete_round_closes_without_a_reason(
    instance: Instance, complete: PretendRound
) -> None:
    assert preview_closing(instance, COMMAND_LINE, complete.id).needs_reason == ()
    result = close_round(instance, COMMAND_LINE, complete.id)
    assert [remark.kind for remark in result.remarks] == ["codes"]
    assert rounds.find_round(instance, COMMAND_LINE, complete.id).state is RoundState.CLOSED


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_refused_closing_changes_nothing(
    instance: Instance, pretend: PretendRound, reason: str
) -> None:
    pretend.send_many("EIT", 3)
    with pytest.raises(ReasonNeeded):
        close_round(instance, COMMAND_LINE, pretend.id, reason)
    assert rounds.find_round(instance, COMMAND_LINE, pretend.id).state is RoundState.OPEN
    pretend.send_many("EIT", 2, seed=2)
    preview = preview_closing(instance, COMMAND_LINE, pretend.id)
    assert preview.surveys[1].participation == 5


def test_the_reason_is_kept_with_each_thing_it_excuses(
    instance: Instance, pretend: PretendRound
) -> None:
    score_items(instance, pretend.id, most=40)
    result = close_round(instance, COMMAND_LINE, pretend.id, " น้ำท่วม ")
    told = {remark.kind: (remark.reason, dict(remark.facts)) for remark in result.remarks}
    assert told["under_minimum_IIT"] == ("น้ำท่วม", {})
    assert told["under_minimum_EIT"] == ("น้ำท่วม", {})
    assert told["unscored"] == ("น้ำท่วม", {"items": 3})


def test_a_reason_nobody_asked_for_is_kept_too(instance: Instance, complete: PretendRound) -> None:
    result = close_round(instance, COMMAND_LINE, complete.id, "ตรวจครบแล้ว")
    assert ("closing", "ตรวจครบแล้ว") in {(r.kind, r.reason) for r in result.remarks}


def test_slips_are_accounted_for(instance: Instance, pretend: PretendRound) -> None:
    pretend.send_many("IIT", 4)
    result = close_round(instance, COMMAND_LINE, pretend.id, "ทดลอง")
    facts = next(remark.facts for remark in result.remarks if remark.kind == "codes")
    assert facts["printed"] == facts["used"] + facts["void"] + facts["unused"] == 60
    assert (facts["used"], facts["staff"], facts["spares"]) == (4, 60, 0)


def test_everything_waiting_is_counted_and_the_pools_are_gone(
    instance: Instance, pretend: PretendRound
) -> None:
    pretend.send_many("IIT", 23)
    pretend.send_many("EIT", 5)
    result = close_round(instance, COMMAND_LINE, pretend.id, "ทดลอง")
    assert (result.iit.respondents, result.eit.respondents) == (23, 5)
    with instance.database.snapshot() as session:
        assert session.exec(select(PoolRow)).all() == []
        assert [row.vacuumed for row in session.exec(select(RoundRow))] == [True]


def test_suggestions_become_readable(instance: Instance, pretend: PretendRound) -> None:
    form, chance = pretend.visit("EIT").form, random.Random(4)
    for number in range(8):
        pretend.send("EIT", random_sheet(form, chance, f"ข้อเสนอ {number}"))
    close_round(instance, COMMAND_LINE, pretend.id, "ทดลอง")
    with instance.database.snapshot() as session:
        kept = {(row.text, row.sealed) for row in session.exec(select(SuggestionRow))}
    assert kept == {(f"ข้อเสนอ {number}", None) for number in range(8)}


def test_after_closing_no_sheet_is_taken(instance: Instance, pretend: PretendRound) -> None:
    close_round(instance, COMMAND_LINE, pretend.id, "ทดลอง")
    with pytest.raises(NotAccepting):
        pretend.send_many("EIT", 1)


def test_closed_stays_closed(instance: Instance, complete: PretendRound) -> None:
    close_round(instance, COMMAND_LINE, complete.id)
    before = read_closed(instance, COMMAND_LINE, complete.id)
    for act in (close_round, preview_closing, rounds.open_round, rounds.cancel_round):
        with pytest.raises(WrongState):
            act(instance, COMMAND_LINE, complete.id)
    assert read_closed(instance, COMMAND_LINE, complete.id) == before


def test_a_draft_cannot_be_closed(instance: Instance, agency: Agency) -> None:
    draft = rounds.create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=40, public=40
    )
    with pytest.raises(WrongState):
        close_round(instance, COMMAND_LINE, draft.id, "ทดลอง")


def test_another_agencys_round_cannot_be_closed(
    instance: Instance, officer_actor: Actor, other_agency: Agency
) -> None:
    theirs = open_pretend_round(instance, other_agency)
    for act in (preview_closing, close_round):
        with pytest.raises(NotFound):
            act(instance, officer_actor, theirs.id)


def test_the_audit_names_who_closed_and_with_what_result(
    instance: Instance, officer_actor: Actor, complete: PretendRound
) -> None:
    result = close_round(instance, officer_actor, complete.id)
    with instance.database.snapshot() as session:
        entry = audit.read_chain(session, officer_actor.agency, subject=complete.id)[0]
    assert (entry.officer, entry.act) == ("officer", "round.close")
    assert (entry.facts["total"], entry.facts["level"]) == (str(result.total), result.level)


def test_sixty_mixed_sheets_give_the_scores_of_a_naive_computation(
    instance: Instance, pretend: PretendRound
) -> None:
    sheets = {name: pretend.send_many(name, 30) for name in ("IIT", "EIT")}
    score_items(instance, pretend.id)
    result = close_round(instance, COMMAND_LINE, pretend.id)
    scores = {name: _naive_survey(pretend, name, sheets[name]) for name in ("IIT", "EIT")}
    points = {
        item.code: item.counted
        for part in result.oit.indicators
        for sub in part.sub_indicators
        for item in sub.items
    }
    oit_parts, oit = naive.disclosure_scores(points)
    parts = scores["IIT"][0] | scores["EIT"][0] | oit_parts
    shown = read_closed(instance, COMMAND_LINE, pretend.id).shown
    assert {no: str(score) for no, score in shown.indicator_scores.items()} == {
        no: naive.printed(score) for no, score in parts.items()
    }
    total = naive.total(scores["IIT"][1], scores["EIT"][1], oit)
    assert str(result.total) == naive.printed(total)


def _naive_survey(
    pretend: PretendRound, instrument: SurveyInstrument, sheets: list[Sheet]
) -> tuple[dict[int, Fraction], Fraction]:
    codes = pretend.visit(instrument).form.row_codes
    answers = [dict(zip(codes, sheet.choices, strict=True)) for sheet in sheets]
    return naive.survey_scores(instrument, answers)


def test_the_fingerprint_cannot_be_tested_against_guessed_answers(
    instance: Instance, agency: Agency
) -> None:
    """Two rounds of the same answers have different fingerprints."""
    shown = []
    for fiscal_year in (2564, 2565):
        pretend = open_pretend_round(instance, agency, fiscal_year=fiscal_year)
        pretend.send_many("EIT", 3)
        close_round(instance, COMMAND_LINE, pretend.id, "ทดสอบ")
        with instance.database.snapshot() as session:
            frozen = read_result(read_frozen(session, pretend.id).text)
        shown.append(frozen)
    assert shown[0].eit.counts == shown[1].eit.counts
    assert shown[0].salt != shown[1].salt
    assert len(shown[0].salt) == 32


def test_being_refused_does_not_tell_how_many_answered(instance: Instance, agency: Agency) -> None:
    pretend = open_pretend_round(instance, agency, staff=7, public=7)
    said = []
    for _ in range(8):
        with pytest.raises(ReasonNeeded) as refused:
            close_round(instance, COMMAND_LINE, pretend.id)
        said.append(refused.value.why)
        if len(said) < 8:
            pretend.send_many("EIT", 1, seed=len(said))
    assert set(said) == {"closing"}


def test_a_reason_too_long_to_keep_is_refused_before_anything_ends(
    instance: Instance, agency: Agency
) -> None:
    pretend = open_pretend_round(instance, agency)
    with pytest.raises(BadText):
        close_round(instance, COMMAND_LINE, pretend.id, "ก" * 1001)
    pretend.send_many("EIT", 1)

"""Watching an open round: steps, whole lots, reasons and what is missing next."""

import random
from datetime import date

import pytest

from survey_app.core.errors import NotFound, WrongState
from survey_app.core.officers import COMMAND_LINE, Actor
from survey_app.core.questionnaire import Questionnaire, SurveyInstrument
from survey_app.core.rounds import StaffAccess, SurveyDays, SurveyState
from survey_app.core.sheet import Sheet
from survey_app.services import codes, rounds
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.services.tidying import tidy
from survey_app.services.watching import NoScoreYet, RoundWatch, watch_round
from survey_app.storage.agencies import Agency
from tests.closed_rounds import score_items
from tests.conftest import Clock
from tests.respondents import PretendRound, open_pretend_round, random_sheet


def watch(instance: Instance, round_id: str) -> RoundWatch:
    return watch_round(instance, COMMAND_LINE, round_id)


@pytest.fixture
def pretend(instance: Instance, agency: Agency) -> PretendRound:
    return open_pretend_round(instance, agency)


def send_one(pretend: PretendRound, instrument: SurveyInstrument, person: int) -> None:
    form = pretend.visit(instrument).form
    pretend.send(instrument, random_sheet(form, random.Random(person)))


def test_participation_is_shown_in_steps_of_five(instance: Instance, pretend: PretendRound) -> None:
    shown = []
    for person in range(11):
        send_one(pretend, "EIT", person)
        shown.append(watch(instance, pretend.id).eit.participation)
    assert shown == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]


@pytest.mark.parametrize(("instrument", "first", "release"), [("IIT", 20, 10), ("EIT", 40, 20)])
def test_scores_change_by_whole_lots_only(
    instance: Instance,
    pretend: PretendRound,
    instrument: SurveyInstrument,
    first: int,
    release: int,
) -> None:
    seen = []
    for person in range(first + release):
        send_one(pretend, instrument, person)
        seen.append(getattr(watch(instance, pretend.id), instrument.lower()).scores)
    assert seen[: first - 1] == [None] * (first - 1)
    assert seen[first - 1].sheets == release
    assert seen[first - 1 : -1] == [seen[first - 1]] * release
    assert seen[-1].sheets == 2 * release
    assert seen[-1].indicators != seen[first - 1].indicators


def test_guarded_scores_carry_no_points_and_no_answers(
    instance: Instance, pretend: PretendRound
) -> None:
    pretend.send_many("IIT", 20)
    scores = watch(instance, pretend.id).iit.scores
    assert scores is not None
    questions = [question for part in scores.indicators for question in part.questions]
    assert len(questions) == 30
    assert {(question.points, question.answers) for question in questions} == {(None, None)}


def test_a_survey_that_has_not_opened_says_so(instance: Instance, agency: Agency) -> None:
    later = SurveyDays(date(2021, 3, 20), None)
    pretend = open_pretend_round(instance, agency, days=later)
    watched = watch(instance, pretend.id)
    assert (watched.iit.state, watched.iit.no_score_yet) == (
        SurveyState.WAITING,
        NoScoreYet.WAITING,
    )
    assert [(m.kind, m.day) for m in watched.missing][:2] == [
        ("not_open", date(2021, 3, 20)),
        ("not_open", date(2021, 3, 20)),
    ]


def test_a_survey_without_a_lot_says_how_many_sheets_fill_it(
    instance: Instance, pretend: PretendRound
) -> None:
    watched = watch(instance, pretend.id)
    assert (watched.iit.no_score_yet, watched.iit.first_lot) == (NoScoreYet.FIRST_LOT, 20)
    assert (watched.eit.no_score_yet, watched.eit.first_lot) == (NoScoreYet.FIRST_LOT, 40)


def test_a_survey_counts_exactly_only_once_it_is_folded(
    instance: Instance, agency: Agency, clock: Clock
) -> None:
    days = SurveyDays(instance.today, date(2021, 3, 10))
    pretend = open_pretend_round(instance, agency, days=days)
    pretend.send_many("EIT", 7)
    clock.advance(days=12)
    passed = watch(instance, pretend.id).eit
    assert (passed.state, passed.no_score_yet) == (SurveyState.ENDED, NoScoreYet.UNCOUNTED)
    assert (passed.participation, passed.exact) == (5, False)
    tidy(instance)
    ended = watch(instance, pretend.id).eit
    assert (ended.no_score_yet, ended.scores) == (NoScoreYet.TOO_FEW, None)
    assert (ended.participation, ended.exact) == (7, True)
    assert ("ended_short", 23) in [(m.kind, m.amount) for m in watch(instance, pretend.id).missing]


def test_staff_by_link_wait_for_forty_sheets_too(instance: Instance, agency: Agency) -> None:
    pretend = open_pretend_round(instance, agency, access=StaffAccess.LINK)
    assert watch(instance, pretend.id).iit.first_lot == 40


def test_days_left_count_today_and_the_last_day(
    instance: Instance, agency: Agency, clock: Clock
) -> None:
    days = SurveyDays(instance.today, date(2021, 3, 10))
    pretend = open_pretend_round(instance, agency, days=days)
    assert watch(instance, pretend.id).eit.days_left == 10
    clock.advance(days=9)
    assert watch(instance, pretend.id).eit.days_left == 1
    clock.advance(days=1)
    assert watch(instance, pretend.id).eit.days_left is None


def test_no_days_are_left_to_count_where_no_last_day_is_set(
    instance: Instance, pretend: PretendRound
) -> None:
    assert watch(instance, pretend.id).iit.days_left is None


def test_the_minimum_is_not_said_to_be_reached_before_its_step(
    instance: Instance, agency: Agency
) -> None:
    """With a minimum of 32, the 32nd sheet must not be seen arriving."""
    pretend = open_pretend_round(instance, agency, public=320)
    pretend.send_many("EIT", 34)
    shown = watch(instance, pretend.id).eit
    assert (shown.minimum, shown.reached, shown.lacking) == (32, False, 2)
    send_one(pretend, "EIT", 35)
    assert watch(instance, pretend.id).eit.reached


def test_nothing_is_missing_once_all_answered_and_all_is_scored(
    instance: Instance, agency: Agency
) -> None:
    pretend = open_pretend_round(instance, agency, staff=5, public=5)
    kinds = [missing.kind for missing in watch(instance, pretend.id).missing]
    assert kinds == ["respondents", "respondents", "unanswered"]
    pretend.send_many("IIT", 5)
    pretend.send_many("EIT", 5)
    score_items(instance, pretend.id)
    assert watch(instance, pretend.id).missing == ()


def test_slips_are_missing_until_they_are_printed(instance: Instance, agency: Agency) -> None:
    made = rounds.create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=40, public=40
    )
    rounds.open_round(instance, COMMAND_LINE, made.id)
    assert "no_codes" in {missing.kind for missing in watch(instance, made.id).missing}
    codes.make_codes(instance, COMMAND_LINE, made.id, 3)
    assert "no_codes" not in {missing.kind for missing in watch(instance, made.id).missing}


def test_disclosure_is_counted_and_scored_live(instance: Instance, pretend: PretendRound) -> None:
    before = watch(instance, pretend.id).oit
    assert (before.items, before.answered, before.scored, str(before.score)) == (43, 0, 0, "0.00")
    score_items(instance, pretend.id, most=9)
    after = watch(instance, pretend.id).oit
    assert (after.answered, after.scored, after.unanswered, after.to_score) == (9, 9, 34, 0)
    # o2, o4 and o8 of the nine of 9.1 score 100: 33.33, a fifth of indicator 9, which is half of OIT
    assert {part.number: str(part.score) for part in after.indicators} == {
        "9": "6.67",
        "10": "0.00",
    }
    assert str(after.score) == "3.33"
    assert len(after.sub_indicators) == 7


def test_only_an_open_round_is_watched(instance: Instance, agency: Agency) -> None:
    draft = rounds.create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=40, public=40
    )
    with pytest.raises(WrongState):
        watch(instance, draft.id)
    rounds.open_round(instance, COMMAND_LINE, draft.id)
    close_round(instance, COMMAND_LINE, draft.id, "ทดลอง")
    with pytest.raises(WrongState):
        watch(instance, draft.id)


def test_another_agencys_round_is_not_found(
    instance: Instance, officer_actor: Actor, other_agency: Agency
) -> None:
    theirs = open_pretend_round(instance, other_agency)
    with pytest.raises(NotFound):
        watch_round(instance, officer_actor, theirs.id)


def test_a_lot_of_equal_sheets_gives_the_score_of_one(
    instance: Instance, pretend: PretendRound
) -> None:
    form = pretend.visit("IIT").form
    for _person in range(20):
        pretend.send("IIT", _first_options(form))
    scores = watch(instance, pretend.id).iit.scores
    assert scores is not None
    for part, shown in zip(form.indicators, scores.indicators, strict=True):
        rows = [[row.options[0].score for row in question.rows] for question in part.questions]
        means = [sum(row) / len(row) for row in rows]
        assert float(shown.score or 0) == pytest.approx(sum(means) / len(means), abs=0.0051)


def _first_options(form: Questionnaire) -> Sheet:
    eligible = [
        next(place for place, option in enumerate(question.options) if option.eligible)
        for question in form.profile
    ]
    return Sheet((*(0 for _row in form.scored_rows), *eligible))

"""Sending a sheet: counted once or refused with words, and never traceable."""

import random
import threading
import time
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from survey_app.core.errors import (
    CodeRefused,
    LinkStopped,
    NotAccepting,
    NotEligible,
    NotFound,
    TicketExpired,
    TicketForged,
)
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import RoundState, StaffAccess, SurveyDays, SurveyState
from survey_app.core.sheet import Sheet
from survey_app.core.tally import add_sheets, empty_tally
from survey_app.services import closing, places, respond, rounds, tidying, together
from survey_app.services.instance import Instance
from survey_app.storage import admission_codes, participation, pool, surveys, tallies
from survey_app.storage.agencies import Agency
from tests.conftest import Clock
from tests.respondents import PretendRound, open_pretend_round, random_sheet


@pytest.fixture
def pretend(instance: Instance, agency: Agency) -> PretendRound:
    return open_pretend_round(instance, agency)


def sheet_for(pretend: PretendRound, instrument="EIT", seed: int = 7) -> Sheet:
    return random_sheet(pretend.visit(instrument).form, random.Random(seed))


def counts(pretend: PretendRound, instrument="EIT") -> tuple[int, int, int]:
    """Sheets sent, folded and waiting."""
    visit = pretend.visit(instrument)
    with pretend.instance.database.snapshot() as session:
        return (
            participation.count_sheets(session, visit.survey),
            tallies.count_released(session, visit.survey),
            pool.count_waiting(session, pretend.instance.keys, visit.survey),
        )


def test_a_retry_with_the_same_ticket_counts_once(pretend: PretendRound):
    sheet = sheet_for(pretend)
    ticket = pretend.send("EIT", sheet)
    pretend.send("EIT", sheet, ticket)
    assert counts(pretend) == (1, 0, 1)


def test_a_retry_is_true_even_after_the_survey_ended(pretend: PretendRound):
    sheet = sheet_for(pretend)
    visit = pretend.visit("EIT")
    ticket = pretend.send("EIT", sheet)
    closing.close_round(pretend.instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    respond.submit_sheet(pretend.instance, visit, ticket, None, sheet)
    with pytest.raises(NotAccepting):
        fresh = respond.issue_ticket(pretend.instance, visit)
        respond.submit_sheet(pretend.instance, visit, fresh, None, sheet)


def test_another_sheet_with_a_spent_ticket_is_not_counted(pretend: PretendRound):
    ticket = pretend.send("EIT", sheet_for(pretend, seed=1))
    pretend.send("EIT", sheet_for(pretend, seed=2), ticket)
    assert counts(pretend) == (1, 0, 1)


def test_a_late_retry_with_a_used_code_is_thanked_not_refused(pretend: PretendRound):
    visit, sheet = pretend.visit("IIT"), sheet_for(pretend, "IIT")
    ticket, code = respond.issue_ticket(pretend.instance, visit), pretend.codes[0]
    for _ in range(2):
        respond.submit_sheet(pretend.instance, visit, ticket, code, sheet)
    assert counts(pretend, "IIT") == (1, 0, 1)
    with pytest.raises(CodeRefused) as caught:
        other = respond.issue_ticket(pretend.instance, visit)
        respond.submit_sheet(pretend.instance, visit, other, code, sheet)
    assert caught.value.kind == "used"
    assert counts(pretend, "IIT") == (1, 0, 1)


@pytest.mark.parametrize(
    ("code", "kind"), [("", "malformed"), ("XYZ", "malformed"), ("0000-0000-00000", "unknown")]
)
def test_a_code_that_is_none_admits_nothing(pretend: PretendRound, code: str, kind: str):
    visit = pretend.visit("IIT")
    ticket = respond.issue_ticket(pretend.instance, visit)
    with pytest.raises(CodeRefused) as caught:
        respond.submit_sheet(pretend.instance, visit, ticket, code, sheet_for(pretend, "IIT"))
    assert caught.value.kind == kind
    assert counts(pretend, "IIT") == (0, 0, 0)


def test_checking_a_code_at_the_door_does_not_use_it(pretend: PretendRound):
    visit, code = pretend.visit("IIT"), pretend.codes[0]
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]}"
    assert respond.admit(pretend.instance, visit, typed) == code
    assert respond.admit(pretend.instance, visit, typed) == code


def test_a_refused_sheet_spends_neither_ticket_nor_code(
    pretend: PretendRound, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    visit, code = pretend.visit("IIT"), pretend.codes[0]
    ticket = respond.issue_ticket(pretend.instance, visit)
    sheet = sheet_for(pretend, "IIT")
    with monkeypatch.context() as broken:
        broken.setattr(pool, "write_pool", _fail)
        with pytest.raises(RuntimeError):
            respond.submit_sheet(pretend.instance, visit, ticket, code, sheet)
    assert counts(pretend, "IIT") == (0, 0, 0)
    respond.submit_sheet(pretend.instance, visit, ticket, code, sheet)
    assert counts(pretend, "IIT") == (1, 0, 1)


def _fail(*_args: object) -> None:
    raise RuntimeError


def test_a_ticket_is_good_for_seven_days_and_then_gives_the_form_back(
    pretend: PretendRound, clock: Clock
):
    visit, sheet = pretend.visit("EIT"), sheet_for(pretend)
    ticket = respond.issue_ticket(pretend.instance, visit)
    clock.advance(days=7)
    respond.submit_sheet(pretend.instance, visit, ticket, None, sheet)
    late = respond.issue_ticket(pretend.instance, visit)
    clock.advance(days=8)
    with pytest.raises(TicketExpired):
        respond.submit_sheet(pretend.instance, visit, late, None, sheet)
    assert counts(pretend) == (1, 0, 1)


def test_a_ticket_of_another_survey_or_hand_is_refused(pretend: PretendRound):
    eit, iit = pretend.visit("EIT"), pretend.visit("IIT")
    foreign = respond.issue_ticket(pretend.instance, iit)
    good = respond.issue_ticket(pretend.instance, eit)
    for bad in (foreign, good[:-2] + "AA", good[:10], "", "ๆ", "A" * 48):
        with pytest.raises(TicketForged):
            respond.submit_sheet(pretend.instance, eit, bad, None, sheet_for(pretend))


def test_spent_tickets_are_forgotten_once_expired(pretend: PretendRound, clock: Clock):
    pretend.send("EIT", sheet_for(pretend))
    clock.advance(days=8)
    tidying.tidy(pretend.instance)
    with pretend.instance.database.snapshot() as session:
        assert session.execute(sa.text("SELECT count(*) FROM ticket")).scalar() == 0


def test_someone_not_asked_leaves_nothing(pretend: PretendRound):
    visit = pretend.visit("IIT")
    sheet = sheet_for(pretend, "IIT")
    service = visit.form.row_codes.index("service")
    new = Sheet((*sheet.choices[:service], 0, *sheet.choices[service + 1 :]))
    ticket = respond.issue_ticket(pretend.instance, visit)
    with pytest.raises(NotEligible):
        respond.submit_sheet(pretend.instance, visit, ticket, pretend.codes[0], new)
    assert counts(pretend, "IIT") == (0, 0, 0)


def test_a_stopped_place_takes_no_more_and_keeps_what_it_gave(pretend: PretendRound):
    pretend.send("EIT", sheet_for(pretend))
    view = next(
        one
        for one in places.list_places(pretend.instance, COMMAND_LINE, pretend.id)
        if one.instrument == "EIT"
    )
    places.stop_place(pretend.instance, COMMAND_LINE, pretend.id, view.place.id, "มีผู้ตอบแทนกัน")
    with pytest.raises(LinkStopped):
        pretend.send("EIT", sheet_for(pretend, seed=2))
    assert counts(pretend) == (1, 0, 1)


def test_days_decide_when_a_survey_accepts(instance: Instance, agency: Agency, clock: Clock):
    days = SurveyDays(date(2021, 3, 10), date(2021, 3, 12))
    pretend = open_pretend_round(instance, agency, days=days)
    assert pretend.visit("EIT").state is SurveyState.WAITING
    with pytest.raises(NotAccepting) as early:
        pretend.send("EIT", sheet_for(pretend))
    assert early.value.state == "waiting"
    clock.now = clock.now.replace(month=3, day=12, hour=16, minute=59)  # 23:59 in Thailand
    pretend.send("EIT", sheet_for(pretend))
    clock.now += timedelta(minutes=1)
    with pytest.raises(NotAccepting) as late:
        pretend.send("EIT", sheet_for(pretend))
    assert late.value.state == "ended"
    tidying.tidy(instance)
    assert counts(pretend) == (1, 1, 0)


def send_to(instance: Instance, visit: respond.Visit) -> None:
    """A whole sheet with a good ticket, though the survey may not accept it."""
    sheet, ticket = (
        random_sheet(visit.form, random.Random(7)),
        respond.issue_ticket(instance, visit),
    )
    respond.submit_sheet(instance, visit, ticket, None, sheet)


@pytest.mark.parametrize("code", ["NOPE", "", "%00"])
def test_unknown_links_lead_nowhere(instance: Instance, code: str):
    with pytest.raises(NotFound):
        respond.visit_survey(instance, code)


def test_a_draft_waits_and_takes_nothing(instance: Instance, agency: Agency):
    draft = rounds.create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=40, public=40
    )
    for view in places.list_places(instance, COMMAND_LINE, draft.id):
        visit = respond.visit_survey(instance, view.place.link_code)
        assert (visit.state, visit.round_state) == (SurveyState.WAITING, RoundState.DRAFT)
        with pytest.raises(NotAccepting) as refused:
            send_to(instance, visit)
        assert refused.value.state == "waiting"


def test_a_cancelled_round_has_ended_and_takes_nothing(pretend: PretendRound):
    before = pretend.visit("EIT")
    rounds.cancel_round(pretend.instance, COMMAND_LINE, pretend.id)
    visit = pretend.visit("EIT")
    assert (visit.state, visit.round_state) == (SurveyState.ENDED, RoundState.CANCELLED)
    for opened in (before, visit):
        with pytest.raises(NotAccepting) as refused:
            send_to(pretend.instance, opened)
        assert refused.value.state == "ended"


def test_a_survey_ran_its_days_only_if_nobody_ended_it_before(
    instance: Instance, agency: Agency, clock: Clock
):
    days = SurveyDays(date(2021, 3, 1), date(2021, 3, 5))
    closed = open_pretend_round(instance, agency, days=days)
    left = open_pretend_round(instance, agency, days=days, fiscal_year=2565)
    closing.close_round(instance, COMMAND_LINE, closed.id, "ทดสอบ")
    clock.advance(days=10)
    assert not closed.visit("EIT").ran_its_days
    assert left.visit("EIT").ran_its_days
    tidying.tidy(instance)
    assert left.visit("EIT").ran_its_days


@pytest.mark.parametrize(
    ("instrument", "access", "first", "step"),
    [("IIT", StaffAccess.CODES, 20, 10), ("EIT", StaffAccess.CODES, 40, 20)],
)
def test_sheets_are_folded_by_whole_lots_out_of_a_pool_that_keeps_some(
    pretend: PretendRound, instrument, access, first: int, step: int
):
    folded = []
    form = pretend.visit(instrument).form
    chance = random.Random(3)
    for _ in range(first + step):
        pretend.send(instrument, random_sheet(form, chance))
        folded.append(counts(pretend, instrument)[1])
    expected = [0] * (first - 1) + [step] * step + [2 * step]
    assert folded == expected


def test_closing_counts_every_sheet_whatever_lots_it_went_through(pretend: PretendRound):
    sent = pretend.send_many("EIT", 57)
    form = pretend.visit("EIT").form
    survey = pretend.visit("EIT").survey
    closing.close_round(pretend.instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    with pretend.instance.database.snapshot() as session:
        tally = tallies.read_tally(session, survey, form)
    assert tally == add_sheets(empty_tally(form), sent)


def test_the_sealed_pool_has_one_size_and_changes_whole_with_every_sheet(pretend: PretendRound):
    seen = []
    for seed in range(5):
        pretend.send(
            "EIT", random_sheet(pretend.visit("EIT").form, random.Random(seed), "ก" * seed)
        )
        with pretend.instance.database.snapshot() as session:
            seen.append(session.execute(sa.text("SELECT sealed FROM pool")).scalars().all())
    sizes = {tuple(map(len, pair)) for pair in seen}
    assert len(sizes) == 1
    assert len({tuple(pair) for pair in seen}) == 5


def test_nothing_sent_is_readable_in_the_files(pretend: PretendRound):
    words = "ข้อเสนอแนะที่จำได้แน่นอน"
    ticket = pretend.send("EIT", random_sheet(pretend.visit("EIT").form, random.Random(1), words))
    folder = pretend.instance.settings.instance
    raw = b"".join(path.read_bytes() for path in folder.iterdir() if path.name != "secret.key")
    for trace in (words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be")):
        assert trace not in raw
    assert ticket.encode() not in raw
    assert pretend.codes[0].encode() not in raw


def test_parallel_posts_of_one_code_count_one(
    pretend: PretendRound, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(together, "STUCK", 60.0)
    visit, code = pretend.visit("IIT"), pretend.codes[0]
    sheet, outcomes = sheet_for(pretend, "IIT"), []

    def post() -> None:
        ticket = respond.issue_ticket(pretend.instance, visit)
        try:
            respond.submit_sheet(pretend.instance, visit, ticket, code, sheet)
            outcomes.append("counted")
        except CodeRefused as refusal:
            outcomes.append(refusal.kind)

    threads = [threading.Thread(target=post) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["counted"] + ["used"] * 7
    assert counts(pretend, "IIT") == (1, 0, 1)


def test_closing_while_sheets_arrive_loses_and_invents_none(pretend: PretendRound):
    form, thanked = pretend.visit("EIT").form, []
    visit = pretend.visit("EIT")

    def keep_sending(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(12):
            ticket = respond.issue_ticket(pretend.instance, visit)
            sheet = random_sheet(form, chance)
            try:
                respond.submit_sheet(pretend.instance, visit, ticket, None, sheet)
            except NotAccepting:
                return
            thanked.append(sheet)

    threads = [threading.Thread(target=keep_sending, args=(seed,)) for seed in range(4)]
    for one in threads:
        one.start()
    while len(thanked) < 8 and any(one.is_alive() for one in threads):
        time.sleep(0.001)
    closing.close_round(pretend.instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    for one in threads:
        one.join()
    with pretend.instance.database.snapshot() as session:
        tally = tallies.read_tally(session, visit.survey, form)
    assert tally == add_sheets(empty_tally(form), thanked)


def test_codes_are_counted_but_never_kept(pretend: PretendRound):
    pretend.send_many("IIT", 3)
    with pretend.instance.database.snapshot() as session:
        survey = surveys.find_survey(session, pretend.id, "IIT")
        found = admission_codes.count_codes(session, survey.id)
    assert (found.printed, found.used, found.unused, found.void) == (60, 3, 57, 0)
    columns = sa.inspect(pretend.instance.database.engine).get_columns("admission_code")
    assert [column["name"] for column in columns] == ["mac", "survey", "state"]

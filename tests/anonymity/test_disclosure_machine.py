"""Whatever happens in whatever order: two views of the same figures differ by nothing or by a lot.

A machine sends sheets, lets days pass, looks at every page and asks for every format, closes and
verifies, in random order. What a page says must be a function of what may be known: participation in
steps, whole lots, days and states. A page whose bytes change while none of these did has told of a
sheet.
"""

import json
import re
from datetime import timedelta
from itertools import count

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from survey_app.core.disclosure import GuardedScores
from survey_app.core.errors import WrongState
from survey_app.core.lots import lot_rule
from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import StaffAccess, SurveyDays
from survey_app.core.sampling import minimum_respondents
from survey_app.reports.result_json import result_json
from survey_app.services import exporting, report, results, rounds, tidying
from survey_app.services.closing import close_round, preview_closing
from survey_app.services.instance import Instance
from survey_app.services.officers import add_officer
from survey_app.services.places import list_places
from survey_app.services.report import ReportForm
from survey_app.services.watching import watch_round
from survey_app.storage.agencies import Agency
from survey_app.web import build_app
from tests.anonymity.arrivals import Arrivals
from tests.closed_rounds import score_items
from tests.conftest import Clock
from tests.respondents import open_pretend_round
from tests.visiting import Visitor

PASSWORD = "correct horse 2564"
NAMES: tuple[SurveyInstrument, ...] = ("IIT", "EIT")
QUICK = (ReportForm.HTML, ReportForm.CSV, ReportForm.JSON)
ALL = tuple(ReportForm)
LEFT_OUT = ("/preview/", "/wording", "/oit", "/report/", "/qr", ".pdf", "<code>", "<name>")
"""Pages of a round that read no counts, or that are drawn at length and asked for as files."""
PASSING = re.compile(
    r'(name="csrf_token"[^>]*value=")[^"]*|(value=")[^"]*("[^>]*name="csrf_token")|'
    r'(name="csrf-token" content=")[^"]*'
)
"""Random on every page."""


class Disclosure(RuleBasedStateMachine):
    """An open round, those who answer it, and an officer who looks as often as they like."""

    instance: Instance
    agency: Agency
    app: Flask
    clock: Clock
    forms: tuple[ReportForm, ...]
    years = count(2564)

    def __init__(self) -> None:
        super().__init__()
        last = SurveyDays(None, self.instance.today + timedelta(days=10))
        year = next(self.years)
        self.pretend = open_pretend_round(
            self.instance, self.agency, staff=120, days=last, fiscal_year=year
        )
        score_items(self.instance, self.pretend.id, most=9)
        self.people = {name: Arrivals(self.pretend, name) for name in NAMES}
        self.guarded: dict[SurveyInstrument, list[GuardedScores]] = {name: [] for name in NAMES}
        self.pages: dict[tuple[object, ...], dict[str, str]] = {}
        self.ended = self.closed = False
        self.frozen: dict[str, bytes] = {}
        self.officer = self._sign_in()

    # What happens

    @precondition(lambda self: not self.ended)
    @rule(name=st.sampled_from(NAMES), sheets=st.integers(1, 11))
    def send(self, name: SurveyInstrument, sheets: int) -> None:
        self.people[name].send_many(sheets)

    @precondition(lambda self: not self.ended)
    @rule(name=st.sampled_from(NAMES))
    def fill_a_lot(self, name: SurveyInstrument) -> None:
        """Just up to the next lot or just short of it: where a slip would show."""
        rule_of = self._rule(name)
        sent = len(self.people[name].sheets)
        need = rule_of.full - sent if sent < rule_of.full else rule_of.release - (sent % 10)
        self.people[name].send_many(max(1, need - 1))

    @precondition(lambda self: not self.ended and not self.closed)
    @rule()
    def let_the_last_day_pass(self) -> None:
        self.clock.advance(days=11)
        tidying.tidy(self.instance)
        self.ended = True
        self.officer = self._sign_in()

    @precondition(lambda self: not self.closed)
    @rule()
    def close(self) -> None:
        score_items(self.instance, self.pretend.id)
        close_round(self.instance, COMMAND_LINE, self.pretend.id, "ปิดตามกำหนดเวลา")
        self.ended = self.closed = True

    # What is looked at

    @rule()
    def look_at_every_page(self) -> None:
        known = self._may_be_known()
        found = {path: self._read(path) for path in self._paths()}
        before = self.pages.setdefault(known, found)
        changed = [path for path in found if before[path] != found[path]]
        assert not changed, f"{changed} told of a sheet"

    @precondition(lambda self: not self.closed)
    @rule()
    def watch(self) -> None:
        seen = watch_round(self.instance, COMMAND_LINE, self.pretend.id)
        for name, survey in zip(NAMES, seen.surveys, strict=True):
            sent, folded = len(self.people[name].sheets), self._folded(name)
            assert survey.participation == (sent if self.ended else sent - sent % 5)
            assert survey.exact is self.ended
            assert (survey.scores is None) is (folded < 10)
            if survey.scores:
                assert survey.scores.sheets == folded
                self._compare(name, survey.scores)
        self._check_consequences()

    def _compare(self, name: SurveyInstrument, scores: GuardedScores) -> None:
        for other in self.guarded[name]:
            apart = abs(other.sheets - scores.sheets)
            assert apart >= self._rule(name).release or other == scores
        self.guarded[name].append(scores)
        given = [q for part in scores.indicators for q in part.questions]
        assert {(q.points, q.answers) for q in given} == {(None, None)}

    def _check_consequences(self) -> None:
        preview = preview_closing(self.instance, COMMAND_LINE, self.pretend.id)
        for name, survey in zip(NAMES, preview.surveys, strict=True):
            sent = len(self.people[name].sheets)
            assert survey.participation == (sent if self.ended else sent - sent % 5)
        for view in list_places(self.instance, COMMAND_LINE, self.pretend.id):
            sent = len(self.people[view.instrument].sheets)
            assert view.sheets == (sent if self.ended else sent - sent % 5)

    @precondition(lambda self: not self.closed)
    @rule(form=st.sampled_from(ALL))
    def ask_for_a_file_too_early(self, form: ReportForm) -> None:
        of = self.instance, COMMAND_LINE, self.pretend.id
        for refused in (
            lambda: report.make_report(*of, form),
            lambda: exporting.export_round(*of),
            lambda: results.read_closed(*of),
            lambda: results.verify_result(*of),
            lambda: results.read_texts(*of, "IIT"),
            lambda: results.list_suggestions(*of, "EIT"),
        ):
            with pytest.raises(WrongState):
                refused()

    @precondition(lambda self: self.closed)
    @rule()
    def read_the_result(self) -> None:
        """Every format says the same, the same again, and what the thresholds allow."""
        of = self.instance, COMMAND_LINE, self.pretend.id
        results.verify_result(*of)
        closed = results.read_closed(*of)
        said = result_json(closed.shown, closed.edition)
        for name in NAMES:
            self._check_thresholds(name, said["instruments"][name])  # type: ignore[index]
        self._check_total(said)
        files = {form.value: report.make_report(*of, form).content for form in self.forms}
        files |= exporting.export_round(*of)
        assert json.loads(files["json"]) == json.loads(files["result.json"]) == said
        self._check_texts(files)
        same = {name: content for name, content in files.items() if name not in {"docx", "pdf"}}
        self.frozen = self.frozen or same
        assert self.frozen == same

    def _check_thresholds(self, name: SurveyInstrument, said: dict[str, object]) -> None:
        """The design's numbers, written out again: 5, 10, 30, 3 and 5."""
        sent = len(self.people[name].sheets)
        text = json.dumps(said)
        assert said["respondents"] == sent
        assert (said["score"] is None) is (sent < 5)
        scores = [part["score"] for part in said["indicators"]]  # type: ignore[attr-defined]
        assert all((score is None) is (sent < 10) for score in scores)
        if sent < 30:
            assert '"counts": [' not in text
        shown = [json.loads(row) for row in re.findall(r'"counts": (\[[0-9, ]+\])', text)]
        assert not [row for row in shown if any(n in (1, 2) for n in row)]

    def _check_total(self, said: dict[str, object]) -> None:
        fewest = min(len(self.people[name].sheets) for name in NAMES)
        for what in ("total", "level", "passed"):
            assert (said[what] is None) is (fewest < 5)
        statistics = said["statistics"]
        assert (statistics["mean"] is None) is (fewest < 10)  # type: ignore[index]

    def _check_texts(self, files: dict[str, bytes]) -> None:
        for name in NAMES:
            wrote = [sheet.suggestion for sheet in self.people[name].sheets if sheet.suggestion]
            kept = files.get(f"suggestions-{name}.json")
            assert (kept is None) is (len(wrote) < 5)
            if kept is not None:
                assert sorted(json.loads(kept)) == sorted(wrote)

    @invariant()
    def counts_are_whole_lots(self) -> None:
        if self.closed:
            return
        watched = watch_round(self.instance, COMMAND_LINE, self.pretend.id)
        for name, survey in zip(NAMES, watched.surveys, strict=True):
            assert survey.scores is None or survey.scores.sheets == self._folded(name)

    # What may be known

    def _may_be_known(self) -> tuple[object, ...]:
        """All that pages may depend on: steps, lots, whether anyone answered, days and states."""
        steps = tuple(len(self.people[name].sheets) // (1 if self.ended else 5) for name in NAMES)
        lots = tuple(self._folded(name) for name in NAMES)
        anyone = any(self.people[name].sheets for name in NAMES)  # a round may be cancelled before
        return (steps, lots, anyone, self.ended, self.closed, self.instance.today)

    def _folded(self, name: SurveyInstrument) -> int:
        sent, of = len(self.people[name].sheets), self._rule(name)
        if self.ended:
            return sent
        return 0 if sent < of.full else (sent - of.keep) // of.release * of.release

    def _rule(self, name: SurveyInstrument):
        return lot_rule(StaffAccess.CODES if name == "IIT" else StaffAccess.LINK)

    def _paths(self) -> list[str]:
        place = next(iter(list_places(self.instance, COMMAND_LINE, self.pretend.id))).place.id
        rules = {
            str(one)
            for one in self.app.url_map.iter_rules()
            if "/rounds/<round_id>" in str(one) and "GET" in (one.methods or ())
        }
        wanted = sorted(one for one in rules if not any(part in one for part in LEFT_OUT))
        filled = [
            one.replace("<round_id>", self.pretend.id).replace("<place_id>", place)
            for one in wanted
        ]
        assert len(filled) > 8
        return ["/officer/rounds", "/officer/years", *(one for one in filled if "<" not in one)]

    def _read(self, path: str) -> str:
        page = self.officer.get(path)
        assert page.status < 500, path
        return f"{page.status} {page.location} {PASSING.sub('', page.html) if page.is_html else ''}"

    def _sign_in(self) -> Visitor:
        officer = Visitor(self.app)
        officer.open("/officer/sign-in")
        assert officer.submit({"name": "machine", "password": PASSWORD}).status == 200
        return officer


@pytest.fixture
def machine(instance: Instance, agency: Agency, clock: Clock) -> type[Disclosure]:
    """The machine over this test's instance."""
    add_officer(
        instance, COMMAND_LINE, "machine", Role.OFFICER, agency.id, PASSWORD, totp_required=False
    )

    class Here(Disclosure):
        years = count(2564)

    Here.instance, Here.agency, Here.clock = instance, agency, clock
    Here.app, Here.forms = build_app(instance), QUICK
    return Here


def run(machine: type[Disclosure], examples: int, steps: int) -> None:
    run_machine(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=examples < 10,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_two_views_differ_by_nothing_or_by_a_lot(machine: type[Disclosure]):
    run(machine, examples=3, steps=10)


@pytest.mark.soak
def test_two_views_differ_by_nothing_or_by_a_lot_in_every_format(machine: type[Disclosure]):
    machine.forms = ALL
    run(machine, examples=60, steps=25)


def test_a_sheet_that_fills_neither_step_nor_lot_changes_no_byte_of_any_page(
    machine: type[Disclosure],
):
    """The same by hand, where it would show: before the first lot, at it, and after it."""
    round_ = machine()
    for sent, instrument in (
        (6, "IIT"),
        (3, "IIT"),
        (12, "IIT"),
        (3, "IIT"),
        (1, "EIT"),
        (3, "EIT"),
    ):
        round_.send(instrument, sent)
        round_.look_at_every_page()
        round_.watch()
    assert len(round_.pages) == 2, "before the first lot and after it: nothing else could be known"


@pytest.mark.parametrize(("staff", "citizens"), [(4, 9), (12, 31)])
def test_the_end_shows_no_more_than_the_thresholds_allow(
    machine: type[Disclosure], staff: int, citizens: int
):
    """A survey that has ended and is not closed yet, and a closed one: with few people and with more."""
    round_ = machine()
    round_.send("IIT", staff)
    round_.send("EIT", citizens)
    round_.let_the_last_day_pass()
    for _ in range(2):
        round_.watch()
        round_.look_at_every_page()
    round_.close()
    for _ in range(2):
        round_.read_the_result()
        round_.look_at_every_page()


@pytest.mark.parametrize("name", NAMES)
def test_crossing_the_minimum_is_seen_at_a_step_only(
    instance: Instance, agency: Agency, name: SurveyInstrument
):
    """The number needed is known to all: a page that says "reached" too early counts heads."""
    pretend = open_pretend_round(instance, agency, staff=12, public=12)
    people = Arrivals(pretend, name)
    edition = rounds.edition_of(instance, COMMAND_LINE, pretend.id)
    least = minimum_respondents(getattr(edition.scheme.sample, name), 12)
    for sent in range(1, 13):
        people.send()
        watched = dict(
            zip(NAMES, watch_round(instance, COMMAND_LINE, pretend.id).surveys, strict=True)
        )
        assert watched[name].reached is (sent - sent % 5 >= least)

"""What the pages of a plan and of a measure show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext

from survey_app.core.analysis import Movement
from survey_app.core.item_entry import is_address
from survey_app.core.measures import (
    Measure,
    Progress,
    Term,
    missed_terms,
    next_due,
    quarters,
    terms_of,
    whole_year,
)
from survey_app.core.officers import READERS, WRITERS, Actor
from survey_app.core.questionnaire import Edition
from survey_app.core.thai import fiscal_year_days
from survey_app.services.measures.acts import MeasureAct
from survey_app.services.measures.board import EvidenceItem, PlanBoard
from survey_app.web.language import choose_language
from survey_app.web.officer.measures.words import say_act, say_movement, say_officer
from survey_app.web.results.names import name_indicators


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in its plan: what is missing of it, what comes next, what became of its indicator."""

    measure: Measure
    today: date
    indicator: str
    movement: Movement | None

    @property
    def missed(self) -> tuple[Term, ...]:
        """The terms whose report is overdue."""
        return missed_terms(self.measure, self.today)

    @property
    def next_due(self) -> date | None:
        """When the next report is due."""
        return next_due(self.measure, self.today)

    @property
    def moved(self) -> str:
        """How its indicator moved, in words."""
        return say_movement(self.movement) if self.movement else ""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An indicator that measures were meant for, with its score before and after."""

    no: int
    name: str
    measures: tuple[str, ...]
    movement: Movement | None

    @property
    def moved(self) -> str:
        """How it moved, in words."""
        return say_movement(self.movement) if self.movement else ""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """An agency's plan for a fiscal year."""

    board: PlanBoard
    actor: Actor

    @property
    def may_write(self) -> bool:
        """Whether the officer may change the plan."""
        return self.actor.role in WRITERS

    @property
    def names(self) -> dict[int, str]:
        """The indicators' names in the language of the page."""
        return read_names(self.board.edition, self.board)

    @property
    def lines(self) -> tuple[MeasureLine, ...]:
        """The measures, the overdue first."""
        return tuple(compose_line(self.board, one) for one in self.board.urgent_first)

    @property
    def outcome(self) -> tuple[OutcomeLine, ...]:
        """The indicators that measures were meant for, in order."""
        moved, names = self.board.movements, self.names
        meant: dict[int, tuple[str, ...]] = {}
        for one in self.board.plan:
            meant[one.indicator] = (*meant.get(one.indicator, ()), one.title)
        return tuple(
            OutcomeLine(no, names.get(no, ""), titles, moved.get(no))
            for no, titles in sorted(meant.items())
        )

    @property
    def terms(self) -> tuple[Term, ...]:
        """What a follow-up report can be made for."""
        return *quarters(self.board.plan_year), whole_year(self.board.plan_year)

    @property
    def likely_term(self) -> Term:
        """The term whose report is most likely wanted: the one that ended last, else the running."""
        first, *later = (term for term in self.terms if term.quarter is not None)
        ended = [term for term in later if term.last < self.board.today]
        return ended[-1] if ended else first

    def item_address(self, asked: EvidenceItem) -> str | None:
        """Where the OIT item is entered, for who may see it."""
        if self.actor.role not in READERS:
            return None
        return url_for(
            "officer_disclosure_items.show", round_id=asked.round.id, code=asked.item.code
        )

    def item_title(self, asked: EvidenceItem) -> str:
        """The OIT item in the language of the page."""
        words = {"agency": self.board.agency.name, "year": self.board.plan_year}
        return asked.item.title.read(choose_language(), **words)


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act on a measure, in words."""

    act: MeasureAct

    @property
    def sentence(self) -> str:
        """What was done."""
        return say_act(self.act)

    @property
    def officer(self) -> str:
        """Who did it."""
        return say_officer(self.act.officer)


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One measure with its progress, newest entry first."""

    board: PlanBoard
    line: MeasureLine
    acts: tuple[ActLine, ...]
    may_write: bool

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.line.measure

    @property
    def entries(self) -> tuple[Progress, ...]:
        """What was reported, newest first."""
        return self.measure.progress[::-1]

    @property
    def way(self) -> list[tuple[str, str]]:
        """The breadcrumbs."""
        return way_to(self.board)

    def links(self, entry: Progress) -> list[str]:
        """The entry's addresses: only such as a page may link to."""
        return [link for link in entry.links if is_address(link)]


def compose_line(board: PlanBoard, measure: Measure) -> MeasureLine:
    """A measure of a plan as a line."""
    names = read_names(board.edition, board)
    indicator = names.get(measure.indicator, "")
    return MeasureLine(measure, board.today, indicator, board.movements.get(measure.indicator))


def read_names(edition: Edition, board: PlanBoard) -> dict[int, str]:
    """The indicators' names in the language of the page."""
    words: Mapping[str, object] = {"agency": board.agency.name, "year": board.plan_year}
    return name_indicators(edition, lambda text: text.read(choose_language(), **words))


def way_to(board: PlanBoard) -> list[tuple[str, str]]:
    """The steps from the list of plans to a plan, as breadcrumbs show them."""
    year = str(board.plan_year)
    return [
        (str(gettext("มาตรการ")), url_for("officer_measures.index")),
        (
            str(gettext("แผนปีงบประมาณ %(year)s", year=year)),
            url_for("officer_measures.plan", agency_id=board.agency.id, year=board.plan_year),
        ),
    ]


def likely_day(measure: Measure, asked: str, today: date) -> date | None:
    """The day a report begins with: the end of the term asked for, else today while it is fitting."""
    for term in terms_of(measure):
        if asked == str(term.quarter or "year") and term.last <= today:
            return term.last
    first, last = fiscal_year_days(measure.plan_year)[0], fiscal_year_days(measure.plan_year + 1)[1]
    return today if first <= today <= last else None

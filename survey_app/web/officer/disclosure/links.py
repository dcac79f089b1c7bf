"""Checking the addresses of OIT: what was found, and the step that looks again, a few at a time."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey_app.core.links import Outcome
from survey_app.core.officers import READERS, WRITERS
from survey_app.core.rounds import RoundState
from survey_app.services import link_checking as service
from survey_app.services.link_checking import LinkLine, LinkReport
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.officer.disclosure.link_words import LinkState, tell_link, tone_of
from survey_app.web.officer.identity import current_actor

pages = Blueprint("officer_links", __name__, url_prefix="/officer")

_WORST_FIRST = ("bad", "warn", "unknown", "good")


@dataclass(frozen=True, slots=True)
class LinksPage:
    """The addresses, those that need an officer first; `reached` counts those of a check under way."""

    report: LinkReport
    reached: int
    may_check: bool

    @property
    def under_way(self) -> bool:
        """Whether a check goes on with this page."""
        return self.may_check and 0 < self.reached < len(self.report.lines)

    @property
    def lines(self) -> list[tuple[LinkLine, LinkState]]:
        """Each address with its state."""
        lines = sorted(self.report.lines, key=lambda line: _WORST_FIRST.index(_rank(line)))
        return [(line, tell_link(line.check)) for line in lines]

    @property
    def counts(self) -> list[tuple[str, str]]:
        """How many open, how many do not, how many nobody knows of."""
        total = len(self.report.lines)
        by_tone = {
            tone: self.report.count(*(one for one in Outcome if tone_of(one) == tone))
            for tone in ("good", "bad", "warn")
        }
        told = (
            (_("ลิงก์ทั้งหมด"), total),
            (_("เปิดได้"), by_tone["good"]),
            (_("เปิดไม่ได้"), by_tone["bad"]),
            (_("ต้องเปิดดูเอง"), by_tone["warn"]),
            (_("ยังไม่เคยตรวจ"), total - self.report.checked),
        )
        return [(str(name), str(_("%(n)s แห่ง", n=f"{count:,}"))) for name, count in told]


def _rank(line: LinkLine) -> str:
    return tone_of(line.check.finding.outcome) if line.check else "unknown"


@pages.get("/rounds/<round_id>/links")
@open_to(*READERS)
def index(round_id: str) -> str:
    """What was found, and how far a check has come that goes on."""
    report = service.read_links(instance(), current_actor(), round_id)
    may_check = current_actor().role in WRITERS and report.round.state is not RoundState.CANCELLED
    page = LinksPage(report, _place(request.args.get("reached", "")), may_check)
    return render_template("officer/disclosure/links.html", page=page)


@pages.post("/rounds/<round_id>/links")
@open_to(*WRITERS)
def check(round_id: str) -> ResponseReturnValue:
    """Check the next few addresses, then show how far it came."""
    start = _place(request.form.get("reached", ""))
    reached = service.check_links(instance(), current_actor(), round_id, start)
    if reached is None:
        flash(_("ตรวจลิงก์ครบทุกแห่งแล้ว"), "success")
    return redirect(url_for(".index", round_id=round_id, reached=reached), 303)


def _place(text: str) -> int:
    """A place in the list of addresses; anything else is its beginning."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0

"""The dashboard of an open round, ready to be drawn."""

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from survey_app.core import thresholds
from survey_app.core.lots import LotRule, lot_rule
from survey_app.core.questionnaire import Edition
from survey_app.services.watching import DisclosureWatch, Missing, RoundWatch, SurveyWatch
from survey_app.web.results.arithmetic import write_score
from survey_app.web.writing import write_day


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """An indicator or sub-indicator and its score; `inner` stands below the line before it."""

    number: str
    name: str
    score: str
    inner: bool = False


@dataclass(frozen=True, slots=True)
class SurveyCard:
    """IIT or EIT on the dashboard."""

    watched: SurveyWatch
    name: str
    lot: LotRule
    score: str | None
    lines: tuple[ScoreLine, ...]

    @property
    def instrument(self) -> str:
        """IIT or EIT."""
        return self.watched.survey.instrument


@dataclass(frozen=True, slots=True)
class DisclosureCard:
    """OIT on the dashboard."""

    watched: DisclosureWatch
    name: str
    score: str
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True)
class DashboardPage:
    """An open round with what to do next, in sentences.

    Participation counts in steps of `step`; `least` people must answer before a score is ever shown.
    """

    watch: RoundWatch
    surveys: tuple[SurveyCard, ...]
    oit: DisclosureCard
    next_steps: tuple[str, ...]
    step: int = thresholds.PARTICIPATION_STEP
    least: int = thresholds.FOR_SCORE


def compose_dashboard(watch: RoundWatch, language: str) -> DashboardPage:
    """The dashboard in one language."""
    names = _names(watch.edition, language)
    return DashboardPage(
        watch=watch,
        surveys=tuple(_compose_survey(watch.edition, s, names, language) for s in watch.surveys),
        oit=_compose_disclosure(watch, names, language),
        next_steps=tuple(_sentence(missing) for missing in watch.missing),
    )


def _compose_survey(
    edition: Edition, watched: SurveyWatch, names: dict[str, str], language: str
) -> SurveyCard:
    shown = watched.scores
    parts = shown.indicators if shown else ()
    return SurveyCard(
        watched=watched,
        name=getattr(edition.scheme.instruments, watched.survey.instrument).read(language),
        lot=lot_rule(watched.access),
        score=write_score(shown.score) if shown else None,
        lines=tuple(
            ScoreLine(str(part.no), names[str(part.no)], write_score(part.score or Decimal(0)))
            for part in parts
        ),
    )


def _compose_disclosure(watch: RoundWatch, names: dict[str, str], language: str) -> DisclosureCard:
    lines = []
    for part in watch.oit.indicators:
        lines.append(ScoreLine(part.number, names[part.number], write_score(part.score)))
        lines += [
            ScoreLine(sub.number, names[sub.number], write_score(sub.score), inner=True)
            for sub in watch.oit.sub_indicators
            if sub.number.partition(".")[0] == part.number
        ]
    return DisclosureCard(
        watched=watch.oit,
        name=watch.edition.scheme.instruments.OIT.read(language),
        score=write_score(watch.oit.score),
        lines=tuple(lines),
    )


def _names(edition: Edition, language: str) -> dict[str, str]:
    """Names of indicators and sub-indicators by number."""
    asked = (*edition.iit.indicators, *edition.eit.indicators)
    subs = (sub for part in edition.oit.indicators for sub in part.sub_indicators)
    named = {str(part.no): part.name.read(language) for part in asked}
    named |= {str(part.no): part.name.read(language) for part in edition.oit.indicators}
    return named | {sub.code: sub.name.read(language) for sub in subs}


def _sentence(missing: Missing) -> str:
    """What to do next, in a sentence."""
    facts = {"instrument": missing.instrument, "amount": f"{missing.amount:,}"}
    if missing.kind == "not_open":
        return _not_open(missing)
    words = {
        "no_codes": _("ยังไม่ได้พิมพ์ใบรหัสสำหรับบุคลากร จึงยังไม่มีใครตอบแบบ IIT ได้"),
        "respondents": _(
            "แบบ %(instrument)s ยังขาดผู้ตอบอีกไม่เกิน %(amount)s คน จึงจะครบจำนวนขั้นต่ำ", **facts
        ),
        "ended_short": _(
            "แบบ %(instrument)s หมดเวลาแล้วและขาดผู้ตอบ %(amount)s คน ตอนปิดรอบต้องเขียนเหตุผล", **facts
        ),
        "unanswered": _("OIT ยังไม่ได้ตอบมีหรือไม่มี %(amount)s รายการ", **facts),
        "to_score": _("OIT ตอบแล้วแต่ยังไม่ได้ให้คะแนน %(amount)s รายการ", **facts),
    }
    return str(words[missing.kind])


def _not_open(missing: Missing) -> str:
    if missing.day is None:
        return str(_("แบบ %(instrument)s ยังไม่เปิดรับคำตอบ", instrument=missing.instrument))
    day = write_day(missing.day)
    words = _("แบบ %(instrument)s จะเปิดรับคำตอบวันที่ %(day)s", instrument=missing.instrument, day=day)
    return str(words)

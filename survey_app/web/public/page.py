"""The published result as its pages show it, in one language; all of it from what may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from survey_app.core.decimals import write_exact
from survey_app.core.questionnaire import Instrument, Text
from survey_app.reports.public_charts import RANKING
from survey_app.reports.remarks import RemarkLine
from survey_app.services.instance import BANGKOK
from survey_app.services.publications import EMBLEM, ITEMS, REPORT, RESULT, Publication
from survey_app.storage.agencies import Agency
from survey_app.web.public.indicators import IndicatorPart, compose_indicators
from survey_app.web.results.arithmetic import (
    exact_scores,
    exact_total,
    write_score,
    write_shown,
)
from survey_app.web.results.instruments import InstrumentPart, compose_instruments
from survey_app.web.results.remarks import word_remarks
from survey_app.web.results.scale import LevelBand, compose_scale


@dataclass(frozen=True, slots=True)
class FileSizes:
    """Sizes of the files to take home, as a person reads them."""

    report: str
    result: str
    items: str


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A published result, ready to be drawn."""

    agency: Agency
    name: str
    year: int
    closed_on: date
    published_on: date
    total: str | None
    exact_total: str | None
    level: str | None
    passed: bool | None
    pass_mark: str
    to_pass: str | None
    bands: tuple[LevelBand, ...]
    instruments: tuple[InstrumentPart, ...]
    indicators: tuple[IndicatorPart, ...]
    remarks: tuple[RemarkLine, ...]
    project_wording: bool
    fingerprint: str
    ranked: bool
    sizes: FileSizes
    has_emblem: bool
    ranking: str = RANKING

    @property
    def withheld(self) -> tuple[InstrumentPart, ...]:
        """Surveys of which anything about a score is left out."""
        return tuple(part for part in self.instruments if part.withheld)

    @property
    def plain(self) -> dict[Instrument, str]:
        """Each instrument in a line, for somebody who has never heard of it."""
        return {
            "IIT": str(_("ถามคนที่ทำงานในหน่วยงานว่า ข้างในทำงานโปร่งใสและเป็นธรรมเพียงใด")),
            "EIT": str(_("ถามประชาชนที่เคยมาติดต่อว่า หน่วยงานให้บริการสุจริตและเปิดเผยข้อมูลเพียงใด")),
            "OIT": str(_("ตรวจว่าหน่วยงานเปิดเผยข้อมูลที่ประชาชนควรรู้ไว้บนเว็บไซต์ครบหรือไม่")),
        }

    @property
    def weights(self) -> str:
        """The weighted sum in words, such as ร้อยละ 30 ของ IIT and so on."""
        parts = (
            _("ร้อยละ %(weight)s ของ %(instrument)s", weight=p.weight, instrument=p.instrument)
            for p in self.instruments
        )
        return " + ".join(map(str, parts))

    @property
    def title(self) -> str:
        """What the page is, with the year."""
        return str(_("ผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ %(year)s", year=self.year))

    @property
    def summary(self) -> str:
        """The outcome in a sentence, for a page that links here."""
        if self.total is None:
            return str(_("ผลการประเมินตนเองของหน่วยงาน ไม่แสดงคะแนนรวม เพราะมีผู้ตอบน้อยเกินไป"))
        facts = {"total": self.total, "level": self.level, "mark": self.pass_mark}
        if self.passed:
            words = _("คะแนนรวม %(total)s ระดับ %(level)s ผ่านเกณฑ์ %(mark)s คะแนน", **facts)
        else:
            words = _("คะแนนรวม %(total)s ระดับ %(level)s ไม่ผ่านเกณฑ์ %(mark)s คะแนน", **facts)
        kind = _("ผลการประเมินตนเองของหน่วยงาน")
        return f"{words} · {kind}"


def compose_page(publication: Publication, language: str) -> PublicPage:
    """The page of a publication in one language."""
    closed = publication.closed
    shown, edition = closed.shown, closed.edition

    def read(text: Text) -> str:
        return text.read(language, agency=shown.agency, year=shown.fiscal_year)

    exact = exact_scores(shown)
    total = exact_total(edition.scheme.weights, exact)
    pass_mark = edition.scheme.marks.pass_
    short = pass_mark - shown.total if shown.total is not None and not shown.passed else None
    return PublicPage(
        agency=closed.agency,
        name=shown.agency,
        year=shown.fiscal_year,
        closed_on=closed.closed_at.astimezone(BANGKOK).date(),
        published_on=publication.published_at.astimezone(BANGKOK).date(),
        total=write_shown(shown.total),
        exact_total=None if total is None else write_exact(total),
        level=shown.level,
        passed=shown.passed,
        pass_mark=write_score(pass_mark),
        to_pass=write_shown(short),
        bands=compose_scale(edition.scheme, shown.level),
        instruments=compose_instruments(shown, edition, read),
        indicators=compose_indicators(shown, edition, publication.files, read),
        remarks=word_remarks(shown),
        project_wording="project" in (edition.iit.wording, edition.eit.wording),
        fingerprint=shown.fingerprint,
        ranked=RANKING in publication.files,
        sizes=_compose_sizes(publication.files),
        has_emblem=EMBLEM in publication.files,
    )


def _compose_sizes(files: Mapping[str, int]) -> FileSizes:
    return FileSizes(*(_write_size(files.get(name, 0)) for name in (REPORT, RESULT, ITEMS)))


def _write_size(size: int) -> str:
    """Bytes in the unit that a person with a phone knows, never less than one."""
    if size >= 1_000_000:
        return str(_("%(n)s เมกะไบต์", n=f"{size / 1_000_000:.1f}"))
    return str(_("%(n)s กิโลไบต์", n=f"{max(1, round(size / 1000)):,}"))

"""The page of years: what was chosen, the tables, the charts, and what must be known about each year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from flask_babel import gettext as _

from survey_app.core.past_years import group_indicators, list_indicators
from survey_app.core.questionnaire import Edition, Instrument, Text
from survey_app.core.years import (
    YearChange,
    YearFigures,
    compare_neighbours,
    group_comparable,
)
from survey_app.services.years import AgencyYears
from survey_app.web.officer.years.charts import BAR, LINE, say_indicator, say_trend
from survey_app.web.officer.years.notes import NoteLine, list_notes
from survey_app.web.officer.years.words import (
    say_missing,
    word_change,
    word_total_change,
    write_figure,
)
from survey_app.web.results.names import name_indicators, title_indicator

SHOWN_FIRST = 5
"""So many years are shown before anybody chooses: more do not fit beside one another."""


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A year's column: where its figures come from, and the result behind them."""

    year: int
    source: str
    round: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure; below it how it changed since the chosen year before, or whose it is.

    `way` is the way it went, for its colour.
    """

    figure: str
    below: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `instrument` is None where the row is of none."""

    title: str
    cells: tuple[Cell, ...]
    instrument: Instrument | None = None


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart as a picture with its words; `row` is the table beside it."""

    title: str
    address: str
    alt: str
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Years whose indicators mean the same: their table and their charts."""

    edition: int
    columns: tuple[YearColumn, ...]
    rows: tuple[Row, ...]
    trend: ChartPart | None
    charts: tuple[ChartPart, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A year that can be chosen."""

    year: int
    source: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class YearsPage:
    """An agency's years side by side, ready to be drawn."""

    agency_id: str
    agency: str
    choices: tuple[Choice, ...]
    kind: str
    columns: tuple[YearColumn, ...]
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    notes: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: the years, the oldest first, and the kind of chart."""

    years: tuple[YearFigures, ...]
    kind: str


def choose_years(found: AgencyYears, asked: Iterable[str], kind: str | None) -> Wanted:
    """The asked years that are known, or else the newest; a line unless bars are asked for."""
    wanted = set(asked)
    chosen = [year for year in found.years if str(year.fiscal_year) in wanted]
    years = (chosen or list(found.years[:SHOWN_FIRST]))[::-1]
    return Wanted(tuple(years), BAR if kind == BAR else LINE)


def compose_years(found: AgencyYears, wanted: Wanted, language: str) -> YearsPage:
    """The page of the chosen years in one language."""
    chosen = {year.fiscal_year for year in wanted.years}
    changes = {change.later: change for change in compare_neighbours(wanted.years)}
    groups = group_comparable(wanted.years)
    return YearsPage(
        agency_id=found.agency.id,
        agency=found.agency.name,
        choices=tuple(
            Choice(year.fiscal_year, _source(year), year.fiscal_year in chosen)
            for year in found.years
        ),
        kind=wanted.kind,
        columns=tuple(map(_column, wanted.years)),
        rows=_summarise(found, wanted.years, changes, language),
        groups=tuple(_compose_group(found, group, wanted.kind, language) for group in groups),
        notes=list_notes(wanted.years, groups),
    )


def name_of_group(found: AgencyYears, edition: int, language: str) -> dict[int, str]:
    """The names of a scheme's indicators; by their numbers alone where there are no files for it."""
    known = found.editions.get(edition)
    if known is None:
        return dict.fromkeys(list_indicators(None), "")

    def read(text: Text) -> str:
        return text.read(language, agency=found.agency.name, year=edition)

    return name_indicators(known, read)


def instruments_of(edition: Edition | None) -> dict[int, Instrument]:
    """Whose indicator each number is."""
    groups = group_indicators(edition) if edition else {}
    return {no: instrument for instrument, numbers in groups.items() for no in numbers}


def _column(year: YearFigures) -> YearColumn:
    return YearColumn(year.fiscal_year, _source(year), year.round)


def _source(year: YearFigures) -> str:
    return str(_("ผลที่นำเข้า") if year.imported else _("ประเมินตนเอง"))


def _summarise(
    found: AgencyYears,
    years: tuple[YearFigures, ...],
    changes: Mapping[int, YearChange],
    language: str,
) -> tuple[Row, ...]:
    names = {y.fiscal_year: name_of_group(found, y.edition, language) for y in years}
    rows = [Row(str(_("คะแนนรวม")), tuple(_total(y, changes.get(y.fiscal_year)) for y in years))]
    if any(year.imported for year in years):
        rows.append(Row(str(_("คะแนนรวมที่คำนวณจากตัวชี้วัด")), tuple(map(_recomputed, years))))
    rows += [
        Row(str(_("ระดับ")), tuple(Cell(y.level or say_missing(y)) for y in years)),
        Row(str(_("ค่าเฉลี่ยของตัวชี้วัด")), tuple(_statistic(y, "mean") for y in years)),
        Row(
            str(_("ส่วนเบี่ยงเบนมาตรฐานของกลุ่มตัวอย่าง (n−1)")),
            tuple(_statistic(y, "sample_sd") for y in years),
        ),
        Row(str(_("สูงสุด")), tuple(_extreme(y, "highest", names[y.fiscal_year]) for y in years)),
        Row(str(_("ต่ำสุด")), tuple(_extreme(y, "lowest", names[y.fiscal_year]) for y in years)),
    ]
    return tuple(rows)


def _total(year: YearFigures, change: YearChange | None) -> Cell:
    figure = write_figure(year.total, year)
    if year.imported and year.total is None:
        figure = str(_("ไม่ได้ประกาศ"))
    if change is None:
        return Cell(figure)
    if not change.comparable:
        return Cell(figure, str(_("เปรียบเทียบไม่ได้")))
    if change.total is None:
        return Cell(figure)
    return Cell(figure, word_total_change(change.total), _way(change.total.points))


def _recomputed(year: YearFigures) -> Cell:
    """What an imported year's indicators give; a round's own total is computed to begin with."""
    if not year.imported:
        return Cell("–")
    differs = "" if year.agrees else str(_("ต่างจากที่ประกาศ"))
    return Cell(write_figure(year.recomputed, year), differs)


def _statistic(year: YearFigures, name: str) -> Cell:
    figure: Decimal | None = getattr(year.statistics, name, None)
    return Cell(write_figure(figure, year))


def _extreme(year: YearFigures, name: str, names: Mapping[int, str]) -> Cell:
    numbers: tuple[int, ...] = getattr(year.statistics, name, ())
    if not numbers:
        return Cell(say_missing(year))
    titles = ", ".join(title_indicator(no, names).strip() for no in numbers)
    return Cell(write_figure(year.scores[numbers[0]], year), titles)


def _compose_group(
    found: AgencyYears, years: tuple[YearFigures, ...], kind: str, language: str
) -> Group:
    edition = years[-1].edition
    names = name_of_group(found, edition, language)
    rows = _score_rows(years, names, instruments_of(found.editions.get(edition)))
    several = len(years) > 1
    return Group(
        edition=edition,
        columns=tuple(map(_column, years)),
        rows=tuple(rows.values()),
        trend=_trend_part(found, years) if several else None,
        charts=tuple(
            _indicator_part(found, years, no, names, kind, row) for no, row in rows.items()
        )
        if several
        else (),
    )


def _score_rows(
    years: tuple[YearFigures, ...], names: Mapping[int, str], whose: Mapping[int, Instrument]
) -> dict[int, Row]:
    changes = {change.later: change for change in compare_neighbours(years)}
    return {
        no: Row(
            title_indicator(no, names).strip(),
            tuple(_score(year, no, changes.get(year.fiscal_year)) for year in years),
            whose.get(no),
        )
        for no in names
    }


def _score(year: YearFigures, no: int, change: YearChange | None) -> Cell:
    figure = write_figure(year.scores.get(no), year)
    points = change.scores.get(no) if change else None
    return Cell(figure) if points is None else Cell(figure, word_change(points), _way(points))


def _way(points: Decimal) -> str:
    return "up" if points > 0 else "down" if points < 0 else "same"


def _trend_part(found: AgencyYears, years: tuple[YearFigures, ...]) -> ChartPart:
    address = url_for(
        "officer_years.trend",
        agency_id=found.agency.id,
        year=[year.fiscal_year for year in years],
    )
    return ChartPart(str(_("แนวโน้มของทุกตัวชี้วัด")), address, say_trend(years))


def _indicator_part(
    found: AgencyYears,
    years: tuple[YearFigures, ...],
    no: int,
    names: Mapping[int, str],
    kind: str,
    row: Row,
) -> ChartPart:
    address = url_for(
        "officer_years.indicator",
        agency_id=found.agency.id,
        no=no,
        chart=kind,
        year=[year.fiscal_year for year in years],
    )
    return ChartPart(row.title, address, say_indicator(years, no, names, kind), row)

"""The indicators: ranked, drawn and described, as far as they may be."""

from collections.abc import Iterable
from decimal import Decimal

from survey_app.core.analysis import Direction
from survey_app.core.statistics import Statistics
from survey_app.reports.charts import Bar, Radar, RankedBars, Series
from survey_app.reports.document import Align, Block, Column, Figure, Heading, Paragraph, Table
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_count, write_score
from survey_app.reports.yearly.standing import write_fiscal_year, write_level, write_strength_mark
from survey_app.reports.yearly.withheld import HIDDEN, withhold_ranking

_LEAST_FOR_RADAR = 3
"""A wheel of fewer spokes has no area."""


def compose_indicators(findings: Findings) -> tuple[Block, ...]:
    """The table of all indicators, their charts, and their statistics."""
    statistics = findings.shown.statistics
    heading = Heading(2, "คะแนนรายตัวชี้วัด", "indicators")
    if statistics is None:
        return (heading, *withhold_ranking(findings), _tabulate_unranked(findings))
    return (
        heading,
        *say_extremes(findings),
        _tabulate_ranked(findings, statistics),
        _draw_ranking(findings, statistics),
        *_draw_radar(findings, statistics),
        _tabulate_statistics(findings, statistics),
    )


def say_extremes(findings: Findings) -> tuple[Paragraph, ...]:
    """The highest and the lowest indicator; nothing where nothing may be ranked."""
    statistics = findings.shown.statistics
    if statistics is None:
        return ()
    if statistics.highest == statistics.lowest:
        return (Paragraph(f"ทุกตัวชี้วัดได้คะแนนเท่ากัน คือ {write_score(statistics.mean)} คะแนน"),)
    ends = statistics.highest, statistics.lowest
    highest, lowest = (_name_equals(findings, numbers) for numbers in ends)
    return (Paragraph(f"ตัวชี้วัดที่ได้คะแนนสูงสุดคือ{highest} และที่ได้คะแนนต่ำสุดคือ{lowest}"),)


def _name_equals(findings: Findings, numbers: tuple[int, ...]) -> str:
    """Indicators that share one score, and the score."""
    *others, last = (findings.title(no) for no in numbers)
    names = f"{' '.join(others)} และ{last}" if others else last
    return f"{names} ({write_score(findings.movements[numbers[0]].score)} คะแนน)"


def _columns(*first: Column) -> tuple[Column, ...]:
    rest = (Column("แบบ", 2), Column("คะแนน", 3, Align.RIGHT), Column("ระดับ", 4))
    return (*first, Column("ตัวชี้วัด", 9), *rest)


def _tabulate_ranked(findings: Findings, statistics: Statistics) -> Table:
    scores = [findings.movements[no].score for no in statistics.ranking]
    rows = tuple(
        (str(scores.index(findings.movements[no].score) + 1), *_row(findings, no))
        for no in statistics.ranking
    )
    caption = f"คะแนนรายตัวชี้วัดเรียงจากมากไปน้อย {write_fiscal_year(findings.shown.fiscal_year)}"
    return Table(caption, _columns(Column("อันดับ", 3, Align.CENTRE)), rows)


def _tabulate_unranked(findings: Findings) -> Table:
    rows = tuple(_row(findings, no) for no in findings.shown.indicator_scores)
    caption = f"คะแนนรายตัวชี้วัด {write_fiscal_year(findings.shown.fiscal_year)}"
    return Table(caption, _columns(), rows)


def _row(findings: Findings, no: int) -> tuple[str, ...]:
    movement = findings.movements.get(no)
    known = (
        (write_score(movement.score), write_level(reaches=movement.reaches_mark))
        if movement
        else (HIDDEN, HIDDEN)
    )
    return (findings.label(no), findings.instruments[no], *known)


def _draw_ranking(findings: Findings, statistics: Statistics) -> Figure:
    bars = tuple(
        Bar(findings.label(no), score, write_score(score), findings.instruments[no])
        for no, score in _scores_of(findings, statistics.ranking)
    )
    reaching = sum(movement.reaches_mark for movement in findings.analysis.movements)
    year, mark = write_fiscal_year(findings.shown.fiscal_year), write_strength_mark(findings)
    alt = (
        f"แผนภูมิแท่งแสดงคะแนนของ {write_count(len(bars))} ตัวชี้วัด {year} เรียงจากมากไปน้อย"
        f" {_say_ends(findings, statistics)} ถึง{mark} จำนวน {reaching} ตัวชี้วัด"
        f" ต่ำกว่าเกณฑ์จำนวน {len(bars) - reaching} ตัวชี้วัด"
    )
    chart = RankedBars(bars, findings.marks.strength, mark)
    return Figure("ranking", f"คะแนนรายตัวชี้วัดเรียงจากมากไปน้อย {year}", alt, chart)


def _scores_of(findings: Findings, numbers: Iterable[int]) -> tuple[tuple[int, Decimal], ...]:
    return tuple((no, findings.movements[no].score) for no in numbers)


def _say_ends(findings: Findings, statistics: Statistics) -> str:
    ends = statistics.highest, statistics.lowest
    highest, lowest = (_name_equals(findings, numbers) for numbers in ends)
    return f"สูงสุดคือ{highest} ต่ำสุดคือ{lowest}"


def _draw_radar(findings: Findings, statistics: Statistics) -> tuple[Figure, ...]:
    """This year over last year; last year only where every indicator has a score of it."""
    movements = findings.analysis.movements
    if len(movements) < _LEAST_FOR_RADAR:
        return ()
    year = write_fiscal_year(findings.shown.fiscal_year)
    this = _series(year, [movement.score for movement in movements])
    known = [movement.before for movement in movements if movement.before is not None]
    last: tuple[Series, ...] = ()
    if findings.before is not None and len(known) == len(movements):
        last = (_series(write_fiscal_year(findings.before.fiscal_year), known),)
    labels = tuple(findings.label(movement.no) for movement in movements)
    caption = " ".join((f"คะแนนรายตัวชี้วัด {year}", *(f"เทียบกับ{line.name}" for line in last)))
    alt = f"แผนภูมิเรดาร์แสดง{caption} {_say_ends(findings, statistics)}{_say_moves(findings, last)}"
    return (Figure("radar", caption, alt, Radar(labels, (this, *last))),)


def _series(name: str, values: list[Decimal]) -> Series:
    return Series(name, tuple(values), tuple(map(write_score, values)))


def _say_moves(findings: Findings, last: tuple[Series, ...]) -> str:
    return f" {count_moves(findings)}" if last else ""


def count_moves(findings: Findings) -> str:
    """How many indicators rose, fell and stood still; a group of none is left out."""
    words = {Direction.UP: "เพิ่มขึ้น", Direction.DOWN: "ลดลง", Direction.UNCHANGED: "คงที่"}
    counts = {word: len(findings.analysis.select(way)) for way, word in words.items()}
    return " ".join(f"{word} {write_count(n)} ตัวชี้วัด" for word, n in counts.items() if n)


def _tabulate_statistics(findings: Findings, statistics: Statistics) -> Table:
    rows = (
        ("ตัวชี้วัดสูงสุด", *_name_all(findings, statistics.highest)),
        ("ตัวชี้วัดต่ำสุด", *_name_all(findings, statistics.lowest)),
        ("ค่าเฉลี่ย", f"ของ {len(statistics.ranking)} ตัวชี้วัด", write_score(statistics.mean)),
        ("ส่วนเบี่ยงเบนมาตรฐาน", "ของกลุ่มตัวอย่าง (n−1)", write_score(statistics.sample_sd)),
    )
    columns = (Column("ค่าสถิติ", 3), Column("รายละเอียด", 5), Column("ค่า", 2, Align.RIGHT))
    return Table("ค่าสถิติของคะแนนรายตัวชี้วัด", columns, rows)


def _name_all(findings: Findings, numbers: tuple[int, ...]) -> tuple[tuple[str, ...], str]:
    names = tuple(findings.title(no) for no in numbers)
    return names, write_score(findings.movements[numbers[0]].score)

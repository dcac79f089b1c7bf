"""Level and direction of an indicator in words, always said together.

A high score that slipped must not read like a low one (ITA rules, section Analysis).
"""

from decimal import Decimal

from survey_app.core.analysis import Direction, Movement
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_mark, write_score

NO_EARLIER = "ไม่มีคะแนนปีก่อนให้เปรียบเทียบ"
_LIKE_LEVEL = {True: Direction.UP, False: Direction.DOWN}
"""The direction that points the same way as the level: "and" joins them, else "but"."""


def write_fiscal_year(year: int) -> str:
    """A fiscal year as a sentence calls it."""
    return f"ปีงบประมาณ พ.ศ. {year}"


def write_strength_mark(findings: Findings) -> str:
    """The mark of an indicator with its number."""
    return f"เกณฑ์ตัวชี้วัด {write_mark(findings.marks.strength)} คะแนน"


def write_level(*, reaches: bool) -> str:
    """Whether an indicator reaches its mark."""
    return "ถึงเกณฑ์" if reaches else "ต่ำกว่าเกณฑ์"


def write_points_moved(points: Decimal) -> str:
    """How far something rose or fell."""
    if points == 0:
        return "คงที่"
    return f"{'เพิ่มขึ้น' if points > 0 else 'ลดลง'} {write_score(abs(points))} คะแนน"


def write_standing(findings: Findings, no: int) -> str:
    """An indicator's score, level and direction: 85.18 คะแนน ถึงเกณฑ์ แต่ลดลง 1.91 คะแนน."""
    movement = findings.movements[no]
    return f"{write_score(movement.score)} คะแนน {write_position(findings, movement)}"


def write_position(findings: Findings, movement: Movement) -> str:
    """Level and direction without the score; the level alone where no year is compared with."""
    return write_level(reaches=movement.reaches_mark) + write_direction(findings, movement)


def write_direction(findings: Findings, movement: Movement) -> str:
    """How it moved, joined to the level before it; nothing where no year is compared with."""
    if findings.before is None:
        return ""
    if movement.change is None:
        return f" {NO_EARLIER}"
    return f" {_joint(movement)}{write_points_moved(movement.change)}"


def write_brief_position(findings: Findings, movement: Movement) -> str:
    """Level and direction as a narrow cell holds them: ถึงเกณฑ์ แต่ลดลง."""
    words = {Direction.UP: "เพิ่มขึ้น", Direction.DOWN: "ลดลง", Direction.UNCHANGED: "คงที่"}
    level = write_level(reaches=movement.reaches_mark)
    if movement.direction is Direction.NEW:
        return level if findings.before is None else f"{level} {NO_EARLIER}"
    return f"{level} {_joint(movement)}{words[movement.direction]}"


def _joint(movement: Movement) -> str:
    if movement.direction is Direction.UNCHANGED:
        return "และ"
    return "และ" if movement.direction is _LIKE_LEVEL[movement.reaches_mark] else "แต่"

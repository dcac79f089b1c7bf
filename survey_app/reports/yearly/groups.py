"""The groups that indicators fall into by level and direction (ITA rules, section Analysis)."""

from dataclasses import dataclass

from survey_app.core.analysis import Direction
from survey_app.reports.yearly.findings import Findings


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators of the same direction; `key` is stable, `comment` is our prose on them.

    `levels` are the words for members that reach the mark and for those below it, where the title
    itself says nothing of the level.
    """

    key: str
    title: str
    numbers: tuple[int, ...]
    comment: str
    levels: tuple[str, str] = ("", "")


_STRONG = (
    "หน่วยงานควรรักษาแนวทางที่ทำได้ดีในกลุ่มนี้ไว้ และถ่ายทอดให้ส่วนงานอื่นใช้เป็นแบบอย่าง"
    " พร้อมทั้งติดตามผลต่อเนื่อง เพราะคะแนนที่สูงในปีนี้มิได้หมายความว่าจะสูงในปีถัดไป"
)
_RISING = (
    "ตัวชี้วัดในกลุ่มนี้มีแนวโน้มที่ดี สิ่งที่ทำไปอาจเริ่มเห็นผล แต่ระดับของคะแนนยังไม่ถึงเกณฑ์"
    " หน่วยงานจึงควรทำต่อไปและเสริมในเรื่องที่ยังได้คะแนนต่ำ"
)
_FALLEN = (
    "ตัวชี้วัดที่คะแนนลดลงแต่ยังถึงเกณฑ์เป็นเรื่องที่หน่วยงานยังทำได้ดี จึงควรหาสาเหตุเพื่อรักษาระดับไว้"
    " ส่วนตัวชี้วัดที่คะแนนลดลงและต่ำกว่าเกณฑ์ควรได้รับการแก้ไขก่อน"
)
_STEADY = (
    "คะแนนที่คงที่ไม่นับเป็นจุดแข็งหรือจุดอ่อน หากถึงเกณฑ์ควรรักษาไว้ หากต่ำกว่าเกณฑ์ควรทบทวนว่าสิ่งที่ทำในปีที่ผ่านมา"
    "ตรงกับสาเหตุหรือไม่"
)
_NEW = "ตัวชี้วัดในกลุ่มนี้พิจารณาจากระดับของคะแนนเท่านั้น เพราะไม่มีคะแนนปีก่อนให้ดูทิศทาง"
_WEAK = "หน่วยงานควรเริ่มแก้ไขจากตัวชี้วัดในกลุ่มนี้ และเก็บผลของปีนี้ไว้เปรียบเทียบกับปีถัดไป"

_LEVELS = ("ถึงเกณฑ์", "ต่ำกว่าเกณฑ์")


def group_indicators(findings: Findings) -> tuple[Group, ...]:
    """The groups in the order of the report; one that is not always there stands only if any is in it."""
    return _by_level(findings) if findings.before is None else _by_movement(findings)


def _by_movement(findings: Findings) -> tuple[Group, ...]:
    select = findings.analysis.select
    always = (
        Group(
            "strong",
            "จุดแข็ง คะแนนเพิ่มขึ้นและถึงเกณฑ์",
            select(Direction.UP, reaches_mark=True),
            _STRONG,
        ),
        Group(
            "rising",
            "จุดอ่อน คะแนนเพิ่มขึ้นแต่ต่ำกว่าเกณฑ์",
            select(Direction.UP, reaches_mark=False),
            _RISING,
        ),
        Group(
            "fallen",
            "จุดอ่อน คะแนนลดลง",
            select(Direction.DOWN),
            _FALLEN,
            ("แต่ยังถึงเกณฑ์", "และต่ำกว่าเกณฑ์"),
        ),
    )
    sometimes = (
        Group("steady", "คงที่ คะแนนเท่ากับปีก่อน", select(Direction.UNCHANGED), _STEADY, _LEVELS),
        Group("new", "ไม่มีคะแนนปีก่อนให้เปรียบเทียบ", select(Direction.NEW), _NEW, _LEVELS),
    )
    return (*always, *(group for group in sometimes if group.numbers))


def _by_level(findings: Findings) -> tuple[Group, ...]:
    """Without a year before only level is judged (rules, Analysis)."""
    select = findings.analysis.select
    return (
        Group("strong", "จุดแข็ง คะแนนถึงเกณฑ์", select(Direction.NEW, reaches_mark=True), _STRONG),
        Group("weak", "จุดอ่อน คะแนนต่ำกว่าเกณฑ์", select(Direction.NEW, reaches_mark=False), _WEAK),
    )

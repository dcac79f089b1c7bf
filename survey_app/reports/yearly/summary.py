"""The executive summary: half a page of figures that the mayor reads first."""

from collections.abc import Iterator

from survey_app.reports.document import Block, Bullets, Heading, Paragraph
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.groups import Group, group_indicators
from survey_app.reports.yearly.indicators import say_extremes
from survey_app.reports.yearly.numbers import write_change, write_count, write_score
from survey_app.reports.yearly.result import say_total
from survey_app.reports.yearly.total_change import say_change
from survey_app.reports.yearly.withheld import HIDDEN, caution, say_empty, withhold_scores

_SUMMARY = (
    "รายละเอียดของผลการประเมิน การวิเคราะห์ ประเด็นที่ควรพัฒนา ประเด็นที่ควรปรับปรุงแก้ไข และมาตรการ ปรากฏในส่วนต่อไปของรายงาน"
    " ผู้บริหารควรพิจารณามาตรการพร้อมกำหนดผู้รับผิดชอบและระยะเวลาให้ชัดเจน แล้วติดตามผลเป็นระยะ"
)


def compose_summary(findings: Findings) -> tuple[Block, ...]:
    """Total and level, the change, highest and lowest, and every indicator in its group."""
    groups = (line for group in group_indicators(findings) for line in _list_group(findings, group))
    return (
        Heading(1, "บทสรุปผู้บริหาร", "summary"),
        *caution(findings),
        Paragraph(say_total(findings)),
        Paragraph(_say_instruments(findings)),
        Paragraph(say_change(findings)),
        *withhold_scores(*findings.surveys),
        *say_extremes(findings),
        Bullets(tuple(groups)),
        Paragraph(_SUMMARY, "summary"),
    )


def _say_instruments(findings: Findings) -> str:
    scores = {survey.instrument: survey.score for survey in findings.surveys}
    *first, last = (
        f"แบบ {name} {f'{HIDDEN}คะแนน' if score is None else f'{write_score(score)} คะแนน'}"
        for name, score in (*scores.items(), ("OIT", findings.shown.oit.score))
    )
    return f"คะแนนแยกตามแบบเป็นดังนี้ {' '.join(first)} และ{last}"


def _list_group(findings: Findings, group: Group) -> Iterator[str]:
    """A line for the group; two where its members stand on both sides of the mark."""
    if not group.numbers:
        yield f"{group.title}: {say_empty(findings)}"
    for reaches, level in zip((True, False), group.levels, strict=True):
        members = [no for no in group.numbers if findings.movements[no].reaches_mark is reaches]
        if members:
            title = " ".join(filter(None, (group.title, level)))
            names = " ".join(_name_member(findings, no) for no in members)
            yield f"{title} ({write_count(len(members))} ตัวชี้วัด): {names}"


def _name_member(findings: Findings, no: int) -> str:
    movement = findings.movements[no]
    moved = f" ({write_change(movement.change)})" if movement.change is not None else ""
    return f"{findings.title(no)} {write_score(movement.score)} คะแนน{moved}"

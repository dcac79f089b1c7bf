"""The goal: the total that the national plan asks for, and the mark of a single indicator."""

from survey_app.reports.document import Block, Heading, Paragraph
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_mark

_GOAL = (
    "เกณฑ์ทั้งสองใช้เป็นหลักในการอ่านผล เกณฑ์เป้าหมายบอกว่าหน่วยงานโดยรวมถึงระดับที่คาดหวังแล้วหรือไม่"
    " ส่วนเกณฑ์ตัวชี้วัดช่วยแยกเรื่องที่ทำได้ดีออกจากเรื่องที่ยังต้องแก้ไข คะแนนที่เท่ากับเกณฑ์พอดีถือว่าถึงเกณฑ์"
)


def compose_goal(findings: Findings) -> tuple[Block, ...]:
    """The goal in figures of the scheme, and how the two marks are read."""
    marks = findings.marks
    goal, strength = write_mark(marks.pass_), write_mark(marks.strength)
    return (
        Heading(2, "เป้าหมายของการประเมิน", "goal"),
        Paragraph(
            f"เป้าหมายระดับชาติ คือ ให้หน่วยงานของรัฐไม่น้อยกว่าร้อยละ {marks.goal_share}"
            f" มีคะแนนรวมตั้งแต่ {goal} คะแนนขึ้นไป รายงานนี้จึงใช้ {goal} คะแนนเป็นเกณฑ์เป้าหมายของคะแนนรวม"
            f" และใช้ {strength} คะแนนเป็นเกณฑ์ตัวชี้วัด"
        ),
        Paragraph(_GOAL, "goal"),
    )

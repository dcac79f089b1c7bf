"""How scores are computed: the steps and the weights (ITA rules, section Score)."""

from survey_app.core.questionnaire.edition import INSTRUMENTS
from survey_app.reports.document import Align, Block, Column, Heading, Paragraph, Table
from survey_app.reports.yearly.findings import Findings

_METHOD = (
    "คะแนนคิดเป็นลำดับขั้น เริ่มจากคำตอบหรือรายการข้อมูลแต่ละรายการ แล้วเฉลี่ยขึ้นไปจนถึงคะแนนของแต่ละแบบ"
    " ขั้นสุดท้ายจึงนำคะแนนของทุกแบบมารวมกันตามน้ำหนัก ข้อคำถามทุกข้อในตัวชี้วัดเดียวกันมีน้ำหนักเท่ากัน ไม่ว่าจะมีข้อย่อยกี่ข้อ"
    " และตัวชี้วัดทุกตัวในแบบเดียวกันมีน้ำหนักเท่ากัน"
)
_ROUNDING = (
    "การคำนวณทุกขั้นใช้ค่าที่ยังไม่ปัดเศษ แล้วปัดเศษครั้งเดียวเป็นทศนิยมสองตำแหน่ง โดยครึ่งหนึ่งขึ้นไปปัดขึ้น"
    " ระดับและผลเทียบกับเกณฑ์ตัดสินจากคะแนนที่ปัดเศษแล้ว ส่วนผลต่าง ร้อยละ อันดับ ค่าเฉลี่ย"
    " และส่วนเบี่ยงเบนมาตรฐานคิดจากคะแนนทศนิยมสองตำแหน่งตามที่แสดงในรายงาน"
)
_SAME = "ค่าเฉลี่ยของทุกตัวชี้วัดในแบบ"


def compose_scoring(findings: Findings) -> tuple[Block, ...]:
    """The steps from an answer to the total, the weights, and the one rounding."""
    return (
        Heading(2, "วิธีคำนวณคะแนน", "scoring"),
        Paragraph(_METHOD, "method"),
        _tabulate_steps(findings),
        _tabulate_weights(findings),
        Paragraph(_ROUNDING),
    )


def _tabulate_steps(findings: Findings) -> Table:
    scores = " หรือ ".join(str(score) for score in sorted(findings.edition.oit.item_scores))
    rows = (
        (
            "คำตอบหรือรายการ",
            "คะแนนของตัวเลือกที่ผู้ตอบเลือก ตั้งแต่ 0 ถึง 100 คะแนน",
            f"ผู้ให้คะแนนให้ {scores} คะแนน ส่วนรายการที่ตอบว่าไม่มี ไม่ได้ตอบ หรือยังไม่ได้ให้คะแนน คิดเป็น 0 คะแนน",
        ),
        ("ข้อคำถาม", "ค่าเฉลี่ยของผู้ตอบทุกคน ข้อที่มีข้อย่อยให้เฉลี่ยข้อย่อยของแต่ละคนก่อน", "ไม่มีขั้นนี้"),
        ("ตัวชี้วัดย่อย", "ไม่มีขั้นนี้", "ค่าเฉลี่ยของทุกรายการในตัวชี้วัดย่อย"),
        ("ตัวชี้วัด", "ค่าเฉลี่ยของทุกข้อคำถามในตัวชี้วัด", "ค่าเฉลี่ยของทุกตัวชี้วัดย่อยในตัวชี้วัด"),
        ("แบบ", _SAME, _SAME),
        ("คะแนนรวม", "คูณน้ำหนักของแบบแล้วรวมกัน", "คูณน้ำหนักของแบบแล้วรวมกัน"),
    )
    names = ("ลำดับ", "คะแนนของ", "แบบ IIT และแบบ EIT", "แบบ OIT")
    columns = tuple(map(Column, names, (2, 4, 7, 7)))
    numbered = tuple((str(place), *row) for place, row in enumerate(rows, start=1))
    return Table("ขั้นตอนการคำนวณคะแนน", columns, numbered)


def _tabulate_weights(findings: Findings) -> Table:
    weights = {name: getattr(findings.edition.scheme.weights, name) for name in INSTRUMENTS}
    rows = tuple((findings.instrument(name), str(weights[name])) for name in INSTRUMENTS)
    columns = (Column("แบบ", 9), Column("น้ำหนัก (ร้อยละ)", 4, Align.RIGHT))
    return Table("น้ำหนักของแต่ละแบบ", columns, (*rows, ("รวม", str(sum(weights.values())))), totals=1)

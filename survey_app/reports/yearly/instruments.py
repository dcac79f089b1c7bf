"""The three instruments of the assessment and the indicators that each measures."""

from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.reports.document import Align, Block, Bullets, Column, Heading, Paragraph, Table
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_count

_INTRODUCTION = (
    "การประเมินใช้เครื่องมือที่มองหน่วยงานจากคนละด้าน คือ ด้านผู้ที่ทำงานในหน่วยงาน ด้านผู้ที่มาติดต่อ และด้านข้อมูลที่เปิดเผยต่อ"
    "สาธารณะ แต่ละเครื่องมือมีตัวชี้วัดของตนเอง ดังนี้"
)


def compose_instruments(findings: Findings) -> tuple[Block, ...]:
    """The instruments, whom or what they ask, and their indicators."""
    surveys = tuple(_say_survey(findings, name) for name in SURVEY_INSTRUMENTS)
    return (
        Heading(2, "เครื่องมือการประเมินและตัวชี้วัด", "instruments"),
        Paragraph(_INTRODUCTION, "instruments"),
        Bullets((*surveys, _say_disclosure(findings))),
        _tabulate_indicators(findings),
    )


def _say_survey(findings: Findings, instrument: SurveyInstrument) -> str:
    form = findings.edition.questionnaire(instrument)
    return (
        f"{findings.instrument(instrument)} มี {write_count(len(form.indicators))} ตัวชี้วัด"
        f" {write_count(len(form.questions))} ข้อคำถาม {findings.read(form.start.who)}"
    )


def _say_disclosure(findings: Findings) -> str:
    oit = findings.edition.oit
    subs = sum(len(part.sub_indicators) for part in oit.indicators)
    return (
        f"{findings.instrument('OIT')} มี {write_count(len(oit.indicators))} ตัวชี้วัด"
        f" {write_count(subs)} ตัวชี้วัดย่อย {write_count(len(oit.items))} รายการ"
        " เจ้าหน้าที่ตอบว่าหน่วยงานเผยแพร่รายการใดบนเว็บไซต์แล้ว พร้อมที่อยู่เว็บไซต์ จากนั้นผู้ให้คะแนนเปิดตรวจและให้คะแนนทีละรายการ"
    )


def _tabulate_indicators(findings: Findings) -> Table:
    edition = findings.edition
    asked = tuple(
        (name, findings.label(part.no), f"{write_count(len(part.questions))} ข้อคำถาม")
        for name in SURVEY_INSTRUMENTS
        for part in edition.questionnaire(name).indicators
    )
    listed = tuple(
        (
            "OIT",
            findings.label(part.no),
            f"{write_count(sum(len(sub.items) for sub in part.sub_indicators))} รายการ",
        )
        for part in edition.oit.indicators
    )
    columns = (Column("แบบ", 2), Column("ตัวชี้วัด", 9), Column("จำนวน", 4, Align.RIGHT))
    return Table("ตัวชี้วัดของแต่ละแบบ", columns, (*asked, *listed))

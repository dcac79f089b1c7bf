"""The cover: what the report is, whose, for which fiscal year, and from when."""

from survey_app.core.thai import thai_month
from survey_app.reports.document import Cover
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.standing import write_fiscal_year

SELF_ASSESSED = "ผลการประเมินตนเองของหน่วยงาน มิใช่ผลการประเมินที่ประกาศระดับประเทศ"


def compose_cover(findings: Findings) -> Cover:
    """The cover of the report."""
    matter = findings.matter
    return Cover(
        title=f"รายงานการวิเคราะห์ผล{findings.read(findings.edition.scheme.title)}",
        agency=matter.agency,
        place=_place(matter.district, matter.province),
        year=f"ประจำ{write_fiscal_year(findings.shown.fiscal_year)}",
        month=thai_month(matter.issued_on),
        note=SELF_ASSESSED,
        emblem=matter.emblem,
    )


def _place(district: str, province: str) -> str:
    parts = (f"อำเภอ{district}" if district else "", f"จังหวัด{province}" if province else "")
    return " ".join(part for part in parts if part)

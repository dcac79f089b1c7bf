"""Admission slips: sheets of identical paper slips that differ in their admission code alone."""

from collections.abc import Sequence
from datetime import date

from survey_app.core.admission import group_code
from survey_app.reports.poster import closing_words, contact_words
from survey_app.reports.qr import qr_svg
from survey_app.reports.typesetting import typeset


def slips_pdf(
    *,
    agency: str,
    emblem: bytes | None,
    fiscal_year: int,
    link_address: str,
    typed_address: str,
    codes: Sequence[str],
    closes_on: date | None,
    phone: str,
) -> bytes:
    """A4 sheets of eight slips with dashed cut lines, one slip a code, in the order given.

    A slip bears no serial number: who drew which one cannot be told from anything printed.
    """
    data = {
        "title": f"ใบรหัสสำหรับตอบแบบวัด IIT {agency} ปีงบประมาณ พ.ศ. {fiscal_year}",
        "agency": agency,
        "emblem": bool(emblem),
        "assessment": f"แบบวัดการรับรู้ของบุคลากร (IIT) ปีงบประมาณ พ.ศ. {fiscal_year}",
        "typed_address": typed_address,
        "closing": closing_words(closes_on),
        "contact": contact_words(phone),
        "slips": [
            {"code": group_code(code), "qr": qr_svg(f"{link_address}#{code}")} for code in codes
        ],
    }
    return typeset("slips.typ", data, {"emblem": emblem} if emblem else {})

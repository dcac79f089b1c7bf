"""Posters (A4) and table cards (A5) that lead people from a wall or a counter to the form."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from survey_app.core.thai import fiscal_year_days, thai_date
from survey_app.reports.qr import qr_svg
from survey_app.reports.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Poster:
    """What one poster says: one survey of one round, hung at one place.

    `emblem` is a PNG, `fiscal_year` counts in พ.ศ., `address` goes into the QR code and
    `typed_address` stands beside it in large type; `minutes` is how long answering takes. An
    invitation is a language beside Thai and a line in it.
    """

    instrument: Literal["IIT", "EIT"]
    agency: str
    emblem: bytes | None
    fiscal_year: int
    address: str
    typed_address: str
    place: str
    closes_on: date | None
    phone: str
    needs_code: bool
    minutes: int
    invitations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """How a poster speaks to its readers; `headline` is two lines that belong apart."""

    reader: str
    headline: tuple[str, str]
    form: str


_WORDS = {
    "IIT": _Words(
        reader="สำหรับบุคลากรของหน่วยงาน",
        headline=("ตอบตามที่ท่านพบจริง", "เพื่อหน่วยงานที่โปร่งใส"),
        form="แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
    ),
    "EIT": _Words(
        reader="สำหรับประชาชนผู้มาติดต่อ",
        headline=("ท่านได้รับบริการอย่างไร", "โปรดบอกเราตามจริง"),
        form="แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
    ),
}
_PRIVACY = (
    "ไม่ถามชื่อ และไม่มีใครทราบได้ว่าใครตอบอย่างไร",
    "คำตอบของทุกท่านนำไปรวมกันเป็นคะแนนของหน่วยงาน",
)


def poster_pdf(poster: Poster) -> bytes:
    """One A4 page, to be read from two metres."""
    return _draw(poster, "a4")


def table_card_pdf(poster: Poster) -> bytes:
    """One A5 page for a counter or a table, read from an arm's length."""
    return _draw(poster, "a5")


def closing_words(closes_on: date | None) -> str:
    """Until when one can answer, or nothing where no last day is set."""
    return f"ตอบได้ถึงวันที่ {thai_date(closes_on)}" if closes_on else ""


def contact_words(phone: str) -> str:
    """Whom to call, or nothing where no number is known."""
    return f"สอบถาม โทร. {phone}" if phone else ""


def _draw(poster: Poster, paper: str) -> bytes:
    pictures = {"qr": qr_svg(poster.address).encode()}
    if poster.emblem:
        pictures["emblem"] = poster.emblem
    return typeset("poster.typ", _compose(poster) | {"paper": paper}, pictures)


def _compose(poster: Poster) -> dict[str, object]:
    """Everything the template prints, in words."""
    words = _WORDS[poster.instrument]
    return {
        "instrument": poster.instrument,
        "title": f"{words.form} {poster.agency} ปีงบประมาณ พ.ศ. {poster.fiscal_year}",
        "agency": poster.agency,
        "emblem": bool(poster.emblem),
        "assessment": f"การประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. {poster.fiscal_year}",
        "reader": words.reader,
        "headline": words.headline,
        "form": words.form,
        "eligible": _name_eligible(poster),
        "steps": _list_steps(poster),
        "typed_address": poster.typed_address,
        "closing": closing_words(poster.closes_on),
        "privacy": _PRIVACY,
        "contact": contact_words(poster.phone),
        "place": poster.place,
        "invitations": [{"language": code, "line": line} for code, line in poster.invitations],
    }


def _name_eligible(poster: Poster) -> str:
    """Who may answer: the two populations the scheme counts its samples from."""
    if poster.instrument == "IIT":
        return "ผู้ที่ปฏิบัติงานที่นี่มาแล้ว 1 ปีขึ้นไป"
    first_day, _ = fiscal_year_days(poster.fiscal_year)
    return f"ผู้ที่มาติดต่อหรือรับบริการตั้งแต่วันที่ {thai_date(first_day)}"


def _list_steps(poster: Poster) -> list[dict[str, object]]:
    """The three steps; each line is short enough to stand unbroken beside its picture."""
    minutes = f"ใช้เวลาประมาณ {poster.minutes} นาที"
    answering: dict[str, object] = (
        {"title": "กรอกรหัสแล้วตอบ", "lines": ("รหัสอยู่ในใบที่ท่านหยิบ", minutes)}
        if poster.needs_code
        else {"title": "ตอบคำถาม", "lines": (minutes,)}
    )
    return [
        {"title": "สแกน", "lines": ("ส่องด้วยกล้องโทรศัพท์", "หรือแอป LINE")},
        answering,
        {"title": "กดส่งคำตอบ", "lines": ("ขอบคุณทุกคำตอบ",)},
    ]

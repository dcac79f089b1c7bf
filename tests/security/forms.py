"""A form that is accepted for every address that takes one: as its page offers it, filled in.

A page's form brings what the page put into it (versions, tickets, the state things are in); `fill`
says what a person types. Where no page has the form, `fill` is all of it.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pyotp
from werkzeug.test import TestResponse

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.reports.spreadsheets import Column, Sheet, write_xlsx
from survey_app.services.rounds import edition_of
from survey_app.services.wording_changes import export_wording
from survey_app.web.officer.paper.fields import ROW
from tests.respondents import as_fields, random_sheet
from tests.security.conftest import Site
from tests.security.routes import ROUTES
from tests.security.town import PASSWORD, YEAR, small_picture
from tests.visiting import Form, read_page

Values = dict[str, Any]
File = tuple[bytes, str]
"""A file to be sent: its bytes and its name."""
Pair = tuple[str, str | File]

NEW_PASSWORD = "another long password"


@dataclass(frozen=True)
class Sending:
    """How a form is filled: by whom, on which page, with what; `files` are added as files."""

    who: str = "officer"
    page: str = ""
    fill: Callable[[Site], Values] = field(default=lambda _site: {})
    files: Callable[[Site], dict[str, File]] = field(default=lambda _site: {})
    dear: bool = False


def compose(site: Site, rule: str) -> list[Pair]:
    """The form that the address of a rule accepts, but for the CSRF token."""
    sending = SENDINGS[small(rule)]
    values = _offered(site, sending, address_of(site, rule)) | sending.fill(site)
    sent: list[Pair] = [
        (name, one)
        for name, value in values.items()
        if name != "csrf_token"
        for one in (value if isinstance(value, list) else [value])
    ]
    return [*sent, *sending.files(site).items()]


def _offered(site: Site, sending: Sending, address: str) -> Values:
    """What the form for `address` on the page would send."""
    if not sending.page:
        return {}
    path = site.address(sending.page)
    page = read_page(site.browser(sending.who).get(path), path)
    found: list[Form] = [one for one in page.forms if one.action.partition("?")[0] == address]
    assert found, f"{path} ({page.status}) has no form for {address}"
    return {name: value for name, value in found[0].values.items() if value is not None}


def send(site: Site, rule: str, form: list[Pair], **options: Any) -> TestResponse:
    """Send a form to the address of a rule; respondents have no token."""
    if is_respondents(rule):
        options["csrf"] = ""
    browser = site.browser(SENDINGS[small(rule)].who)
    return browser.post(address_of(site, rule), form, **options)


def address_of(site: Site, rule: str) -> str:
    """The address of the table for a rule that takes a form."""
    return site.address(ROUTES[f"POST {rule}"].address)


def is_respondents(rule: str) -> bool:
    """Whether a rule is of respondents' pages."""
    return rule[:3] in ("/s/", "/S/")


def small(rule: str) -> str:
    """The rule whose form a rule takes."""
    return rule.replace("/S/", "/s/")


def _days(instrument: str) -> Values:
    return {
        f"{instrument}_{end}-{part}": value
        for end, day in (("opens", "1"), ("closes", "30"))
        for part, value in (("day", day), ("month", "4"), ("year", "2564"))
    }


def _table(*rows: tuple[str, ...]) -> bytes:
    """A workbook whose first row is the header."""
    columns = tuple(Column(name) for name in rows[0])
    return write_xlsx([Sheet("1", columns, rows[1:])])


def items_file(_site: Site) -> dict[str, File]:
    """OIT items as officers send them."""
    header = ("code", "answer", "urls", "note", "score", "comment")
    rows = [header, ("o1", "มี", "https://town.example/1", "หน้าแรก", "100", "ดี")]
    return {"file": (_table(*rows), "oit.xlsx")}


def years_file(_site: Site) -> dict[str, File]:
    """Past years as officers send them."""
    rows = [("2561", str(no), "80.5") for no in range(1, 11)]
    return {"file": (_table(("fiscal_year", "indicator", "score"), *rows), "years.xlsx")}


def words_file(site: Site) -> dict[str, File]:
    """The words of a draft as officers send them back."""
    found = export_wording(site.instance, COMMAND_LINE, site.town.names["draft"])
    return {"file": (found, "wording.xlsx")}


def _emblem(_site: Site) -> dict[str, File]:
    return {"emblem": (small_picture(), "ตรา.png")}


def answers(instrument: SurveyInstrument) -> Callable[[Site], Values]:
    """A whole sheet; the page has put the ticket into the form."""

    def fill(site: Site) -> Values:
        edition = edition_of(site.instance, COMMAND_LINE, site.town.names["open"])
        form = edition.questionnaire(instrument)
        return as_fields(form, random_sheet(form, random.Random(5), "ข้อเสนอแนะ"))

    return fill


def keyed(instrument: SurveyInstrument) -> Callable[[Site], Values]:
    """The same sheet as an officer keys it in from paper."""

    def fill(site: Site) -> Values:
        sheet = answers(instrument)(site)
        return {name if name == "suggestion" else ROW + name: sheet[name] for name in sheet}

    return fill


def _code(site: Site) -> Values:
    site.clock.advance(minutes=1)
    return {"code": pyotp.TOTP(site.town.totp_secret).at(site.clock.now)}


def _enrolment(site: Site) -> Values:
    path = "/officer/sign-in/phone"
    page = read_page(site.browser("enrolling").get(path), path)
    secret = page.find("p", class_="secret")[0].text.replace(" ", "")
    return {"code": pyotp.TOTP(secret).at(site.clock.now)}


def _words(site: Site) -> Values:
    return {"IIT/start/heading:th": "หัวเรื่องใหม่"}


def typed(**values: Any) -> Callable[[Site], Values]:
    """The same whatever the town."""
    return lambda _site: values


_AGENCY = {"name": "เทศบาลเมืองใหม่", "district": "เมือง", "province": "เลย", "phone": "0 4200 0000"}
_MEASURE = {
    "indicator": "2",
    "title": "เปิดเผยแผนการใช้จ่าย",
    "steps": "1. ชี้แจง\n2. ติดประกาศ",
    "owner": "กองคลัง",
    "period": "ทุกไตรมาส",
    "follow_up": "quarterly",
}
_PROGRESS = {
    "day-day": "๑",
    "day-month": "2",
    "day-year": "2564",
    "text": "ติดประกาศแล้ว",
    "links": "https://town.example/1\nhttps://town.example/2",
}
_SCORES = {f"score_{no}": "80.55" for no in range(1, 11)}
_PASSWORDS = {"new": NEW_PASSWORD, "again": NEW_PASSWORD}
_ITEM = {"present": "yes", "urls": "https://town.example/1", "note": "หน้าแรก", "score": "100"}

_R = "/officer/rounds/<round_id>"
_P = f"{_R}/places/<place_id>"
_W = f"{_R}/paper/<any(IIT, EIT):instrument>"
_A = "/officer/agencies/<agency_id>"
_M = "/officer/measures/<measure_id>"
_ROUND, _DRAFT, _CLOSED = (f"/officer/rounds/{{{name}}}" for name in ("open", "draft", "closed"))
_PLAN = "/officer/agencies/{agency}/plans/2564"
_IMPORTED = "/officer/agencies/{agency}/years/imported"

SENDINGS: dict[str, Sending] = {
    "/s/<link>/form": Sending("", fill=lambda site: {"admission": site.town.codes[0]}),
    "/s/<link>/answers": Sending("", "/s/{link}/form", answers("EIT")),
    "/officer/language": Sending("", fill=typed(language="en", next="/officer/sign-in")),
    "/officer/sign-in": Sending("", fill=typed(name="colleague", password=PASSWORD)),
    "/officer/sign-in/code": Sending("verifying", fill=_code),
    "/officer/sign-in/password": Sending("newcomer", fill=typed(**_PASSWORDS)),
    "/officer/sign-in/phone": Sending("enrolling", fill=_enrolment),
    "/officer/sign-out": Sending(),
    "/officer/rounds/new": Sending(
        page="/officer/rounds/new", fill=typed(fiscal_year=str(YEAR + 2), staff="40", public="400")
    ),
    f"{_R}/numbers": Sending(page=f"{_DRAFT}/numbers", fill=typed(staff="41", public="401")),
    f"{_R}/days": Sending(page=f"{_DRAFT}/days", fill=lambda _s: _days("IIT") | _days("EIT")),
    f"{_R}/days/<any(IIT, EIT):instrument>": Sending(
        page=f"{_ROUND}/days",
        fill=lambda _site: {
            "EIT-to-day": "30",
            "EIT-to-month": "6",
            "EIT-to-year": "2564",
            "EIT-reason": "ฝนตก",
        },
    ),
    f"{_R}/open": Sending(page=f"{_DRAFT}/open"),
    f"{_R}/cancel": Sending(page=f"{_ROUND}/cancel"),
    f"{_R}/places": Sending(page=f"{_ROUND}/places", fill=typed(name="ห้องทะเบียน")),
    f"{_R}/languages/<any(IIT, EIT):instrument>": Sending(
        page=f"{_ROUND}/languages", fill=typed(language="my")
    ),
    f"{_P}/stop": Sending(page=f"{_ROUND}/places/{{place}}", fill=typed(reason="ป้ายหาย")),
    f"{_P}/ceiling": Sending(page=f"{_ROUND}/places/{{place}}", fill=typed(ceiling="40")),
    _W: Sending(page=f"{_ROUND}/paper/IIT"),
    f"{_W}/keying": Sending(page=f"{_ROUND}/paper/EIT/keying", fill=keyed("EIT")),
    f"{_R}/links": Sending(),
    f"{_R}/slips/spares": Sending(page=f"{_ROUND}/slips", fill=typed(spares="5")),
    f"{_R}/slips/print": Sending(
        page=f"{_ROUND}/slips",
        fill=lambda site: {"count": "1", "place": site.town.names["staff_place"]},
        dear=True,
    ),
    f"{_R}/slips/void": Sending(page=f"{_ROUND}/slips/void"),
    f"{_R}/wording/import": Sending(page=f"{_DRAFT}/wording", files=words_file),
    f"{_R}/wording/restore": Sending(),
    f"{_R}/wording/<any(IIT, EIT):instrument>/<group>": Sending(
        page=f"{_DRAFT}/wording/IIT/pages", fill=_words
    ),
    f"{_R}/oit/import": Sending(page=f"{_ROUND}/oit", files=items_file),
    f"{_R}/oit/<code>": Sending(page=f"{_ROUND}/oit/o1", fill=typed(**_ITEM)),
    f"{_R}/close": Sending(
        page=f"{_ROUND}/close",
        fill=typed(reason="ยังไม่ครบ", year=str(YEAR), password=PASSWORD),
        dear=True,
    ),
    f"{_R}/report/cover": Sending(
        page=f"{_CLOSED}/report",
        fill=lambda _site: {
            "issued_on-day": "1",
            "issued_on-month": "2",
            "issued_on-year": "2564",
            "digits": "thai",
        },
    ),
    f"{_R}/report/text/<key>": Sending(page=f"{_CLOSED}/report", fill=typed(text="ย่อหน้าใหม่")),
    f"{_R}/report/suggestions": Sending(
        page=f"{_CLOSED}/report/suggestions",
        fill=lambda site: {"suggestion": list(site.town.suggestions[:2])},
    ),
    f"{_R}/publishing": Sending(page=f"{_CLOSED}/publishing", dear=True),
    f"{_R}/publishing/withdraw": Sending(page=f"{_CLOSED}/publishing/withdraw"),
    f"{_A}/plans/<int:year>/new": Sending(page=f"{_PLAN}/new", fill=typed(**_MEASURE)),
    f"{_A}/plans/<int:year>/suggestions": Sending(
        page=f"{_PLAN}/suggestions", fill=typed(suggestion=["8-3"])
    ),
    f"{_M}/progress": Sending(
        page="/officer/measures/{measure}", fill=typed(**_PROGRESS, status="done")
    ),
    f"{_M}/status": Sending(
        page="/officer/measures/{measure}", fill=lambda _site: {"now-status": "done"}
    ),
    f"{_M}/edit": Sending(page="/officer/measures/{measure}/edit", fill=typed(**_MEASURE)),
    f"{_M}/remove": Sending(page="/officer/measures/{bare_measure}/edit"),
    f"{_M}/progress/<entry_id>": Sending(
        page="/officer/measures/{measure}/progress/{entry}", fill=typed(**_PROGRESS)
    ),
    f"{_M}/progress/<entry_id>/remove": Sending(
        page="/officer/measures/{measure}/progress/{entry}"
    ),
    f"{_A}/years/imported": Sending(page=_IMPORTED, files=years_file),
    f"{_A}/years/imported/new": Sending(
        page=f"{_IMPORTED}/new", fill=typed(fiscal_year="2560", announced="70", **_SCORES)
    ),
    f"{_A}/years/imported/<int:year>": Sending(page=f"{_IMPORTED}/2562", fill=typed(**_SCORES)),
    f"{_A}/years/imported/<int:year>/remove": Sending(page=f"{_IMPORTED}/2562/remove"),
    "/officer/account/password": Sending(
        page="/officer/account/password", fill=typed(old=PASSWORD, **_PASSWORDS)
    ),
    "/officer/account/sign-out-everywhere": Sending(page="/officer/account"),
    "/officer/agencies/new": Sending(
        "system-admin", "/officer/agencies/new", typed(**_AGENCY), _emblem
    ),
    _A: Sending("admin", "/officer/agencies/{agency}", typed(**_AGENCY), _emblem),
    "/officer/officers/new": Sending(
        "admin", "/officer/officers/new", typed(name="คนใหม่", role="auditor")
    ),
    "/officer/officers/<name>/reset": Sending("admin", "/officer/officers/colleague"),
    "/officer/officers/<name>/disable": Sending("admin", "/officer/officers/colleague"),
}
"""By rule; the rules in capital letters of `/S/…` take what those of `/s/…` take."""

"""What each officer page is explained by: a place in the handbook and, where it lacks one, a sentence.

A new page gets a line here; a test fetches every page and asks for it. A page drawn after a form was
sent is explained like the page the form stood on: its address lies at or below that page's.
"""

from dataclasses import dataclass
from functools import cache

from flask import Flask, current_app, url_for
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from survey_app.handbook import find_chapter


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page's line: `chapter#section` of the handbook, and a sentence unless the page has its own."""

    place: str
    sentence: LazyString | str = ""


@dataclass(frozen=True, slots=True)
class PageHelp:
    """Help as a page shows it: the section's title, its address, and the page's sentence."""

    title: str
    address: str
    sentence: str


PAGE_LINES = {
    "officer_sign_in.ask": PageLine("start#sign-in"),
    "officer_sign_in.password": PageLine("start#sign-in"),
    "officer_sign_in.code": PageLine("start#sign-in"),
    "officer_sign_in.phone": PageLine("start#sign-in"),
    "officer_first_steps.show": PageLine("start#first-steps"),
    "officer_account.index": PageLine(
        "start#account", _("หน้าที่ของท่านในระบบ รหัสผ่าน และการออกจากระบบในเครื่องอื่น")
    ),
    "officer_account.password": PageLine(
        "start#account", _("ใช้รหัสผ่านที่ท่านรู้เพียงคนเดียว และไม่ซ้ำกับระบบอื่น")
    ),
    "officer_agencies.index": PageLine("prepare#agency"),
    "officer_agencies.new": PageLine("prepare#agency"),
    "officer_agencies.show": PageLine("prepare#agency"),
    "officer_officers.index": PageLine("prepare#officers"),
    "officer_officers.new": PageLine("prepare#officers"),
    "officer_officers.show": PageLine(
        "start#forgotten", _("ออกรหัสผ่านใหม่ให้ผู้ที่ลืม หรือระงับบัญชีของผู้ที่พ้นหน้าที่")
    ),
    "officer_rounds.index": PageLine("start#year"),
    "officer_rounds.new": PageLine("prepare#round"),
    "officer_rounds.show": PageLine(
        "start#round", _("หน้ารวมของรอบนี้ บอกว่าถึงขั้นใดแล้ว และไปยังทุกส่วนของรอบได้จากที่นี่")
    ),
    "officer_corrections.numbers": PageLine("prepare#numbers"),
    "officer_corrections.days": PageLine("prepare#days"),
    "officer_rounds.confirm_open": PageLine(
        "open#open", _("ตรวจวัน จำนวนคน และวิธีเข้าตอบครั้งสุดท้าย ก่อนเริ่มรับคำตอบ")
    ),
    "officer_rounds.confirm_cancel": PageLine(
        "open#cancel", _("ใช้เมื่อสร้างหรือเปิดรอบผิด และยังไม่มีใครส่งคำตอบ")
    ),
    "officer_rounds.history": PageLine("follow#history"),
    "officer_wording.index": PageLine("prepare#wording"),
    "officer_wording.edit": PageLine("prepare#wording"),
    "officer_wording.preview": PageLine("prepare#preview"),
    "officer_places.index": PageLine("hang#places"),
    "officer_places.show": PageLine("hang#poster", _("พิมพ์ป้าย คัดลอกข้อความเชิญ และดูจำนวนคำตอบของจุดนี้")),
    "officer_slips.index": PageLine("hang#slips"),
    "officer_slips.confirm_void": PageLine("hang#void", _("ใช้เมื่อใบรหัสหายหลายใบ หรือไฟล์หลุดไปถึงคนอื่น")),
    "officer_languages.show": PageLine("hang#languages"),
    "officer_paper.show": PageLine("paper#paper", _("พิมพ์แบบให้ตอบด้วยปากกา แล้วกรอกคำตอบเข้าระบบ")),
    "officer_paper.keying": PageLine(
        "paper#keying", _("กรอกทีละใบตามกระดาษ ระบบนับแล้วไม่เก็บสิ่งที่กรอกไว้ให้ดูอีก")
    ),
    "officer_dashboard.watch": PageLine("follow#watch", _("มีผู้ตอบเท่าใด ยังขาดอะไร และเหลือเวลากี่วัน")),
    "officer_disclosure_items.board": PageLine("oit#board"),
    "officer_disclosure_items.show": PageLine(
        "oit#item", _("ตอบว่าเว็บไซต์ของหน่วยงานมีข้อมูลข้อนี้หรือไม่ แล้วให้คะแนน")
    ),
    "officer_links.index": PageLine("oit#links"),
    "officer_closing.confirm": PageLine("close#close"),
    "officer_results.show": PageLine("report#result", _("คะแนนที่ตรึงไว้เมื่อปิดรอบ พร้อมวิธีคิดทุกขั้น")),
    "officer_results.suggestions": PageLine("report#suggestions"),
    "officer_report.show": PageLine("report#text", _("อ่านทวน แก้ข้อความ แล้วดาวน์โหลดรายงานไปใช้")),
    "officer_report.suggestions": PageLine("report#suggestions"),
    "officer_report.preview": PageLine("report#files"),
    "officer_publishing.show": PageLine("publish#publish"),
    "officer_publishing.confirm_withdrawal": PageLine(
        "publish#withdraw", _("ปิดหน้าสาธารณะของผลปีนี้ โดยผลในระบบไม่เปลี่ยน")
    ),
    "officer_measures.index": PageLine("measures#plan"),
    "officer_measures.plan": PageLine(
        "measures#plan", _("มาตรการทั้งหมดของปีนี้ ใครรับผิดชอบ และต้องรายงานเมื่อใด")
    ),
    "officer_measures.new": PageLine("measures#edit"),
    "officer_measures.suggestions": PageLine("measures#plan"),
    "officer_progress.show": PageLine(
        "measures#progress", _("สิ่งที่จะทำ ความก้าวหน้าที่รายงานแล้ว และแบบรายงานครั้งต่อไป")
    ),
    "officer_progress.edit": PageLine("measures#edit", _("แก้ให้ชัดว่าใครทำอะไรภายในเมื่อใด")),
    "officer_progress.edit_entry": PageLine("measures#progress", _("แก้หรือลบรายงานที่บันทึกไว้แล้ว")),
    "officer_years.index": PageLine("years#compare"),
    "officer_years.show": PageLine(
        "years#compare", _("คะแนนของแต่ละปีวางข้างกัน พร้อมบอกว่าเพิ่มขึ้นหรือลดลงเท่าใด")
    ),
    "officer_years_imported.index": PageLine(
        "years#import", _("คะแนนของปีก่อน ๆ ตามที่ประกาศ เพื่อเปรียบเทียบกับผลของระบบนี้")
    ),
    "officer_years_imported.new": PageLine("years#import", _("กรอกคะแนนของปีหนึ่งตามเอกสารที่ประกาศ")),
    "officer_years_imported.edit": PageLine("years#correct", _("แก้คะแนนของปีนี้ให้ตรงกับเอกสารที่ประกาศ")),
    "officer_years_imported.ask_removal": PageLine(
        "years#correct", _("ลบเฉพาะผลที่นำเข้า ผลของรอบในระบบนี้ไม่เปลี่ยน")
    ),
}
"""One line a page, by its endpoint, in the order of a year."""


def help_for(endpoint: str | None) -> PageHelp | None:
    """The help of a page, also of one drawn after its form was sent; None where there is none."""
    line = PAGE_LINES.get(_page_of(current_app, endpoint) or "")
    if line is None:
        return None
    return PageHelp(title_of(line.place), address_of(line.place), str(line.sentence))


def address_of(place: str) -> str:
    """Where the handbook says it, by `chapter#section`."""
    chapter_id, _sign, section = place.partition("#")
    anchor = f"section-{section}"
    return url_for("officer_handbook.chapter", chapter_id=chapter_id, _anchor=anchor)


@cache
def title_of(place: str) -> str:
    """The title of a section by `chapter#section`; raises LookupError where there is none."""
    chapter_id, _sign, section = place.partition("#")
    chapter = find_chapter(chapter_id)
    titles = {one.key: one.text for one in chapter.sections} if chapter else {}
    return titles[section]


def _page_of(app: Flask, endpoint: str | None) -> str | None:
    """The page with a line that an endpoint is, or whose address its own lies at or below."""
    if endpoint is None or endpoint in PAGE_LINES:
        return endpoint
    addresses = {name: rule.rule for name in PAGE_LINES for rule in app.url_map.iter_rules(name)}
    sent = [
        rule.rule for rule in app.url_map.iter_rules(endpoint) if "POST" in (rule.methods or ())
    ]
    above = [n for n, rule in addresses.items() if any(_is_below(one, rule) for one in sent)]
    return max(above, key=lambda name: len(addresses[name]), default=None)


def _is_below(address: str, page: str) -> bool:
    return f"{address}/".startswith(f"{page}/")

"""What a screen reader is told: names, roles and states of the pages that matter most."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.accessibility.conftest import Place
from tests.accessibility.sights import SIGHTS


def show(place: Place, name: str) -> Page:
    return place.visit(next(sight for sight in SIGHTS if sight.name == name))


def read(place: Place, name: str) -> Locator:
    """The page as a whole."""
    return show(place, name).locator("body")


def test_the_start_page_says_who_asks_and_leads_into_the_form(place: Place):
    expect(read(place, "start")).to_match_aria_snapshot("""
      - banner:
        - paragraph: /^เทศบาลตำบล/
        - navigation "ภาษา":
          - link "English"
      - main:
        - heading /แบบสอบถามสำหรับผู้ที่เคยติดต่อ/ [level=1]
        - list:
          - listitem: /มี 19 ข้อ|มี \\d+ ข้อ ใช้เวลาประมาณ \\d+ นาที/
          - listitem: ไม่ถามชื่อ และไม่เก็บว่าใครตอบอะไร
        - region "ใครตอบได้":
          - heading "ใครตอบได้" [level=2]
          - paragraph:
            - link /ข้าพเจ้าเคยติดต่อ/
        - region "ระบบเก็บอะไรไว้บ้าง"
        - region "สิ่งที่ระบบไม่เก็บ"
        - region "สิ่งที่ระบบป้องกันให้ไม่ได้"
      - contentinfo:
        - paragraph:
          - link "0 3200 0000"
    """)


def test_the_code_has_its_hint_and_its_error(place: Place):
    page = show(place, "start-bad-code")
    field = page.get_by_role("textbox", name="รหัสบนใบรหัสที่ท่านได้รับ")
    expect(field).to_have_accessible_description(re.compile(r"ตัวอักษรและตัวเลขรวม\s13\sตัว.*รหัสไม่ครบ"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert").get_by_role("link")).to_have_attribute("href", "#admission")
    expect(page).to_have_title(re.compile("^แก้ไข: "))


def test_each_row_is_a_group_that_its_question_names(place: Place):
    page = show(place, "form-first-step")
    expect(page.locator("main")).to_match_aria_snapshot("""
      - main:
        - heading /แบบสอบถามสำหรับ/ [level=1]
        - region "ส่วนที่ 1 คุณภาพการดำเนินงาน":
          - heading "ส่วนที่ 1 คุณภาพการดำเนินงาน" [level=2]
          - heading /1\\. เจ้าหน้าที่ของ/ [level=3]
          - group /1\\.1 .*เจ้าหน้าที่ของ.* เป็นไปตามขั้นตอนที่กำหนดไว้/:
            - radio "น้อยที่สุดหรือไม่มีเลย"
            - radio "น้อย"
            - radio "มาก"
            - radio "มากที่สุด"
        - button "ข้อถัดไปที่ยังไม่ตอบ"
        - button "ล้างคำตอบ"
    """)
    groups = [one for one in page.get_by_role("group").all() if one.is_visible()]
    assert len(groups) == 8
    for group in groups:
        expect(group).to_have_accessible_name(re.compile(r"^\d+(\.\d+)?\.? .{9,}"))


def test_each_step_says_how_far_it_is(place: Place):
    page = show(place, "form-later-step")
    expect(page.get_by_role("heading", level=2)).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="ส่วนที่")).to_have_text("ส่วนที่ 3 จาก 4")
    expect(page.get_by_role("radio", checked=True)).not_to_have_count(0)


def test_a_gap_is_no_mistake_but_the_way_on(place: Place):
    """The button that leads on says so, leads to the row, and how much is left is told."""
    page = show(place, "form-gaps")
    expect(page.get_by_role("status").filter(has_text="เหลืออีก 8 ข้อ")).to_be_visible()
    expect(page.get_by_role("button", name="ข้อถัดไปที่ยังไม่ตอบ")).to_be_visible()
    first = page.get_by_role("group").first
    expect(first.get_by_role("radio").first).to_be_focused()
    first.get_by_role("radio").first.check(force=True)
    expect(page.get_by_role("status").filter(has_text="เหลืออีก 7 ข้อ")).to_be_visible()


def test_mistakes_are_counted_and_lead_to_their_rows(place: Place):
    page = show(place, "form-mistakes")
    expect(page).to_have_title(re.compile("^แก้ไข: "))
    expect(page.locator("main")).to_match_aria_snapshot("""
      - main:
        - alert /ยังส่งไม่ได้ มี \\d+ จุดที่ต้องแก้ไข/:
          - heading /ยังส่งไม่ได้ มี \\d+ จุดที่ต้องแก้ไข/ [level=2]
          - list:
            - listitem:
              - link /^ข้อ 1\\.1 เป็นไปตามขั้นตอนที่กำหนดไว้/
    """)
    links = page.get_by_role("alert").get_by_role("link").all()
    targets = [str(one.get_attribute("href")) for one in links]
    assert all(page.locator(f"[id='{target[1:]}']").count() == 1 for target in targets)


def test_the_review_reads_question_answer_and_way_back(place: Place):
    expect(read(place, "form-review")).to_match_aria_snapshot("""
      - main:
        - region "ตรวจทานก่อนส่ง":
          - heading "ตรวจทานก่อนส่ง" [level=2]
          - heading "ส่วนที่ 1 คุณภาพการดำเนินงาน" [level=3]
          - list:
            - listitem:
              - paragraph: /^1\\. เจ้าหน้าที่/
              - paragraph: เป็นไปตามขั้นตอนที่กำหนดไว้ น้อย
              - link /^แก้ไข 1\\. เจ้าหน้าที่/
        - button "ย้อนกลับ"
        - button "ส่งคำตอบ"
    """)


def test_the_thank_you_says_that_it_counted(place: Place):
    expect(read(place, "thanks")).to_match_aria_snapshot("""
      - main:
        - heading /ขอบคุณ/ [level=1]
        - paragraph: คำตอบจากแบบฉบับนี้ถูกนับแล้วหนึ่งครั้ง
        - region "หากท่านเป็นอีกคนหนึ่งที่ใช้เครื่องนี้":
          - paragraph:
            - link "คนอื่นใช้เครื่องนี้ตอบ"
    """)


def test_the_dashboard_reads_as_three_surveys_with_their_figures(place: Place):
    expect(read(place, "watch")).to_match_aria_snapshot("""
      - link "ข้ามไปเนื้อหา"
      - banner:
        - button "เมนู"
      - navigation "ตำแหน่งของหน้านี้"
      - main:
        - heading "ติดตามรอบปีงบประมาณ 2565" [level=1]
        - paragraph:
          - status
        - heading "สิ่งที่ต้องทำต่อ" [level=2]
        - region /^IIT กำลังรับคำตอบ/:
          - progressbar "ผู้ตอบ (คน) เทียบกับจำนวนขั้นต่ำ"
          - heading "คะแนนระหว่างรอบ" [level=3]
        - region /^EIT กำลังรับคำตอบ/:
          - progressbar "ผู้ตอบ (คน) เทียบกับจำนวนขั้นต่ำ"
        - region "OIT":
          - progressbar "ตอบมีหรือไม่มีแล้ว (รายการ)"
          - progressbar "ได้ผลคะแนนแล้ว (รายการ)"
    """)


def test_the_result_reads_without_its_drawings(place: Place):
    page = show(place, "result")
    expect(page.locator("main")).to_match_aria_snapshot("""
      - main:
        - heading "ผลการประเมินตนเอง ปีงบประมาณ 2564" [level=1]
        - region "คะแนนรวมและระดับ":
          - paragraph: 59.46 จาก 100 คะแนน
          - paragraph:
            - text: ระดับ
            - strong: D
          - list "ระดับทั้งหมด":
            - listitem:
              - strong: AA
              - text: 95.00–100.00
        - region "คะแนนของแต่ละแบบ":
          - heading "IIT" [level=3]
          - paragraph: "73.96"
    """)
    assert page.locator("main svg:not([aria-hidden=true], [aria-hidden=true] *)").count() == 0


@pytest.mark.parametrize("name", ["public-result", "years", "report-preview"])
def test_every_chart_has_words_and_a_table(place: Place, name: str):
    page = show(place, name)
    charts = page.locator("main img").all()
    assert charts
    for chart in charts:
        assert len(str(chart.get_attribute("alt"))) > 20
    assert page.get_by_role("table").count() >= 1

"""The published result in a real browser, as a citizen opens it from LINE on a phone."""

import pytest
from playwright.sync_api import Page, expect

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import StaffAccess
from survey_app.services.closing import close_round
from survey_app.services.publications import public_page
from survey_app.services.publishing import publish
from survey_app.services.rounds import find_round
from tests.browser.conftest import Site
from tests.closed_rounds import score_items


@pytest.fixture(scope="module")
def home(site: Site) -> str:
    """The address of a result published from behind the running server."""
    survey = site.open_round(StaffAccess.LINK)
    survey.pretend.send_many("IIT", 12)
    survey.pretend.send_many("EIT", 12)
    score_items(site.instance, survey.pretend.id)
    close_round(site.instance, COMMAND_LINE, survey.pretend.id, "ทดสอบ")
    publish(site.instance, COMMAND_LINE, survey.pretend.id)
    found = find_round(site.instance, COMMAND_LINE, survey.pretend.id)
    return public_page(site.address, found.agency, found.fiscal_year)


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("part", ["", "/oit", "/recompute"])
@pytest.mark.parametrize("language", ["", "?lang=en"])
def test_nothing_sticks_out_of_a_phone(phone: Page, home: str, part: str, language: str) -> None:
    phone.goto(f"{home}{part}{language}")
    phone.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert width(phone) <= 360


def test_an_indicator_opens_to_its_chart_without_scripts(old_phone: Page, home: str) -> None:
    old_phone.goto(home)
    first = old_phone.locator("#indicator-1")
    expect(first.get_by_role("table")).to_be_hidden()
    first.locator("summary").click()
    expect(first.get_by_role("table")).to_be_visible()
    chart = first.get_by_role("img")
    chart.scroll_into_view_if_needed()
    expect(chart).to_be_visible()
    drawn = chart.bounding_box()
    assert drawn is not None
    assert drawn["height"] > 50, "the picture came and the policy lets it be drawn"


def test_every_part_is_reached_from_the_page(desktop: Page, home: str) -> None:
    desktop.goto(home)
    desktop.get_by_role("link", name="คำนวณเองได้", exact=True).click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("คำนวณเองได้")
    desktop.get_by_role("link", name="← กลับไปหน้าผลการประเมิน").click()
    desktop.get_by_role("link", name="ข้อมูลสาธารณะที่หน่วยงานเปิดเผย (OIT) พร้อมลิงก์").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("ข้อมูลสาธารณะที่เปิดเผย (OIT)")

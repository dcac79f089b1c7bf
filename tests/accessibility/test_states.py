"""What an officer sees when there is nothing yet, while something takes long, and when it is done."""

import pytest
from playwright.sync_api import Route, expect

from tests.accessibility.conftest import Place
from tests.accessibility.sights import SIGHTS
from tests.accessibility.test_colours import show

EMPTY = [sight.name for sight in SIGHTS if sight.name.endswith(("-none", "-empty"))]
WORKING = "กำลังดำเนินการ…"


@pytest.mark.parametrize("name", EMPTY)
def test_what_is_empty_says_so_and_what_comes_next(place: Place, name: str):
    page = show(place, name)
    found = page.locator(".empty")
    expect(found).to_have_count(1)
    expect(found.locator(".empty-title")).not_to_be_empty()
    box = page.locator("main")
    assert box.get_by_role("link").count() + box.get_by_role("button").count() or (
        found.locator("p").count() > 1
    )


def test_a_form_that_takes_long_says_so_and_is_sent_once(place: Place):
    """An answer without content leaves the page as it is while one waits."""
    page = show(place, "round-days-draft")
    sent: list[str] = []

    def take(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.route("**/days", take)
    page.get_by_role("button", name="บันทึก").click()
    busy = page.get_by_role("button", name=WORKING)
    expect(busy).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=WORKING)).to_have_count(1)
    busy.click()
    page.wait_for_timeout(200)
    assert sent == ["POST"]


def test_what_was_saved_is_said_to_everybody(place: Place):
    page = show(place, "item")
    page.get_by_role("button", name="บันทึก", exact=True).click()
    said = page.get_by_role("status").filter(has_text="บันทึก")
    expect(said).to_be_visible()
    expect(said).to_have_class("alert alert-success")

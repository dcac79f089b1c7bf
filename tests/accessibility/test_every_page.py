"""Every page in every state, looked at by axe in both languages and measured for small and large."""

import pytest

from survey_app.web import build_app
from tests.accessibility.axe import run_axe, run_axe_on_words, run_contrast
from tests.accessibility.conftest import Place
from tests.accessibility.layout import find_layout_faults, set_size
from tests.accessibility.sights import NOT_PAGES, SIGHTS, Sight

ONE_STATE = {sight.endpoint: sight for sight in reversed(SIGHTS)}.values()
"""Each page in the first state of its list: in English the others differ by words alone."""


def test_every_page_has_a_line(place: Place) -> None:
    app = build_app(place.instance)
    asked = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    seen = {sight.endpoint for sight in SIGHTS}
    assert asked - seen - NOT_PAGES == set(), "a new page: give it a line in sights.py"
    assert NOT_PAGES - asked == set(), "gone"


@pytest.mark.parametrize("sight", SIGHTS, ids=str)
def test_a_page_bars_nobody(place: Place, sight: Sight) -> None:
    page = place.visit(sight)
    faults = run_axe(page)
    faults += find_layout_faults(page, thumbs=sight.audience == "respondent")
    if sight.audience != "officer":
        page.emulate_media(color_scheme="dark")
        faults += [f"dark: {fault}" for fault in run_contrast(page)]
    assert faults == []


@pytest.mark.parametrize("sight", ONE_STATE, ids=str)
def test_a_page_in_english_bars_nobody(place: Place, sight: Sight) -> None:
    page = place.visit(sight, "en")
    assert page.locator("html").get_attribute("lang") == "en"
    faults = find_layout_faults(page, thumbs=sight.audience == "respondent")
    set_size(page, 1280)
    faults += run_axe_on_words(page)
    assert faults == []


@pytest.mark.soak
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("sight", SIGHTS, ids=str)
def test_a_page_bars_nobody_at_any_width(
    place: Place, sight: Sight, width: int, language: str
) -> None:
    page = place.visit(sight, language)
    set_size(page, width)
    faults = run_axe(page) + find_layout_faults(page, thumbs=sight.audience == "respondent")
    assert faults == []

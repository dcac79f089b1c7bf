"""Readers who choose their own colours, a dark page or no movement lose nothing."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.accessibility.conftest import Place
from tests.accessibility.sights import SIGHTS

FORCED = [{"forced_colors": "active", "color_scheme": scheme} for scheme in ("light", "dark")]


def show(place: Place, name: str, **media: str) -> Page:
    return place.visit(next(sight for sight in SIGHTS if sight.name == name), **media)


def picture(of: Locator) -> Image.Image:
    return Image.open(BytesIO(of.screenshot())).convert("L")


def shares(bar: Locator) -> tuple[int, int]:
    """How light a bar is near its beginning and near its end, from 0 to 255."""
    drawn = picture(bar)
    middle = drawn.height // 2
    return drawn.getpixel((8, middle)), drawn.getpixel((drawn.width - 8, middle))


@pytest.mark.parametrize("media", FORCED, ids=["light", "dark"])
class TestForcedColours:
    def test_a_chosen_answer_is_seen(self, place: Place, media: dict[str, str]):
        page = show(place, "form-later-step", **media)
        group = next(one for one in page.get_by_role("group").all() if one.is_visible())
        chosen = group.locator(".option:has(:checked)")
        other = group.locator(".option:not(:has(:checked))").first
        styles = [
            one.locator("label").evaluate("one => getComputedStyle(one).outlineStyle")
            for one in (chosen, other)
        ]
        assert styles == ["solid", "none"]

    @pytest.mark.parametrize(
        ("name", "bar"),
        [
            ("form-later-step", "#progress"),
            ("watch", "progress >> nth=0"),
            ("result", ".instrument .score-bar >> nth=0"),
            ("public-result", ".instrument .bar >> nth=0"),
        ],
    )
    def test_a_bar_shows_how_far(self, place: Place, media: dict[str, str], name: str, bar: str):
        page = show(place, name, **media)
        if name == "form-later-step":
            page.locator(bar).evaluate("bar => { bar.value = 0.5; }")
        begins, ends = shares(page.locator(bar))
        assert abs(begins - ends) > 100

    def test_an_officers_choice_is_seen(self, place: Place, media: dict[str, str]):
        page = show(place, "item", **media)
        radios = page.locator("[name=present]")
        chosen, other = (picture(radios.nth(place)) for place in (0, 1))
        expect(radios.nth(0)).to_be_checked()
        middle = (chosen.width // 2, chosen.height // 2)
        assert abs(chosen.getpixel(middle) - other.getpixel(middle)) > 60

    def test_where_one_is_in_a_list_is_seen(self, place: Place, media: dict[str, str]):
        page = show(place, "items", **media)
        here = page.locator(".filters a[aria-current]")
        assert here.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"

    def test_the_level_stands_out_from_the_others(self, place: Place, media: dict[str, str]):
        page = show(place, "result", **media)
        bands = page.locator(".scale-band")
        fills = [one.evaluate("one => getComputedStyle(one).fill") for one in bands.all()]
        assert len(set(fills)) == 2


BORDERS = """() => {
    const light = (text) => {
        const parts = text.match(/[\\d.]+/g).map(Number).slice(0, 3).map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const ground = (one) => {
        for (let at = one; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!/, 0\\)$/.test(colour)) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const edged = "input:not([type=hidden]):not([type=radio]), select, textarea, .option label, .form-check-input";
    return [...document.querySelectorAll(edged)].filter((one) => one.checkVisibility()).flatMap((one) => {
        const pair = [light(getComputedStyle(one).borderTopColor), light(ground(one.parentElement))];
        const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
        return ratio < 3 ? [`${one.tagName} ${one.id} ${one.className}: ${ratio.toFixed(2)}`] : [];
    });
}"""
"""Fields whose edge is hardly seen: less than 3 to 1."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["start-code", "form-later-step", "form-gaps", "form-whole"])
def test_the_edge_of_a_field_is_seen(place: Place, name: str, scheme: str):
    page = show(place, name, color_scheme=scheme)
    assert page.evaluate(BORDERS) == []


@pytest.mark.parametrize("name", ["sign-in", "item", "round-new-wrong", "years", "closing"])
def test_the_edge_of_an_officers_field_is_seen(place: Place, name: str):
    assert show(place, name).evaluate(BORDERS) == []


@pytest.mark.parametrize(
    ("name", "heading"),
    [("start", "h1"), ("form-first-step", "h2"), ("thanks", "h1"), ("public-result", "h1")],
)
def test_a_dark_page_is_dark(place: Place, name: str, heading: str):
    page = show(place, name, color_scheme="dark")
    assert max(picture(page.locator(heading).first).getextrema()) > 150
    assert picture(page.locator("body")).resize((1, 1)).getpixel((0, 0)) < 70


def test_instruments_keep_their_colours_apart_in_the_dark(place: Place):
    page = show(place, "public-result", color_scheme="dark")
    tones = [
        page.locator(f".instrument.{one} .bar-fill").evaluate("one => getComputedStyle(one).fill")
        for one in ("iit", "eit", "oit")
    ]
    assert len(set(tones)) == 3


@pytest.mark.parametrize("name", ["watch", "report-preview"])
def test_officers_pages_and_documents_stay_white(place: Place, name: str):
    page = show(place, name, color_scheme="dark")
    assert picture(page.locator("main")).resize((1, 1)).getpixel((0, 0)) > 200


@pytest.mark.parametrize("name", ["start", "form-later-step", "public-result", "watch", "item"])
def test_nothing_moves_for_a_reader_who_wants_it_still(place: Place, name: str):
    page = show(place, name)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
            const style = getComputedStyle(one);
            const long = style.transitionDuration.split(",").some((part) => parseFloat(part) > 0.001);
            return long || style.animationName !== "none" || style.scrollBehavior === "smooth";
        }).map((one) => one.tagName + one.className)"""
    )
    assert moving == []

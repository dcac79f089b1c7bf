"""A colour means one thing on every page and paper; what is pressed has no instrument's colour."""

import re
from pathlib import Path

import pytest

import survey_app
from survey_app.reports.drawing import house
from survey_app.reports.result_workbook.style import COLOURS

PROGRAM = Path(survey_app.__file__).parent
STATIC = PROGRAM / "web" / "static"
OFFICERS = sorted((STATIC / "officer").glob("*.css"))
HUES = {"IIT": "#0f5c5c", "EIT": "#6b2a5b", "OIT": "#8a5300"}
TONES = {"--paper": "#f6f4ee", "--ink": "#1f2933", "--focus": "#b45f06"}


def read(*path: str) -> str:
    """A file without its comments."""
    return re.sub(r"/\*.*?\*/", "", PROGRAM.joinpath(*path).read_text("utf-8"), flags=re.DOTALL)


def first(pattern: str, text: str) -> str:
    """What the first match holds: the light scheme stands before the dark one."""
    found = re.search(pattern, text)
    assert found, pattern
    return found.group(1)


@pytest.mark.parametrize("instrument", HUES)
def test_an_instrument_has_one_colour_on_pages_charts_and_workbooks(instrument: str) -> None:
    name = instrument.lower()
    found = {
        first(rf"--{name}: (#\w+)", read("web", "static", "officer", "look.css")),
        first(rf"--{name}: (#\w+)", read("web", "static", "public", "public.css")),
        house.BAR_LOOKS[instrument].colour,
        COLOURS[instrument],
    }
    assert found == {HUES[instrument]}


@pytest.mark.parametrize("instrument", ["IIT", "EIT"])
def test_a_survey_has_the_same_colour_for_those_who_answer_and_on_its_poster(
    instrument: str,
) -> None:
    styles = read("web", "static", "respondent", "respondent.css")
    poster = read("reports", "typst", "house.typ")
    assert first(rf"\.{instrument.lower()} {{ --accent: (#\w+)", styles) == HUES[instrument]
    assert first(rf'{instrument}: \(colour: rgb\("(#\w+)"', poster) == HUES[instrument]


@pytest.mark.parametrize("tone", TONES)
def test_everybody_meets_the_same_paper_ink_and_focus(tone: str) -> None:
    sheets = ("respondent/respondent.css", "officer/look.css", "public/public.css")
    found = {first(rf"{tone}: (#\w+)", read("web", "static", sheet)) for sheet in sheets}
    assert found == {TONES[tone]}


@pytest.mark.parametrize("sheet", OFFICERS, ids=lambda sheet: sheet.name)
def test_an_instruments_colour_marks_nothing_else(sheet: Path) -> None:
    """The pages of OIT are brown throughout; elsewhere a rule names the instrument it colours."""
    rules = re.findall(r"([^{}]*)\{([^{}]*)\}", read(str(sheet)))
    own = ("iit", "eit") if sheet.name == "disclosure.css" else ("iit", "eit", "oit")
    astray = [
        head.strip()
        for head, body in rules
        for name in own
        if f"var(--{name}" in body and name not in head
    ]
    assert astray == []


def test_no_line_of_a_chart_has_an_instruments_colour() -> None:
    lines = [house.line_look(place) for place in range(40)] + list(house.RADAR_LOOKS)
    assert not {line.colour for line in lines} & set(HUES.values())

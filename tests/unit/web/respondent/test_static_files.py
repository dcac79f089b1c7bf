"""The respondent pages' own files hold to what old phones and strict pages need."""

import re
from pathlib import Path

import pytest

from survey_app.web.minified import minify

ROOT = Path(__file__).resolve().parents[4]
FILES = ROOT / "survey_app" / "web" / "static" / "respondent"
THAI = re.compile(r"[\u0e01-\u0e5b]")


SCRIPTS = ("respondent.js", "counter.js", "resend.js")


@pytest.mark.parametrize("file", SCRIPTS)
def test_a_script_holds_no_words_that_a_person_reads(file):
    assert not THAI.search((FILES / file).read_text("utf-8"))


def test_what_a_phone_receives_as_a_script_stays_small():
    assert len(minify((FILES / "respondent.js").read_text("utf-8")).encode()) <= 8000


@pytest.mark.parametrize("file", [*SCRIPTS, "respondent.css", "icon.svg"])
def test_nothing_is_fetched_from_elsewhere(file):
    text = (FILES / file).read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]", text)


def test_the_style_sheet_uses_nothing_newer_than_the_phones_it_serves():
    css = (FILES / "respondent.css").read_text("utf-8")
    assert not re.search(r"[\s{;](gap|inset|aspect-ratio|letter-spacing)\s*:|:is\(|:where\(", css)


def test_the_style_sheet_fetches_nothing():
    """Each font would cost a phone more than all the rest; it has Thai letters of its own."""
    assert "url(" not in (FILES / "respondent.css").read_text("utf-8")

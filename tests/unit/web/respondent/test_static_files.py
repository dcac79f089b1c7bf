"""The respondent pages' own files hold to what old phones and strict pages need."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
FILES = ROOT / "survey_app" / "web" / "static" / "respondent"
THAI = re.compile(r"[\u0e01-\u0e5b]")


def test_the_script_holds_no_words_that_a_person_reads():
    assert not THAI.search((FILES / "respondent.js").read_text("utf-8"))


def test_the_script_stays_small():
    lines = (FILES / "respondent.js").read_text("utf-8").splitlines()
    code = [line.strip() for line in lines if not line.strip().startswith("//")]
    assert len("\n".join(code).encode()) < 12_000


@pytest.mark.parametrize("file", ["respondent.js", "respondent.css", "icon.svg"])
def test_nothing_is_fetched_from_elsewhere(file):
    text = (FILES / file).read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]", text)


def test_the_style_sheet_uses_nothing_newer_than_the_phones_it_serves():
    css = (FILES / "respondent.css").read_text("utf-8")
    assert not re.search(r"[\s{;](gap|inset|aspect-ratio|letter-spacing)\s*:|:is\(|:where\(", css)


@pytest.mark.parametrize(
    "name", re.findall(r'url\("\.\./([^"]+)"\)', (FILES / "respondent.css").read_text("utf-8"))
)
def test_every_font_the_style_sheet_names_is_there(name):
    assert (FILES.parent / name).is_file()

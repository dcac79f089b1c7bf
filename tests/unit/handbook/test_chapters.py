"""The handbook that is shipped: it reads, says the program's own words, and shows its pictures."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from babel.messages.extract import extract_from_dir
from PIL import Image

import survey_app
from survey_app.handbook import Chapter, list_chapters, print_handbook
from survey_app.handbook.reading import list_labels
from survey_app.reports.document import Screenshot
from tests.handbook_pictures import FOLDER, SHOTS

PACKAGE = Path(survey_app.__file__).parent
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {"**/templates/**.html": {"extensions": "jinja2.ext.do", "silent": "false"}}
PLACEHOLDER = re.compile(r"%\\\(\w+\\\)[sd]")
MOST_BYTES = 1_500_000
CHAPTERS = [
    "start", "prepare", "open", "hang", "paper", "follow", "oit", "close", "report", "measures", "publish",
    "next-year", "years", "anonymity", "questions", "trouble",
]  # fmt: skip


@cache
def said_by_pages() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Every sentence and label of the program's pages, and patterns of those with facts in them."""
    found = {message for _, _, message, _, _ in extract_from_dir(PACKAGE, METHODS, OPTIONS)}
    texts = {message for message in found if isinstance(message, str)}
    varying = {text for text in texts if "%(" in text and re.search("[ก-๙]{3}", text)}
    patterns = (re.compile(PLACEHOLDER.sub(".+", re.escape(text))) for text in varying)
    return frozenset(texts - varying), tuple(patterns)


def is_said(label: str) -> bool:
    texts, patterns = said_by_pages()
    return label in texts or any(pattern.fullmatch(label) for pattern in patterns)


def screenshots(chapter: Chapter) -> list[Screenshot]:
    return [block for block in chapter.blocks if isinstance(block, Screenshot)]


def test_the_chapters_stand_in_the_order_of_a_year():
    assert [chapter.id for chapter in list_chapters()] == CHAPTERS
    assert [chapter.no for chapter in list_chapters()] == list(range(1, len(CHAPTERS) + 1))


@pytest.mark.parametrize("chapter", list_chapters(), ids=lambda chapter: chapter.id)
def test_every_label_a_chapter_quotes_stands_on_a_page(chapter: Chapter):
    unknown = [label for label in list_labels(chapter.text) if not is_said(label)]
    assert unknown == [], "quoted, but no page of the program says so"


def test_a_label_that_no_page_says_would_be_found():
    assert is_said("สร้างรอบใหม่")
    assert is_said("เลื่อนวันสุดท้ายของ IIT")
    assert not is_said("สร้างรอบใหม่เอี่ยม")
    assert not is_said("IIT")


def test_every_chapter_that_is_spoken_of_is_there():
    for chapter in list_chapters():
        spoken = {int(no) for no in re.findall(r"บทที่ (\d+)", chapter.text)}
        assert spoken <= set(range(1, len(CHAPTERS) + 1)), chapter.id


def test_every_picture_is_shown_once_and_taken_by_the_script():
    shown = [shot.name for chapter in list_chapters() for shot in screenshots(chapter)]
    assert shown == [shot.name for shot in SHOTS]
    assert sorted(shown) == sorted(path.stem for path in FOLDER.glob("*.png"))


def test_pictures_are_small_and_of_few_colours():
    files = list(FOLDER.iterdir())
    assert sum(path.stat().st_size for path in files) < MOST_BYTES
    for path in files:
        with Image.open(path) as picture:
            assert picture.mode == "P", path.name


def test_pictures_are_told_in_words():
    for chapter in list_chapters():
        for shot in screenshots(chapter):
            assert len(shot.alt) > len(shot.caption) / 2, shot.name
            assert shot.alt != shot.caption
            with Image.open(BytesIO(shot.content)) as picture:
                assert shot.size == picture.size


def test_the_whole_handbook_is_one_pdf_with_every_chapter_and_picture():
    document = pypdfium2.PdfDocument(print_handbook())
    titles = [entry.get_title() for entry in document.get_toc()]
    for chapter in list_chapters():
        assert f"บทที่ {chapter.no} {chapter.title}" in titles
    drawn = sum(
        len(list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) for page in document
    )
    assert drawn == len(SHOTS)
    assert print_handbook() is print_handbook()

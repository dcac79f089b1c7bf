"""The words of all golden documents: Thai, whole, and without what no reader should see."""

import re

import pytest

from survey_app.reports.document import Document, Figure, Table
from survey_app.storage.editions import read_edition
from tests.golden_reports import FINGERPRINT, golden_documents
from tests.unit.reports.yearly.reading import texts_of

DOCUMENTS = golden_documents()
EVERY = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
LEVELS = {level.name for level in read_edition(2564).scheme.levels}
KNOWN = {"IIT", "EIT", "OIT", "ITA", "n"} | LEVELS
TITLES = [item.title.th for item in read_edition(2564).oit.items if item.title.th.isascii()]


@EVERY
def test_no_english_leaks_into_the_thai(document: Document):
    for text in texts_of(document):
        kept = re.sub(r"\b[ieo]\d+\b", "", text.replace(FINGERPRINT, ""))
        for title in TITLES:
            kept = kept.replace(title, "")
        assert set(re.findall("[A-Za-z]+", kept)) <= KNOWN, text


@EVERY
def test_no_text_is_torn_or_left_unfilled(document: Document):
    for text in texts_of(document):
        assert not re.search(r"[{}%]|None|  |\s$|^\s", text), text


@EVERY
def test_no_word_stands_twice_in_a_row(document: Document):
    for text in texts_of(document):
        assert not re.search(r"([ก-๙]{4,})[\s:]*\1", text), text


@EVERY
def test_figures_say_in_words_what_they_show_and_have_names_of_their_own(document: Document):
    figures = document.figures
    assert len({figure.name for figure in figures}) == len(figures)
    assert all(
        figure.name.isascii() and len(figure.alt) > len(figure.caption) for figure in figures
    )


@EVERY
def test_every_chart_stands_behind_a_table(document: Document):
    blocks = document.blocks
    for place, block in enumerate(blocks):
        if isinstance(block, Figure):
            before = [b for b in blocks[max(0, place - 2) : place] if isinstance(b, Table)]
            assert before, block.name


@EVERY
def test_tables_have_a_cell_for_every_column(document: Document):
    for block in document.blocks:
        if isinstance(block, Table):
            assert {len(row) for row in block.rows} == {len(block.columns)}, block.caption


@EVERY
def test_the_report_says_that_it_is_a_self_assessment(document: Document):
    assert "ผลการประเมินตนเอง" in document.cover.note
    assert any("มิใช่ผลการประเมินที่ประกาศระดับประเทศ" in text for text in texts_of(document)[6:])

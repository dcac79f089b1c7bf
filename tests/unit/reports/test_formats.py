"""Every format of the report says the same: each golden figure is in all, a withheld one in none."""

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest

from survey_app.core.years import YearFigures
from survey_app.reports.docx import write_docx
from survey_app.reports.html import write_html
from survey_app.reports.pdf import write_pdf
from survey_app.reports.result_csv import write_result_csv
from survey_app.reports.result_json import result_json
from survey_app.reports.result_workbook import write_workbook
from survey_app.reports.yearly import YearlyMatter, compose_report
from survey_app.storage.editions import read_edition
from tests.golden_reports import GOLDEN, announced, demo_matter, pretend_matter, reckon_pretend
from tests.unit.reports.yearly.test_withheld import scores_of, shown_numbers

_NUMBER = re.compile(r"\d+\.\d\d(?!\d)")
_PICTURES = re.compile(rb'src="data:[^"]*"|@font-face[^}]*}')
"""Base64 may spell any number."""


def formats_of(matter: YearlyMatter, years: tuple[YearFigures, ...] = ()) -> dict[str, str]:
    """What a reader of each file finds in it."""
    document, shown, edition = compose_report(matter), matter.shown, matter.edition
    return {
        "docx": _parts(write_docx(document), "word/document.xml"),
        "pdf": _pdf_text(write_pdf(document)),
        "html": _html_text(write_html(document)),
        "xlsx": _parts(write_workbook(shown, edition, years), "xl/"),
        "csv": write_result_csv(shown, edition).decode("utf-8-sig"),
        "json": json.dumps(result_json(shown, edition), ensure_ascii=False),
    }


def _parts(content: bytes, wanted: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith(wanted)]
        return "\n".join(archive.read(name).decode() for name in names if name.endswith(".xml"))


def _pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def _html_text(content: bytes) -> str:
    words: list[str] = []
    reader = HTMLParser()
    reader.handle_data = words.append  # type: ignore[method-assign]
    reader.feed(_PICTURES.sub(b"", content).decode())
    return " ".join(words)


@pytest.fixture(scope="module")
def golden() -> dict[str, str]:
    return formats_of(demo_matter())


DOCUMENTS = ("docx", "pdf", "html")
FILES = (*DOCUMENTS, "xlsx", "csv", "json")


@pytest.mark.parametrize("form", FILES)
def test_every_score_of_the_published_year_stands_in_every_format(golden, form: str):
    year = GOLDEN["years"]["2564"]
    scores = {*year["indicator_scores"], *year["computed"].values()}
    # A workbook holds numbers: 86.02 is there as 86.02, and 25.00 as 25.
    wanted = {f"{float(score):g}" for score in scores} if form == "xlsx" else scores
    assert [score for score in wanted if score not in golden[form]] == []


@pytest.mark.parametrize("form", DOCUMENTS)
def test_the_analysis_of_the_published_year_stands_in_every_document(golden, form: str):
    analysis = GOLDEN["analysis_2564_vs_2563"]
    keys = ("change_points", "change_percent", "sample_sd_2564")
    assert [analysis[key] for key in keys if analysis[key] not in golden[form]] == []
    before = GOLDEN["years"]["2563"]
    scores = [*before["indicator_scores"], before["announced_total"]]
    assert [score for score in scores if score not in golden[form]] == []


@pytest.mark.parametrize("people", [3, 7, 12])
def test_what_few_people_withhold_stands_in_no_format(people: int):
    edition = read_edition(2564)
    result = reckon_pretend(edition, people, people)
    matter = pretend_matter(result, edition, announced("2563"))
    withheld = scores_of(result) - shown_numbers(matter)
    assert bool(withheld) == (people < 10)
    for form, text in formats_of(matter, (announced("2563"),)).items():
        assert set(_NUMBER.findall(text)) & withheld == set(), form

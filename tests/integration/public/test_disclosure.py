"""Nothing that is withheld is anywhere in a publication: pages, JSON, charts, preview, report."""

import re
import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pypdfium2
import pytest

from survey_app.core.disclosure import ShownSurvey
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.result import SurveyResult, read_result
from survey_app.core.scoring import hundredths
from survey_app.services.agencies import add_agency
from survey_app.services.instance import Instance, open_instance
from survey_app.services.publications import read_publication
from survey_app.services.publishing import publish
from survey_app.services.results import read_closed
from survey_app.settings import Settings
from survey_app.storage import results
from survey_app.storage.agencies import Agency
from survey_app.web import build_app
from tests.alike_rounds import (
    Make,
    close_with,
    people_of_seven,
    people_of_thirty,
    people_of_three,
    people_of_twelve,
)
from tests.closed_rounds import close_pretend_round
from tests.conftest import Clock
from tests.visiting import Visitor

YEAR = 2564


def everything(instance: Instance, agency: Agency) -> dict[str, str]:
    """All that a publication lets anyone see, as text, by address."""
    reader, home = Visitor(build_app(instance)), f"/r/{agency.id}/{YEAR}"
    names = read_publication(instance, agency.id, YEAR).files
    pages = [home + part + lang for part in ("", "/oit", "/recompute") for lang in ("", "?lang=en")]
    return {path: _text(reader, path) for path in (*pages, *(f"{home}/{name}" for name in names))}


def _text(reader: Visitor, path: str) -> str:
    reply = reader.get(path).response
    assert reply.status_code == 200, path
    if path.endswith(".pdf"):
        return "\n".join(_pdf_pages(reply.data))
    return reply.data.decode("latin-1" if path.endswith(".png") else "utf-8")


def _pdf_pages(content: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            yield page.get_textpage().get_text_range()


def publish_alone(empty: Path, folder: Path, iit: Make) -> dict[str, str]:
    """Everything published of a round in an instance of its own, without what is drawn by lot."""
    shutil.copytree(empty, folder)
    instance = open_instance(Settings(instance=folder), Clock())
    agency = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลทดสอบ")
    pretend = close_with(instance, agency, YEAR, iit)
    publish(instance, COMMAND_LINE, pretend.id)
    seen = everything(instance, agency)
    mark = read_closed(instance, COMMAND_LINE, pretend.id).shown.fingerprint
    instance.database.engine.dispose()
    return {
        path.replace(agency.id, "AGENCY"): _nameless(text, agency.id, mark)
        for path, text in seen.items()
    }


def _nameless(text: str, agency: str, mark: str) -> str:
    """A text without id, fingerprint and the size of the report, in which the fingerprint is packed."""
    text = text.replace(agency, "AGENCY").replace(mark, "MARK")
    text = re.sub(r'(report\.pdf">.*<span class="quiet size">)[\d.,]+', r"\1SIZE", text)
    return re.sub(r"sha256:[0-9a-f\s]{64,80}", "MARK", text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(people_of_three(0), people_of_three(1), id="3"),
        pytest.param(people_of_seven((1, 2)), people_of_seven((3, 5)), id="7"),
        pytest.param(people_of_twelve("i1.1", 1), people_of_twelve("i1.2", 2), id="12"),
        pytest.param(people_of_thirty((0, 100), 1, 40), people_of_thirty((33, 67), 1, 40), id="40"),
    ],
)
def test_two_rounds_that_differ_in_what_is_withheld_are_published_alike(
    empty_instance: Path, tmp_path: Path, one: Make, other: Make
) -> None:
    first = publish_alone(empty_instance, tmp_path / "one", one)
    second = publish_alone(empty_instance, tmp_path / "other", other)
    assert first.keys() == second.keys()
    for path, text in first.items():
        pairs = zip(text.splitlines(), second[path].splitlines(), strict=False)
        assert [pair for pair in pairs if pair[0] != pair[1]][:3] == [], path
        assert len(text) == len(second[path]), path


@pytest.mark.parametrize("people", [3, 7])
def test_no_withheld_figure_is_anywhere(instance: Instance, agency: Agency, people: int) -> None:
    pretend = close_pretend_round(instance, agency, iit=people, eit=40)
    publish(instance, COMMAND_LINE, pretend.id)
    seen = everything(instance, agency)
    withheld = withheld_figures(instance, pretend.id)
    assert len(withheld) >= 15, "there is something to look for"
    for path, text in seen.items():
        if path.endswith((".png", ".svg")):
            continue
        found = set(re.findall(r"(?<![\d.,/])\d+(?:\.\d\d)(?![\d%])", text))
        assert found & withheld == set(), path
    charts = {path.rpartition("/")[2] for path in seen if path.endswith(".svg")}
    assert charts == {f"indicator-{no}.svg" for no in range(6, 11)}, "none of IIT, no ranking"


def withheld_figures(instance: Instance, round_id: str) -> set[str]:
    """All scores of IIT that are not to be seen, less those that something else happens to have."""
    shown = read_closed(instance, COMMAND_LINE, round_id).shown
    with instance.database.snapshot() as session:
        whole = read_result(results.read_frozen(session, round_id).text)
    known = {str(score) for score in _shown_scores(shown.eit)}
    known |= {str(score) for score in (shown.iit.score, shown.oit.score, shown.total) if score}
    known |= {f"{sub.score}" for part in shown.oit.indicators for sub in part.sub_indicators}
    known |= {str(part.score) for part in shown.oit.indicators}
    known |= {str(hundredths(Fraction(n))) for n in range(101)}
    hidden = {str(score) for score in _scores(whole.iit)}
    if shown.iit.score is None:
        hidden |= {str(whole.iit.score)}
    return hidden - known


def _scores(survey: SurveyResult) -> Iterator[object]:
    for part in survey.indicators:
        yield part.score
        yield from (question.score for question in part.questions)


def _shown_scores(survey: ShownSurvey) -> Iterator[object]:
    for part in survey.indicators:
        yield part.score
        yield from (question.score for question in part.questions)


def test_under_five_the_page_says_that_there_is_no_total(
    instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=3, eit=12)
    publish(instance, COMMAND_LINE, pretend.id)
    page = Visitor(build_app(instance)).open(f"/r/{agency.id}/{YEAR}")
    assert "ไม่แสดงคะแนนรวม" in page.text
    assert "ไม่แสดงคะแนน เพราะมีผู้ตอบน้อยกว่า 5 คน" in page.text
    assert "จึงไม่จัดอันดับ" in page.text
    description = page.find("meta", name="description")[0].attributes["content"]
    assert description == "ผลการประเมินตนเองของหน่วยงาน ไม่แสดงคะแนนรวม เพราะมีผู้ตอบน้อยเกินไป"


def test_remarks_and_shortfalls_stand_on_the_page(instance: Instance, agency: Agency) -> None:
    pretend = close_pretend_round(instance, agency, iit=12, eit=12)
    publish(instance, COMMAND_LINE, pretend.id)
    text = Visitor(build_app(instance)).open(f"/r/{agency.id}/{YEAR}").text
    assert "ผู้ตอบแบบ IIT มี 12 คน น้อยกว่าจำนวนขั้นต่ำซึ่งกำหนดไว้ 30 คน" in text
    assert "ปิดตามกำหนดเวลา" in text
    assert text.count("ต่ำกว่าขั้นต่ำ") == 2

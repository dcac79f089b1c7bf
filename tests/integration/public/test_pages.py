"""The published pages: what a citizen reads, and what anyone may take home."""

import csv
import json
from io import StringIO

import pytest

from survey_app.core.disclosure import ShownResult
from survey_app.services.demo.build import BUILDER
from survey_app.services.publishing import withdraw
from survey_app.services.results import read_closed
from tests.integration.public.conftest import HOME, PAGES, Published
from tests.visiting import Visitor

SVG = "image/svg+xml"


def shown_of(demo: Published) -> ShownResult:
    return read_closed(demo.instance, BUILDER, demo.round).shown


def test_the_golden_figures_stand_on_the_page(reader: Visitor) -> None:
    page = reader.open(HOME)
    assert page.headings[0] == "ผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ 2564"
    assert page.find("span", class_="total")[0].text == "59.46"
    assert page.find("strong", class_="level")[0].text == "D"
    assert "ไม่ผ่านเกณฑ์ 85.00 คะแนน ขาดอีก 25.54 คะแนน" in page.text
    for score in ("73.96", "83.22", "30.77", "86.02", "25.00"):
        assert score in page.text
    assert "หน่วยงานประเมินตนเอง ไม่ใช่ผลที่ประกาศระดับประเทศ" in page.text


def test_words_that_a_citizen_does_not_know_are_explained(reader: Visitor) -> None:
    text = reader.open(HOME).text
    assert "AA คือสูงสุด F คือต่ำสุด" in text
    assert "D55.00 ถึง 64.99 ← ระดับที่ได้" in text
    for words in ("ถามคนที่ทำงานในหน่วยงาน", "ถามประชาชนที่เคยมาติดต่อ", "ตรวจว่าหน่วยงานเปิดเผยข้อมูล"):
        assert words in text


def test_every_question_has_its_exact_points_and_answers(reader: Visitor, demo: Published) -> None:
    page, shown = reader.open(HOME), shown_of(demo)
    cells = [one.text for one in page.find("td")]
    for survey in (shown.iit, shown.eit):
        for question in (q for part in survey.indicators for q in part.questions):
            assert str(question.score) in cells, question.code
            assert str(question.answers) in cells
    assert "3,933 1/3" in cells, "points that decimals cannot hold are written as a fraction"
    for part in shown.oit.indicators:
        for item in (item for sub in part.sub_indicators for item in sub.items):
            assert f"{item.code} {item.title}" in page.text


def test_every_chart_is_an_svg_of_ours_with_words_and_a_table_beside(reader: Visitor) -> None:
    page = reader.open(HOME)
    charts = [one for one in page.find("img") if one.attributes["src"].endswith(".svg")]
    assert len(charts) == 11
    for chart in charts:
        assert "แผนภูมิแท่ง" in chart.attributes["alt"]
        reply = reader.get(chart.attributes["src"]).response
        assert reply.mimetype == SVG
        assert b"<script" not in reply.data
        assert b"style" not in reply.data, "the policy would take its colours away"
        assert b"http://www.w3.org/2000/svg" in reply.data
    tables = [one for one in page.find("table") if not one.inside("tfoot")]
    assert all(any(table in c.parents for c in page.find("caption")) for table in tables)
    assert all("scope" in one.attributes for one in page.find("th"))


def test_the_landmarks_are_there(reader: Visitor) -> None:
    for path in PAGES:
        page = reader.open(path)
        assert [len(page.find(tag)) for tag in ("main", "header", "footer", "nav")] == [1] * 4
        assert page.find("a", class_="skip")[0].attributes["href"] == "#main"


def test_every_link_of_the_pages_leads_somewhere(reader: Visitor) -> None:
    for start in PAGES:
        for language in ("", "?lang=en"):
            for address in set(reader.open(start + language).links.values()):
                if address.startswith("/"):
                    assert reader.get(address.partition("#")[0]).status == 200, address


def test_the_language_goes_along(reader: Visitor) -> None:
    page = reader.open(f"{HOME}?lang=en")
    assert page.find("html")[0].attributes["lang"] == "en"
    onward = [link for link in page.links.values() if link.startswith(f"{HOME}/")]
    pages = [link for link in onward if "." not in link]
    assert len(pages) >= 3
    assert all("?lang=en" in link for link in pages)


def test_the_files_are_those_of_the_contract(reader: Visitor, demo: Published) -> None:
    data = json.loads(reader.get(f"{HOME}/result.json").response.data)
    assert (data["total"], data["fingerprint"]) == ("59.46", shown_of(demo).fingerprint)
    report = reader.get(f"{HOME}/report.pdf").response
    assert report.data.startswith(b"%PDF-")
    assert report.mimetype == "application/pdf"
    assert report.headers["Content-Disposition"].startswith("inline")
    preview = reader.get(f"{HOME}/preview.png").response
    assert preview.data.startswith(b"\x89PNG")


def test_the_oit_list_is_open_data(reader: Visitor, demo: Published) -> None:
    page = reader.open(f"{HOME}/oit")
    subs = [sub for part in shown_of(demo).oit.indicators for sub in part.sub_indicators]
    items = [item for sub in subs for item in sub.items]
    assert len(items) == 43
    for url in (url for item in items for url in item.urls):
        link = page.find("a", href=url)[0]
        assert link.attributes["rel"] == "noreferrer"
    reply = reader.get(f"{HOME}/oit.csv").response
    assert reply.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(reply.data.decode("utf-8-sig"))))
    assert [row["code"] for row in rows] == [item.code for item in items]
    assert "owner" not in rows[0], "who sees to an item is the agency's own business"


def test_an_agency_lists_the_years_it_has_published(reader: Visitor) -> None:
    assert reader.open("/r/demo").links["ปีงบประมาณ 2564"] == HOME


@pytest.mark.parametrize(
    "path",
    [
        "/r/demo/2565",
        "/r/demo/2560",
        "/r/nobody/2564",
        "/r/nobody",
        "/r/demo/2564/nothing.pdf",
        "/r/demo/99999999999999999999",
        "/r/demo/x",
        "/r/%00/2564",
        "/r/demo/2564/%00",
        "/r/ก/2564",
        "/r/demo/2564/oit/more",
    ],
)
def test_what_is_not_published_does_not_exist(reader: Visitor, path: str) -> None:
    unknown = reader.get("/r/nobody/2500")
    page = reader.get(path)
    assert (page.status, page.html) == (404, unknown.html)
    assert "ไม่พบผลการประเมินที่เผยแพร่" in page.text


def test_a_withdrawn_result_is_like_one_never_published(reader: Visitor, demo: Published) -> None:
    unknown = reader.get("/r/nobody/2500").html
    withdraw(demo.instance, BUILDER, demo.round)
    for path in (*PAGES, "/r/demo", f"{HOME}/result.json", f"{HOME}/report.pdf"):
        page = reader.get(path)
        assert (page.status, page.html) == (404, unknown)


def test_only_reading_is_possible(reader: Visitor) -> None:
    for path in PAGES:
        assert reader.post(path, {"a": "b"}).status == 404
        assert reader.open(path).forms == []

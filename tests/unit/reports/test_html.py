"""The file and the blocks are parsed whole and held to what a page of the house promises."""

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.core.thai import Digits
from survey_app.reports.document import (
    Bullets,
    Column,
    Document,
    Figure,
    Heading,
    Link,
    Notice,
    Paragraph,
    Table,
    as_printed,
)
from survey_app.reports.html import render_blocks, split_address, stylesheet, write_html
from survey_app.reports.numbering import number_blocks
from tests.documents import LONG_ADDRESS, long_document

_VOID = {"meta", "img", "col", "wbr", "br", "link", "input", "hr"}
_FETCHING = {"src", "srcset", "poster", "data", "background", "action", "formaction"}


@dataclass
class Element:
    """One element: its tag, attributes, text and ancestors' tags."""

    tag: str
    attributes: dict[str, str]
    ancestors: tuple["Element", ...] = field(repr=False)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class Reader(HTMLParser):
    """Reads a page and refuses one whose elements do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open, f"{self._open} never closes"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"{tag} says an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)

    def find(self, *tags: str, class_: str | None = None) -> list[Element]:
        return [
            one
            for one in self.elements
            if one.tag in tags and (class_ is None or class_ in one.classes)
        ]

    def within(self, outer: Element, *tags: str) -> list[Element]:
        return [one for one in self.find(*tags) if outer in one.ancestors]


def _source(figure: Figure) -> str:
    return f"/r/charts/{figure.name}.svg"


@pytest.fixture(scope="module", params=list(Digits))
def document(request: pytest.FixtureRequest) -> Document:
    return long_document(request.param, b"\x89PNG emblem")


@pytest.fixture(scope="module")
def page(document: Document) -> Reader:
    return Reader(write_html(document).decode())


@pytest.fixture(scope="module")
def blocks(document: Document) -> Reader:
    return Reader(render_blocks(document, _source))


def _faults(page: Reader) -> Iterator[str]:
    """What breaks a promise that every rendering keeps, whatever its texts say."""
    ids = Counter(one.attributes["id"] for one in page.elements if "id" in one.attributes)
    yield from (f"id {name!r} {n} times" for name, n in ids.items() if n > 1 or " " in name)
    yield from (
        f"{one.tag} without words" for one in page.find("img") if "alt" not in one.attributes
    )
    yield from (f"{one.tag} runs code" for one in page.find("script", "iframe", "object", "embed"))
    for one in page.elements:
        names = one.attributes.keys()
        yield from (f"{name} on {one.tag}" for name in names if name.startswith("on"))
        yield from (f"style on {one.tag}" for name in names if name == "style")
        yield from (
            f"{one.tag} scoped {one.attributes.get('scope')}" for _ in [0] if _unscoped(one)
        )
    for table in page.find("table"):
        if len(page.within(table, "caption")) != 1:
            yield "a table without its caption"
    for link in page.find("a"):
        if not re.match(r"https?://|#", link.attributes["href"]):
            yield f"a link to {link.attributes['href']!r}"
        if (
            link.attributes["href"][0] != "#"
            and link.attributes.get("rel") != "noreferrer noopener"
        ):
            yield "a link that tells where it was clicked"


def _unscoped(one: Element) -> bool:
    if one.tag != "th":
        return False
    head = any(outer.tag == "thead" for outer in one.ancestors)
    return one.attributes.get("scope") != ("col" if head else "row")


def test_both_renderings_keep_the_promises_of_a_page(page: Reader, blocks: Reader) -> None:
    assert list(_faults(page)) == []
    assert list(_faults(blocks)) == []


def test_file_is_thai_titled_and_has_one_main_heading(document: Document, page: Reader) -> None:
    cover = as_printed(document).cover
    (html,), (title,), (h1,) = page.find("html"), page.find("title"), page.find("h1")
    assert html.attributes["lang"] == "th"
    assert title.text == f"{cover.title} {cover.agency} {cover.year}"
    assert h1.text == cover.title
    (header,) = page.find("header")
    for words in (cover.agency, cover.place, cover.year, cover.month, cover.note):
        assert words in header.text


def test_file_asks_nothing_of_a_network_and_forbids_it(document: Document, page: Reader) -> None:
    for one in page.elements:
        for name, value in one.attributes.items():
            assert name not in _FETCHING or value.startswith("data:"), f"{one.tag} fetches {value}"
    assert page.find("link", "base", "form") == []
    (style,) = page.find("style")
    assert set(re.findall(r"url\(([^)]{0,15})", style.text)) == {"data:font/woff2"}
    assert "@import" not in style.text
    policy = page.find("meta")[2].attributes
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert policy["content"].startswith(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )


def test_file_carries_both_weights_of_sarabun(page: Reader) -> None:
    (style,) = page.find("style")
    fonts = re.findall(r"data:font/woff2;base64,([A-Za-z0-9+/=]+)\)", style.text)
    assert len(fonts) == 4
    assert all(b64decode(font).startswith(b"wOF2") for font in fonts)


def test_file_carries_the_fonts_that_pages_serve() -> None:
    folder = files("survey_app")
    served = sorted(Path(str(folder.joinpath("web/static/fonts"))).glob("*.woff2"))
    assert len(served) == 4
    for font in served:
        assert folder.joinpath("fonts", font.name).read_bytes() == font.read_bytes()


def test_pages_and_file_share_one_stylesheet(page: Reader, blocks: Reader) -> None:
    (style,) = page.find("style")
    assert stylesheet() in style.text
    known = set(re.findall(r"\.(report[a-z0-9-]*)", stylesheet()))
    used = {name for one in (*page.elements, *blocks.elements) for name in one.classes}
    assert used - known - {"report-columns-1", "report-columns-2"} == set()


def test_blocks_hold_nothing_that_a_strict_policy_refuses(
    document: Document, blocks: Reader
) -> None:
    assert blocks.find("style", "link", "html", "body", "h1") == []
    assert [one.attributes["src"] for one in blocks.find("img")] == [
        _source(figure) for figure in document.figures
    ]


def test_charts_lie_inside_the_file_with_their_words(document: Document, page: Reader) -> None:
    figures = as_printed(document).figures
    charts = page.find("img")[1:]
    assert [one.attributes["alt"] for one in charts] == [figure.alt for figure in figures]
    for one in charts:
        media_type, content = one.attributes["src"].split(";base64,")
        assert media_type == "data:image/svg+xml"
        assert b"<svg" in b64decode(content)


def test_contents_lead_to_every_heading(document: Document, page: Reader) -> None:
    headings = [block for block in as_printed(document).blocks if isinstance(block, Heading)]
    (nav,) = page.find("nav")
    links = page.within(nav, "a")
    assert [one.text for one in links] == [heading.text for heading in headings]
    assert [one.attributes["href"] for one in links] == [f"#section-{h.key}" for h in headings]
    found = {one.attributes.get("id"): one for one in page.find("h2", "h3", "h4")}
    for heading in headings:
        assert found[f"section-{heading.key}"].tag == f"h{heading.level + 1}"
        assert found[f"section-{heading.key}"].text == heading.text


def test_skip_link_leads_to_the_blocks(page: Reader) -> None:
    first = page.find("a")[0]
    (main,) = page.find("main")
    assert first.attributes["href"] == f"#{main.attributes['id']}"


def test_prose_lists_and_notices_stand_in_order(document: Document, blocks: Reader) -> None:
    expected: list[tuple[str, str]] = []
    for block in as_printed(document).blocks:
        match block:
            case Paragraph(text=text) | Notice(text=text):
                expected.append(("p", text))
            case Bullets(items=items):
                expected.extend(("li", item) for item in items)
            case Heading(text=text, level=level):
                expected.append((f"h{level + 1}", text))
    found = blocks.find("p", "li", "h2", "h3", "h4")
    assert [(one.tag, " ".join(one.text.split())) for one in found] == expected
    assert len(blocks.find("div", class_="report-notice")) == 1
    assert (len(blocks.find("ol")), len(blocks.find("ul"))) == (1, 1)


def test_tables_say_every_cell_under_its_column(document: Document, blocks: Reader) -> None:
    numbered = [one for one in number_blocks(as_printed(document)) if isinstance(one.block, Table)]
    drawn = blocks.find("table")
    assert len(numbered) == len(drawn) == 3
    for wanted, table in zip(numbered, drawn, strict=True):
        (caption,) = blocks.within(table, "caption")
        assert caption.text == f"{wanted.label} {wanted.block.caption}"
        heads = [one for one in blocks.within(table, "th") if one.attributes["scope"] == "col"]
        assert [one.text for one in heads] == [column.name for column in wanted.block.columns]
        body = [one for one in blocks.within(table, "th", "td") if one not in heads]
        assert [one.text for one in body] == [
            _say(cell) for row in wanted.block.rows for cell in row
        ]


def _say(cell: object) -> str:
    if isinstance(cell, tuple):
        return "".join(map(_say, cell))
    return cell.url if isinstance(cell, Link) else str(cell)


def test_only_rows_of_totals_are_marked(blocks: Reader) -> None:
    (total,) = blocks.find("tr", class_="report-total")
    assert "คะแนนรวม" in total.text


def test_captions_number_tables_and_figures_apart(document: Document, blocks: Reader) -> None:
    labels = [one.text for one in blocks.find("span", class_="report-label")]
    expected = ["ตารางที่ 1", "ภาพที่ 1", "ภาพที่ 2", "ตารางที่ 2", "ตารางที่ 3"]
    thai = str.maketrans("123", "๑๒๓")
    is_thai = document.digits is Digits.THAI
    assert labels == [label.translate(thai) if is_thai else label for label in expected]
    wrapper = blocks.elements[0]
    assert ("report-thai-digits" in wrapper.classes) is is_thai


def test_addresses_are_links_that_may_break_after_their_marks(blocks: Reader) -> None:
    links = [one for one in blocks.find("a") if one.attributes["href"] == LONG_ADDRESS]
    assert {one.text for one in links} == {LONG_ADDRESS}
    assert "".join(split_address(LONG_ADDRESS)) == LONG_ADDRESS
    assert max(map(len, split_address(LONG_ADDRESS + "x" * 100))) <= 20
    assert split_address("https://a.go.th/b_c?d=e&f") == (
        "https://", "a.", "go.", "th/", "b_", "c?", "d=", "e&", "f",
    )  # fmt: skip


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//a.go.th", "a b"])
def test_other_addresses_are_text(address: str) -> None:
    table = Table("ที่อยู่", (Column("ที่อยู่"),), ((Link(address),),))
    page = Reader(render_blocks(replace(long_document(), blocks=(table,)), _source))
    assert page.find("a") == []
    assert page.find("th")[-1].text == address


def test_characters_that_html_cannot_hold_are_left_out() -> None:
    document = replace(long_document(), blocks=(Notice("ก\x00\x1b\x85ข\ufffe\ud800ค"),))
    assert Reader(render_blocks(document, _source)).find("p")[0].text == "กขค"
    assert "กขค" in write_html(document).decode()


def test_lines_of_an_officers_paragraph_are_paragraphs() -> None:
    document = replace(long_document(), blocks=(Paragraph("หนึ่ง\r\n\r\nสอง\nสาม", "key"),))
    page = Reader(render_blocks(document, _source))
    assert [one.text for one in page.find("p")] == ["หนึ่ง", "สอง", "สาม"]


def test_same_document_makes_the_same_bytes(document: Document) -> None:
    assert write_html(document) == write_html(document)


_ODD = st.sampled_from([
    "<script>alert(1)</script>", "</style></title>", '"><img src=x onerror=y>', "&amp;&lt;", "'", "`",
    "{{ 7*7 }}", "{% raw %}", "\x00\x07\x1b", "\x85\u2028", "\ufffe", "مرحبا", "🙂", "", " ", "\r\n",
    "https://a.go.th/\"onmouseover='x'", "https://a.go.th/?a=1&b=<c>", "javascript:alert(1)",
])  # fmt: skip
_TEXTS = _ODD | st.text(max_size=60) | st.builds(lambda a, b: a + b, _ODD, st.text(max_size=20))


@settings(max_examples=40, deadline=None)
@given(st.lists(_TEXTS, min_size=12, max_size=12), st.sampled_from(Digits))
def test_any_text_is_text_and_no_element(texts: list[str], digits: Digits) -> None:
    a, b, c, d, e, f, g, h, i, j, k, m = texts
    whole = long_document()
    (chart, *_) = whole.figures
    cover = replace(whole.cover, title=a, agency=b, place=c, year=d, month=e, note=f)
    table = Table(
        g, (Column(h, 2), Column(i)), ((j, (k, Link(m))), (Link(a), b), ("", "")), totals=1
    )
    blocks = (
        Heading(1, a, b), Heading(3, c, b), Paragraph(e), Notice(f), Bullets((g, h)), table,
        Bullets((), numbered=True),
    )  # fmt: skip
    page = Reader(write_html(Document(cover, blocks, digits)).decode())
    assert list(_faults(page)) == []
    assert _shape(page) == _shape(Reader(write_html(replace(whole, blocks=_CALM)).decode()))
    drawn = replace(chart, name=k, caption=i, alt=j)
    part = Reader(render_blocks(Document(cover, (*blocks, drawn), digits), lambda one: one.name))
    assert list(_faults(part)) == []
    assert len(part.find("img")) == 1


_CALM = (
    Heading(1, "ก", "a"), Heading(3, "ก", "b"), Notice("ก"), Bullets(("ก", "ก")),
    Table(
        "ก", (Column("ก", 2), Column("ก")), (("ก", ("ก", "ก")), ("ก", "ก"), ("", "")), totals=1
    ),
    Bullets((), numbered=True),
)  # fmt: skip
"""Blocks of the same shape as those of any text, all saying ก."""


def _shape(page: Reader) -> Counter[str]:
    """How often each kind of element stands there, but those whose number texts may decide."""
    by_text = {"a", "wbr", "p", "th", "td"}
    return Counter(one.tag for one in page.elements if one.tag not in by_text)

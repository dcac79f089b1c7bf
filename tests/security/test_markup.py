"""Markup, formulas and commands typed into any field come out as text, everywhere and in every file."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from survey_app.web import build_app
from tests.security import readings
from tests.security.browsers import Browser
from tests.security.conftest import Bench, HostileSite
from tests.security.forms import SENDINGS, Pair, compose, send
from tests.security.hostile_town import OFFICER, HostileTown
from tests.security.readings import squeeze
from tests.security.routes import ROUTES
from tests.visiting import inspect, read_page

CLOSED, OPEN, DRAFT = (
    "/officer/rounds/{closed}",
    "/officer/rounds/{open}",
    "/officer/rounds/{draft}",
)
PLAN = "/officer/agencies/{agency}/plans/2564"

PAGES = [
    route.address.replace("/officer/officers/colleague", f"/officer/officers/{OFFICER}")
    for key, route in ROUTES.items()
    if key.startswith("GET ") and not route.dear and "static" not in key
]
MORE_PAGES = [
    f"{DRAFT}/wording/{instrument}/{group}"
    for instrument, groups in (
        ("IIT", ("pages", "profile", "1")),
        ("EIT", ("pages", "profile", "6")),
    )
    for group in groups
] + [
    f"{DRAFT}/preview/EIT",
    f"{CLOSED}/history",
    f"{CLOSED}/oit",
    f"{CLOSED}/oit/o1",
    f"{OPEN}/days",
    "/s/{staff_link}",
    "/s/{staff_link}/form",
    "/s/{staff_link}/thanks",
    "/s/{staff_link}/not-eligible",
]

Read = Callable[[bytes], tuple[str, list[str]]]
FILES: dict[str, Read] = {
    f"{CLOSED}/report/file.docx": readings.read_docx,
    f"{CLOSED}/report/file.pdf": readings.read_pdf,
    f"{CLOSED}/report/file.xlsx": readings.read_xlsx,
    f"{CLOSED}/report/file.csv": readings.read_csv,
    f"{CLOSED}/report/file.json": readings.read_json,
    f"{CLOSED}/report/file.html": lambda content: readings.read_html(content.decode()),
    f"{CLOSED}/result.json": readings.read_json,
    f"{CLOSED}/oit.csv": readings.read_csv,
    f"{CLOSED}/oit.xlsx": readings.read_xlsx,
    f"{OPEN}/oit.csv": readings.read_csv,
    f"{DRAFT}/wording.xlsx": readings.read_xlsx,
    f"{OPEN}/places/{{place}}/a4.pdf": readings.read_pdf,
    f"{OPEN}/places/{{place}}/qr.svg": readings.read_svg,
    f"{CLOSED}/report/figures/ranking.svg": readings.read_svg,
    f"{PLAN}/follow-up?kind=docx": readings.read_docx,
    f"{PLAN}/follow-up?kind=pdf": readings.read_pdf,
    "/officer/agencies/{agency}/years/imported/template.xlsx": readings.read_xlsx,
    "/r/{agency}/2563/result.json": readings.read_json,
    "/r/{agency}/2563/oit.csv": readings.read_csv,
    "/r/{agency}/2563/report.pdf": readings.read_pdf,
}
"""Files by address, and how each is read by a program that is not ours."""


@pytest.fixture(scope="module")
def hostile(hostile_site: HostileSite) -> tuple[HostileTown, Browser]:
    """The hostile town and its administrator's browser."""
    town = hostile_site.town
    return town, Browser(build_app(hostile_site.instance), town.tokens["admin"])


@dataclass(frozen=True)
class Reading:
    """What stands in a page or file, what must not, and the name it is kept under."""

    text: str
    faults: list[str]
    disposition: str = ""


Readings = dict[str, Reading]


@pytest.fixture(scope="module")
def read(hostile: tuple[HostileTown, Browser]) -> Readings:
    """Every page and file, read."""
    town, browser = hostile
    found: Readings = {}
    for address in (*PAGES, *MORE_PAGES):
        for language in ("th", "en", *(["my"] if address.startswith("/s/") else [])):
            asked = f"{address}{'&' if '?' in address else '?'}lang={language}"
            answer = browser.get(asked.format_map(town.names))
            assert answer.status_code < 500, asked
            if answer.mimetype == "text/html":
                inspect(read_page(answer, address))
                found[asked] = Reading(*readings.read_html(answer.get_data(as_text=True)))
            elif answer.mimetype == "image/svg+xml":
                found[asked] = Reading(*readings.read_svg(answer.data))
    for address, reader in FILES.items():
        answer = browser.get(address.format_map(town.names))
        assert answer.status_code == 200, address
        named = answer.headers.get("Content-Disposition", "")
        found[address] = Reading(*reader(answer.data), named)
    return found


def test_nothing_typed_comes_out_as_markup_formula_or_command(read: Readings) -> None:
    assert len(read) > 150
    assert {address: one.faults for address, one in read.items() if one.faults} == {}


UNSEEN = (
    "start/",
    "thanks/",
    "not_eligible/",
    "profile",
    "suggestion/",
    "/options",
    "/rows",
    "remark",
)
"""Texts of a closed round's forms that nobody is shown any more; nor is a language of respondents alone."""


def test_everything_typed_comes_out_as_the_text_it_is(
    hostile: tuple[HostileTown, Browser], read: Readings
) -> None:
    """Neither swallowed nor changed: what an officer or a citizen wrote stands there to be read."""
    shown = "\n".join(one.text for one in read.values())
    lost = [
        what
        for what, text in hostile[0].texts.items()
        if squeeze(text) not in shown
        if not (what.startswith("closed ") and any(part in what for part in UNSEEN))
        if not (what.startswith("closed ") and what.endswith(" my"))
    ]
    assert lost == []


IN_FILES = {
    f"{CLOSED}/report/file.docx": ("agency name", "paragraph", "closed note", "suggestion EIT 0"),
    f"{CLOSED}/report/file.html": ("agency name", "paragraph", "closed note", "suggestion EIT 0"),
    f"{CLOSED}/report/file.xlsx": ("agency name", "closed note", "closed comment"),
    f"{CLOSED}/report/file.csv": ("agency name",),
    f"{CLOSED}/oit.csv": ("closed note", "closed owner", "closed comment"),
    f"{CLOSED}/oit.xlsx": ("closed note", "closed owner", "closed comment"),
    f"{CLOSED}/result.json": ("agency name",),
    f"{DRAFT}/wording.xlsx": ("draft IIT/start/heading th", "draft EIT/thanks/heading en"),
    f"{PLAN}/follow-up?kind=docx": ("measure title", "measure step", "measure owner", "progress"),
    "/r/{agency}/2563/oit.csv": ("closed note", "closed comment"),
    "/officer/agencies/{agency}/years/imported/template.xlsx": ("agency name",),
}


@pytest.mark.parametrize("address", IN_FILES)
def test_a_file_holds_what_was_typed_as_it_was_typed(
    hostile: tuple[HostileTown, Browser], read: Readings, address: str
) -> None:
    text, texts = read[address].text, hostile[0].texts
    assert [what for what in IN_FILES[address] if squeeze(texts[what]) not in text] == []


@pytest.mark.parametrize(
    ("address", "whats"),
    [
        (f"{CLOSED}/report/file.pdf", ("agency name", "paragraph", "closed note")),
        (f"{PLAN}/follow-up?kind=pdf", ("measure title", "progress")),
        (f"{OPEN}/places/{{place}}/a4.pdf", ("agency name",)),
    ],
)
def test_a_pdf_holds_the_signs_of_what_was_typed(
    hostile: tuple[HostileTown, Browser],
    read: Readings,
    address: str,
    whats: tuple[str, ...],
) -> None:
    """Lines break anywhere in a PDF, so signs are looked for one after the other without spaces."""
    text = "".join(read[address].text.split()).replace("\ufffe", "").replace("\u00ad", "")
    for what in whats:
        wanted = "".join(hostile[0].texts[what].split())
        assert wanted[:24] in text, what
        assert wanted[-6:] in text, what


def test_all_files_at_once_are_the_same_files(hostile: tuple[HostileTown, Browser]) -> None:
    """Names in the archive lead nowhere but into the folder it is unpacked in."""
    town, browser = hostile
    answer = browser.get(f"{CLOSED}/report/all.zip".format_map(town.names))
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        for name in archive.namelist():
            assert not set('/\\:*?"<>|\0\r\n') & set(name), name
            assert not name.startswith(("-", "=", "@", "+", ".")), name
    assert "\n" not in answer.headers["Content-Disposition"]


def test_names_of_downloads_break_no_header(read: Readings) -> None:
    for address in FILES:
        named = read[address].disposition
        assert named.isascii(), address
        assert named.count("filename*=") <= 1, address
        assert not set("\r\n<>") & set(named), address


HARM = "=1\"'><x-injected onload=alert(1)></textarea></title><script>alert(1)</script>{{7*7}}"


def test_what_is_typed_comes_back_as_text(bench: Bench) -> None:
    """A form that is refused shows what was typed; so does the page after one that is taken."""
    for rule in [rule for rule in SENDINGS if not SENDINGS[rule].dear]:
        for every in (1, 2):
            form: list[Pair] = [
                (name, HARM if isinstance(value, str) and n % every == 0 else value)
                for n, (name, value) in enumerate(compose(bench.site, rule))
            ]
            answer = send(bench.site, rule, form)
            pages = [answer] if answer.mimetype == "text/html" else []
            if answer.status_code in (302, 303):
                pages = [bench.site.browser(SENDINGS[rule].who).get(answer.location)]
            for page in pages:
                assert page.status_code < 500, rule
                assert readings.read_html(page.get_data(as_text=True))[1] == [], rule
            if bench.watch.is_disturbed():
                bench.restore()

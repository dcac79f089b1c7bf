"""A municipality with an open round, and a visitor who inspects every page they are shown."""

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import text
from werkzeug.test import TestResponse

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import StaffAccess, SurveyDays
from survey_app.services.agencies import add_agency
from survey_app.services.closing import close_round
from survey_app.services.codes import make_codes, void_codes
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.services.places import list_places, stop_place
from survey_app.services.respond import visit_survey
from survey_app.services.rounds import cancel_round, create_round, find_round, open_round
from survey_app.settings import Settings
from survey_app.web import build_app

AGENCY = "เทศบาลตำบลบ้านฆ้อง"
PHONE = "032 123 456"
DAYS = SurveyDays(date(2026, 5, 15), date(2026, 6, 30))


@dataclass
class Clock:
    """A clock that tests set; it stands at noon in Thailand."""

    today: date = date(2026, 6, 1)

    def __call__(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 5, tzinfo=UTC)


@dataclass
class Municipality:
    """One agency, one open round: IIT with codes, EIT with a link."""

    instance: Instance
    app: Flask
    clock: Clock
    round: str
    iit: str
    eit: str
    codes: list[str]

    def stop(self, link: str) -> None:
        for view in list_places(self.instance, COMMAND_LINE, self.round):
            if view.place.link_code == link:
                stop_place(self.instance, COMMAND_LINE, self.round, view.place.id, "ป้ายหาย")

    def close(self) -> None:
        close_round(self.instance, COMMAND_LINE, self.round, "ทดสอบ")

    def cancel(self) -> None:
        cancel_round(self.instance, COMMAND_LINE, self.round)

    def add_draft(self) -> str:
        """The EIT link of next year's round, which is still a draft."""
        agency = find_round(self.instance, COMMAND_LINE, self.round).agency
        draft = create_round(
            self.instance,
            COMMAND_LINE,
            agency=agency,
            fiscal_year=2570,
            edition=2564,
            staff=40,
            public=900,
        )
        views = list_places(self.instance, COMMAND_LINE, draft.id)
        return next(view.place.link_code for view in views if view.instrument == "EIT")

    def void_codes(self) -> None:
        void_codes(self.instance, COMMAND_LINE, self.round)

    def sheets(self, link: str) -> int:
        visit = visit_survey(self.instance, link)
        query = "SELECT coalesce(sum(n), 0) FROM participation WHERE survey = :survey"
        return int(self.ask(query, survey=visit.survey)[0][0])

    def errors(self) -> dict[str, int]:
        return dict(self.ask("SELECT kind, n FROM respondent_error"))

    def ask(self, query: str, **facts: object) -> list[tuple[object, ...]]:
        with self.instance.database.snapshot() as session:
            return [tuple(row) for row in session.execute(text(query), facts)]


class Page(HTMLParser):
    """What a test may ask of a page: its form, labels, ids, links and anything inline."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.words = markup
        self.language = ""
        self.title = ""
        self.ids: list[str] = []
        self.labels: dict[str, str] = {}
        self.fields: list[dict[str, str | None]] = []
        self.links: list[dict[str, str | None]] = []
        self.actions: list[str] = []
        self.sources: list[str] = []
        self.inline: list[str] = []
        self.headings: list[str] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self._note(tag, facts)
        if tag not in ("meta", "link", "input", "img", "br"):
            self._open.append((tag, facts))
        if tag in ("h1", "h2", "h3"):
            self.headings.append("")

    def _note(self, tag: str, facts: dict[str, str | None]) -> None:
        if facts.get("id"):
            self.ids.append(str(facts["id"]))
        if tag == "html":
            self.language = str(facts.get("lang"))
        if tag in ("input", "textarea", "button", "select"):
            self.fields.append({"tag": tag, **facts})
        if tag == "a":
            self.links.append(facts)
        if tag == "form":
            self.actions.append(str(facts["action"]))
        self.sources += [str(facts[name]) for name in ("src", "srcset") if name in facts]
        if tag == "link":
            self.sources.append(str(facts["href"]))
        self.inline += [name for name in facts if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in facts):
            self.inline.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        tags = [tag for tag, _ in self._open]
        if tags[-1] == "title":
            self.title += data
        if {"h1", "h2", "h3"} & set(tags):
            self.headings[-1] += data
        for tag, facts in self._open:
            if tag == "label" and facts.get("for"):
                code = str(facts["for"])
                self.labels[code] = self.labels.get(code, "") + data
            if tag == "textarea":
                name = str(facts["name"])
                self.texts[name] = self.texts.get(name, "") + data

    @property
    def ticket(self) -> str:
        return self.value("ticket")

    def value(self, name: str) -> str:
        return next(str(f.get("value")) for f in self.fields if f.get("name") == name)

    def names(self) -> set[str]:
        return {str(f["name"]) for f in self.fields if f.get("name")}

    def hrefs(self) -> list[str]:
        return [str(link.get("href")) for link in self.links]

    def chosen(self) -> dict[str, str]:
        return {
            str(f["name"]): str(f["value"])
            for f in self.fields
            if f.get("type") == "radio" and "checked" in f
        }

    def best_answers(self) -> dict[str, str]:
        """The first option of every row that must be answered."""
        return {str(f["name"]): "1" for f in self.fields if _must(f)}


def _must(field: dict[str, str | None]) -> bool:
    return field.get("type") == "radio" and "required" in field


@dataclass
class Visitor:
    """A person with a browser; whatever page comes back is inspected before the test sees it."""

    client: FlaskClient

    def get(self, path: str, **how: object) -> TestResponse:
        return self._inspect(self.client.get(path, **how))

    def post(self, path: str, fields: object, **how: object) -> TestResponse:
        return self._inspect(self.client.post(path, data=fields, **how))

    def page(self, path: str) -> Page:
        return self.read(self.get(path))

    def read(self, response: TestResponse) -> Page:
        return Page(response.text)

    def _inspect(self, response: TestResponse) -> TestResponse:
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        if response.mimetype == "text/html" and response.status_code != 303:
            _inspect_page(Page(response.text))
        return response


def _inspect_page(page: Page) -> None:
    assert page.language in ("th", "en", "my")
    assert page.title.strip()
    assert not page.inline
    assert all(source.startswith("/") for source in page.sources)
    assert all(action.startswith("/s/") for action in page.actions)
    repeated = [name for name, times in Counter(page.ids).items() if times > 1]
    assert not repeated
    for shown in page.fields:
        if shown["tag"] in ("input", "textarea") and not _is_hidden(shown):
            assert page.labels[str(shown["id"])].strip()
    _require_known_ids(page)


def _is_hidden(shown: dict[str, str | None]) -> bool:
    return shown.get("type") == "hidden" or "hidden" in shown


def _require_known_ids(page: Page) -> None:
    targets = [href[1:] for href in page.hrefs() if href.startswith("#") and len(href) > 1]
    described = [str(f.get("aria-describedby") or "").split() for f in page.fields]
    for name in [*targets, *(one for names in described for one in names)]:
        assert name in page.ids


def _emblem() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (64, 64), "#0f5c5c").save(drawn, "PNG")
    return drawn.getvalue()


@dataclass(frozen=True)
class Prepared:
    """A folder with an open round, made once and copied for every test."""

    folder: Path
    round: str
    links: dict[str, str]
    codes: list[str]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("prepared") / "instance"
    instance = upgrade_instance(Settings(instance=folder), Clock())
    agency = add_agency(
        instance,
        COMMAND_LINE,
        name=AGENCY,
        district="โพธาราม",
        province="ราชบุรี",
        phone=PHONE,
        emblem=_emblem(),
    )
    new = create_round(
        instance,
        COMMAND_LINE,
        agency=agency.id,
        fiscal_year=2569,
        edition=2564,
        staff=40,
        public=900,
        staff_access=StaffAccess.CODES,
        days={"IIT": DAYS, "EIT": DAYS},
    )
    open_round(instance, COMMAND_LINE, new.id)
    places = list_places(instance, COMMAND_LINE, new.id)
    links = {view.instrument: view.place.link_code for view in places}
    return Prepared(folder, new.id, links, make_codes(instance, COMMAND_LINE, new.id, 3))


@pytest.fixture
def municipality(prepared: Prepared, tmp_path: Path) -> Municipality:
    folder, clock = tmp_path / "instance", Clock()
    shutil.copytree(prepared.folder, folder)
    instance = open_instance(Settings(instance=folder, public_url="http://localhost"), clock)
    links = prepared.links
    app = build_app(instance)
    return Municipality(
        instance, app, clock, prepared.round, links["IIT"], links["EIT"], prepared.codes
    )


@pytest.fixture
def visitor(municipality: Municipality) -> Visitor:
    return Visitor(municipality.app.test_client())

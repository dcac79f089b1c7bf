"""Help where it is needed: every officer page explains itself and leads to its part of the handbook."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from werkzeug.routing import Rule

from survey_app.core.measure_entry import MeasureEntry, ProgressEntry
from survey_app.core.measures import FollowUp, MeasureStatus
from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.handbook import list_chapters
from survey_app.services import measures, past_years, places, rounds
from survey_app.services.instance import Instance
from survey_app.services.officers import add_officer
from survey_app.services.paper import allow_paper
from survey_app.services.publishing import publish
from survey_app.storage.agencies import Agency
from survey_app.web.officer.handbook.table import PAGE_LINES, title_of
from survey_app.web.officer.rounds.page import SURVEY_NAMES
from tests.closed_rounds import close_pretend_round
from tests.handbook_pictures import OFFICERS, SHOTS, World
from tests.integration.conftest import PASSWORD, SignIn
from tests.respondents import open_pretend_round
from tests.visiting import Page, Visitor

SIGNING_IN = {f"officer_sign_in.{step}" for step in ("ask", "password", "code", "phone")}
"""Pages that nobody sees who has signed in."""
MEASURE = "ตรวจเวลาให้บริการจริงทุกเดือน"
"""A measure's title, which is the lead of its pages and no sentence about them."""


@pytest.fixture
def world(instance: Instance, agency: Agency, other_agency: Agency) -> World:
    """A round in each state, a plan, and an agency that begins: smaller than the demonstration."""
    closed = close_pretend_round(instance, agency, iit=5, eit=5, fiscal_year=2563)
    opened = open_pretend_round(instance, agency, fiscal_year=2564)
    for instrument in ("IIT", "EIT"):
        allow_paper(instance, COMMAND_LINE, opened.id, instrument)
    draft = rounds.create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2565, edition=2564, staff=9, public=9
    )
    past_years.import_years(instance, COMMAND_LINE, "years.csv", _past_year(agency.id).encode())
    entry = MeasureEntry(1, MEASURE, ("ตรวจ", "แก้"), "กองคลัง", "ตลอดปี", FollowUp.YEARLY)
    measure = measures.add_measure(instance, COMMAND_LINE, agency.id, 2564, entry)
    report = ProgressEntry(date(2021, 2, 1), "ตรวจแล้วหนึ่งครั้ง", ())
    measures.report_progress(instance, COMMAND_LINE, measure.id, report, MeasureStatus.STARTED)
    place = places.list_link_places(instance, COMMAND_LINE, opened.id)[0].place
    return World(
        agency=agency.id,
        beginner=other_agency.id,
        draft=draft.id,
        open=opened.id,
        closed=closed.id,
        place=place.id,
        link=place.link_code,
        measure=measure.id,
        plan=2564,
    )


def _past_year(agency: str) -> str:
    return f"agency,fiscal_year,indicator,score\n{agency},2562,1,80.00\n{agency},2562,total,70.00\n"


def page_rules(app: Flask) -> list[Rule]:
    """What officers can open by an address; an address that ends in a file's name is no page."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("officer_") and "GET" in (rule.methods or ())
        if "." not in rule.rule.rpartition("/")[2]
    ]


def addresses(app: Flask, world: World, instance: Instance, rule: Rule) -> Iterator[str]:
    """Addresses by which a rule may be reached in a world: one a round's state."""
    plan = measures.read_plan(instance, COMMAND_LINE, world.agency, world.plan)
    known = {
        "agency_id": world.agency,
        "place_id": world.place,
        "measure_id": world.measure,
        "entry_id": plan[0].progress[0].id,
        "code": world.item,
        "instrument": "IIT",
        "group": "1",
        "chapter_id": "start",
        "name": "colleague",
    }
    year = 2562 if "imported" in rule.endpoint else world.plan
    binding = app.url_map.bind("localhost")
    states = (world.draft, world.open, world.closed)
    for round_id in states if "round_id" in rule.arguments else states[:1]:
        values = {**known, "year": year, "round_id": round_id}
        yield binding.build(rule.endpoint, {name: values[name] for name in rule.arguments})


def shown_pages(
    visitor: Visitor, app: Flask, world: World, instance: Instance
) -> Iterator[tuple[str, Page]]:
    """Every page that an address opens, with its endpoint; no file and no page that leads elsewhere."""
    for rule in page_rules(app):
        answers = [visitor.get(one) for one in addresses(app, world, instance, rule)]
        assert any(one.status in (200, 302, 303) for one in answers), f"{rule} opened nowhere"
        yield from ((rule.endpoint, one) for one in answers if one.status == 200 and one.is_html)


@pytest.fixture
def colleague(instance: Instance, agency: Agency) -> None:
    add_officer(instance, COMMAND_LINE, "colleague", Role.OFFICER, agency.id, PASSWORD)


@pytest.mark.engine("sqlite")
def test_every_page_explains_itself_once_and_leads_to_the_handbook(
    system_admin: Visitor,
    app: Flask,
    world: World,
    instance: Instance,
    agency: Agency,
    colleague: None,
):
    publish(instance, COMMAND_LINE, world.closed)
    seen = set()
    for endpoint, page in shown_pages(system_admin, app, world, instance):
        seen.add(endpoint)
        if not endpoint.startswith("officer_handbook."):
            assert endpoint in PAGE_LINES, (
                f"{endpoint} has no line in web/officer/handbook/table.py"
            )
            title = title_of(PAGE_LINES[endpoint].place)
            assert f"คู่มือ: {title}" in page.links, (page.path, list(page.links))
        assert len(sentences(page, agency)) == 1, (page.path, sentences(page, agency))
    assert set(PAGE_LINES) - seen == SIGNING_IN


def sentences(page: Page, agency: Agency) -> list[str]:
    """What explains the page: its lead or the table's sentence, but not a mere name."""
    if page.find("body", class_="preview"):
        return [one.text for one in page.find("p") if one.inside("div") and "ส่งคำตอบ" in one.text]
    names = {agency.name, MEASURE, *map(str, SURVEY_NAMES.values())}
    leads = [one for one in page.find("p", class_="lead-text") if not one.inside("section")]
    lines = page.find("p", class_="page-line")
    return [one.text for one in (*leads, *lines) if one.text not in names]


def test_whoever_signs_in_is_led_to_the_handbook_at_each_step(
    visitor: Visitor, instance: Instance, agency: Agency
):
    once = add_officer(instance, COMMAND_LINE, "สมหมาย", Role.OFFICER, agency.id)
    help_with_it = {"คู่มือ: เข้าสู่ระบบครั้งแรก"}
    page = visitor.open("/officer/sign-in")
    assert help_with_it <= set(page.links)
    page = visitor.submit({"name": "สมหมาย", "password": once})
    assert page.path == "/officer/sign-in/password"
    assert help_with_it <= set(page.links)
    page = visitor.submit({"new": PASSWORD, "again": "not the same at all"})
    assert page.status == 422
    assert help_with_it <= set(page.links)
    page = visitor.submit({"new": PASSWORD, "again": PASSWORD})
    assert page.path == "/officer/sign-in/phone"
    assert help_with_it <= set(page.links)
    chapter = visitor.open(page.links["คู่มือ: เข้าสู่ระบบครั้งแรก"])
    assert chapter.find("h2", id="section-sign-in")


SENT = (
    ("/officer/rounds/new", {}, "สร้างรอบ"),
    ("/officer/rounds/{draft}/numbers", {"staff": "ก"}, "จำนวนคน"),
    ("/officer/rounds/{open}/days/IIT", {}, "วันรับคำตอบ"),
    ("/officer/rounds/{open}/places/{place}/stop", {}, "โปสเตอร์และป้ายตั้งโต๊ะ"),
    ("/officer/rounds/{open}/slips/print", {}, "พิมพ์ใบรหัสสำหรับบุคลากร"),
    ("/officer/rounds/{open}/close", {}, "ปิดรอบ"),
)
"""Forms sent with nothing right in them, and the section that their page leads to."""


@pytest.mark.engine("sqlite")
def test_a_form_that_comes_back_keeps_the_help_of_its_page(officer: Visitor, world: World):
    officer.open("/officer/rounds")
    for form, sent, section in SENT:
        address = form.format(draft=world.draft, open=world.open, place=world.place)
        page = officer.post(address, sent)
        assert page.status == 422, address
        assert f"คู่มือ: {section}" in page.links, address


def test_every_line_speaks_of_a_page_and_a_section_that_are_there(app: Flask):
    endpoints = {rule.endpoint for rule in page_rules(app)}
    assert set(PAGE_LINES) <= endpoints
    for line in PAGE_LINES.values():
        assert title_of(line.place)


@pytest.mark.engine("sqlite")
def test_every_page_in_a_picture_still_opens_for_whom_it_was_taken(
    app: Flask, sign_in_as: SignIn, world: World, agency: Agency, other_agency: Agency
):
    homes = {"officer": agency, "beginner": other_agency}
    visitors = {who: sign_in_as(who, role, homes[who]) for who, role in OFFICERS.items()}
    for shot in SHOTS:
        page = visitors[shot.who].get(shot.path(world))
        assert page.status == 200, (shot.name, page.path)
        assert not shot.start or shot.start in page.headings, shot.name


def test_the_handbook_is_read_without_signing_in(visitor: Visitor):
    contents = visitor.open("/officer/handbook")
    for chapter in list_chapters():
        page = visitor.open(f"/officer/handbook/{chapter.id}")
        assert page.headings[0] == chapter.title
        for section in chapter.sections:
            assert page.find(f"h{section.level + 1}", id=f"section-{section.key}")
            here = f"/officer/handbook/{chapter.id}#section-{section.key}"
            assert here in contents.links.values()
        for picture in page.find("img"):
            answer = visitor.get(picture.attributes["src"])
            assert (answer.status, answer.response.mimetype) == (200, "image/png")


def test_chapters_lead_to_the_one_before_and_the_one_after(visitor: Visitor):
    chapters = list_chapters()
    for chapter in chapters:
        page = visitor.open(f"/officer/handbook/{chapter.id}")
        ways = {one.attributes.get("rel"): one.attributes["href"] for one in page.find("a")}
        before = chapters[chapter.no - 2].id if chapter.no > 1 else None
        after = chapters[chapter.no].id if chapter.no < len(chapters) else None
        assert ways.get("prev") == (before and f"/officer/handbook/{before}")
        assert ways.get("next") == (after and f"/officer/handbook/{after}")


@pytest.mark.parametrize("address", ["nothing", "pictures/nothing.png", "pictures/..%2Fth.png"])
def test_what_the_handbook_lacks_is_not_found(visitor: Visitor, address: str):
    assert visitor.get(f"/officer/handbook/{address}").status == 404


def test_the_handbook_comes_as_a_pdf(visitor: Visitor):
    answer = visitor.get("/officer/handbook.pdf")
    assert answer.response.mimetype == "application/pdf"
    assert "handbook.pdf" in answer.response.headers["Content-Disposition"]
    assert answer.response.data.startswith(b"%PDF-")


@pytest.mark.parametrize("who", ["officer", "auditor", "executive", "admin"])
def test_the_menu_of_every_role_leads_to_the_handbook(
    who: str, agency: Agency, request: pytest.FixtureRequest
):
    someone: Visitor = request.getfixturevalue(who)
    page = someone.open("/officer/handbook")
    assert page.links["คู่มือ"] == "/officer/handbook"
    writes = who in ("officer", "admin")
    assert ("รายการเริ่มต้น" in page.links) is writes


def test_english_pages_say_that_the_handbook_is_in_thai(officer: Visitor):
    officer.open("/officer/account")
    page = officer.submit({"language": "en", "next": "/officer/handbook"}, form="/officer/language")
    notice = [one.text for one in page.find("p", class_="alert")]
    assert len(notice) == 1
    assert page.find("ol", lang="th")


def test_thai_pages_need_no_such_word(officer: Visitor):
    assert not officer.open("/officer/handbook").find("p", class_="alert")

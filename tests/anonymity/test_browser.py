"""What stays on a phone after answering, and what the network sees meanwhile: a real Chromium."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Route, expect

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import StaffAccess
from survey_app.core.sheet import LONGEST_SUGGESTION
from survey_app.services.agencies import add_agency
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance, upgrade_instance
from survey_app.services.places import limit_place
from survey_app.settings import Settings
from tests.anonymity.phones import Phone, Sent, files_of, open_phone
from tests.browser.chromium import REQUIRED, find_chromium
from tests.browser.form_page import FormPage
from tests.respondents import PretendRound, open_pretend_round
from tests.serving import CommandLine

WORDS = "หัวหน้าเรียกรับเงินทอน CANARYWORDS"
LONG = (WORDS + "ก" * LONGEST_SUGGESTION)[:LONGEST_SUGGESTION]
COMMIT_SECONDS = 6
"""Chromium writes a tab's storage to the disk some five seconds after it changed."""
NOTED = ("History", "Favicons", "Top Sites", "Sessions", "ukm_db", "Shortcuts", "Visited Links")
"""Where a browser notes the addresses it opened: a QR code's address with the code in it."""
REOPENED = ("Sessions",)
"""Where a browser keeps its tabs, to open them again: the form sent at the door with the code in it."""


@dataclass(frozen=True)
class Place:
    """The server, and the round that answers there."""

    address: str
    instance: Instance

    def open_round(self, access: StaffAccess) -> PretendRound:
        agency = add_agency(
            self.instance,
            COMMAND_LINE,
            name=f"เทศบาล {access} {secrets.token_hex(4)}",
            phone="0 4300 0000",
        )
        return open_pretend_round(self.instance, agency, access=access)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    if find_chromium() is None:
        (pytest.fail if REQUIRED else pytest.skip)("no Chromium on this machine")
    folder = tmp_path_factory.mktemp("place") / "instance"
    instance = upgrade_instance(Settings(instance=folder))
    with CommandLine(folder).serve() as address:
        yield Place(address, instance)
    instance.database.engine.dispose()


@dataclass
class Answered:
    """What a phone used and what it was given: none of it may stay."""

    link: str
    code: str
    ticket: str
    words: str


def answer(
    phone: Phone, place: Place, pretend: PretendRound, name: SurveyInstrument, *,
    pick: int = 1, words: str = "", typed: bool = True, linger: bool = False,
) -> Answered:  # fmt: skip
    """Answer a survey to the thank-you, with the code typed at the door or carried by the QR code."""
    link, page = f"{place.address}/s/{pretend.links[name]}", phone.page
    form = FormPage(page, link)
    code = pretend.codes.pop() if pretend.visit(name).needs_code else ""
    enter(page, form, code, typed=typed)
    ticket = page.locator("input[name=ticket]").input_value()
    send = page.get_by_role("button", name="ส่งคำตอบ")
    for _step in range(page.locator("[data-step]").count()):
        if not send.is_visible():
            form.answer_visible(pick)
            fill(page, words)
            form.next()
    if page.get_by_role("button", name="ถัดไป").count() == 0:
        form.answer_visible(pick)
    fill(page, words)
    if linger:
        page.wait_for_timeout(COMMIT_SECONDS * 1000)
    form.send()
    form.expect_thanks()
    return Answered(link, code, ticket, words)


def enter(page: Page, form: FormPage, code: str, *, typed: bool) -> None:
    if not code:
        form.start()
        return
    page.goto(form.link if typed else f"{form.link}#{code}")
    if typed:
        page.get_by_label("รหัสบนใบรหัส").fill(code)
    page.get_by_role("button", name="ข้าพเจ้าทำงานที่นี่มาแล้ว").click()
    expect(page.locator("form#sheet")).to_be_visible()
    page.wait_for_load_state()


def fill(page: Page, words: str) -> None:
    if words and page.locator("textarea").is_visible():
        page.locator("textarea").fill(words)


def on_a_phone(profile: Path, act: Callable[[Phone], None], *, scripts: bool = True) -> None:
    """Run `act` on a phone, in a thread of its own: other tests drive a browser in this one."""

    def run() -> None:
        with open_phone(profile, scripts=scripts) as phone:
            act(phone)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


HELD = """async () => ({
  session: Object.values(sessionStorage), local: Object.values(localStorage),
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookies: document.cookie, name: window.name, state: JSON.stringify(history.state),
})"""
NOTHING = {
    "session": [], "local": [], "databases": 0, "caches": 0, "workers": 0, "cookies": "", "name": "",
}  # fmt: skip


def expect_nothing_held(phone: Phone) -> None:
    found = phone.ask(HELD)
    assert isinstance(found, dict)
    assert {key: found[key] for key in NOTHING} == NOTHING
    assert found["state"] in ("null", '"step"')
    assert phone.context.cookies() == []


def expect_an_empty_form(page: Page) -> None:
    """No answer, no word, no code: whatever page of ours this is."""
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    for field in page.locator("textarea, input[name=admission]").all():
        assert field.input_value() == ""
    assert "CANARY" not in page.content()


def go_back(page: Page) -> None:
    """Back from the thank-you; a form that was sent plainly is not shown again but asked about."""
    try:
        page.go_back()
    except Error as refused:
        if "ERR_CACHE_MISS" not in str(refused):
            raise


def traces(what: str) -> dict[str, bytes]:
    """How a text may lie in a file."""
    return {"utf-8": what.encode(), "utf-16": what.encode("utf-16-le")} if what else {}


def found_on_disk(profile: Path, wanted: dict[str, str], but: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name} in {file.relative_to(profile)} as {how}"
        for file, content in files_of(profile).items()
        if not any(part in str(file) for part in but)
        for name, text in wanted.items()
        for how, trace in traces(text).items()
        if trace in content
    ]


def leftovers(answered: Answered) -> dict[str, str]:
    """Answers as the page or its draft would write them, words, ticket and code."""
    return {
        "words": "CANARYWORDS",
        "thai words": WORDS[:20],
        "ticket": answered.ticket,
        "code": answered.code,
        "draft": '"answers"',
        "row": '"i1":',
        "fields": "e1.1=",
        "iit fields": "&i2=",
    }


def only_ours(phone: Phone, place: Place) -> bool:
    return all(one.url.startswith((place.address, "data:", "blob:")) for one in phone.sent)


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_of_a_sheet_stays_in_the_phone_or_on_its_disk(
    place: Place, tmp_path: Path, *, scripts: bool
):
    """Of the code no more than the tab's own memory of the form that was sent at the door."""
    pretend, left = place.open_round(StaffAccess.CODES), []

    def act(phone: Phone) -> None:
        left.append(answer(phone, place, pretend, "IIT", words=WORDS, linger=scripts))
        if scripts:
            expect_nothing_held(phone)
        go_back(phone.page)
        expect_an_empty_form(phone.page)
        phone.page.goto(left[0].link)
        phone.page.reload()
        expect_an_empty_form(phone.page)
        phone.page.goto(f"{left[0].link}/form")
        expect_an_empty_form(phone.page)
        other = phone.context.new_page()
        other.goto(f"{left[0].link}/form")
        expect_an_empty_form(other)
        assert only_ours(phone, place)
        phone.page.wait_for_timeout(COMMIT_SECONDS * 1000)

    on_a_phone(tmp_path, act, scripts=scripts)
    wanted = leftovers(left[0])
    code = {"code": wanted.pop("code")}
    assert found_on_disk(tmp_path, wanted) == []
    assert found_on_disk(tmp_path, code, but=REOPENED) == []
    assert files_of(tmp_path), "the profile was written"


def test_a_phone_switched_off_half_way_keeps_no_answer_on_its_disk(place: Place, tmp_path: Path):
    """A draft survives a reload of its tab; its half on the disk is noise."""
    pretend = place.open_round(StaffAccess.LINK)

    def act(phone: Phone) -> None:
        form = FormPage(phone.page, f"{place.address}/s/{pretend.links['EIT']}")
        form.start()
        form.answer_visible(1)
        phone.page.wait_for_timeout(COMMIT_SECONDS * 1000)
        phone.page.reload()
        assert phone.page.locator("input[type=radio]:checked").count() > 3

    on_a_phone(tmp_path, act)
    assert found_on_disk(tmp_path, leftovers(Answered("", "", "", ""))) == []


def test_a_sheet_that_is_refused_stays_on_no_disk_either(place: Place, tmp_path: Path):
    """The survey ends while someone answers: its page is shown without sending the form plainly."""
    pretend = place.open_round(StaffAccess.LINK)

    def act(phone: Phone) -> None:
        form = FormPage(phone.page, f"{place.address}/s/{pretend.links['EIT']}")
        form.start()
        send = phone.page.get_by_role("button", name="ส่งคำตอบ")
        while not send.is_visible():
            form.answer_visible(1)
            fill(phone.page, WORDS)
            form.next()
        close_round(place.instance, COMMAND_LINE, pretend.id, "ทดสอบ")
        form.send()
        expect(phone.page.get_by_text("ไม่ได้รับการบันทึก").first).to_be_visible()
        assert len(phone.answers_sent) == 1
        phone.page.wait_for_timeout(COMMIT_SECONDS * 1000)

    on_a_phone(tmp_path, act)
    assert found_on_disk(tmp_path, leftovers(Answered("", "", "", WORDS))) == []


def test_a_code_carried_by_a_qr_code_stays_where_addresses_are_noted_and_nowhere_else(
    place: Place, tmp_path: Path
):
    """The browser notes the address it was given; the code in it is spent and opens nothing."""
    pretend, left = place.open_round(StaffAccess.CODES), []

    def act(phone: Phone) -> None:
        left.append(answer(phone, place, pretend, "IIT", typed=False))
        assert left[0].code not in phone.page.url
        assert all(left[0].code not in one.url.partition("#")[0] for one in phone.sent)

    on_a_phone(tmp_path, act)
    assert found_on_disk(tmp_path, leftovers(left[0]), but=NOTED) == []


def test_every_request_with_answers_is_of_one_length(place: Place, tmp_path: Path):
    """Whoever watches the network learns neither what was chosen nor whether anything was written."""
    pretend, sent = place.open_round(StaffAccess.CODES), list[Sent]()

    def act(phone: Phone) -> None:
        for pick, words in ((0, ""), (3, LONG)):
            answer(phone, place, pretend, "IIT", pick=pick, words=words)
        sent.extend(phone.answers_sent)

    on_a_phone(tmp_path, act)
    assert len(sent) == 2
    assert {len(one.body) for one in sent} == {12288}
    assert len({_wire_length(one) for one in sent}) == 1


def test_a_sheet_sent_again_at_a_full_place_is_of_that_length_and_stays_on_no_disk(
    place: Place, tmp_path: Path
):
    """An officer limits the place meanwhile; the page says so and holds the sheet until there is room."""
    pretend, sent = place.open_round(StaffAccess.LINK), list[Sent]()
    here = pretend.visit("EIT").place
    pretend.send_many("EIT", 20)

    def act(phone: Phone) -> None:
        for pick, words in ((0, ""), (3, LONG)):
            send_again(phone, place, pretend, here, pick=pick, words=words)
            expect_nothing_held(phone)
            phone.page.wait_for_timeout(COMMIT_SECONDS * 1000)
            go_back(phone.page)
            expect_an_empty_form(phone.page)
        sent.extend(phone.answers_sent)

    on_a_phone(tmp_path, act)
    assert len(sent) == 6, "refused twice and then taken, each time"
    assert {len(one.body) for one in sent} == {12288}
    assert len({_wire_length(one) for one in sent}) == 1
    assert found_on_disk(tmp_path, leftovers(Answered("", "", "", WORDS))) == []
    result = close_round(place.instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    assert result.eit.respondents == 22


def test_no_finger_is_quicker_than_what_makes_the_second_sending_of_that_length(
    place: Place, tmp_path: Path
):
    pretend, held = place.open_round(StaffAccess.LINK), list[Route]()
    here = pretend.visit("EIT").place
    pretend.send_many("EIT", 20)

    def hold(route: Route) -> None:
        held.append(route)

    def act(phone: Phone) -> None:
        phone.page.route("**/resend.*", hold)
        button = phone.page.get_by_role("button", name="ส่งอีกครั้ง")
        fill_in(phone, place, pretend, pick=0, words="")
        limit_place(place.instance, COMMAND_LINE, pretend.id, here, 20)
        with phone.page.expect_request("**/resend.*"):
            phone.page.get_by_role("button", name="ส่งคำตอบ").click()
        phone.page.wait_for_timeout(500)
        expect(button).to_have_count(0)
        held.pop().continue_()
        expect(button).to_be_visible()

    on_a_phone(tmp_path, act)


def fill_in(
    phone: Phone, place: Place, pretend: PretendRound, *, pick: int, words: str
) -> FormPage:
    """Answer everything, and stop before sending."""
    form = FormPage(phone.page, f"{place.address}/s/{pretend.links['EIT']}")
    form.start()
    while not phone.page.get_by_role("button", name="ส่งคำตอบ").is_visible():
        form.answer_visible(pick)
        fill(phone.page, words)
        form.next()
    return form


def send_again(
    phone: Phone, place: Place, pretend: PretendRound, here: str, *, pick: int, words: str
) -> None:
    """Answer, find the place full twice, and send once more when it is not."""
    page = phone.page
    form = fill_in(phone, place, pretend, pick=pick, words=words)
    limit_place(place.instance, COMMAND_LINE, pretend.id, here, 20)
    form.send()
    full = page.get_by_role("heading", name="วันนี้ลิงก์นี้รับคำตอบครบแล้ว")
    expect(full).to_be_visible()
    with page.expect_response("**/answers*"):
        page.get_by_role("button", name="ส่งอีกครั้ง").click()
    expect(full).to_be_visible()
    limit_place(place.instance, COMMAND_LINE, pretend.id, here, None)
    page.get_by_role("button", name="ส่งอีกครั้ง").click()
    form.expect_thanks()


def _wire_length(one: Sent) -> int:
    """Bytes of the request but those the browser counts itself."""
    lines = (f"{name}: {value}" for name, value in one.headers.items())
    return len(one.method) + len(one.url) + sum(map(len, lines)) + len(one.body)


def test_without_scripts_all_choices_make_one_length(place: Place, tmp_path: Path):
    """No script pads it, so what a suggestion adds is seen; `docs/privacy.md` says so."""
    pretend, sent = place.open_round(StaffAccess.LINK), list[Sent]()

    def act(phone: Phone) -> None:
        for pick in (0, 3):
            answer(phone, place, pretend, "EIT", pick=pick)
        sent.extend(phone.answers_sent)

    on_a_phone(tmp_path, act, scripts=False)
    assert len({len(one.body) for one in sent}) == 1


def test_the_thank_you_is_the_same_for_everyone(place: Place, tmp_path: Path):
    """Bytes and headers, but the Date: for every choice, with and without words, again and again."""
    pretend = place.open_round(StaffAccess.LINK)
    shown, replies = set[str](), set[tuple[bytes, tuple[tuple[str, str], ...]]]()
    moved: set[tuple[tuple[str, str], ...]] = set()

    def act(phone: Phone) -> None:
        link = f"{place.address}/s/{pretend.links['EIT']}"
        for pick, words in ((0, ""), (3, LONG)):
            answer(phone, place, pretend, "EIT", pick=pick, words=words)
            shown.add(phone.page.content())
            reply = phone.page.goto(f"{link}/thanks")
            assert reply is not None
            replies.add((reply.body(), _but_date(reply.all_headers())))
        moved.update(_but_date(r.headers) for r in phone.replies if r.url == f"{link}/answers")

    on_a_phone(tmp_path, act)
    assert len(shown) == len(replies) == len(moved) == 1


def _but_date(headers: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in headers.items() if name != "date"))

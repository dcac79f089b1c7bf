"""One bar of signal: a send that fails says so, is tried again with the same ticket, and counts once."""

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.places import limit_place
from tests.browser.conftest import Survey
from tests.browser.form_page import FormPage
from tests.exactly_once.lossy_proxy import LossyProxy, lossy_proxy

SEND, AGAIN = "ส่งคำตอบ", "ส่งอีกครั้ง"
UNRECORDED = "คำตอบชุดนี้ยังไม่ได้รับการบันทึก"
FAILED = "ยังส่งไม่สำเร็จ และยังไม่ทราบว่าระบบได้รับคำตอบแล้วหรือไม่"


class Silence(random.Random):
    """Of a lost reply not one byte arrives; of another share the phone might read where it leads."""

    def random(self) -> float:
        return 0.0

    def randrange(self, *_range: int) -> int:
        return 0


@contextmanager
def bad_network(survey: Survey, lost: float) -> Iterator[tuple[LossyProxy, str]]:
    """The EIT as it is reached through a network that loses this share of the replies to a send."""
    site = urlsplit(survey.link("EIT"))
    assert site.port
    with lossy_proxy(site.port, lost) as proxy:
        proxy.chance = Silence()
        yield proxy, f"http://127.0.0.1:{proxy.port}{site.path}"


def fill(page: Page, link: str) -> FormPage:
    """The form, answered to its review."""
    form = FormPage(page, link)
    form.start()
    while not page.get_by_role("button", name=SEND).is_visible():
        form.answer_visible(1)
        form.next()
    return form


def let_time_pass(page: Page) -> None:
    """Through all waits between one try and the next, until the form gives up."""
    for _ in range(60):
        if page.get_by_role("button", name=AGAIN).is_visible():
            return
        page.clock.run_for(1000)
        page.wait_for_timeout(100)


def ticket(page: Page) -> str:
    return page.locator("input[name=ticket]").input_value()


def test_all_replies_are_lost_and_still_it_counts_once(survey: Survey, phone: Page):
    """The server counts at the first; the phone cannot know, says so, and goes on asking."""
    phone.clock.install()
    with bad_network(survey, 1.0) as (proxy, link):
        form = fill(phone, link)
        held = ticket(phone)
        form.send()
        let_time_pass(phone)
        expect(phone.get_by_role("status").filter(has_text=FAILED)).to_be_visible()
        expect(phone.get_by_role("button", name=AGAIN)).to_be_focused()
        assert proxy.cut >= 5
        assert ticket(phone) == held
        proxy.lost = 0.0
        phone.get_by_role("button", name=AGAIN).click()
        form.expect_thanks()
    assert survey.sheets() == (0, 1)


@pytest.mark.parametrize("changed", [False, True])
def test_a_reload_after_a_lost_reply_keeps_answers_and_ticket(
    survey: Survey, phone: Page, *, changed: bool
):
    """Even if the person went back and changed an answer meanwhile: one form counts once."""
    phone.clock.install()
    with bad_network(survey, 1.0) as (proxy, link):
        form = fill(phone, link)
        held = ticket(phone)
        form.send()
        let_time_pass(phone)
        if changed:
            phone.get_by_role("link", name="แก้ไข").first.click()
            form.choose("e1.1", 3)
        phone.reload()
        expect(phone.get_by_text("นำคำตอบที่ค้างอยู่ในหน้าต่างนี้กลับมาแล้ว")).to_be_visible()
        assert ticket(phone) == held
        proxy.lost = 0.0
        if changed:
            phone.get_by_role("button", name="กลับไปตรวจทาน").click()
        form.send()
        form.expect_thanks()
    assert survey.sheets() == (0, 1)


def test_whoever_clears_a_form_whose_reply_was_lost_gets_a_new_ticket(survey: Survey, phone: Page):
    """The next person on this phone must not be thanked for the sheet of the one before."""
    phone.clock.install()
    with bad_network(survey, 1.0) as (proxy, link):
        form = fill(phone, link)
        held = ticket(phone)
        form.send()
        let_time_pass(phone)
        phone.get_by_role("button", name="ล้างคำตอบ").click()
        with phone.expect_navigation():
            phone.get_by_role("button", name="ล้างทั้งหมด").click()
        expect(phone.locator("input[type=radio]:checked")).to_have_count(0)
        assert ticket(phone) != held
        proxy.lost = 0.0
        form = fill(phone, link)
        form.send()
        form.expect_thanks()
    assert survey.sheets() == (0, 2)


def test_a_sheet_sent_again_whose_reply_is_lost_is_not_called_unrecorded(
    survey: Survey, phone: Page
):
    """The place was full, and is no longer: the server counts at the first, and once."""
    instance, pretend = survey.site.instance, survey.pretend
    place = pretend.visit("EIT").place
    pretend.send_many("EIT", 20)
    with bad_network(survey, 0.0) as (proxy, link):
        form = fill(phone, link)
        limit_place(instance, COMMAND_LINE, pretend.id, place, 20)
        form.send()
        expect(phone.get_by_text(UNRECORDED)).to_be_visible()
        limit_place(instance, COMMAND_LINE, pretend.id, place, None)
        proxy.lost = 1.0
        phone.get_by_role("button", name=AGAIN).click()
        expect(phone.get_by_role("status").filter(has_text=FAILED)).to_be_visible()
        expect(phone.get_by_text(UNRECORDED)).to_be_hidden()
        assert proxy.cut >= 1
        proxy.lost = 0.0
        phone.get_by_role("button", name=AGAIN).click()
        form.expect_thanks()
    assert survey.sheets() == (0, 21)


def test_offline_in_the_middle_loses_nothing(survey: Survey, phone: Page):
    """Answering goes on without a network; the send waits for it and tells how long."""
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    phone.context.set_offline(offline=True)
    while not phone.get_by_role("button", name=SEND).is_visible():
        form.answer_visible(1)
        form.next()
    form.send()
    expect(phone.get_by_role("status").filter(has_text=re.compile("จะลองส่งใหม่ใน"))).to_be_visible()
    phone.context.set_offline(offline=False)
    form.expect_thanks()
    assert survey.sheets() == (0, 1)


def test_a_slow_network_sends_once_however_often_the_button_is_tapped(survey: Survey, phone: Page):
    form = fill(phone, survey.link("EIT"))
    network = phone.context.new_cdp_session(phone)
    slow = {"latency": 1500, "downloadThroughput": 6_000, "uploadThroughput": 6_000}
    network.send("Network.emulateNetworkConditions", {"offline": False, **slow})
    sent = []
    phone.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    send = phone.get_by_role("button", name=SEND)
    send.click()
    expect(send).to_be_disabled()
    send.dispatch_event("click")
    send.dispatch_event("click")
    form.expect_thanks()
    assert len(sent) == 1
    assert survey.sheets() == (0, 1)


def test_a_public_networks_login_page_does_not_pass_for_a_thank_you(survey: Survey, phone: Page):
    phone.clock.install()
    form = fill(phone, survey.link("EIT"))
    phone.route(
        re.compile("/answers"), lambda route: route.fulfill(status=200, body="<h1>WiFi</h1>")
    )
    form.send()
    let_time_pass(phone)
    expect(phone.get_by_role("status").filter(has_text=FAILED)).to_be_visible()
    phone.unroute_all()
    phone.get_by_role("button", name=AGAIN).click()
    form.expect_thanks()
    assert survey.sheets() == (0, 1)


def test_a_phone_call_loses_neither_place_nor_answers(survey: Survey, phone: Page):
    """The system throws the tab away; brought back it stands where it stood, with all it held."""
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    for pick in (1, 2):
        form.answer_visible(pick)
        form.next()
    phone.locator("fieldset.row:visible label").nth(1).click()
    step = form.step
    chosen = phone.locator("input[type=radio]:checked").count()
    phone.reload()
    assert form.step == step
    assert phone.locator("input[type=radio]:checked").count() == chosen
    expect(phone.get_by_text("นำคำตอบที่ค้างอยู่ในหน้าต่างนี้กลับมาแล้ว")).to_be_visible()

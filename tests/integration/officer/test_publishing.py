"""Publishing by the officers' pages: what becomes public first, then address and QR code."""

from io import BytesIO

import pytest
import zxingcpp
from flask import Flask
from PIL import Image

from survey_app.core.errors import NotFound
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import publishing
from survey_app.services.instance import Instance
from survey_app.services.publications import list_publications
from survey_app.storage.agencies import Agency
from survey_app.storage.publications import PublishedFile
from tests.closed_rounds import close_pretend_round
from tests.respondents import PretendRound, open_pretend_round
from tests.visiting import Page, Visitor


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """One small file in place of those that take seconds; the real ones are looked at elsewhere."""
    files = (PublishedFile("report.pdf", "application/pdf", b"%PDF"),)
    monkeypatch.setattr(publishing, "make_files", lambda *_args: files)


@pytest.fixture
def pretend(instance: Instance, agency: Agency) -> PretendRound:
    return close_pretend_round(instance, agency, iit=12, eit=12)


def address(pretend: PretendRound, more: str = "") -> str:
    return f"/officer/rounds/{pretend.id}/publishing{more}"


def publish(officer: Visitor, pretend: PretendRound) -> Page:
    officer.open(address(pretend))
    return officer.submit(form=address(pretend))


def is_public(app: Flask, agency: Agency) -> bool:
    return Visitor(app).get(f"/r/{agency.id}/2564").status == 200


def test_the_result_leads_to_publishing(officer: Visitor, pretend: PretendRound) -> None:
    page = officer.open(f"/officer/rounds/{pretend.id}/result")
    assert page.links["เผยแพร่ผล"] == address(pretend)


def test_looking_publishes_nothing_and_says_what_would_be_public(
    officer: Visitor, app: Flask, agency: Agency, pretend: PretendRound
) -> None:
    page = officer.open(address(pretend))
    assert "ยังไม่ได้เผยแพร่" in page.text
    for words in ("แต้มและจำนวนผู้ตอบ", "ความเห็นของผู้ให้คะแนน", "ข้อเสนอแนะที่ท่านเลือกใส่"):
        assert words in page.text
    assert page.find("img", class_="qr") == []
    assert not is_public(app, agency)


def test_publishing_shows_the_address_and_its_qr_code(
    officer: Visitor, app: Flask, agency: Agency, pretend: PretendRound
) -> None:
    page = publish(officer, pretend)
    assert "เผยแพร่ผลแล้ว" in page.find("div", role="status")[0].text
    assert is_public(app, agency)
    home = f"http://localhost/r/{agency.id}/2564"
    assert home in page.text
    assert page.links[home] == f"/r/{agency.id}/2564"
    (shown,) = page.find("img", class_="qr")
    assert officer.get(shown.attributes["src"]).response.mimetype == "image/svg+xml"
    saved = officer.get(address(pretend, "/qr.png")).response
    with Image.open(BytesIO(saved.data)) as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == [home]


def test_it_may_be_published_anew(officer: Visitor, pretend: PretendRound) -> None:
    publish(officer, pretend)
    page = publish(officer, pretend)
    assert "เผยแพร่ฉบับใหม่แล้ว" in page.find("div", role="status")[0].text


def test_withdrawing_asks_first(
    officer: Visitor, app: Flask, agency: Agency, pretend: PretendRound
) -> None:
    publish(officer, pretend)
    page = officer.open(address(pretend, "/withdraw"))
    assert "เรียกคืนไม่ได้" in page.text
    assert is_public(app, agency)
    page = officer.submit(form=address(pretend, "/withdraw"))
    assert (page.path, page.status) == (address(pretend), 200)
    assert "ยังไม่ได้เผยแพร่" in page.text
    assert not is_public(app, agency)
    again = officer.post(address(pretend, "/withdraw"))
    assert (again.status, again.location) == (303, address(pretend))
    assert officer.get(address(pretend, "/withdraw")).location == address(pretend)


def test_the_rounds_history_tells_of_both(officer: Visitor, pretend: PretendRound) -> None:
    publish(officer, pretend)
    officer.open(address(pretend, "/withdraw"))
    officer.submit(form=address(pretend, "/withdraw"))
    text = officer.open(f"/officer/rounds/{pretend.id}/history").text
    assert "เผยแพร่ผลบนหน้าสาธารณะ" in text
    assert "ถอนผลออกจากหน้าสาธารณะ" in text


def test_an_auditor_sees_the_state_and_changes_nothing(
    auditor: Visitor, app: Flask, agency: Agency, pretend: PretendRound, instance: Instance
) -> None:
    publishing.publish(instance, COMMAND_LINE, pretend.id)
    page = auditor.open(address(pretend))
    assert "คำสั่งบนเครื่องแม่ข่าย" in page.text
    assert [form.action for form in page.forms if "publishing" in form.action] == []
    for path in (address(pretend), address(pretend, "/withdraw")):
        assert auditor.post(path).status == 403
    assert is_public(app, agency)


def test_only_the_agency_itself_publishes(
    executive: Visitor, stranger: Visitor, app: Flask, agency: Agency, pretend: PretendRound
) -> None:
    assert executive.get(address(pretend)).status == 403
    for path in (address(pretend), address(pretend, "/withdraw"), address(pretend, "/qr.svg")):
        assert stranger.get(path).status == 404
    stranger.open("/officer/account")
    assert stranger.post(address(pretend)).status == 404
    assert Visitor(app).get(address(pretend)).status == 302
    assert not is_public(app, agency)


def test_without_the_token_nothing_is_published(
    officer: Visitor, app: Flask, agency: Agency, pretend: PretendRound
) -> None:
    officer.open(address(pretend))
    assert officer.post(address(pretend), {"csrf_token": ""}).status == 400
    assert not is_public(app, agency)


def test_an_open_round_has_nothing_to_publish(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = open_pretend_round(instance, agency)
    assert officer.get(address(pretend)).status == 409
    officer.open("/officer/account")
    assert officer.post(address(pretend)).status == 409
    with pytest.raises(NotFound):
        list_publications(instance, agency.id)

"""The whole story in two browsers: an officer's desktop and the phones of those who answer."""

import csv
from pathlib import Path

import pypdfium2
import zxingcpp
from playwright.sync_api import Page, expect

from tests import naive
from tests.browser.conftest import PHONE, Site, Watched
from tests.browser.form_page import FormPage
from tests.browser.office_page import OfficePage

PASSWORD = "สมศรี มีรหัสผ่านยาว"
STAFF = 6


def codes_of(pdf: Path) -> list[str]:
    """The addresses in the QR pictures of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=3).to_pil() for page in document]
    document.close()
    return [found.text for picture in pictures for found in zxingcpp.read_barcodes(picture)]


def answer(page: Page, link: str, pick: int) -> None:
    """Answer a survey, step by step or on one page, whichever this browser gets."""
    form = FormPage(page, link)
    form.start()
    if page.get_by_role("button", name="ถัดไป").is_visible():
        while not page.get_by_role("button", name="ส่งคำตอบ").is_visible():
            form.answer_visible(pick)
            form.next()
    else:
        form.answer_visible(pick)
    form.send()
    form.expect_thanks()


def write_items(file: Path) -> dict[str, int]:
    """A file of all disclosure items; returns the points that count."""
    points = {f"o{number}": 100 if number % 3 else 0 for number in range(1, 44)}
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["code", "answer", "urls", "note", "score", "comment"])
        for code, score in points.items():
            writer.writerow([code, "มี", f"https://www.example.go.th/{code}", "", score, ""])
    return points


def test_a_round_from_qr_code_to_level(site: Site, watched: Watched, desktop: Page, tmp_path: Path):
    agency = site.command.ask(
        "agency", "add", "--name", "เทศบาลตำบลทั้งเรื่อง", "--phone", "0 4300 0000"
    )
    site.command.run(
        "officer", "add", "somsri", "--role", "officer", "--agency", agency, "--password-stdin",
        stdin=PASSWORD + "\n",
    )  # fmt: skip
    office = OfficePage(desktop, site.address)
    office.sign_in("somsri", PASSWORD)
    address = office.create_round("๒๕๖๔", str(STAFF), str(STAFF))
    slips = codes_of(office.print_slips(address, STAFF, tmp_path / "slips.pdf"))
    assert len(slips) == STAFF
    round_id = address.rpartition("/")[2]
    eit = site.address + "/s/" + site.command.ask_json("round", "links", round_id)["EIT"][0][-7:]
    picks = {"IIT": [0, 1, 2, 3, 3, 2], "EIT": [3, 3, 2, 1, 0, 2]}
    for number in range(STAFF):
        phone = watched.open(PHONE, scripts=number % 2 == 0)
        if number % 2:
            link, _, code = slips[number].partition("#")
            phone.goto(link)
            phone.get_by_label("รหัสบนใบรหัส").fill(code)
            phone.get_by_role("button", name="ข้าพเจ้าทำงานที่นี่มาแล้ว").click()
            form = FormPage(phone, link)
            form.answer_visible(picks["IIT"][number])
            form.send()
            form.expect_thanks()
        else:
            answer(phone, slips[number], picks["IIT"][number])
        answer(phone, eit, picks["EIT"][number])
        phone.context.close()
    points = write_items(tmp_path / "oit.csv")
    office.import_items(address, tmp_path / "oit.csv")
    office.enter_item(address, "o3", "https://www.example.go.th/o3", 100)
    points["o3"] = 100
    office.close_round(address, "2564", PASSWORD)
    scores = {
        name: naive.survey_scores(name, [naive.same_option(name, pick) for pick in chosen])[1]
        for name, chosen in picks.items()
    }
    total = naive.total(scores["IIT"], scores["EIT"], naive.disclosure_scores(points)[1])
    expect(desktop.get_by_text(naive.printed(total)).first).to_be_visible()
    expect(desktop.get_by_text("ผลการประเมินตนเอง").first).to_be_visible()
    result = site.command.ask_json("result", round_id)
    assert result["total"] == naive.printed(total)
    expect(desktop.get_by_text(result["level"], exact=True).first).to_be_visible()
    site.command.run("verify", round_id)

"""The pages of a plan of measures: who sees and changes it, what is shown first, what is refused."""

from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest

from survey_app.core.measure_entry import MeasureEntry, ProgressEntry, entry_of, version_of
from survey_app.core.measures import FollowUp, MeasureStatus
from survey_app.core.officers import COMMAND_LINE
from survey_app.services.measures import (
    add_measure,
    change_measure,
    find_measure,
    read_plan,
    report_progress,
)
from survey_app.services.measures import set_status as say_status
from survey_app.services.past_years import import_years
from tests.closed_rounds import close_pretend_round

YEAR = 2564
ENTRY = MeasureEntry(
    2, "เปิดเผยแผนการใช้จ่าย", ("ชี้แจง", "ติดประกาศ"), "กองคลัง", "ทุกไตรมาส", FollowUp.QUARTERLY
)
DONE = ProgressEntry(date(2021, 2, 1), "ติดประกาศแล้ว", ("https://town.example/1",))
TYPED = {
    "indicator": "2",
    "title": "เปิดเผยแผนการใช้จ่าย",
    "steps": "1. ชี้แจง\n2. ติดประกาศ",
    "owner": "กองคลัง",
    "period": "ทุกไตรมาส",
    "follow_up": "quarterly",
}
REPORT = {
    "day-day": "๑",
    "day-month": "2",
    "day-year": "2564",
    "text": "ติดประกาศแล้ว",
    "links": "https://town.example/1\nhttps://town.example/2",
    "status": "started",
}


@pytest.fixture
def plan(agency) -> str:
    """The address of the plan."""
    return f"/officer/agencies/{agency.id}/plans/{YEAR}"


@pytest.fixture
def measure(instance, agency):
    return add_measure(instance, COMMAND_LINE, agency.id, YEAR, ENTRY)


@pytest.fixture
def address(measure) -> str:
    """The address of the measure."""
    return f"/officer/measures/{measure.id}"


@pytest.fixture
def kept(instance, measure):
    """The measure, read anew at each call."""
    return lambda: find_measure(instance, COMMAND_LINE, measure.id).measure


@pytest.fixture
def planned(instance, agency):
    """The measures of the plan, read anew at each call."""
    return lambda year=YEAR: read_plan(instance, COMMAND_LINE, agency.id, year)


class TestPlan:
    def test_an_empty_plan_says_how_to_begin(self, officer, plan):
        page = officer.open(plan)
        assert "ยังไม่มีมาตรการในแผนนี้" in page.text
        assert {"เพิ่มมาตรการ", "เลือกจากมาตรการที่แนะนำ"} <= page.links.keys()

    def test_a_measure_is_added(self, officer, plan, planned):
        officer.open(f"{plan}/new")
        page = officer.submit(TYPED)
        assert page.status == 200
        assert "เพิ่มมาตรการแล้ว" in page.text
        (added,) = planned()
        assert entry_of(added) == ENTRY
        assert page.path == f"/officer/measures/{added.id}"

    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self, officer, plan, planned):
        officer.open(f"{plan}/new")
        wrong = {**TYPED, "indicator": "", "title": "", "steps": "ขั้น <1>\n", "owner": "ก" * 201}
        page = officer.submit(wrong)
        assert page.status == 422
        for sentence in ("เลือกตัวชี้วัด", "พิมพ์ชื่อมาตรการ", "ยาว 201 ตัวอักษร"):
            assert sentence in page.text
        form = next(one for one in page.forms if "steps" in one.values)
        assert (form.values["steps"].strip(), form.values["owner"]) == ("ขั้น <1>", "ก" * 201)
        assert form.values["period"] == TYPED["period"]
        assert planned() == ()

    @pytest.mark.parametrize("rule", ["", "weekly"])
    def test_a_follow_up_of_no_rule_is_refused(self, officer, plan, planned, rule):
        officer.open(f"{plan}/new")
        assert officer.submit({**TYPED, "follow_up": rule}).status == 422
        assert planned() == ()

    def test_overdue_comes_first_and_is_said_in_words(self, instance, officer, agency, plan):
        yearly = replace(ENTRY, indicator=1, title="รายปี", follow_up=FollowUp.YEARLY)
        for entry in (yearly, ENTRY):
            add_measure(instance, COMMAND_LINE, agency.id, YEAR, entry)
        page = officer.open(plan)
        found = [text for text in page.headings if text in (ENTRY.title, "รายปี")]
        assert found == [ENTRY.title, "รายปี"]
        assert "เกินกำหนดรายงาน 1 จาก 2 มาตรการ" in page.text.replace("\xa0", " ")
        assert "ไตรมาสที่ 1 ครบกำหนด 31 ธันวาคม 2563" in page.text.replace("\xa0", " ")
        assert "รายงานครั้งถัดไปภายใน 30 กันยายน 2564" in page.text.replace("\xa0", " ")

    def test_a_finished_measure_is_not_overdue(self, instance, officer, measure, plan):
        assert "เกินกำหนด" in officer.open(plan).text
        say_status(instance, COMMAND_LINE, measure.id, MeasureStatus.DONE)
        page = officer.open(plan)
        assert "เกินกำหนด" not in page.text
        assert "แล้วเสร็จ" in page.text

    @pytest.mark.usefixtures("measure")
    def test_the_list_counts_what_is_overdue(self, officer, plan):
        page = officer.open("/officer/measures")
        assert page.links[f"แผนปีงบประมาณ {YEAR}"] == plan
        assert "เกินกำหนด 1 มาตรการ" in page.text.replace("\xa0", " ")
        here = [one.text for one in page.find("a", aria_current="page")]
        assert "มาตรการ" in here

    def test_a_plan_of_another_year_is_opened_in_either_digits(self, officer, agency):
        officer.open("/officer/measures")
        page = officer.submit({"year": "๒๕๖๖"}, form="/officer/measures/open")
        assert page.path == f"/officer/agencies/{agency.id}/plans/2566"
        officer.open("/officer/measures")
        assert "พ.ศ. สี่หลัก" in officer.submit({"year": "ปีนี้"}, form="/officer/measures/open").text

    @pytest.mark.parametrize("year", ["1", "2021", "9999"])
    def test_a_year_that_cannot_be_is_refused(self, officer, agency, year):
        page = officer.get(f"/officer/agencies/{agency.id}/plans/{year}")
        assert page.status == 409
        assert "ปีงบประมาณ" in page.text

    def test_text_of_officers_is_never_markup(self, instance, officer, agency, plan):
        bad = "<script>alert(1)</script>"
        entry = replace(ENTRY, title=bad, steps=(bad,), owner=bad, period=bad)
        added = add_measure(instance, COMMAND_LINE, agency.id, YEAR, entry)
        report_progress(instance, COMMAND_LINE, added.id, replace(DONE, text=bad))
        address = f"/officer/measures/{added.id}"
        entry_id = find_measure(instance, COMMAND_LINE, added.id).measure.progress[0].id
        for shown in (plan, address, f"{address}/edit", f"{address}/progress/{entry_id}"):
            page = officer.open(shown)
            assert bad not in page.html
            assert "&lt;script&gt;" in page.html


class TestMeasure:
    def test_shows_what_was_planned(self, officer, address):
        page = officer.open(address)
        for words in (ENTRY.title, "ชี้แจง", "ติดประกาศ", "กองคลัง", "ทุก 3 เดือน", "ยังไม่เริ่ม"):
            assert words in page.text

    def test_is_changed(self, officer, address, kept):
        officer.open(f"{address}/edit")
        page = officer.submit({"owner": "สำนักปลัด", "follow_up": "yearly"})
        assert page.path == address
        assert (kept().owner, kept().follow_up) == ("สำนักปลัด", FollowUp.YEARLY)
        assert kept().steps == ENTRY.steps
        assert "แก้มาตรการ" in page.text

    def test_another_officers_change_is_shown_before_it_is_replaced(
        self, instance, officer, measure, address, kept
    ):
        officer.open(f"{address}/edit")
        other = replace(ENTRY, owner="กองช่าง")
        change_measure(instance, COMMAND_LINE, measure.id, other, version=version_of(ENTRY))
        page = officer.submit({"owner": "สำนักปลัด"})
        assert page.status == 409
        assert "กองช่าง" in page.text
        assert kept().owner == "กองช่าง"
        form = next(one for one in page.forms if "owner" in one.values)
        assert form.values["owner"] == "สำนักปลัด"
        assert officer.submit().status == 200
        assert kept().owner == "สำนักปลัด"

    def test_is_removed_while_nothing_was_reported(self, officer, plan, address, planned):
        officer.open(f"{address}/edit")
        page = officer.submit(form=f"{address}/remove")
        assert page.path == plan
        assert planned() == ()

    def test_is_not_removed_once_something_was_reported(
        self, instance, officer, measure, address, kept
    ):
        officer.open(f"{address}/edit")
        report_progress(instance, COMMAND_LINE, measure.id, DONE)
        page = officer.submit(form=f"{address}/remove")
        assert "ลบมาตรการนี้ไม่ได้" in page.text
        assert len(kept().progress) == 1
        assert f"{address}/remove" not in officer.open(f"{address}/edit").html

    def test_takes_another_status(self, officer, address, kept):
        officer.open(address)
        officer.submit({"now-status": "dropped"}, form=f"{address}/status")
        assert kept().status is MeasureStatus.DROPPED
        officer.post(f"{address}/status", {"now-status": "forgotten"})
        assert kept().status is MeasureStatus.DROPPED


class TestProgress:
    def test_is_reported_with_day_text_links_and_status(self, officer, address, kept):
        officer.open(address)
        page = officer.submit(REPORT, form=f"{address}/progress")
        (entry,) = kept().progress
        assert (entry.day, entry.text, entry.officer) == (DONE.day, DONE.text, "officer")
        assert kept().status is MeasureStatus.STARTED
        for link in entry.links:
            assert [one for one in page.find("a") if one.attributes.get("href") == link]
        assert "1 กุมภาพันธ์ 2564" in page.text.replace("\xa0", " ")

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"links": "javascript:alert(1)"}, "ไม่ใช่ที่อยู่เว็บไซต์"),
            ({"links": "data:text/html,<script>"}, "ไม่ใช่ที่อยู่เว็บไซต์"),
            ({"links": "www.town.example"}, "ไม่ใช่ที่อยู่เว็บไซต์"),
            ({"text": "  "}, "พิมพ์ว่าทำอะไรไปแล้ว"),
            ({"day-day": "", "day-month": "", "day-year": ""}, "กรอกวันที่ทำ"),
            ({"day-month": "4"}, "ยังมาไม่ถึง"),
            ({"day-year": "2562"}, "ปีงบประมาณ"),
            ({"day-day": "31"}, "ไม่มีวันนี้ในปฏิทิน"),
            ({"status": "unknown"}, "เลือกสถานะ"),
        ],
    )
    def test_what_cannot_be_kept_comes_back_as_typed(
        self, officer, address, kept, change, sentence
    ):
        officer.open(address)
        typed = {**REPORT, **change}
        page = officer.submit(typed, form=f"{address}/progress")
        assert page.status == 422
        assert sentence in page.text
        form = next(one for one in page.forms if "links" in one.values)
        assert form.values["links"].split() == typed["links"].split()
        assert form.values["text"].strip() == typed["text"].strip()
        assert form.values["day-day"] == typed["day-day"]
        assert kept().progress == ()
        assert kept().status is MeasureStatus.PLANNED

    def test_a_stored_address_that_is_none_is_not_linked(
        self, instance, officer, measure, address, monkeypatch
    ):
        monkeypatch.setattr("survey_app.core.measure_entry.is_address", lambda _url: True)
        bad = replace(DONE, links=("javascript:alert(1)",))
        report_progress(instance, COMMAND_LINE, measure.id, bad)
        assert "javascript:" not in officer.open(address).html

    def test_an_overdue_report_begins_with_the_end_of_its_quarter(self, officer, address):
        page = officer.open(f"{address}?term=1")
        form = next(one for one in page.forms if "day-day" in one.values)
        day = [form.values[f"day-{part}"] for part in ("day", "month", "year")]
        assert day == ["31", "12", "2563"]
        page = officer.submit({"text": "ทำแล้ว"}, form=f"{address}/progress")
        assert "เกินกำหนด" not in page.text

    def test_an_entry_is_corrected_and_removed(self, instance, officer, measure, address, kept):
        entry = report_progress(instance, COMMAND_LINE, measure.id, DONE)
        officer.open(f"{address}/progress/{entry.id}")
        officer.submit({"text": "ติดประกาศครบ", "links": ""})
        (found,) = kept().progress
        assert (found.text, found.links, found.day) == ("ติดประกาศครบ", (), DONE.day)
        officer.open(f"{address}/progress/{entry.id}")
        page = officer.submit(form=f"{address}/progress/{entry.id}/remove")
        assert kept().progress == ()
        assert "ลบรายงานความก้าวหน้า" in page.text


class TestRoles:
    def test_readers_and_the_executive_read_without_a_form(
        self, instance, auditor, executive, measure, plan, address
    ):
        report_progress(instance, COMMAND_LINE, measure.id, DONE)
        for reader in (auditor, executive):
            for shown in ("/officer/measures", plan, address):
                page = reader.open(shown)
                inside = [f for f in page.forms if f.method == "post" and "/measures" in f.action]
                assert not inside
            assert DONE.text in page.text
            assert reader.get(f"{plan}/new").status == 403
            assert reader.get(f"{plan}/suggestions").status == 403
            assert reader.get(f"{address}/edit").status == 403

    def test_readers_and_the_executive_change_nothing(
        self, instance, auditor, executive, measure, plan, address, kept, planned
    ):
        entry = report_progress(instance, COMMAND_LINE, measure.id, DONE)
        before = kept()
        posts = [
            (f"{plan}/new", TYPED),
            (f"{plan}/suggestions", {"suggestion": "1-1"}),
            (f"{address}/edit", TYPED),
            (f"{address}/status", {"now-status": "done"}),
            (f"{address}/progress", REPORT),
            (f"{address}/progress/{entry.id}", REPORT),
            (f"{address}/progress/{entry.id}/remove", {}),
            (f"{address}/remove", {}),
        ]
        for reader in (auditor, executive):
            reader.open(plan)
            for where, sent in posts:
                assert reader.post(where, sent).status == 403, where
        assert planned() == (before,)

    def test_another_agencys_plan_is_not_found(
        self, instance, stranger, measure, plan, address, kept
    ):
        entry = report_progress(instance, COMMAND_LINE, measure.id, DONE)
        before = kept()
        stranger.open("/officer/measures")
        entries = f"{address}/progress/{entry.id}"
        for where in (plan, f"{plan}/new", f"{plan}/suggestions", f"{plan}/follow-up", address,
                      f"{address}/edit", entries):  # fmt: skip
            page = stranger.get(where)
            assert page.status == 404, where
            assert ENTRY.title not in page.text
        for where, sent in (
            (f"{plan}/new", TYPED), (f"{plan}/suggestions", {"suggestion": "1-1"}),
            (f"{address}/edit", TYPED), (f"{address}/status", {"now-status": "done"}),
            (f"{address}/progress", REPORT), (entries, REPORT), (f"{entries}/remove", {}),
            (f"{address}/remove", {}),
        ):  # fmt: skip
            assert stranger.post(where, sent).status == 404, where
        assert kept() == before

    def test_the_history_names_officers_to_readers_only(self, auditor, executive, address):
        assert "ประวัติ" in auditor.open(address).headings
        assert "ประวัติ" not in executive.open(address).headings


class TestBesideResults:
    @pytest.fixture
    def closed(self, instance, agency):
        lines = [f"{agency.name},2563,{no},{score}" for no, score in ((2, "0.01"), (10, "100"))]
        text = "\n".join(["agency,fiscal_year,indicator,score", *lines])
        import_years(instance, COMMAND_LINE, "history.csv", text.encode())
        return close_pretend_round(instance, agency, iit=12, eit=12)

    def test_suggested_measures_are_ticked_once(self, officer, agency, closed, planned):
        plan = f"/officer/agencies/{agency.id}/plans/2565"
        result = officer.open(f"/officer/rounds/{closed.id}/result")
        assert result.links["ทำแผนมาตรการปีถัดไป"] == plan
        page = officer.open(f"{plan}/suggestions")
        assert "ควรปรับปรุงแก้ไข: คะแนนลดลง" in page.text
        assert officer.submit({}).status == 422
        page = officer.submit({"suggestion": ["10-1", "2-1"]})
        assert page.path == plan
        assert [one.indicator for one in planned(2565)] == [2, 10]
        page = officer.open(f"{plan}/suggestions")
        taken = [
            one for one in page.find("input", name="suggestion") if "disabled" in one.attributes
        ]
        assert sorted(one.attributes["value"] for one in taken) == ["10-1", "2-1"]
        assert page.text.count("อยู่ในแผนแล้ว") == 2

    @pytest.mark.usefixtures("closed")
    def test_what_is_not_suggested_is_not_found(self, officer, agency):
        plan = f"/officer/agencies/{agency.id}/plans/2565"
        officer.open(f"{plan}/suggestions")
        assert officer.post(f"{plan}/suggestions", {"suggestion": "99-9"}).status == 404

    @pytest.mark.usefixtures("closed")
    def test_a_plan_shows_how_its_indicators_moved(self, officer, plan, address):
        page = officer.open(plan)
        assert "เพิ่มขึ้น" in page.text
        assert "0.01" in page.text
        (cell,) = page.find("td", data_label="มาตรการ")
        assert cell.text == ENTRY.title
        assert "เพิ่มขึ้น" in officer.open(address).text

    @pytest.mark.usefixtures("measure")
    def test_items_that_ask_for_it_are_linked_for_readers(self, officer, executive, closed, plan):
        page = officer.open(plan)
        for code in ("o42", "o43"):
            address = f"/officer/rounds/{closed.id}/oit/{code}"
            (link,) = [text for text, to in page.links.items() if to == address]
            assert link.startswith(code)
            officer.open(address)
        page = executive.open(plan)
        assert "o42" in page.text
        assert not [to for to in page.links.values() if "/oit/" in to]


@pytest.mark.usefixtures("measure")
class TestPaper:
    @pytest.mark.parametrize(
        ("term", "kind", "begins", "name"),
        [
            ("1", "docx", b"PK", "รายงานติดตามมาตรการ_ไตรมาส1_2564_เทศบาลตำบลทดสอบ.docx"),
            ("year", "pdf", b"%PDF", "รายงานติดตามมาตรการ_ทั้งปี_2564_เทศบาลตำบลทดสอบ.pdf"),
        ],
    )
    def test_is_downloaded_under_a_thai_name(self, executive, plan, term, kind, begins, name):
        page = executive.get(f"{plan}/follow-up?term={term}&kind={kind}&digits=thai")
        assert page.status == 200
        assert page.response.data.startswith(begins)
        disposition = page.response.headers["Content-Disposition"]
        assert f"filename*=UTF-8''{quote(name, safe='')}" in disposition
        assert f"follow-up-2564-{term}.{kind}" in disposition

    @pytest.mark.parametrize("asked", ["term=5", "term=1&kind=exe", "term=1&digits=roman"])
    def test_what_there_is_none_of_is_not_found(self, officer, plan, asked):
        assert officer.get(f"{plan}/follow-up?{asked}").status == 404

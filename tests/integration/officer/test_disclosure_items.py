"""OIT as officers see it: the list, one item, its score, and files of all items."""

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import Round
from survey_app.reports.spreadsheets import read_table
from survey_app.services import closing
from survey_app.services.disclosure_items import read_disclosure
from survey_app.storage.agencies import Agency
from tests.oit_round import Prepared, prepare

PAGE = "https://www.test.example/about"
HEADER = "code,answer,urls,note,score,comment"


@pytest.fixture(scope="module")
def prepared(empty_instance, tmp_path_factory) -> Prepared:
    return prepare(empty_instance, tmp_path_factory.mktemp("oit") / "instance")


@pytest.fixture
def instance(prepared, tmp_path, clock):
    opened = prepared.copy(tmp_path / "instance", clock)
    yield opened
    opened.database.engine.dispose()


@pytest.fixture
def agency(prepared) -> Agency:
    return prepared.agency


@pytest.fixture
def found(prepared) -> Round:
    return prepared.open_round


@pytest.fixture
def oit(found) -> str:
    """The address of the list."""
    return f"/officer/rounds/{found.id}/oit"


@pytest.fixture
def entered(instance, found):
    """What is kept of an item, read anew at each call."""
    return lambda code: read_disclosure(instance, COMMAND_LINE, found.id).item(code).entered


class TestBoard:
    def test_shows_every_item_with_what_it_must_show(self, officer, oit):
        page = officer.open(oit)
        assert len([link for link in page.links.values() if link.startswith(f"{oit}/")]) == 43
        assert "9.5 การส่งเสริมความโปร่งใส" in page.headings
        assert "ต้องเห็นชื่อสำนัก" in page.text
        assert "0 จาก 43" in page.text

    def test_score_and_progress_follow_what_is_entered(self, officer, oit):
        officer.open(f"{oit}/o42")
        officer.submit({"present": "yes", "urls": PAGE, "score": "100"}, form=f"{oit}/o42")
        page = officer.open(oit)
        assert "คะแนน OIT ขณะนี้ 12.50" in page.text
        assert "1 จาก 43" in page.text

    def test_filters_list_what_they_say(self, officer, oit):
        officer.open(f"{oit}/o1")
        officer.submit({"present": "yes", "urls": PAGE}, form=f"{oit}/o1")
        officer.open(f"{oit}/o2")
        officer.submit({"present": "no"}, form=f"{oit}/o2")
        listed = {
            show: {
                link.rpartition("/")[2].partition("?")[0]
                for link in officer.open(f"{oit}?show={show}").links.values()
                if link.startswith(f"{oit}/")
            }
            for show in ("unanswered", "unscored", "absent", "nonsense")
        }
        assert listed["unscored"] == {"o1"}
        assert listed["absent"] == {"o2"}
        assert len(listed["unanswered"]) == 41
        assert len(listed["nonsense"]) == 43

    def test_speaks_english_when_asked(self, officer, oit):
        assert "Structure" in officer.open(f"{oit}?lang=en").text


class TestItem:
    def test_keeps_what_was_typed_and_links_to_the_address(self, officer, oit, entered):
        officer.open(f"{oit}/o1")
        page = officer.submit(
            {
                "present": "yes",
                "urls": f"{PAGE}\r\nhttps://b.example\r\n",
                "note": "เมนูหลัก",
                "owner": "กองคลัง",
                "due_on-day": "๓๑",
                "due_on-month": "3",
                "due_on-year": "๒๕๖๔",
            },
            form=f"{oit}/o1",
        )
        assert page.path == f"{oit}/o1"
        assert "บันทึกข้อ o1 แล้ว" in page.text
        assert "31 มีนาคม 2564" in page.text
        (link,) = page.find("a", href=PAGE)
        assert link.attributes["target"] == "_blank"
        assert link.attributes["rel"] == "noopener"
        assert entered("o1").answer.urls == (PAGE, "https://b.example")

    def test_save_and_next_leads_through_the_list_and_back_to_it(self, officer, oit):
        officer.open(f"{oit}/o9")
        page = officer.submit({"present": "no", "then": "next"}, form=f"{oit}/o9")
        assert page.path == f"{oit}/o10"
        officer.open(f"{oit}/o43")
        page = officer.submit({"present": "no", "then": "next"}, form=f"{oit}/o43")
        assert page.path == oit

    def test_scoring_and_next_stays_with_scoring(self, officer, oit, entered):
        officer.open(f"{oit}/o1?task=score")
        page = officer.submit(
            {"present": "yes", "urls": PAGE, "score": "100", "comment": "ครบ", "then": "next"},
            form=f"{oit}/o1?task=score",
        )
        assert page.path == f"{oit}/o2?task=score"
        assert (entered("o1").answer.score, entered("o1").answer.comment) == (100, "ครบ")

    def test_cursor_starts_in_the_answer_or_in_the_score(self, officer, oit):
        def focused(page) -> list[str]:
            return [e.attributes["name"] for e in page.elements if "autofocus" in e.attributes]

        assert focused(officer.open(f"{oit}/o1")) == ["present"]
        assert focused(officer.open(f"{oit}/o1?task=score")) == ["score"]

    def test_access_keys_are_each_used_once(self, officer, oit):
        page = officer.open(f"{oit}/o1")
        keys = [e.attributes["accesskey"] for e in page.elements if "accesskey" in e.attributes]
        assert sorted(keys) == ["l", "n", "s"]

    def test_mistake_is_said_at_its_field_and_everything_typed_is_kept(self, officer, oit, entered):
        officer.open(f"{oit}/o1")
        page = officer.submit(
            {
                "present": "yes",
                "urls": "www.x.example",
                "note": "พิมพ์ไว้",
                "due_on-day": "๓๐",
                "due_on-month": "2",
                "due_on-year": "๒๕๖๔",
                "score": "100",
                "comment": "พิมพ์ด้วย",
            },
            form=f"{oit}/o1",
        )
        assert page.status == 422
        (field,) = page.find("textarea", id="urls")
        assert field.attributes["aria-invalid"] == "true"
        (error,) = page.find("div", id="due_on-error")
        assert "ไม่มีวันนี้ในปฏิทิน" in error.text
        assert page.find("textarea", id="note")[0].text == "พิมพ์ไว้"
        assert field.text == "www.x.example"
        assert page.find("textarea", id="comment")[0].text == "พิมพ์ด้วย"
        (sent,) = (form.values for form in page.forms if form.action == f"{oit}/o1")
        assert (sent["score"], sent["due_on-day"], sent["due_on-month"]) == ("100", "๓๐", "2")
        assert entered("o1").version == 0

        page = officer.submit({"due_on-day": "๓๑", "due_on-month": "3"}, form=f"{oit}/o1")
        (error,) = page.find("div", id="urls-error")
        assert "www.x.example" in error.text

    def test_present_without_an_address_is_refused(self, officer, oit):
        officer.open(f"{oit}/o1")
        page = officer.submit({"present": "yes", "urls": ""}, form=f"{oit}/o1")
        assert page.status == 422
        assert "อย่างน้อย 1 แห่ง" in page.text

    @pytest.mark.parametrize("sent", [{"present": "maybe"}, {"present": None}])
    def test_answer_that_is_none_of_ours_is_refused(self, officer, oit, sent):
        officer.open(f"{oit}/o1")
        page = officer.submit(sent, form=f"{oit}/o1")
        assert (page.status, "เลือกข้อใดข้อหนึ่ง" in page.text) == (422, True)

    @pytest.mark.parametrize("score", ["50", "-1", "x", None])
    def test_score_that_is_none_of_the_editions_is_refused(self, officer, oit, score):
        officer.open(f"{oit}/o1")
        page = officer.submit({"score": score, "comment": "ไว้"}, form=f"{oit}/o1")
        assert page.status == 422
        assert page.find("textarea", id="comment")[0].text == "ไว้"

    def test_absent_item_cannot_be_scored_above_nothing(self, officer, oit, entered):
        officer.open(f"{oit}/o1")
        page = officer.submit({"present": "no", "score": "100"}, form=f"{oit}/o1")
        assert page.status == 422
        assert "เฉพาะข้อที่ตอบว่ามี" in page.text
        assert entered("o1").version == 0

    def test_changing_to_absent_says_that_the_score_was_taken_back(self, officer, oit, entered):
        officer.open(f"{oit}/o1")
        officer.submit({"present": "yes", "urls": PAGE, "score": "100"}, form=f"{oit}/o1")
        page = officer.submit({"present": "no", "comment": "หายไป"}, form=f"{oit}/o1")
        assert "คะแนนเดิมของข้อ o1 ถูกยกเลิก" in page.text
        kept = entered("o1").answer
        assert (kept.present, kept.score, kept.comment) == (False, None, "หายไป")

    def test_each_save_keeps_only_what_changed(self, officer, oit, entered):
        officer.open(f"{oit}/o1")
        officer.submit({"present": "yes", "urls": PAGE}, form=f"{oit}/o1")
        assert entered("o1").version == 1
        officer.submit({"score": "100"}, form=f"{oit}/o1")
        assert entered("o1").version == 2
        officer.submit({}, form=f"{oit}/o1")
        assert entered("o1").version == 2
        page = officer.open(f"{oit}/o1")
        assert len(page.find("summary")) == 2

    def test_two_officers_at_once_are_told_and_nothing_typed_is_lost(
        self, officer, admin, oit, entered
    ):
        officer.open(f"{oit}/o1")
        admin.open(f"{oit}/o1")
        admin.submit({"present": "no", "note": "ของผู้ดูแล"}, form=f"{oit}/o1")
        page = officer.submit({"present": "yes", "urls": PAGE, "note": "ของเรา"}, form=f"{oit}/o1")
        assert page.status == 409
        assert "ของผู้ดูแล" in page.text
        assert page.find("textarea", id="note")[0].text == "ของเรา"
        assert entered("o1").answer.note == "ของผู้ดูแล"

        assert officer.submit({}, form=f"{oit}/o1").status == 200
        assert entered("o1").answer.note == "ของเรา"

    def test_score_of_an_overtaken_item_is_told_too(self, officer, admin, oit, entered):
        officer.open(f"{oit}/o1")
        admin.open(f"{oit}/o1")
        admin.submit({"present": "no"}, form=f"{oit}/o1")
        page = officer.submit({"score": "0", "comment": "ไว้"}, form=f"{oit}/o1")
        assert page.status == 409
        assert page.find("textarea", id="comment")[0].text == "ไว้"
        assert entered("o1").answer.score is None

    @pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
    def test_forged_version_is_an_old_one(self, officer, oit, version):
        officer.open(f"{oit}/o1")
        assert officer.submit({"version": version}, form=f"{oit}/o1").status == 409

    def test_history_names_who_changed_what(self, officer, oit):
        officer.open(f"{oit}/o1")
        officer.submit({"present": "yes", "urls": PAGE}, form=f"{oit}/o1")
        page = officer.submit({"score": "0"}, form=f"{oit}/o1")
        summaries = [e.text for e in page.find("summary")]
        assert summaries == ["แก้: คะแนน", "แก้: คำตอบ, ที่อยู่เว็บไซต์"]
        assert "1 มีนาคม 2564 10:00 น. · officer" in page.text

    def test_markup_in_what_was_typed_stays_text(self, officer, oit):
        officer.open(f"{oit}/o1")
        officer.submit({"present": "no", "note": "<script>alert(1)</script>"}, form=f"{oit}/o1")
        page = officer.open(f"{oit}/o1")
        assert "<script>alert(1)" not in page.html


class TestFiles:
    def send(self, officer, oit: str, content: bytes, name: str = "oit.csv"):
        officer.open(oit)
        return officer.submit({"file": (content, name)}, form=f"{oit}/import")

    def test_file_is_imported(self, officer, oit, entered):
        content = f"{HEADER}\no1,มี,{PAGE},เมนู,100,ครบ\no2,ไม่มี,,,,\n".encode()
        page = self.send(officer, oit, content)
        assert page.path == oit
        assert "นำเข้าแล้ว 2 ข้อ" in page.text
        assert entered("o1").answer.score == 100

    def test_bad_lines_are_named_and_nothing_is_imported(self, officer, oit, entered):
        content = f"{HEADER}\no1,ไม่มี,,,,\no99,มี,{PAGE},,,\no2,<b>,,,,\n".encode()
        page = self.send(officer, oit, content)
        assert page.status == 422
        assert "บรรทัดที่ 3 คอลัมน์ code" in page.text
        assert "บรรทัดที่ 4 คอลัมน์ answer" in page.text
        assert "ยังไม่มีอะไรถูกบันทึก" in page.text
        assert "“<b>”" not in page.html
        assert entered("o1").version == 0

    def test_no_file_is_said_at_its_field(self, officer, oit):
        officer.open(oit)
        page = officer.submit({}, form=f"{oit}/import")
        assert (page.status, "เลือกไฟล์ก่อน" in page.text) == (422, True)

    def test_file_of_four_megabytes_is_read_and_a_larger_one_is_not(self, officer, oit):
        page = self.send(officer, oit, b"x" * (4 * 1024 * 1024))
        assert page.status == 422
        assert self.send(officer, oit, b"x" * (5 * 1024 * 1024 + 1)).status == 422
        assert self.send(officer, oit, b"x" * (7 * 1024 * 1024)).status == 413

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_export_is_a_download_that_can_be_sent_back(self, officer, oit, kind, entered):
        officer.open(f"{oit}/o1")
        officer.submit({"present": "yes", "urls": PAGE, "note": "=1+1"}, form=f"{oit}/o1")
        reply = officer.get(f"{oit}.{kind}").response
        assert reply.headers["Content-Disposition"] == (
            f"attachment; filename=oit-2564.{kind}; filename*=UTF-8''oit-2564.{kind}"
        )
        kinds = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd"}
        assert reply.headers["Content-Type"].startswith(kinds[kind])
        assert reply.headers["Content-Type"].count("charset") == (kind == "csv")
        assert reply.headers["Cache-Control"] == "no-store"
        assert read_table(f"a.{kind}", reply.data)[0]["note"] == "=1+1"
        assert "นำเข้าแล้ว 43 ข้อ" in self.send(officer, oit, reply.data, f"a.{kind}").text
        assert entered("o1").version == 1


class TestAccess:
    def test_auditor_reads_everything_and_is_offered_nothing_to_change(self, auditor, officer, oit):
        officer.open(f"{oit}/o1")
        officer.submit({"present": "yes", "urls": PAGE}, form=f"{oit}/o1")
        for path in (oit, f"{oit}/o1"):
            page = auditor.open(path)
            assert not [form for form in page.forms if form.action.startswith(oit)]
        assert PAGE in page.text
        assert auditor.get(f"{oit}.csv").status == 200

    def test_auditor_and_executive_cannot_change_and_executive_cannot_look(
        self, auditor, executive, oit
    ):
        for someone in (auditor, executive):
            someone.open("/officer/account")
            for path in (f"{oit}/o1", f"{oit}/import"):
                assert someone.post(path).status == 403
        for path in (oit, f"{oit}/o1", f"{oit}.csv"):
            assert executive.get(path).status == 403

    def test_another_agencys_round_does_not_exist(self, stranger, oit):
        stranger.open("/officer/account")
        for path in (oit, f"{oit}/o1", f"{oit}.csv", f"{oit}.xlsx"):
            assert stranger.get(path).status == 404
        assert stranger.post(f"{oit}/o1", {"present": "no", "score": "0"}).status == 404
        file = (f"{HEADER}\no1,ไม่มี,,,,\n".encode(), "a.csv")
        assert stranger.post(f"{oit}/import", {"file": file}).status == 404

    def test_unknown_item_and_kind_of_file_do_not_exist(self, officer, oit):
        for path in (f"{oit}/o44", f"{oit}/O1", f"{oit}.pdf"):
            assert officer.get(path).status == 404

    def test_closed_round_can_be_read_and_no_longer_changed(self, officer, instance, found, oit):
        officer.open(f"{oit}/o1")
        closing.close_round(instance, COMMAND_LINE, found.id, "ทดสอบ")
        page = officer.submit({"present": "no"}, form=f"{oit}/o1")
        assert page.status == 409
        page = officer.open(oit)
        assert "ดูได้อย่างเดียว" in page.text
        assert not [form for form in page.forms if form.action.startswith(oit)]
        assert not [f for f in officer.open(f"{oit}/o1").forms if f.action.startswith(oit)]

    def test_request_without_its_token_is_refused(self, officer, oit):
        assert officer.client.post(f"{oit}/o1", data={"present": "no"}).status_code == 400

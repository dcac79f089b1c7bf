"""OIT: entering, scoring, importing and exporting disclosure items."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from survey_app.core.errors import BadFile, ChangedMeanwhile, NotFound, WrongState
from survey_app.core.item_entry import FaultyItem
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.rounds import Round
from survey_app.services import closing, rounds
from survey_app.services.disclosure_items import (
    enter_item,
    export_items,
    import_items,
    item_history,
    read_disclosure,
    score_item,
)
from survey_app.storage import audit
from survey_app.storage.agencies import Agency
from survey_app.storage.tables import DisclosureChangeRow
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
def open_round(prepared) -> Round:
    return prepared.open_round


@pytest.fixture
def draft(prepared) -> Round:
    return prepared.draft


@pytest.fixture
def desk(instance, officer_actor, open_round) -> "Desk":
    return Desk(instance, officer_actor, open_round.id)


class Desk:
    """An officer at work on the items of one round."""

    def __init__(self, instance, actor: Actor, round_id: str) -> None:
        self.instance, self.actor, self.round_id = instance, actor, round_id

    @property
    def board(self):
        return read_disclosure(self.instance, self.actor, self.round_id)

    def entered(self, code: str):
        return self.board.item(code).entered

    def enter(self, code: str, *, version: int | None = None, **given):
        known = {"present": True, "urls": [PAGE], "note": "", "owner": "", "due_on": None}
        version = self.entered(code).version if version is None else version
        return enter_item(
            self.instance, self.actor, self.round_id, code, version=version, **known | given
        )

    def score(self, code: str, score: int | None, *, version: int | None = None, comment=""):
        version = self.entered(code).version if version is None else version
        return score_item(
            self.instance,
            self.actor,
            self.round_id,
            code,
            version=version,
            score=score,
            comment=comment,
        )

    def load(self, text: str, name: str = "oit.csv", encoding: str = "utf-8") -> int:
        return import_items(self.instance, self.actor, self.round_id, name, text.encode(encoding))

    def export(self, kind: str) -> bytes:
        return export_items(self.instance, self.actor, self.round_id, kind)

    def problems(self, text: str) -> tuple[str, ...]:
        with pytest.raises(BadFile) as refused:
            self.load(text)
        return refused.value.problems

    def acts(self) -> list[tuple[str, dict]]:
        with self.instance.database.snapshot() as session:
            chain = audit.read_chain(session, self.actor.agency)
            assert audit.broken_links(session, self.actor.agency) == []
        return [(e.act, e.facts) for e in chain if e.act.startswith("disclosure.")]


def faults_of(refused: pytest.ExceptionInfo[FaultyItem]) -> set[tuple[str, str]]:
    return {(fault.field, fault.kind) for fault in refused.value.faults}


class TestBoard:
    def test_holds_all_items_of_the_edition_in_words_of_the_year(self, desk):
        board = desk.board
        assert len(board.items) == 43
        assert [sub.code for part in board.indicators for sub in part.sub_indicators] == [
            "9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2",
        ]  # fmt: skip
        assert all("{" not in item.shows + item.title for item in board.items)
        assert "พ.ศ. 2564" in board.item("o4").shows

    def test_speaks_english_when_asked(self, instance, officer_actor, open_round):
        board = read_disclosure(instance, officer_actor, open_round.id, language="en")
        assert board.item("o1").title == "Structure"

    def test_empty_round_scores_nothing_and_misses_everything(self, desk):
        board = desk.board
        assert (board.score, board.answered, board.scored) == (Decimal("0.00"), 0, 0)
        assert len(board.unanswered) == 43
        assert board.unscored == ()

    def test_scores_are_means_of_sub_indicators_not_of_items(self, desk):
        desk.enter("o42")
        desk.score("o42", 100)
        board = desk.board
        first, second = board.indicators
        assert second.sub_indicators[1].score == Decimal("50.00")
        assert second.score == Decimal("25.00")
        assert first.score == Decimal("0.00")
        assert board.score == Decimal("12.50")

    def test_absent_item_needs_no_assessor_and_present_one_does(self, desk):
        desk.enter("o1")
        desk.enter("o2", present=False, urls=[])
        board = desk.board
        assert (board.answered, board.scored) == (2, 1)
        assert board.unscored == ("o1",)

    def test_next_item_follows_the_edition_across_sub_indicators(self, desk):
        board = desk.board
        assert board.after("o9").code == "o10"
        assert board.after("o43") is None

    def test_another_agencys_round_does_not_exist(self, instance, other_agency, open_round):
        stranger = Actor("stranger", Role.ADMIN, other_agency.id)
        with pytest.raises(NotFound):
            read_disclosure(instance, stranger, open_round.id)


class TestEntering:
    def test_keeps_what_was_entered_tidied(self, desk):
        written = desk.enter(
            "o1",
            urls=[f" {PAGE} ", "", PAGE, "http://เทศบาล.ไทย/ก?ข=1#ค"],
            note=" หนึ่ง\r\nสอง\x00 ",
            owner=" กอง \n คลัง ",
            due_on=date(2021, 3, 31),
        )
        assert written == desk.entered("o1")
        assert written.answer.urls == (PAGE, "http://เทศบาล.ไทย/ก?ข=1#ค")
        assert written.answer.note == "หนึ่ง\nสอง"
        assert written.owner == "กอง คลัง"
        assert written.version == 1

    @pytest.mark.parametrize(
        "url",
        [
            "www.test.example",
            "javascript:alert(1)",
            "ftp://test.example",
            "https://",
            "https:///path",
            "https://...",
            "https://test.example:port",
            "https://[::1",
            "https://test.example/a b",
            'https://test.example/"><script>',
            "https://te\u202est.example",
        ],
    )
    def test_address_that_is_no_link_is_refused(self, desk, url):
        with pytest.raises(FaultyItem) as refused:
            desk.enter("o1", urls=[url])
        assert faults_of(refused) == {("urls", "bad_address")}

    @pytest.mark.parametrize(
        ("given", "fault"),
        [
            ({"urls": []}, ("urls", "no_address")),
            ({"urls": [f"{PAGE}/{n}" for n in range(21)]}, ("urls", "many_addresses")),
            ({"urls": [f"{PAGE}/{'x' * 500}"]}, ("urls", "long_address")),
            ({"note": "ก" * 1001}, ("note", "long_text")),
            ({"owner": "ก" * 201}, ("owner", "long_text")),
        ],
    )
    def test_limits_are_refused_by_name(self, desk, given, fault):
        with pytest.raises(FaultyItem) as refused:
            desk.enter("o1", **given)
        assert faults_of(refused) == {fault}
        assert desk.entered("o1").version == 0

    def test_limits_themselves_are_accepted(self, desk):
        urls = [f"{PAGE}/{n}".ljust(500, "x") for n in range(20)]
        written = desk.enter("o1", urls=urls, note="ก" * 1000, owner="ก" * 200)
        assert len(written.answer.urls) == 20

    def test_item_may_be_planned_before_it_is_answered(self, desk):
        written = desk.enter("o1", present=None, urls=[], owner="กองคลัง")
        assert written.owner == "กองคลัง"
        assert desk.board.answered == 0

    def test_older_version_is_refused_and_names_the_one_that_stands(self, desk):
        desk.enter("o1", note="ของเรา")
        with pytest.raises(ChangedMeanwhile) as refused:
            desk.enter("o1", version=0, note="ของเขา")
        assert (refused.value.code, refused.value.version) == ("o1", 1)
        assert desk.entered("o1").answer.note == "ของเรา"

    def test_same_again_makes_no_new_version(self, desk):
        assert desk.enter("o1").version == 1
        assert desk.enter("o1").version == 1
        assert len(desk.acts()) == 1

    def test_answering_absent_takes_back_a_score_above_nothing(self, desk):
        desk.enter("o1")
        desk.score("o1", 100, comment="ครบ")
        written = desk.enter("o1", present=False, urls=[])
        assert written.answer.score is None
        assert written.answer.comment == "ครบ"

    def test_answering_absent_keeps_a_score_of_nothing(self, desk):
        desk.enter("o1")
        desk.score("o1", 0)
        assert desk.enter("o1", present=False).answer.score == 0

    def test_draft_takes_items(self, instance, officer_actor, draft):
        assert Desk(instance, officer_actor, draft.id).enter("o1").version == 1

    def test_closed_and_cancelled_rounds_take_nothing(self, desk, instance):
        desk.enter("o1")
        closing.close_round(instance, COMMAND_LINE, desk.round_id, "ทดสอบ")
        with pytest.raises(WrongState):
            desk.enter("o1", note="สาย")
        with pytest.raises(WrongState):
            desk.score("o1", 100)
        with pytest.raises(WrongState):
            desk.load(f"{HEADER}\no1,ไม่มี,,,,\n")
        assert not desk.board.editable
        assert desk.export("csv")

    def test_unknown_item_and_strangers_are_told_the_same(self, desk, instance, other_agency):
        stranger = Desk(instance, Actor("x", Role.ADMIN, other_agency.id), desk.round_id)
        for refused in (
            lambda: desk.enter("o44", version=0),
            lambda: stranger.enter("o1", version=0),
            lambda: stranger.score("o1", 0, version=0),
            lambda: stranger.load(f"{HEADER}\no1,ไม่มี,,,,\n"),
            lambda: stranger.export("csv"),
            lambda: item_history(instance, stranger.actor, desk.round_id, "o1"),
            lambda: item_history(instance, desk.actor, desk.round_id, "o44"),
        ):
            with pytest.raises(NotFound):
                refused()


class TestScoring:
    def test_score_and_comment_are_kept_beside_the_answer(self, desk):
        desk.enter("o1", note="เมนูหลัก")
        answer = desk.score("o1", 100, comment=" ครบถ้วน ").answer
        assert (answer.score, answer.comment, answer.note) == (100, "ครบถ้วน", "เมนูหลัก")

    def test_score_can_be_taken_back(self, desk):
        desk.enter("o1")
        desk.score("o1", 100)
        assert desk.score("o1", None).answer.score is None

    @pytest.mark.parametrize("score", [50, -1, 101])
    def test_only_scores_of_the_edition_are_known(self, desk, score):
        desk.enter("o1")
        with pytest.raises(FaultyItem) as refused:
            desk.score("o1", score)
        assert faults_of(refused) == {("score", "bad_score")}

    @pytest.mark.parametrize("present", [False, None])
    def test_nothing_cannot_be_scored_above_nothing(self, desk, present):
        desk.enter("o1", present=present, urls=[])
        with pytest.raises(FaultyItem) as refused:
            desk.score("o1", 100)
        assert faults_of(refused) == {("score", "score_of_nothing")}
        desk.score("o1", 0)

    def test_comment_has_a_limit(self, desk):
        with pytest.raises(FaultyItem) as refused:
            desk.score("o1", 0, comment="ก" * 1001)
        assert faults_of(refused) == {("comment", "long_text")}

    def test_older_version_is_refused(self, desk):
        desk.enter("o1")
        with pytest.raises(ChangedMeanwhile):
            desk.score("o1", 100, version=0)


class TestHistoryAndAudit:
    def test_every_change_is_kept_newest_first(self, desk, instance):
        desk.enter("o1")
        desk.score("o1", 100)
        changes = item_history(instance, desk.actor, desk.round_id, "o1")
        assert [(c.officer, c.item.answer.score) for c in changes] == [
            ("officer", 100),
            ("officer", None),
        ]

    def test_every_act_stands_in_the_agencys_chain(self, desk):
        desk.enter("o1")
        desk.score("o1", 100)
        desk.load(f"{HEADER}\no2,ไม่มี,,,,\n")
        acts = desk.acts()[::-1]
        assert [act for act, _ in acts] == [
            "disclosure.enter",
            "disclosure.score",
            "disclosure.import",
        ]
        assert acts[2][1] == {"file": "oit.csv", "items": 1, "changed": ["o2"]}


class TestImport:
    def test_enters_what_the_file_says(self, desk):
        n = desk.load(
            f"{HEADER}\n"
            f"o1,มี,{PAGE} https://b.example,เมนูหลัก,๑๐๐,ครบ\n"
            f'O2 ,ไม่มี,,,0,\no3,มี,"{PAGE}\nhttps://c.example",,,\no4,,,,,\n'
        )
        assert n == 4
        answer = desk.entered("o1").answer
        assert answer.urls == (PAGE, "https://b.example")
        assert (answer.present, answer.note, answer.score, answer.comment) == (
            True, "เมนูหลัก", 100, "ครบ",
        )  # fmt: skip
        assert desk.entered("o2").answer.present is False
        assert desk.entered("o3").answer.urls == (PAGE, "https://c.example")
        assert desk.entered("o4").version == 0

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_columns_come_in_any_order_encoding_and_delimiter(self, desk, encoding, delimiter):
        rows = [["comment", "due_on", "urls", "score", "note", "owner", "answer", "code"]]
        rows += [["", "31/3/2564", PAGE, "0", "", "กองคลัง", "มี", "o1"]]
        desk.load("\r\n".join(map(delimiter.join, rows)), encoding=encoding)
        item = desk.entered("o1")
        assert (item.owner, item.due_on, item.answer.score) == ("กองคลัง", date(2021, 3, 31), 0)

    def test_owner_and_due_date_stay_where_the_file_does_not_speak_of_them(self, desk):
        desk.enter("o1", owner="กองคลัง", due_on=date(2021, 3, 31))
        desk.load(f"{HEADER}\no1,ไม่มี,,,,\n")
        item = desk.entered("o1")
        assert (item.owner, item.due_on) == ("กองคลัง", date(2021, 3, 31))

    @pytest.mark.parametrize("day", ["31/03/2564", "31/3/2021", "2021-03-31", "๓๑/๐๓/๒๕๖๔"])
    def test_due_date_is_understood_in_either_era(self, desk, day):
        desk.load(f"{HEADER},due_on\no1,ไม่มี,,,,,{day}\n")
        assert desk.entered("o1").due_on == date(2021, 3, 31)

    def test_every_bad_line_is_named_and_nothing_is_imported(self, desk, instance):
        problems = desk.problems(
            f"{HEADER},due_on\n"
            f"o1,มี,{PAGE},,100,,\n"
            f"o99,มี,{PAGE},,,,\n"
            f"o1,มี,{PAGE},,,,\n"
            f"o2,ใช่,{PAGE},,,,\n"
            "o3,มี,,,,,\n"
            f"o4,มี,{PAGE},,50,,\n"
            "o5,ไม่มี,,,100,,\n"
            "o6,มี,www.test.example,,,,30/02/2564\n"
            ",มี,,,,,\n"
        )
        assert [problem.partition(":")[0] for problem in problems] == [
            "บรรทัดที่ 3 คอลัมน์ code",
            "บรรทัดที่ 4 คอลัมน์ code",
            "บรรทัดที่ 5 คอลัมน์ answer",
            "บรรทัดที่ 6 คอลัมน์ urls",
            "บรรทัดที่ 7 คอลัมน์ score",
            "บรรทัดที่ 8 คอลัมน์ score",
            "บรรทัดที่ 9 คอลัมน์ due_on",
            "บรรทัดที่ 9 คอลัมน์ urls",
            "บรรทัดที่ 10 คอลัมน์ code",
            "บรรทัดที่ 10 คอลัมน์ urls",
        ]
        assert problems[1].endswith("ข้อ o1 มีอยู่แล้วในบรรทัดที่ 2")
        assert desk.board.answered == 0
        assert desk.acts() == []
        with instance.database.snapshot() as session:
            assert session.exec(select(DisclosureChangeRow)).all() == []

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "ไฟล์ว่างเปล่า"),
            (f"{HEADER}\n", "ไม่มีข้อมูลใต้บรรทัดหัวตาราง"),
            ("code,answer,urls,note,score\no1,มี,,,\n", "ไม่มีคอลัมน์ comment"),
            (f"{HEADER},colour\no1,ไม่มี,,,,,\n", "ไม่รู้จักคอลัมน์ colour"),
        ],
    )
    def test_file_without_its_columns_is_refused(self, desk, text, sentence):
        assert sentence in desk.problems(text)[0]

    def test_demo_year_gives_its_published_scores(self, desk, request):
        path = request.config.rootpath / "tests/demo_sheets/disclosure-2564.csv"
        assert desk.load(path.read_text("utf-8")) == 43
        assert desk.board.score == Decimal("30.77")


class TestExport:
    HARD = "=1+1", "+66 2", "-", "@คน", "'=x", "บรรทัดหนึ่ง\n=สอง", "_x0041_", 'a"b,c;d\te'

    def fill(self, desk: Desk) -> None:
        for n, text in enumerate(self.HARD, start=1):
            desk.enter(
                f"o{n}",
                urls=[f"{PAGE}/{n}", "https://b.example/_x0041_?a=1,2;3"],
                note=text,
                owner=text,
                due_on=date(2020, 2, 29),
            )
            desk.score(f"o{n}", n % 2 * 100, comment=text)
        desk.enter("o20", present=False, urls=[])
        desk.enter("o21", present=None, urls=[], owner="กองคลัง")

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_reads_back_without_a_change(self, desk, kind):
        self.fill(desk)
        before = desk.board
        count = len(desk.acts())
        n = import_items(desk.instance, desk.actor, desk.round_id, f"a.{kind}", desk.export(kind))
        assert n == 43
        assert desk.board == before
        assert desk.acts()[0][1]["changed"] == []
        assert len(desk.acts()) == count + 1

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_carries_everything_to_another_round(self, desk, kind, instance, other_agency):
        self.fill(desk)
        other = rounds.create_round(
            instance, COMMAND_LINE, agency=other_agency.id, fiscal_year=2564, staff=9, public=9
        )
        there = Desk(instance, COMMAND_LINE, other.id)
        import_items(instance, COMMAND_LINE, other.id, f"a.{kind}", desk.export(kind))
        for here, copied in zip(desk.board.items, there.board.items, strict=True):
            assert here.entered.answer == copied.entered.answer
            assert here.entered.owner == copied.entered.owner
            assert here.entered.due_on == copied.entered.due_on

    def test_csv_begins_with_the_columns_of_the_contract(self, desk):
        rows = list(csv.reader(io.StringIO(desk.export("csv").decode("utf-8-sig"))))
        assert ",".join(rows[0]).startswith(HEADER)
        assert len(rows) == 44
        assert "โครงสร้าง" in rows[1]

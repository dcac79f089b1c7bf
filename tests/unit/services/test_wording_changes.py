"""The words of a draft: replaced, put back, refused whole, and frozen at opening."""

import pytest

from survey_app.core.errors import BadFile, NotFound, WrongState
from survey_app.core.officers import Actor, Role
from survey_app.core.rounds import Round
from survey_app.reports.spreadsheets import read_table, write_csv
from survey_app.services.instance import Instance
from survey_app.services.round_history import list_acts
from survey_app.services.rounds import create_round, edition_of, open_round
from survey_app.services.wording_changes import (
    EditableText,
    WordingRefused,
    change_texts,
    export_wording,
    import_wording,
    list_texts,
    restore_texts,
)
from survey_app.services.wording_faults import WordingFault
from survey_app.services.wording_places import place_of
from survey_app.storage.agencies import Agency

QUESTION = "IIT/indicators/1/questions/i2/text"
HEADER = ("key", "where", "thai", "english")
THANKS = "EIT/thanks/heading"
STAFF = (QUESTION, "", "คำถามใหม่", "New question", "မေးခွန်း")
ROW = "IIT/indicators/1/questions/i1/rows/i1.1/text"


@pytest.fixture
def draft(instance: Instance, officer_actor: Actor, agency: Agency) -> Round:
    return create_round(
        instance, officer_actor, agency=agency.id, fiscal_year=2564, staff=120, public=4000
    )


def find_text(instance: Instance, actor: Actor, of: Round, key: str) -> EditableText:
    return next(text for text in list_texts(instance, actor, of.id) if text.key == key)


def test_fresh_draft_says_what_the_files_say(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    texts = list_texts(instance, officer_actor, draft.id)
    assert not any(text.changed for text in texts)
    assert {text.instrument for text in texts} == {"IIT", "EIT"}


def test_every_text_has_a_place_on_its_form(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    texts = list_texts(instance, officer_actor, draft.id)
    places = [place_of(text.instrument, text.key) for text in texts]
    assert len(set(places)) == len(texts)


def test_replaced_text_stands_on_the_form_which_is_then_official(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    assert edition_of(instance, officer_actor, draft.id).iit.wording == "project"
    assert (
        change_texts(instance, officer_actor, draft.id, {(QUESTION, "th"): " คำถาม\r\n ใหม่ "}) == 1
    )
    edition = edition_of(instance, officer_actor, draft.id)
    assert edition.iit.questions[1].text.th == "คำถาม ใหม่"
    assert (edition.iit.wording, edition.eit.wording) == ("official", "project")


def test_scores_codes_and_order_stay_whatever_the_words(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    before = edition_of(instance, officer_actor, draft.id).iit
    everything = {
        (text.key, language): f"{words} ใหม่"
        for text in list_texts(instance, officer_actor, draft.id)
        for language, words in text.words.items()
    }
    change_texts(instance, officer_actor, draft.id, everything)
    after = edition_of(instance, officer_actor, draft.id).iit
    assert after.row_codes == before.row_codes
    assert [[o.score for o in row.options] for row in after.scored_rows] == [
        [o.score for o in row.options] for row in before.scored_rows
    ]


def test_only_what_differs_is_kept_and_saving_again_changes_nothing(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    original = find_text(instance, officer_actor, draft, QUESTION).original
    change_texts(instance, officer_actor, draft.id, {(QUESTION, "th"): "ใหม่", (ROW, "th"): "ใหม่"})
    assert change_texts(instance, officer_actor, draft.id, {(QUESTION, "th"): "ใหม่"}) == 0
    assert change_texts(instance, officer_actor, draft.id, {(QUESTION, "th"): original["th"]}) == 1
    assert not find_text(instance, officer_actor, draft, QUESTION).changed
    assert find_text(instance, officer_actor, draft, ROW).changed
    acts = [one.act for one in list_acts(instance, officer_actor, draft.id)]
    assert acts.count("wording.change") == 2


def test_restoring_puts_every_text_back(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    change_texts(instance, officer_actor, draft.id, {(QUESTION, "th"): "ใหม่", (ROW, "en"): "New"})
    assert restore_texts(instance, officer_actor, draft.id) == 2
    assert not any(text.changed for text in list_texts(instance, officer_actor, draft.id))


@pytest.mark.parametrize(
    ("key", "words", "fault"),
    [
        (QUESTION, "  ", WordingFault("empty", QUESTION, "th")),
        (QUESTION, "ก" * 2001, WordingFault("too_long", QUESTION, "th", "2001")),
        (QUESTION, "{name} ทำงานดี", WordingFault("placeholder", QUESTION, "th", "{name}")),
        ("IIT/none", "ใหม่", WordingFault("unknown_key", "IIT/none", "th", "IIT/none")),
    ],
)
def test_text_that_cannot_stand_is_named_and_nothing_changes(
    instance: Instance,
    officer_actor: Actor,
    draft: Round,
    key: str,
    words: str,
    fault: WordingFault,
) -> None:
    with pytest.raises(WordingRefused) as refused:
        change_texts(instance, officer_actor, draft.id, {(ROW, "th"): "ใหม่", (key, "th"): words})
    assert refused.value.faults == (fault,)
    assert not find_text(instance, officer_actor, draft, ROW).changed


def test_agency_and_year_may_be_named_in_a_text(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    words = "{agency} ปี {year}"
    change_texts(instance, officer_actor, draft.id, {("IIT/start/why", "th"): words})
    assert edition_of(instance, officer_actor, draft.id).iit.start.why.th == words


def test_opening_freezes_the_words(instance: Instance, officer_actor: Actor, draft: Round) -> None:
    change_texts(instance, officer_actor, draft.id, {(QUESTION, "th"): "คำถามที่เปิดไว้"})
    open_round(instance, officer_actor, draft.id)
    with pytest.raises(WrongState):
        change_texts(instance, officer_actor, draft.id, {(QUESTION, "th"): "อีกอย่าง"})
    with pytest.raises(WrongState):
        list_texts(instance, officer_actor, draft.id)
    assert edition_of(instance, officer_actor, draft.id).iit.questions[1].text.th == "คำถามที่เปิดไว้"


def test_words_of_another_agency_are_not_found(
    instance: Instance, other_agency: Agency, draft: Round
) -> None:
    stranger = Actor("stranger", Role.ADMIN, other_agency.id)
    for attempt in (
        lambda: list_texts(instance, stranger, draft.id),
        lambda: change_texts(instance, stranger, draft.id, {(QUESTION, "th"): "ใหม่"}),
        lambda: restore_texts(instance, stranger, draft.id),
        lambda: export_wording(instance, stranger, draft.id),
        lambda: import_wording(instance, stranger, draft.id, "x.csv", write_csv([HEADER])),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_exported_file_comes_back_without_a_change(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    change_texts(instance, officer_actor, draft.id, {(QUESTION, "th"): "=ใหม่"})
    file = export_wording(instance, officer_actor, draft.id)
    assert import_wording(instance, officer_actor, draft.id, "ถ้อยคำ.xlsx", file) == 0
    rows = {row["key"]: row for row in read_table("ถ้อยคำ.xlsx", file)}
    assert rows[QUESTION]["thai"] == "=ใหม่"
    assert rows[ROW]["where"] == "IIT ตัวชี้วัดที่ 1 ข้อ i1 ข้อย่อย i1.1"
    assert len(rows) == len(list_texts(instance, officer_actor, draft.id))


def test_imported_texts_replace_theirs_and_leave_the_others(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    change_texts(instance, officer_actor, draft.id, {(ROW, "th"): "ข้อย่อยใหม่"})
    file = write_csv([HEADER, (QUESTION, "", "คำถามใหม่", "New question")])
    assert import_wording(instance, officer_actor, draft.id, "ถ้อยคำ.csv", file) == 1
    assert find_text(instance, officer_actor, draft, QUESTION).words == {
        "th": "คำถามใหม่",
        "en": "New question",
    }
    assert find_text(instance, officer_actor, draft, ROW).words["th"] == "ข้อย่อยใหม่"


def test_bad_file_names_every_bad_line_in_thai_and_nothing_is_imported(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    file = write_csv(
        [
            HEADER,
            (QUESTION, "", "คำถามใหม่", " "),
            ("IIT/none", "", "ก", "a"),
            (QUESTION, "", "ซ้ำ", "again"),
            (ROW, "", "{ชื่อ}", "Row"),
            ("", "", "ก", "a"),
        ]
    )
    with pytest.raises(BadFile) as refused:
        import_wording(instance, officer_actor, draft.id, "ถ้อยคำ.csv", file)
    assert refused.value.problems == (
        "บรรทัดที่ 2 คอลัมน์ english: ข้อความต้องไม่เว้นว่าง",
        "บรรทัดที่ 3: ไม่มีข้อความรหัส IIT/none ในแบบสอบถามของรอบนี้",
        f"บรรทัดที่ 4: รหัสข้อความ {QUESTION} ซ้ำกับบรรทัดก่อนหน้า",
        "บรรทัดที่ 5 คอลัมน์ thai: ไม่รู้จัก {ชื่อ} คำในวงเล็บปีกกาใช้ได้เฉพาะ {agency} และ {year}",
        "บรรทัดที่ 6: ไม่ได้ระบุรหัสข้อความในคอลัมน์ key",
    )
    assert not any(text.changed for text in list_texts(instance, officer_actor, draft.id))


def test_file_without_its_columns_is_refused(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    file = write_csv([("key", "thai"), (QUESTION, "คำถามใหม่")])
    with pytest.raises(BadFile) as refused:
        import_wording(instance, officer_actor, draft.id, "ถ้อยคำ.csv", file)
    assert refused.value.problems == ("ไม่มีคอลัมน์ english ในบรรทัดหัวตาราง",)


def test_a_file_carries_the_further_languages_of_each_form(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    rows = read_table("x.xlsx", export_wording(instance, officer_actor, draft.id))
    burmese = {row["key"]: row["my"] for row in rows}
    assert all(bool(words) == key.startswith("EIT/") for key, words in burmese.items())
    file = export_wording(instance, officer_actor, draft.id)
    assert import_wording(instance, officer_actor, draft.id, "x.xlsx", file) == 0
    changed = write_csv([(*HEADER, "my"), (THANKS, "", "ขอบคุณ", "Thanks", "ကျေးဇူး"), STAFF])
    assert import_wording(instance, officer_actor, draft.id, "x.csv", changed) == 2
    assert find_text(instance, officer_actor, draft, THANKS).words["my"] == "ကျေးဇူး"
    assert set(find_text(instance, officer_actor, draft, QUESTION).words) == {"th", "en"}


def test_a_file_without_the_column_of_a_further_language_leaves_its_words(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    before = find_text(instance, officer_actor, draft, THANKS).words["my"]
    file = write_csv([HEADER, (THANKS, "", "ขอบคุณ", "Thanks")])
    assert import_wording(instance, officer_actor, draft.id, "x.csv", file) == 1
    assert find_text(instance, officer_actor, draft, THANKS).words["my"] == before


def test_an_empty_text_in_a_further_language_is_named_by_its_column(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    file = write_csv([(*HEADER, "my"), (THANKS, "", "ขอบคุณ", "Thanks", " ")])
    with pytest.raises(BadFile) as refused:
        import_wording(instance, officer_actor, draft.id, "x.csv", file)
    assert refused.value.problems == ("บรรทัดที่ 2 คอลัมน์ my: ข้อความต้องไม่เว้นว่าง",)

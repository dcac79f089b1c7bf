"""Disclosure items as rows of a table file, and what is wrong with a file, line by line in Thai."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from survey_app.core.item_entry import (
    ABSENT,
    PRESENT,
    ItemFault,
    check_entry,
    check_score,
    read_answer,
    read_cell,
    read_day,
    read_score,
    tidy_addresses,
    tidy_text,
)
from survey_app.core.questionnaire import DisclosureItem, DisclosureList
from survey_app.core.result import ItemAnswer
from survey_app.core.thai import BUDDHIST_OFFSET
from survey_app.reports.spreadsheets import (
    Column,
    Sheet,
    TableRow,
    read_table,
    write_csv,
    write_xlsx,
)
from survey_app.storage.disclosure_items import EnteredItem

FileKind = Literal["csv", "xlsx"]

REQUIRED = ("code", "answer", "urls", "note", "score", "comment")
OPTIONAL = ("owner", "due_on", "title")
"""`title` is there for people to read; importing does not look at it."""

_CSV_COLUMNS = (*REQUIRED, *OPTIONAL)
_XLSX_COLUMNS = ("code", "title", "answer", "urls", "note", "owner", "due_on", "score", "comment")

_SENTENCES = {
    "bad_answer": (
        "“{found}” ไม่ใช่คำตอบที่ใช้ได้ คำตอบต้องเป็น มี หรือ ไม่มี",
        "“{found}” is no answer; write มี or ไม่มี.",
    ),
    "bad_score": (
        "“{found}” ไม่ใช่คะแนนที่ใช้ได้ คะแนนต้องเป็น {limit}",
        "“{found}” is no score that can be given; write {limit}.",
    ),
    "bad_day": (
        "“{found}” ไม่ใช่วันที่ที่ใช้ได้ ให้เขียนตามแบบ 31/03/2564",
        "“{found}” is no date; write it like 31/03/2564.",
    ),
    "no_address": (
        "ข้อที่ตอบว่ามี ต้องระบุที่อยู่เว็บไซต์อย่างน้อย 1 แห่ง",
        "An item that is there needs at least one web address.",
    ),
    "many_addresses": (
        "ระบุที่อยู่เว็บไซต์ได้ไม่เกิน {limit} แห่ง แต่มี {found} แห่ง",
        "At most {limit} web addresses can be kept; there are {found}.",
    ),
    "long_address": (
        "ที่อยู่เว็บไซต์ยาวเกิน {limit} ตัวอักษร: {found}",
        "A web address is longer than {limit} characters: {found}",
    ),
    "bad_address": (
        "“{found}” ไม่ใช่ที่อยู่เว็บไซต์ ที่อยู่ต้องขึ้นต้นด้วย http:// หรือ https:// ตามด้วยชื่อเว็บไซต์",
        "“{found}” is no web address; it starts with http:// or https:// and the name of a site.",
    ),
    "long_text": (
        "ข้อความยาวได้ไม่เกิน {limit} ตัวอักษร แต่ยาว {found} ตัวอักษร",
        "The text has {found} characters; at most {limit} can be kept.",
    ),
    "score_of_nothing": (
        "ให้คะแนนมากกว่า 0 ได้เฉพาะข้อที่ตอบว่ามี",
        "Only an item that is there can be scored above 0.",
    ),
    "no_code": ("ไม่ได้ระบุรหัสข้อ", "The item's code is missing."),
    "unknown_code": (
        "ไม่มีข้อ “{found}” ในแบบประเมินนี้",
        "There is no item “{found}” in this questionnaire.",
    ),
    "repeated_code": (
        "ข้อ {found} มีอยู่แล้วในบรรทัดที่ {limit}",
        "The item {found} already stands in line {limit}.",
    ),
}
"""What a fault means to the person who made it, in Thai and English."""

_HELP = {
    "code": "รหัสข้อ เช่น o1 ห้ามแก้ไข",
    "title": "ชื่อข้อ มีไว้ให้อ่านเท่านั้น ระบบไม่นำเข้าคอลัมน์นี้",
    "answer": "พิมพ์ มี หรือ ไม่มี ถ้ายังไม่ตอบให้เว้นว่าง",
    "urls": "ที่อยู่เว็บไซต์ที่เผยแพร่ข้อมูล ขึ้นต้นด้วย http:// หรือ https:// ถ้ามีหลายแห่งให้เว้นวรรคหรือขึ้นบรรทัดใหม่ "
    "ไม่เกิน 20 แห่ง ข้อที่ตอบว่ามีต้องระบุอย่างน้อย 1 แห่ง",
    "note": "ข้อมูลอยู่ส่วนใดของเว็บไซต์ ไม่เกิน 1,000 ตัวอักษร",
    "owner": "ชื่อผู้รับผิดชอบ เว้นว่างได้",
    "due_on": "วันครบกำหนด เช่น 31/03/2564 เว้นว่างได้",
    "score": "คะแนนของผู้ประเมิน 0 หรือ 100 ถ้ายังไม่ให้คะแนนให้เว้นว่าง ข้อที่ตอบว่าไม่มีให้ได้เพียง 0",
    "comment": "ความเห็นของผู้ประเมิน ไม่เกิน 1,000 ตัวอักษร",
}
_WIDTHS = {"code": 8, "answer": 10, "score": 10, "due_on": 14, "owner": 24, "title": 36}
_HELP_SHEET = "คำอธิบาย"
_ITEMS_SHEET = "OIT"


def read_rows(file_name: str, content: bytes) -> list[TableRow]:
    """The rows of a file with the columns of disclosure items; raises BadFile."""
    return read_table(file_name, content, required=REQUIRED, optional=OPTIONAL)


def read_items(
    rows: list[TableRow], oit: DisclosureList, entered: Mapping[str, EnteredItem]
) -> tuple[list[EnteredItem], list[str]]:
    """The items in `rows`, each following from what was entered, and every problem by its line."""
    known = {item.code for item in oit.items}
    lines: dict[str, int] = {}
    items: list[EnteredItem] = []
    problems: list[str] = [] if rows else ["ไฟล์ไม่มีข้อมูลใต้บรรทัดหัวตาราง"]
    for row in rows:
        code = tidy_text(row["code"]).lower()
        faults = _check_code(code, known, lines)
        lines.setdefault(code, row.line)
        item = _read_item(row, entered.get(code, EnteredItem(code)), oit.item_scores, faults)
        items.append(item)
        problems += [_name_problem(row.line, fault) for fault in faults]
    return items, problems


def _check_code(code: str, known: set[str], lines: Mapping[str, int]) -> list[ItemFault]:
    if not code:
        return [ItemFault("code", "no_code")]
    if code not in known:
        return [ItemFault("code", "unknown_code", code[:40])]
    if code in lines:
        return [ItemFault("code", "repeated_code", code, str(lines[code]))]
    return []


def _read_item(
    row: TableRow, before: EnteredItem, item_scores: tuple[int, ...], faults: list[ItemFault]
) -> EnteredItem:
    """The item a row describes; what is wrong with it is added to `faults`."""
    found_before = len(faults)
    answer = ItemAnswer(
        present=read_cell("answer", row["answer"], read_answer, faults),
        urls=tidy_addresses(row["urls"].split()),
        note=tidy_text(row["note"]),
        score=read_cell("score", row["score"], lambda cell: read_score(cell, item_scores), faults),
        comment=tidy_text(row["comment"]),
    )
    owner = " ".join(tidy_text(row["owner"]).split()) if "owner" in row else before.owner
    due_on = before.due_on
    if "due_on" in row:
        due_on = read_cell("due_on", row["due_on"], read_day, faults)
    unread = {fault.field for fault in faults[found_before:]}
    faults += check_entry(answer, owner)
    if not unread & {"answer", "score"}:
        faults += check_score(answer, item_scores)
    return EnteredItem(before.code, answer, owner, due_on, before.version)


def _name_problem(line: int, fault: ItemFault) -> str:
    return f"บรรทัดที่ {line} คอลัมน์ {fault.field}: {say_fault(fault, 'th')}"


def say_fault(fault: ItemFault, language: str) -> str:
    """A fault as a sentence in `th` or `en`."""
    thai, english = _SENTENCES[fault.kind]
    sentence = english if language == "en" else thai
    return sentence.format(found=fault.found, limit=fault.limit)


def write_items(kind: FileKind, oit: DisclosureList, entered: Mapping[str, EnteredItem]) -> bytes:
    """Every item of the edition as a CSV or XLSX file."""
    cells = [_cells(item, entered.get(item.code, EnteredItem(item.code))) for item in oit.items]
    if kind == "csv":
        return write_csv([_CSV_COLUMNS, *_in_order(cells, _CSV_COLUMNS)])
    columns = tuple(_column(name, oit.item_scores) for name in _XLSX_COLUMNS)
    items = Sheet(_ITEMS_SHEET, columns, _in_order(cells, _XLSX_COLUMNS), frozen_columns=2)
    return write_xlsx([items, _help_sheet()])


def _in_order(cells: list[dict[str, str]], columns: tuple[str, ...]) -> list[list[str]]:
    return [[row[column] for column in columns] for row in cells]


def _cells(item: DisclosureItem, entered: EnteredItem) -> dict[str, str]:
    answer = entered.answer
    return {
        "code": item.code,
        "title": item.title.th,
        "answer": {True: PRESENT, False: ABSENT, None: ""}[answer.present],
        "urls": "\n".join(answer.urls),
        "note": answer.note,
        "score": "" if answer.score is None else str(answer.score),
        "comment": answer.comment,
        "owner": entered.owner,
        "due_on": _write_day(entered.due_on),
    }


def _write_day(day: date | None) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year + BUDDHIST_OFFSET}" if day else ""


def _column(name: str, item_scores: tuple[int, ...]) -> Column:
    choices = {"answer": (PRESENT, ABSENT), "score": tuple(map(str, item_scores))}
    return Column(name, _WIDTHS.get(name, 48), _HELP[name], choices.get(name, ()))


def _help_sheet() -> Sheet:
    columns = (Column("คอลัมน์", 14), Column("สิ่งที่ต้องกรอก", 110))
    return Sheet(_HELP_SHEET, columns, [(name, _HELP[name]) for name in _XLSX_COLUMNS])

"""The words of both forms as a table file: written to be edited, read back line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from survey_app.core.questionnaire import SurveyInstrument
from survey_app.reports.spreadsheets import Column, Sheet, read_table, write_xlsx
from survey_app.services.wording_faults import SENTENCES, TextKey, WordingFault
from survey_app.services.wording_places import name_place, place_of

LANGUAGE_COLUMNS = {"thai": "th", "english": "en"}
_COLUMNS = (
    Column("key", 30, "รหัสข้อความ ห้ามแก้ไข"),
    Column("where", 44, "ตำแหน่งของข้อความ มีไว้ให้อ่านเท่านั้น ระบบไม่นำเข้าคอลัมน์นี้"),
    Column("thai", 70, "ข้อความภาษาไทย ต้องไม่เว้นว่าง ไม่เกิน 2,000 ตัวอักษร"),
    Column("english", 70, "ข้อความภาษาอังกฤษ ต้องไม่เว้นว่าง ไม่เกิน 2,000 ตัวอักษร"),
)


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """What a file says: its texts, the line of each key, and what is wrong with its keys."""

    texts: dict[TextKey, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[WordingFault] = field(default_factory=list)


def write_rows(texts: Iterable[tuple[SurveyInstrument, str, Mapping[str, str]]]) -> bytes:
    """The texts, one a row, as XLSX."""
    rows = [
        [key, name_place(place_of(instrument, key)), words["th"], words["en"]]
        for instrument, key, words in texts
    ]
    return write_xlsx([Sheet("ถ้อยคำ", _COLUMNS, rows, frozen_columns=1)])


def read_rows(file_name: str, content: bytes) -> ReadTexts:
    """The texts of an XLSX or CSV file; raises BadFile for one without the columns."""
    read = ReadTexts()
    rows = read_table(file_name, content, required={"key", *LANGUAGE_COLUMNS}, optional={"where"})
    for row in rows:
        key = row["key"].strip()
        fault = _check_key(key, row.line, read.lines)
        if fault:
            read.faults.append(fault)
            continue
        read.lines[key] = row.line
        for column, language in LANGUAGE_COLUMNS.items():
            read.texts[key, language] = row[column]
    return read


def _check_key(key: str, line: int, lines: Mapping[str, int]) -> WordingFault | None:
    if not key:
        return WordingFault("no_key", line=line)
    if key in lines:
        return WordingFault("repeated_key", key, detail=key, line=line)
    return None


def name_fault(fault: WordingFault) -> str:
    """A fault of a file as a Thai sentence that names its line and column."""
    columns = {language: column for column, language in LANGUAGE_COLUMNS.items()}
    of_text = fault.kind in ("empty", "too_long", "placeholder")
    column = f" คอลัมน์ {columns[fault.language]}" if of_text else ""
    sentence = SENTENCES[fault.kind] % {"detail": fault.detail}
    return f"บรรทัดที่ {fault.line}{column}: {sentence}"

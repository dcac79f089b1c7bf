"""The words of both forms as a table file: written to be edited, read back line by line."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from babel import Locale

from survey_app.core.questionnaire import SurveyInstrument
from survey_app.reports.spreadsheets import Column, Sheet, read_table, write_xlsx
from survey_app.services.wording_faults import SENTENCES, TextKey, WordingFault
from survey_app.services.wording_places import name_place, place_of

LANGUAGE_COLUMNS = {"thai": "th", "english": "en"}
"""The columns every file has; a further language stands under its code, and empty where a form lacks it."""

_COLUMNS = (
    Column("key", 30, "รหัสข้อความ ห้ามแก้ไข"),
    Column("where", 44, "ตำแหน่งของข้อความ มีไว้ให้อ่านเท่านั้น ระบบไม่นำเข้าคอลัมน์นี้"),
    Column("thai", 70, "ข้อความภาษาไทย ต้องไม่เว้นว่าง ไม่เกิน 2,000 ตัวอักษร"),
    Column("english", 70, "ข้อความภาษาอังกฤษ ต้องไม่เว้นว่าง ไม่เกิน 2,000 ตัวอักษร"),
)


_ALWAYS = frozenset(LANGUAGE_COLUMNS.values())


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """What a file says: its texts, the line of each key, and what is wrong with its keys."""

    texts: dict[TextKey, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[WordingFault] = field(default_factory=list)


def write_rows(texts: Iterable[tuple[SurveyInstrument, str, Mapping[str, str]]]) -> bytes:
    """The texts, one a row, as XLSX."""
    listed = list(texts)
    further = sorted({language for *_, words in listed for language in words} - _ALWAYS)
    rows = [
        [
            key,
            name_place(place_of(instrument, key)),
            *(words.get(language, "") for language in (*LANGUAGE_COLUMNS.values(), *further)),
        ]
        for instrument, key, words in listed
    ]
    columns = (*_COLUMNS, *(Column(language, 70, _about(language)) for language in further))
    return write_xlsx([Sheet("ถ้อยคำ", columns, rows, frozen_columns=1)])


def _about(language: str) -> str:
    name = Locale.parse(language).get_display_name("th")
    return f"ข้อความภาษา{name} ไม่เกิน 2,000 ตัวอักษร เว้นว่างเฉพาะแบบที่ไม่มีภาษานี้"


def read_rows(file_name: str, content: bytes, known: Mapping[str, Collection[str]]) -> ReadTexts:
    """The texts of an XLSX or CSV file; raises BadFile for one without the columns.

    `known` are the languages of each key: a column of a further language may be missing, and says
    nothing of a text that does not speak it.
    """
    read = ReadTexts()
    further = {language for languages in known.values() for language in languages} - _ALWAYS
    rows = read_table(
        file_name, content, required={"key", *LANGUAGE_COLUMNS}, optional={"where", *further}
    )
    for row in rows:
        key = row["key"].strip()
        fault = _check_key(key, row.line, read.lines)
        if fault:
            read.faults.append(fault)
            continue
        read.lines[key] = row.line
        for column, language in LANGUAGE_COLUMNS.items():
            read.texts[key, language] = row[column]
        for language in sorted(further.intersection(known.get(key, ()))):
            if language in row:
                read.texts[key, language] = row[language]
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
    name = columns.get(fault.language, fault.language)
    of_text = fault.kind in ("empty", "too_long", "placeholder")
    column = f" คอลัมน์ {name}" if of_text else ""
    sentence = SENTENCES[fault.kind] % {"detail": fault.detail}
    return f"บรรทัดที่ {fault.line}{column}: {sentence}"

"""The document that ships: its parts as plain data, and how it is drawn as text."""

import csv
import json
from pathlib import Path
from typing import Any

from tests.demo_sheets.people import Sheet

HERE = Path(__file__).resolve().parent


def read_disclosure(year: str) -> dict[str, dict[str, Any]]:
    """The OIT items as an officer and an assessor left them; a score may still be missing."""
    with (HERE / f"disclosure-{year}.csv").open(encoding="utf-8", newline="") as file:
        return {
            line["code"]: {
                "answer": line["answer"],
                "score": int(line["score"]) if line["score"] else None,
                "url": line["urls"],
                "where": line["note"],
                "comment": line["comment"],
            }
            for line in csv.DictReader(file)
        }


def plain(sheet: Sheet) -> dict[str, str]:
    """A sheet as it is written to the file."""
    return {"answers": sheet.answers, "suggestion": sheet.suggestion}


def draw_text(value: Any, depth: int = 0) -> str:
    """JSON with one sheet, one item or one list of row codes a line, so that changes read well."""
    if depth == 3 or not isinstance(value, (dict, list)) or all_text(value):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {draw_text(part, depth + 1)}" for key, part in value.items()]
        return "{\n" + ",\n".join(parts) + "\n}"
    return "[\n" + ",\n".join(draw_text(part, depth + 1) for part in value) + "\n]"


def all_text(value: dict[str, Any] | list[Any]) -> bool:
    """Whether a value is a plain list of strings."""
    return isinstance(value, list) and all(isinstance(part, str) for part in value)

"""The OIT list as a file for everybody."""

import csv
from io import StringIO

import pytest

from survey_app.core.disclosure import ShownResult
from survey_app.core.result import DisclosureResult
from survey_app.reports.oit_csv import COLUMNS, write_oit_csv
from survey_app.storage.editions import read_edition
from tests.unit.reports.shown_results import shown_of


@pytest.fixture(scope="module")
def shown() -> ShownResult:
    return shown_of(read_edition(2564), 12, 40)


def read(oit: DisclosureResult) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(write_oit_csv(oit).decode("utf-8-sig"), newline="")))


def test_every_item_is_a_line_with_all_columns(shown: ShownResult) -> None:
    subs = [sub for part in shown.oit.indicators for sub in part.sub_indicators]
    items = [item for sub in subs for item in sub.items]
    rows = read(shown.oit)
    assert [row["code"] for row in rows] == [item.code for item in items]
    assert tuple(rows[0]) == COLUMNS
    assert [int(row["counted"]) for row in rows] == [item.counted for item in items]
    assert [tuple(filter(None, row["urls"].split("\n"))) for row in rows] == [
        item.urls for item in items
    ]


def test_what_looks_like_a_formula_is_kept_from_being_one(shown: ShownResult) -> None:
    first = shown.oit.indicators[0]
    sub = first.sub_indicators[0]
    item = sub.items[0].model_copy(update={"note": "=1+1", "comment": "@x", "score": None})
    changed = shown.oit.model_copy(
        update={
            "indicators": (
                first.model_copy(
                    update={"sub_indicators": (sub.model_copy(update={"items": (item,)}),)}
                ),
            )
        }
    )
    (row,) = read(changed)
    assert (row["note"], row["comment"], row["score"]) == ("'=1+1", "'@x", "")

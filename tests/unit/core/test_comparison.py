"""Every place where a frozen text is not the recomputed one."""

import json
from typing import Any

import pytest

from survey_app.core.comparison import differences


def differ(frozen: Any, again: Any) -> list[str]:
    return differences(json.dumps(frozen), json.dumps(again))


def test_equal_texts_do_not_differ_whatever_the_order_of_keys() -> None:
    assert differ({"a": 1, "b": [1, {"c": None}]}, {"b": [1, {"c": None}], "a": 1}) == []


@pytest.mark.parametrize(
    ("frozen", "again", "lines"),
    [
        (
            {"total": "59.46"},
            {"total": "59.47"},
            ["result.total: frozen '59.46', recomputed '59.47'"],
        ),
        (
            {"iit": {"counts": [[1, 2], [3, 0]]}},
            {"iit": {"counts": [[1, 2], [2, 1]]}},
            [
                "result.iit.counts[2][1]: frozen 3, recomputed 2",
                "result.iit.counts[2][2]: frozen 0, recomputed 1",
            ],
        ),
        ({"rows": [1]}, {"rows": [1, 2]}, ["result.rows: frozen [1], recomputed [1, 2]"]),
        ({"level": "D"}, {"level": None}, ["result.level: frozen 'D', recomputed None"]),
        ({"a": 1}, {"a": 1, "b": 2}, ["result.b: frozen None, recomputed 2"]),
        ({"a": {"b": 1}}, {"a": [1]}, ["result.a: frozen {'b': 1}, recomputed [1]"]),
    ],
)
def test_each_difference_is_one_line_that_names_its_place(
    frozen: Any, again: Any, lines: list[str]
) -> None:
    assert differ(frozen, again) == lines

"""Who may touch counts, waiting sheets, frozen results and texts: a list with reasons.

What is shown is decided in `core/disclosure.py` alone. Pages, files and commands get what it gave
(`Shown…`, `GuardedScores`); a module that reads what lies beneath is named here or the test fails.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

import survey_app

PACKAGE = Path(survey_app.__file__).parent

COUNTS = {
    "Tally",
    "add_sheets",
    "empty_tally",
    "read_tally",
    "fold",
    "make_tally",
    "count_released",
    "TallyRow",
    "ReleasedRow",
}
"""Folded counts."""
WAITING = {"PoolRow", "lock_pool", "count_waiting", "write_pool", "unseal"}
"""Sheets that wait."""
FROZEN = {"Result", "SurveyResult", "QuestionResult", "read_result", "read_frozen", "ResultRow"}
"""A closed round's figures and counts before disclosure."""
SENT = {"ParticipationRow", "count_sheets", "count_by_place", "note_sheets", "count_sent"}
"""How many sheets were sent, exactly."""
TEXTS = {"SuggestionRow", "survey_app.storage.suggestions"}
"""Suggestions before their number was asked."""
CODES = {"AdmissionCodeRow", "CodeCounts"}
"""Used codes, whose number is that of the staff who answered."""

READERS: dict[str, dict[str, str]] = {
    "counts": {
        "core/tally.py": "what a tally is",
        "core/scoring.py": "scores of a tally",
        "core/result.py": "freezes a tally with its scores",
        "core/disclosure.py": "decides what of it is shown",
        "storage/tables/__init__.py": "names all tables",
        "storage/tables/respondents.py": "the tables",
        "storage/tallies.py": "reads and adds whole lots",
        "services/rounds.py": "makes the empty tally at opening",
        "services/lots.py": "folds a lot",
        "services/closing.py": "reckons the result, which goes through core/disclosure.py",
        "services/watching.py": "hands the tally to disclose_folded and nothing else",
        "services/results.py": "verify compares, and says where but never how many",
        "services/secret_key.py": "how many sheets are lost with a key",
    },
    "waiting": {
        "storage/tables/__init__.py": "names all tables",
        "storage/tables/respondents.py": "the table",
        "storage/pool.py": "packs, seals, opens",
        "storage/sealing.py": "the seal itself",
        "storage/suggestions.py": "opens texts at closing",
        "services/counting.py": "locks the pool to put more in",
        "services/lots.py": "folds out of it",
        "services/rounds.py": "locks the pool while it looks whether any sheet was sent",
        "services/second_factor.py": "an officer's second factor is sealed too",
    },
    "frozen": {
        "core/result.py": "what a result is",
        "core/disclosure.py": "decides what of it is shown",
        "storage/tables/__init__.py": "names all tables",
        "storage/tables/results.py": "the table",
        "storage/results.py": "keeps and reads the text",
        "services/closing.py": "freezes it",
        "services/results.py": "read through disclose_result, and verified",
        "services/years.py": "read through disclose_result, for each year",
    },
    "sent": {
        "storage/tables/__init__.py": "names all tables",
        "storage/tables/respondents.py": "the table",
        "storage/participation.py": "counts by place and day",
        "services/lots.py": "less those lost with a key",
        "services/counting.py": "those just counted",
        "services/rounds.py": "whether any was sent: then a round is not cancelled",
        "services/places.py": "in steps until the survey has ended",
        "services/watching.py": "in steps until the survey has ended",
        "services/closing.py": "in steps, and whether a reason is needed",
        "services/results.py": "verify compares it with the counts",
        "services/secret_key.py": "how many sheets are lost with a key",
        "services/demo/build.py": "the demonstration goes on where it stopped",
    },
    "texts": {
        "storage/tables/__init__.py": "names all tables",
        "storage/tables/respondents.py": "the table",
        "storage/suggestions.py": "keeps, opens, reads",
        "services/lots.py": "keeps those of a lot",
        "services/secret_key.py": "removes those that no key opens any more",
        "services/closing.py": "opens them all",
        "services/results.py": "asks may_show_texts",
    },
    "codes": {
        "storage/tables/__init__.py": "names all tables",
        "storage/tables/respondents.py": "the table",
        "storage/admission_codes.py": "keeps and spends",
        "services/codes.py": "how many more may be printed",
    },
}
WATCHED = {
    "counts": COUNTS,
    "waiting": WAITING,
    "frozen": FROZEN,
    "sent": SENT,
    "texts": TEXTS,
    "codes": CODES,
}


def modules() -> list[str]:
    return sorted(str(file.relative_to(PACKAGE)) for file in PACKAGE.rglob("*.py"))


@cache
def nodes_of(module: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse((PACKAGE / module).read_text("utf-8"))))


@cache
def names_in(module: str) -> frozenset[str]:
    """Every name a module defines, imports, reads or reaches for through another."""
    return frozenset(name for node in nodes_of(module) for name in _names(node))


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.ImportFrom):
        return [name for one in node.names for name in (one.name, f"{node.module}.{one.name}")]
    return [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []


@pytest.mark.parametrize("what", WATCHED)
def test_only_listed_modules_touch_what_lies_beneath_disclosure(what: str):
    found = {module for module in modules() if WATCHED[what].intersection(names_in(module))}
    assert found == set(READERS[what])


def test_no_page_file_or_command_is_on_the_list():
    listed = {module for readers in READERS.values() for module in readers}
    assert {module.split("/")[0] for module in listed} == {"core", "storage", "services"}


TABLES = ("tally", "pool", "released", "suggestion", "participation", "admission_code", "ticket")


def test_no_module_reads_respondents_tables_by_a_sentence_of_sql():
    """The names above would be walked around by a query written out."""
    starts = tuple(f"{verb} " for verb in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "COPY"))
    queries = [
        f"{module}: {text}"
        for module in modules()
        for text in strings_in(module)
        if text.upper().lstrip().startswith(starts)
    ]
    assert queries, "officers' tables are asked that way"
    assert not [query for query in queries if any(f" {table}" in query for table in TABLES)]


def strings_in(module: str) -> list[str]:
    constants = (node.value for node in nodes_of(module) if isinstance(node, ast.Constant))
    return [value for value in constants if isinstance(value, str)]

"""A closed round as files that others can recompute it from."""

import json
from pathlib import Path

from survey_app.core.officers import Actor
from survey_app.core.questionnaire import structure
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.reports.result_json import result_json
from survey_app.services.disclosure_items import export_items
from survey_app.services.instance import Instance
from survey_app.services.results import read_closed, read_texts


def export_round(instance: Instance, actor: Actor, round_id: str) -> dict[str, bytes]:
    """Files by name: the result, what was asked, OIT as answered, and suggestions where shown.

    Everything in them has passed `core/disclosure.py`; raises WrongState before the round is closed.
    """
    closed = read_closed(instance, actor, round_id)
    files = {
        "result.json": _json(result_json(closed.shown, closed.edition)),
        "questionnaire.json": _json(structure(closed.edition)),
        "disclosure.csv": export_items(instance, actor, round_id, "csv"),
    }
    for instrument in SURVEY_INSTRUMENTS:
        texts = read_texts(instance, actor, round_id, instrument)
        if texts is not None:
            files[f"suggestions-{instrument}.json"] = _json(texts)
    return files


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files into a folder, made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()

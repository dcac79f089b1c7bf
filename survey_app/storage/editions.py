"""The questionnaire files beside the program, and the editions that rounds froze."""

from functools import lru_cache
from pathlib import Path

from sqlmodel import Session, col, select

from survey_app.core.errors import NotFound
from survey_app.core.questionnaire import (
    Edition,
    Fault,
    FaultyQuestionnaire,
    canonical_json,
    fingerprint,
    load_edition,
)
from survey_app.storage.shipped import shipped
from survey_app.storage.tables import DefinitionRow, WordingRow


def read_edition(year: int, folder: Path | None = None) -> Edition:
    """The edition of `year` as its files stand; raises NotFound or FaultyQuestionnaire."""
    path = (folder or shipped("questionnaires")) / str(year)
    if not path.is_dir():
        raise NotFound("edition", str(year))
    return read_edition_folder(path)


def read_edition_folder(path: Path) -> Edition:
    """The edition in one folder; raises FaultyQuestionnaire."""
    files = sorted(path.glob("*.yaml"))
    edition = _load(tuple((file.name, file.read_bytes()) for file in files))
    if path.name.isdigit() and int(path.name) != edition.scheme.edition:
        problem = f"the edition is {edition.scheme.edition} but its folder is {path.name}"
        raise FaultyQuestionnaire([Fault("scheme.yaml", 1, problem, "make the two the same")])
    return edition


@lru_cache(maxsize=16)
def _load(files: tuple[tuple[str, bytes], ...]) -> Edition:
    """Parsed once for the same bytes: a file that was edited is read anew."""
    return load_edition({name: _decode(name, content) for name, content in files})


def _decode(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        fault = Fault(name, line, "this is not UTF-8", "save the file as UTF-8")
        raise FaultyQuestionnaire([fault]) from error


def edition_folders(folder: Path | None) -> list[Path]:
    """`folder` itself if it holds an edition, else the editions in it (None: those shipped)."""
    top = folder or shipped("questionnaires")
    inside = sorted(path for path in top.iterdir() if path.name.isdigit() and path.is_dir())
    return inside or [top]


def list_editions() -> list[int]:
    """The years there are files for, newest first."""
    folders = shipped("questionnaires").iterdir()
    return sorted((int(path.name) for path in folders if path.name.isdigit()), reverse=True)


def freeze_edition(session: Session, round_id: str, edition: Edition) -> str:
    """Copy an edition into the database for a round; returns its fingerprint."""
    text = canonical_json(edition)
    sha256 = fingerprint(text)
    session.add(DefinitionRow(round=round_id, text=text, sha256=sha256))
    session.flush()
    return sha256


def frozen_edition(session: Session, round_id: str) -> tuple[Edition, str]:
    """The edition a round was opened with, and its fingerprint."""
    sha256 = session.exec(
        select(DefinitionRow.sha256).where(DefinitionRow.round == round_id)
    ).first()
    if sha256 is None:
        raise NotFound("definition", round_id)
    known = _PARSED.get(sha256)
    if known is None:
        known = _PARSED[sha256] = Edition.model_validate_json(frozen_text(session, round_id))
    return known, sha256


def frozen_text(session: Session, round_id: str) -> str:
    """The frozen edition's canonical JSON, for verification."""
    return session.exec(select(DefinitionRow.text).where(DefinitionRow.round == round_id)).one()


_PARSED: dict[str, Edition] = {}
"""Frozen editions never change, so each is parsed once a process."""


def replaced_wording(session: Session, round_id: str) -> dict[tuple[str, str], str]:
    """Texts an officer replaced in a draft, by key and language."""
    query = select(WordingRow).where(WordingRow.round == round_id)
    rows = session.exec(query.order_by(col(WordingRow.key), col(WordingRow.language)))
    return {(row.key, row.language): row.text for row in rows}


def replace_wording(session: Session, round_id: str, texts: dict[tuple[str, str], str]) -> None:
    """Replace all of a draft's own wording."""
    for row in session.exec(select(WordingRow).where(WordingRow.round == round_id)):
        session.delete(row)
    session.flush()
    for (key, language), text in texts.items():
        session.add(WordingRow(round=round_id, key=key, language=language, text=text))

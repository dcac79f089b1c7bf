"""Suggestions of folded lots: sealed until their round closes, then plain and shuffled."""

import secrets
from collections.abc import Collection, Iterable

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from survey_app.core.sheet import LONGEST_SUGGESTION
from survey_app.storage.keys import Keys
from survey_app.storage.sealing import seal, unseal
from survey_app.storage.tables import SuggestionRow, metadata

_PURPOSE = "suggestion"
_BYTES = 2 * LONGEST_SUGGESTION


def add_suggestions(session: Session, keys: Keys, survey: str, texts: Iterable[str]) -> None:
    """Keep the texts of a folded lot, sealed at one size and under random keys."""
    for text in filter(None, texts):
        packed = text.encode("utf-16-be")
        plain = len(packed).to_bytes(2, "big") + packed.ljust(_BYTES, b"\0")
        sealed = seal(keys, _PURPOSE, survey, plain)
        session.add(SuggestionRow(key=secrets.token_bytes(16), survey=survey, sealed=sealed))
    session.flush()


def discard_sealed(session: Session, survey: str) -> int:
    """Remove texts that no key opens any more; returns how many."""
    rows = session.exec(
        select(SuggestionRow).where(
            SuggestionRow.survey == survey, col(SuggestionRow.sealed).is_not(None)
        )
    ).all()
    for row in rows:
        session.delete(row)
    return len(rows)


def unseal_suggestions(session: Session, keys: Keys, survey: str) -> int:
    """Turn all of a survey's texts plain, under new random keys; returns how many there are."""
    query = select(SuggestionRow.sealed).where(SuggestionRow.survey == survey)
    texts = [_open(keys, survey, sealed) for sealed in session.exec(query) if sealed is not None]
    session.execute(delete(SuggestionRow).where(col(SuggestionRow.survey) == survey))
    # Sorted by random keys, they lie in an order as good as any shuffle.
    keyed = sorted((secrets.token_bytes(16), text) for text in texts)
    rows = [{"key": key, "survey": survey, "text": text} for key, text in keyed]
    if rows:  # not as objects: making one for each took two thirds of the time of closing
        session.connection().execute(insert(metadata.tables["suggestion"]), rows)
    return len(rows)


def read_suggestions(session: Session, survey: str) -> list[tuple[str, str]]:
    """Plain texts of a closed round by key, in the random order of their keys."""
    query = select(SuggestionRow.key, SuggestionRow.text).where(
        SuggestionRow.survey == survey, col(SuggestionRow.text).is_not(None)
    )
    rows = session.exec(query.order_by(col(SuggestionRow.key)))
    return [(key.hex(), text or "") for key, text in rows]


def count_suggestions(session: Session, survey: str, most: int) -> int:
    """How many plain texts a closed round's survey has, counted no further than `most`."""
    some = select(SuggestionRow.key).where(
        SuggestionRow.survey == survey, col(SuggestionRow.text).is_not(None)
    )
    return len(session.exec(some.limit(most)).all())


def read_chosen(session: Session, survey: str, keys: Collection[str]) -> list[str]:
    """The plain texts of these keys alone, in the random order of their keys."""
    wanted = [bytes.fromhex(key) for key in keys]
    query = select(SuggestionRow.text).where(
        SuggestionRow.survey == survey, col(SuggestionRow.key).in_(wanted)
    )
    return [text for text in session.exec(query.order_by(col(SuggestionRow.key))) if text]


def _open(keys: Keys, survey: str, sealed: bytes) -> str:
    plain = unseal(keys, _PURPOSE, survey, sealed)
    length = int.from_bytes(plain[:2], "big")
    return plain[2 : 2 + length].decode("utf-16-be")

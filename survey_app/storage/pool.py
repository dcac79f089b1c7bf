"""The pool: the few sheets that wait, sealed in slots of one size, shuffled at every write."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import delete
from sqlmodel import Session, col, select

from survey_app.core.questionnaire import Questionnaire
from survey_app.core.sheet import LONGEST_SUGGESTION, Sheet
from survey_app.storage.chance import shuffled
from survey_app.storage.keys import Keys
from survey_app.storage.prepared import Prepared
from survey_app.storage.sealing import seal, unseal
from survey_app.storage.tables import PoolRow, metadata

_PURPOSE = "pool"
_TEXT_BYTES = 2 * LONGEST_SUGGESTION
_FILLED = 1

_TABLE = metadata.tables["pool"]
_OF_SURVEY = _TABLE.c.survey == sa.bindparam("of")
_LOCK = Prepared(sa.select(_TABLE.c.sealed).where(_OF_SURVEY).with_for_update())
_REPLACE = Prepared(sa.update(_TABLE).where(_OF_SURVEY).values(sealed=sa.bindparam("sealed")))


def make_pool(session: Session, keys: Keys, survey: str, form: Questionnaire, slots: int) -> None:
    """An empty pool of `slots` slots."""
    rows = len(form.row_codes)
    session.add(PoolRow(survey=survey, sealed=_seal(keys, survey, [], rows, slots)))
    session.flush()


def lock_pool(session: Session, keys: Keys, survey: str) -> list[Sheet] | None:
    """The waiting sheets, locked until the transaction ends; None once the survey has ended."""
    found = _LOCK.run(session, of=survey)
    return _unpack(unseal(keys, _PURPOSE, survey, found[0][0])) if found else None


def hold_pool(session: Session, survey: str) -> None:
    """Lock the pool without opening it, as when its key is lost."""
    session.exec(select(PoolRow.survey).where(PoolRow.survey == survey).with_for_update()).first()


def count_waiting(session: Session, keys: Keys, survey: str) -> int:
    """How many sheets wait."""
    sealed = session.exec(select(PoolRow.sealed).where(PoolRow.survey == survey)).first()
    return 0 if sealed is None else len(_unpack(unseal(keys, _PURPOSE, survey, sealed)))


def write_pool(
    session: Session, keys: Keys, survey: str, sheets: Sequence[Sheet], rows: int, slots: int
) -> None:
    """Replace the pool: shuffled and sealed anew, the same size whatever it holds."""
    sealed = _seal(keys, survey, sheets, rows, slots)
    _REPLACE.run(session, of=survey, sealed=sealed)


def delete_pool(session: Session, survey: str) -> None:
    """Remove the pool of a survey that has ended."""
    session.execute(delete(PoolRow).where(col(PoolRow.survey) == survey))
    session.expire_all()


def _seal(keys: Keys, survey: str, sheets: Sequence[Sheet], rows: int, slots: int) -> bytes:
    packed = [_pack(sheet) for sheet in sheets]
    packed += [bytes(_slot_size(rows))] * (slots - len(sheets))
    return seal(keys, _PURPOSE, survey, rows.to_bytes(2, "big") + b"".join(shuffled(packed)))


def _slot_size(rows: int) -> int:
    return 1 + rows + 2 + _TEXT_BYTES


def _pack(sheet: Sheet) -> bytes:
    text = sheet.suggestion.encode("utf-16-be")
    length = len(text).to_bytes(2, "big")
    return bytes((_FILLED, *sheet.choices)) + length + text.ljust(_TEXT_BYTES, b"\0")


def _unpack(plain: bytes) -> list[Sheet]:
    rows = int.from_bytes(plain[:2], "big")
    size, slots = _slot_size(rows), plain[2:]
    cut = (slots[start : start + size] for start in range(0, len(slots), size))
    return [_unpack_slot(slot, rows) for slot in cut if slot[0] == _FILLED]


def _unpack_slot(slot: bytes, rows: int) -> Sheet:
    length = int.from_bytes(slot[1 + rows : 3 + rows], "big")
    text = slot[3 + rows : 3 + rows + length].decode("utf-16-be")
    return Sheet(tuple(slot[1 : 1 + rows]), text)

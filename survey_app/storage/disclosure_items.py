"""What officers entered for OIT, item by item, with every change kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from survey_app.core.result import ItemAnswer
from survey_app.storage.tables import DisclosureChangeRow, DisclosureItemRow


@dataclass(frozen=True, slots=True)
class EnteredItem:
    """The state of one item; `version` rises with every change, so that two officers notice."""

    code: str
    answer: ItemAnswer = field(default_factory=ItemAnswer)
    owner: str = ""
    due_on: date | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One change of an item: who, when, and the item afterwards."""

    at: datetime
    officer: str
    item: EnteredItem


def read_items(session: Session, round_id: str) -> dict[str, EnteredItem]:
    """The entered items of a round by code."""
    query = select(DisclosureItemRow).where(DisclosureItemRow.round == round_id)
    rows = session.exec(query.order_by(col(DisclosureItemRow.code)))
    return {row.code: _item(row) for row in rows}


def write_item(
    session: Session, round_id: str, item: EnteredItem, officer: str, at: datetime
) -> EnteredItem:
    """Write an item and its change; the caller has compared versions. Returns the new version."""
    written = replace(item, version=item.version + 1)
    answer = written.answer
    session.merge(
        DisclosureItemRow(
            round=round_id,
            code=written.code,
            present=answer.present,
            urls=json.dumps(answer.urls),
            note=answer.note,
            owner=written.owner,
            due_on=written.due_on,
            score=answer.score,
            comment=answer.comment,
            version=written.version,
        )
    )
    session.add(
        DisclosureChangeRow(
            round=round_id, code=item.code, at=at, officer=officer, item=_text(written)
        )
    )
    session.flush()
    return written


def list_changes(session: Session, round_id: str, code: str) -> list[ItemChange]:
    """The changes of an item, newest first."""
    query = select(DisclosureChangeRow).where(
        DisclosureChangeRow.round == round_id, DisclosureChangeRow.code == code
    )
    rows = session.exec(query.order_by(col(DisclosureChangeRow.id).desc()))
    return [ItemChange(row.at, row.officer, _from_text(row.code, row.item)) for row in rows]


def answers_of(items: Mapping[str, EnteredItem]) -> dict[str, ItemAnswer]:
    """The part of entered items that a result is made of."""
    return {code: item.answer for code, item in items.items()}


def _item(row: DisclosureItemRow) -> EnteredItem:
    answer = ItemAnswer(row.present, tuple(json.loads(row.urls)), row.note, row.score, row.comment)
    return EnteredItem(row.code, answer, row.owner, row.due_on, row.version)


def _text(item: EnteredItem) -> str:
    answer = item.answer
    kept = {
        "present": answer.present,
        "urls": answer.urls,
        "note": answer.note,
        "score": answer.score,
        "comment": answer.comment,
        "owner": item.owner,
        "due_on": item.due_on.isoformat() if item.due_on else None,
        "version": item.version,
    }
    return json.dumps(kept, ensure_ascii=False)


def _from_text(code: str, text: str) -> EnteredItem:
    kept = json.loads(text)
    answer = ItemAnswer(
        kept["present"], tuple(kept["urls"]), kept["note"], kept["score"], kept["comment"]
    )
    due_on = date.fromisoformat(kept["due_on"]) if kept["due_on"] else None
    return EnteredItem(code, answer, kept["owner"], due_on, kept["version"])

"""OIT of a round: what officers enter and score, item by item, and what it comes to so far."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from survey_app.core.errors import BadFile, ChangedMeanwhile, NotFound
from survey_app.core.item_entry import (
    FaultyItem,
    ItemFault,
    check_entry,
    check_score,
    tidy_addresses,
    tidy_text,
)
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import DisclosureList
from survey_app.core.rounds import Round, RoundState, require_state
from survey_app.services import disclosure_table
from survey_app.services.disclosure_board import DisclosureBoard, Words, compose_board
from survey_app.services.disclosure_table import FileKind
from survey_app.services.instance import Instance
from survey_app.services.rounds import current_edition
from survey_app.storage import agencies, audit, disclosure_items, rounds
from survey_app.storage.disclosure_items import EnteredItem, ItemChange


def read_disclosure(
    instance: Instance, actor: Actor, round_id: str, *, language: str = "th"
) -> DisclosureBoard:
    """The items of a round the actor may see, with live scores; raises NotFound."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        edition = current_edition(session, found)
        entered = disclosure_items.read_items(session, round_id)
        agency = agencies.get_agency(session, found.agency).name
    words = Words(language, agency, found.fiscal_year)
    return compose_board(found, edition, entered, words)


def enter_item(
    instance: Instance,
    actor: Actor,
    round_id: str,
    code: str,
    *,
    version: int,
    present: bool | None,
    urls: Iterable[str],
    note: str,
    owner: str,
    due_on: date | None,
) -> EnteredItem:
    """Enter what an item answers and who sees to it, until the round is closed.

    A score that the new answer can no longer have is taken back. Raises ChangedMeanwhile if another
    officer wrote the item since `version`, FaultyItem, WrongState, NotFound.
    """
    addresses, clean_note = tidy_addresses(urls), tidy_text(note)
    clean_owner = " ".join(tidy_text(owner).split())

    def change(item: EnteredItem, oit: DisclosureList) -> tuple[EnteredItem, list[ItemFault]]:
        entered = replace(item.answer, present=present, urls=addresses, note=clean_note)
        answer = replace(entered, score=None) if check_score(entered, oit.item_scores) else entered
        changed = replace(item, answer=answer, owner=clean_owner, due_on=due_on)
        return changed, list(check_entry(answer, clean_owner))

    return _change_item(instance, actor, round_id, code, version, "disclosure.enter", change)


def score_item(
    instance: Instance,
    actor: Actor,
    round_id: str,
    code: str,
    *,
    version: int,
    score: int | None,
    comment: str,
) -> EnteredItem:
    """Score an item, or take its score back, until the round is closed; raises as `enter_item`."""
    clean_comment = tidy_text(comment)

    def change(item: EnteredItem, oit: DisclosureList) -> tuple[EnteredItem, list[ItemFault]]:
        answer = replace(item.answer, score=score, comment=clean_comment)
        return replace(item, answer=answer), list(check_score(answer, oit.item_scores))

    return _change_item(instance, actor, round_id, code, version, "disclosure.score", change)


_Change = Callable[[EnteredItem, DisclosureList], tuple[EnteredItem, list[ItemFault]]]


def _change_item(
    instance: Instance,
    actor: Actor,
    round_id: str,
    code: str,
    version: int,
    act: str,
    change: _Change,
) -> EnteredItem:
    with instance.database.transaction() as session:
        found = _editable_round(session, actor, round_id)
        oit = current_edition(session, found).oit
        item = _current_item(session, round_id, code, oit)
        if item.version != version:
            raise ChangedMeanwhile(code, item.version)
        changed, faults = change(item, oit)
        if faults:
            raise FaultyItem(code, tuple(faults))
        if changed == item:
            return item
        written = disclosure_items.write_item(session, round_id, changed, actor.name, instance.now)
        facts = _audited(written, act)
        audit.record(session, found.agency, instance.now, actor.name, act, round_id, facts)
    return written


def _audited(item: EnteredItem, act: str) -> dict[str, object]:
    facts: dict[str, object] = {"code": item.code, "version": item.version}
    if act == "disclosure.score":
        return facts | {"score": item.answer.score}
    return facts | {"present": item.answer.present, "addresses": len(item.answer.urls)}


def _editable_round(session: Session, actor: Actor, round_id: str) -> Round:
    found = rounds.get_round(session, actor.agency, round_id, lock=True)
    require_state("enter_item", found.state, RoundState.DRAFT, RoundState.OPEN)
    return found


def _current_item(session: Session, round_id: str, code: str, oit: DisclosureList) -> EnteredItem:
    _require_item(oit, code)
    return disclosure_items.read_items(session, round_id).get(code, EnteredItem(code))


def _require_item(oit: DisclosureList, code: str) -> None:
    if code not in {item.code for item in oit.items}:
        raise NotFound("item", code)


def item_history(instance: Instance, actor: Actor, round_id: str, code: str) -> list[ItemChange]:
    """Every change of an item, newest first; raises NotFound."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        _require_item(current_edition(session, found).oit, code)
        return disclosure_items.list_changes(session, round_id, code)


def import_items(
    instance: Instance, actor: Actor, round_id: str, file_name: str, content: bytes
) -> int:
    """Enter the items of a CSV or XLSX file, all or none; returns how many items it held.

    An item in the file replaces what was entered, except owner and due date where the file has no
    such column; an item that is not in the file stays. Raises BadFile naming every bad line.
    """
    rows = disclosure_table.read_rows(file_name, content)
    with instance.database.transaction() as session:
        found = _editable_round(session, actor, round_id)
        oit = current_edition(session, found).oit
        entered = disclosure_items.read_items(session, round_id)
        items, problems = disclosure_table.read_items(rows, oit, entered)
        if problems:
            raise BadFile(file_name, tuple(problems))
        changed = [item for item in items if item != entered.get(item.code, EnteredItem(item.code))]
        for item in changed:
            disclosure_items.write_item(session, round_id, item, actor.name, instance.now)
        facts = {"file": file_name, "items": len(items), "changed": [i.code for i in changed]}
        audit.record(
            session, found.agency, instance.now, actor.name, "disclosure.import", round_id, facts
        )
    return len(items)


def export_items(instance: Instance, actor: Actor, round_id: str, kind: FileKind) -> bytes:
    """Every item of a round as a file that `import_items` reads back without a change."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        oit = current_edition(session, found).oit
        entered = disclosure_items.read_items(session, round_id)
    return disclosure_table.write_items(kind, oit, entered)

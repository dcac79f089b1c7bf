"""The pages of OIT as drawn: the list of items behind a filter, and one item."""

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from survey_app.core.officers import WRITERS, Actor
from survey_app.core.result import ItemAnswer
from survey_app.services.disclosure_board import (
    BoardIndicator,
    BoardItem,
    BoardSubIndicator,
    DisclosureBoard,
)
from survey_app.services.link_checking import LinkReport
from survey_app.storage.disclosure_items import EnteredItem, ItemChange
from survey_app.web.officer.disclosure.forms import ImportForm, ItemForm
from survey_app.web.officer.disclosure.link_words import LinkState, sum_up, tell_link
from survey_app.web.writing import write_day

FILTERS = {
    "all": _("ทั้งหมด"),
    "unanswered": _("ยังไม่ตอบ"),
    "unscored": _("รอให้คะแนน"),
    "absent": _("ตอบว่าไม่มี"),
}


def _passes(item: BoardItem, wanted: str) -> bool:
    match wanted:
        case "unanswered":
            return not item.answered
        case "unscored":
            return item.unscored
        case "absent":
            return item.entered.answer.present is False
    return True


def _address(view: str, board: DisclosureBoard, **parts: Any) -> str:
    return url_for(f"officer_disclosure_items.{view}", round_id=board.round.id, **parts)


def way_to(board: DisclosureBoard) -> list[tuple[str, str]]:
    """The steps from the list of rounds to the items, as breadcrumbs show them."""
    year = str(board.round.fiscal_year)
    return [
        (gettext("รอบการประเมิน"), url_for("officer_rounds.index")),
        (
            gettext("ปีงบประมาณ %(year)s", year=year),
            url_for("officer_rounds.show", round_id=board.round.id),
        ),
    ]


@dataclass(frozen=True, slots=True)
class FilterLine:
    """A filter with how many items pass it; `here` when it is the one shown."""

    address: str
    label: str
    count: int
    here: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The list: everything is counted, and what passes the filter is listed."""

    board: DisclosureBoard
    links: LinkReport
    shown: str
    form: ImportForm
    may_change: bool
    problems: tuple[str, ...] = ()

    @property
    def way(self) -> list[tuple[str, str]]:
        """The breadcrumbs."""
        return way_to(self.board)

    @property
    def filters(self) -> tuple[FilterLine, ...]:
        """The filters there are, in order."""
        return tuple(
            FilterLine(
                _address("board", self.board, show=None if name == "all" else name),
                str(label),
                sum(_passes(item, name) for item in self.board.items),
                name == self.shown,
            )
            for name, label in FILTERS.items()
        )

    @property
    def indicators(self) -> tuple[BoardIndicator, ...]:
        """What passes the filter; parts of which nothing passes are left out."""
        parts = (
            replace(part, sub_indicators=self._filtered(part)) for part in self.board.indicators
        )
        return tuple(part for part in parts if part.sub_indicators)

    def _filtered(self, part: BoardIndicator) -> tuple[BoardSubIndicator, ...]:
        subs = (
            replace(sub, items=tuple(i for i in sub.items if _passes(i, self.shown)))
            for sub in part.sub_indicators
        )
        return tuple(sub for sub in subs if sub.items)

    def whole(self, sub: BoardSubIndicator) -> BoardSubIndicator:
        """A sub-indicator with all its items, for counting."""
        subs = (known for part in self.board.indicators for known in part.sub_indicators)
        return next(known for known in subs if known.code == sub.code)

    @property
    def links_address(self) -> str:
        """Where links are checked."""
        return url_for("officer_links.index", round_id=self.board.round.id)

    def links_of(self, item: BoardItem) -> LinkState | None:
        """What was found at the item's addresses, in short; None before any was checked."""
        checks = self.links.checks
        return sum_up([checks[url] for url in item.entered.answer.urls if url in checks])

    def address(self, item: BoardItem) -> str:
        """Where an item is entered; from the list of what waits for a score, where it is scored."""
        task = "score" if self.shown == "unscored" else None
        return _address("show", self.board, code=item.code, task=task)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words: who, when, which fields, and the item afterwards."""

    change: ItemChange
    before: EnteredItem

    @property
    def changed(self) -> str:
        """The names of the fields that became another."""
        pairs = zip(_tell_fields(self.before), _tell_fields(self.change.item), strict=True)
        return ", ".join(name for (_, old), (name, new) in pairs if old != new)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The item afterwards."""
        return tell_item(self.change.item)


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item with its form; `task` says whether the cursor starts in the answer or the score."""

    board: DisclosureBoard
    links: LinkReport
    code: str
    form: ItemForm
    changes: tuple[ItemChange, ...]
    task: str
    may_change: bool
    overtaken: bool = False

    @property
    def way(self) -> list[tuple[str, str]]:
        """The breadcrumbs."""
        return [*way_to(self.board), ("OIT", _address("board", self.board))]

    @property
    def item(self) -> BoardItem:
        """The item."""
        return self.board.item(self.code)

    @property
    def addresses(self) -> list[tuple[str, LinkState]]:
        """The kept addresses, each with what was found there."""
        checks = self.links.checks
        return [(url, tell_link(checks.get(url))) for url in self.item.entered.answer.urls]

    @property
    def action(self) -> str:
        """Where the form is sent; who goes through scoring stays with it."""
        return self._address(self.item, "keep")

    @property
    def place(self) -> int:
        """The item's place in the list, counted from 1."""
        return self.board.items.index(self.item) + 1

    @property
    def before(self) -> str | None:
        """The address of the item before it."""
        return self._address(self.board.items[self.place - 2]) if self.place > 1 else None

    @property
    def after(self) -> str | None:
        """The address of the item after it."""
        following = self.board.after(self.code)
        return self._address(following) if following else None

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What is kept of the item now."""
        return tell_item(self.item.entered)

    @property
    def history(self) -> list[ChangeLine]:
        """Every change in words, newest first."""
        older = [*(change.item for change in self.changes[1:]), EnteredItem(self.code)]
        return [ChangeLine(*pair) for pair in zip(self.changes, older, strict=True)]

    def _address(self, item: BoardItem, view: str = "show") -> str:
        task = self.task if self.task == "score" else None
        return _address(view, self.board, code=item.code, task=task)


def may_change(board: DisclosureBoard, actor: Actor) -> bool:
    """Whether the officer's role and the round's state let items be entered."""
    return board.editable and actor.role in WRITERS


def tell_item(item: EnteredItem) -> list[tuple[str, str]]:
    """What is kept of an item, by name; what was never filled in is left out."""
    return [(name, value) for name, value in _tell_fields(item) if value]


def _tell_fields(item: EnteredItem) -> list[tuple[str, str]]:
    answer = item.answer
    told = (
        (gettext("คำตอบ"), tell_answer(answer)),
        (gettext("ที่อยู่เว็บไซต์"), "\n".join(answer.urls)),
        (gettext("อยู่ส่วนใดของเว็บไซต์"), answer.note),
        (gettext("ผู้รับผิดชอบ"), item.owner),
        (gettext("วันครบกำหนด"), write_day(item.due_on) if item.due_on else ""),
        (gettext("คะแนน"), tell_score(answer)),
        (gettext("ความเห็นของผู้ประเมิน"), answer.comment),
    )
    return [(str(name), value) for name, value in told]


def tell_answer(answer: ItemAnswer) -> str:
    """Whether the agency says it is there."""
    if answer.present is None:
        return str(gettext("ยังไม่ตอบ"))
    return str(gettext("มี") if answer.present else gettext("ไม่มี"))


def tell_score(answer: ItemAnswer) -> str:
    """The score that was given, or that none was."""
    return str(gettext("ยังไม่ให้คะแนน")) if answer.score is None else str(answer.score)

"""The pages of OIT as drawn: the list of items behind a filter, and one item."""

from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import lazy_gettext as _

from survey_app.core.officers import WRITERS, Actor
from survey_app.services.disclosure_board import (
    BoardIndicator,
    BoardItem,
    BoardSubIndicator,
    DisclosureBoard,
)
from survey_app.storage.disclosure_items import ItemChange
from survey_app.web.officer.disclosure_forms import EntryForm, ImportForm, ScoreForm

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
    shown: str
    form: ImportForm
    may_change: bool
    problems: tuple[str, ...] = ()

    @property
    def filters(self) -> tuple[FilterLine, ...]:
        """The filters there are, in order."""
        index = "officer_disclosure_items.index"
        return tuple(
            FilterLine(
                url_for(index, round_id=self.board.round.id, show=None if name == "all" else name),
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

    def address(self, item: BoardItem) -> str:
        """Where an item is entered; from the list of what waits for a score, where it is scored."""
        task = "score" if self.shown == "unscored" else None
        return url_for(
            "officer_disclosure_items.show",
            round_id=self.board.round.id,
            code=item.code,
            task=task,
        )


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item with its two forms; `task` says which of them the cursor starts in."""

    board: DisclosureBoard
    code: str
    entry: EntryForm
    score: ScoreForm
    changes: tuple[ItemChange, ...]
    task: str
    may_change: bool
    overtaken: bool = False

    @property
    def item(self) -> BoardItem:
        """The item."""
        return self.board.item(self.code)

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

    def _address(self, item: BoardItem) -> str:
        return url_for(
            "officer_disclosure_items.show",
            round_id=self.board.round.id,
            code=item.code,
            task=self.task if self.task == "score" else None,
        )


def may_change(board: DisclosureBoard, actor: Actor) -> bool:
    """Whether the officer's role and the round's state let items be entered."""
    return board.editable and actor.role in WRITERS

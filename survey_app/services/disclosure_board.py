"""OIT of a round as officers see it: every item in words, what was entered, and live scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from survey_app.core.errors import NotFound
from survey_app.core.questionnaire import DisclosureItem, DisclosureList, Edition, SubIndicator
from survey_app.core.questionnaire.oit import DisclosureIndicator
from survey_app.core.rounds import Round, RoundState
from survey_app.core.scoring import (
    DisclosureIndicatorScore,
    DisclosureScore,
    SubIndicatorScore,
    hundredths,
    score_disclosure,
)
from survey_app.storage.disclosure_items import EnteredItem, answers_of


@dataclass(frozen=True, slots=True)
class BoardItem:
    """An item in words, and what was entered for it."""

    code: str
    group: str
    title: str
    shows: str
    entered: EnteredItem

    @property
    def answered(self) -> bool:
        """Whether it says มี or ไม่มี."""
        return self.entered.answer.present is not None

    @property
    def unscored(self) -> bool:
        """Whether it is answered and waits for an assessor; ไม่มี needs none."""
        return self.answered and self.entered.answer.for_scoring.unscored

    @property
    def scored(self) -> bool:
        """Whether it is answered and its score is settled."""
        return self.answered and not self.unscored


@dataclass(frozen=True, slots=True)
class BoardSubIndicator:
    """A sub-indicator with its score so far."""

    code: str
    name: str
    score: Decimal
    items: tuple[BoardItem, ...]

    @property
    def answered(self) -> int:
        """How many items are answered."""
        return sum(item.answered for item in self.items)


@dataclass(frozen=True, slots=True)
class BoardIndicator:
    """An indicator with its score so far."""

    no: int
    name: str
    score: Decimal
    sub_indicators: tuple[BoardSubIndicator, ...]


@dataclass(frozen=True, slots=True)
class DisclosureBoard:
    """OIT of a round as it stands: what is missing counts 0 until it is entered and scored."""

    round: Round
    score: Decimal
    item_scores: tuple[int, ...]
    indicators: tuple[BoardIndicator, ...]

    @property
    def items(self) -> tuple[BoardItem, ...]:
        """All items in the order of the edition."""
        subs = (sub for part in self.indicators for sub in part.sub_indicators)
        return tuple(item for sub in subs for item in sub.items)

    @property
    def editable(self) -> bool:
        """Whether the round's state still lets items be entered."""
        return self.round.state in (RoundState.DRAFT, RoundState.OPEN)

    @property
    def answered(self) -> int:
        """How many items are answered."""
        return sum(item.answered for item in self.items)

    @property
    def scored(self) -> int:
        """How many answered items have their score settled."""
        return sum(item.scored for item in self.items)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Codes of items that nobody answered."""
        return tuple(item.code for item in self.items if not item.answered)

    @property
    def unscored(self) -> tuple[str, ...]:
        """Codes of items that are answered มี and wait for an assessor."""
        return tuple(item.code for item in self.items if item.unscored)

    def item(self, code: str) -> BoardItem:
        """One item; raises NotFound."""
        for item in self.items:
            if item.code == code:
                return item
        raise NotFound("item", code)

    def after(self, code: str) -> BoardItem | None:
        """The item that follows, or None after the last."""
        codes = [item.code for item in self.items]
        following = codes.index(code) + 1
        return self.items[following] if following < len(codes) else None


@dataclass(frozen=True, slots=True)
class Words:
    """Whom the texts speak of, and in which language."""

    language: str
    agency: str
    year: int

    def describe(self, item: DisclosureItem, entered: EnteredItem) -> BoardItem:
        """An item in these words."""
        facts = {"agency": self.agency, "year": self.year}
        group, title, shows = (
            text.read(self.language, **facts) for text in (item.group, item.title, item.shows)
        )
        return BoardItem(item.code, group, title, shows, entered)


def compose_board(
    found: Round, edition: Edition, entered: Mapping[str, EnteredItem], words: Words
) -> DisclosureBoard:
    """The board of a round; its scores are what closing now would freeze."""
    live = _score(edition.oit, entered)
    parts = zip(edition.oit.indicators, live.indicators, strict=True)
    indicators = tuple(_compose_indicator(part, score, entered, words) for part, score in parts)
    return DisclosureBoard(found, hundredths(live.score), edition.oit.item_scores, indicators)


def _score(oit: DisclosureList, entered: Mapping[str, EnteredItem]) -> DisclosureScore:
    answers = answers_of(entered)
    return score_disclosure(oit, {code: answer.for_scoring for code, answer in answers.items()})


def _compose_indicator(
    part: DisclosureIndicator,
    score: DisclosureIndicatorScore,
    entered: Mapping[str, EnteredItem],
    words: Words,
) -> BoardIndicator:
    subs = zip(part.sub_indicators, score.sub_indicators, strict=True)
    composed = tuple(_compose_sub(sub, sub_score, entered, words) for sub, sub_score in subs)
    name = part.name.read(words.language)
    return BoardIndicator(part.no, name, hundredths(score.score), composed)


def _compose_sub(
    sub: SubIndicator,
    score: SubIndicatorScore,
    entered: Mapping[str, EnteredItem],
    words: Words,
) -> BoardSubIndicator:
    items = tuple(
        words.describe(item, entered.get(item.code, EnteredItem(item.code))) for item in sub.items
    )
    name = sub.name.read(words.language)
    return BoardSubIndicator(sub.code, name, hundredths(score.score), items)

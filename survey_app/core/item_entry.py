"""What may be entered for a disclosure item: the same from a page and from a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from unicodedata import category
from urllib.parse import urlsplit

from survey_app.core.result import ItemAnswer
from survey_app.core.thai import BUDDHIST_OFFSET, arabic_digits

PRESENT = "มี"
ABSENT = "ไม่มี"
MOST_ADDRESSES = 20
LONGEST_ADDRESS = 500
LONGEST_TEXT = 1000
LONGEST_OWNER = 200
_FIRST_BUDDHIST_YEAR = 2400
_YEARS = range(1957, 2158)
_QUOTED = 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ItemFault:
    """What is wrong in one field: its kind, what was found there, and the limit it broke."""

    field: str
    kind: str
    found: str = ""
    limit: str = ""


@dataclass(eq=False)
class FaultyItem(Exception):
    """An item that cannot be entered as it was given; every fault is named at once."""

    code: str
    faults: tuple[ItemFault, ...]


@dataclass(eq=False)
class UnreadableCell(Exception):
    """A text is not what its field asks for."""

    kind: str
    found: str
    limit: str = ""


def read_cell(field: str, text: str, read: Callable[[str], T], faults: list[ItemFault]) -> T | None:
    """What `read` makes of `text`; where it cannot, None, and the fault is added to `faults`."""
    try:
        return read(text)
    except UnreadableCell as bad:
        faults.append(ItemFault(field, bad.kind, bad.found, bad.limit))
        return None


def read_answer(text: str) -> bool | None:
    """มี, ไม่มี, or nothing where the item is not answered yet; raises UnreadableCell."""
    known = {PRESENT: True, ABSENT: False, "": None}
    try:
        return known[text.strip()]
    except KeyError:
        raise UnreadableCell("bad_answer", _quote(text)) from None


def read_score(text: str, item_scores: tuple[int, ...]) -> int | None:
    """A score in either kind of digits, or nothing; raises UnreadableCell for any other score."""
    wanted = arabic_digits(text).strip()
    known = {"": None, **{str(score): score for score in item_scores}}
    try:
        return known[wanted]
    except KeyError:
        raise UnreadableCell("bad_score", _quote(text), _list_scores(item_scores)) from None


def read_day(text: str) -> date | None:
    """A day such as 31/03/2564, 31/3/2021 or 2021-03-31, or nothing; raises UnreadableCell.

    Either era is understood: no due date lies 543 years away.
    """
    parts = arabic_digits(text).strip()
    if not parts:
        return None
    year, month, day = parts.split("-") if parts.count("-") == 2 else _reversed(parts)
    try:
        found = date(_christian(int(year)), int(month), int(day))
    except (ValueError, OverflowError):
        raise UnreadableCell("bad_day", _quote(text)) from None
    if found.year not in _YEARS:
        raise UnreadableCell("bad_day", _quote(text))
    return found


def _reversed(parts: str) -> list[str]:
    found = parts.split("/")[::-1]
    return found if len(found) == 3 else ["", "", ""]


def _christian(year: int) -> int:
    return year - BUDDHIST_OFFSET if year >= _FIRST_BUDDHIST_YEAR else year


def tidy_text(text: str) -> str:
    """The text without outer space, with line ends of one kind and no character that cannot be kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in "\n\t" or _is_kept(char)).strip()


def _is_kept(char: str) -> bool:
    return category(char) not in ("Cc", "Cs")


def tidy_addresses(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each address once, in the order given, without outer space or empty ones."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, addresses))))


def check_entry(answer: ItemAnswer, owner: str) -> tuple[ItemFault, ...]:
    """What is wrong with an item's answer; nothing if it can be entered."""
    return (
        *_check_addresses(answer),
        *_check_length("note", answer.note, LONGEST_TEXT),
        *_check_length("owner", owner, LONGEST_OWNER),
    )


def check_score(answer: ItemAnswer, item_scores: tuple[int, ...]) -> tuple[ItemFault, ...]:
    """What is wrong with an item's score: only what is there can be scored above 0."""
    faults = list(_check_length("comment", answer.comment, LONGEST_TEXT))
    if answer.score is not None and answer.score not in item_scores:
        known = _list_scores(item_scores)
        faults.append(ItemFault("score", "bad_score", str(answer.score), known))
    elif answer.score and not answer.present:
        faults.append(ItemFault("score", "score_of_nothing"))
    return tuple(faults)


def _check_addresses(answer: ItemAnswer) -> list[ItemFault]:
    faults = [fault for url in answer.urls if (fault := _check_address(url))]
    if answer.present and not answer.urls:
        faults.append(ItemFault("urls", "no_address"))
    if len(answer.urls) > MOST_ADDRESSES:
        faults.append(
            ItemFault("urls", "many_addresses", str(len(answer.urls)), str(MOST_ADDRESSES))
        )
    return faults


def _check_address(url: str) -> ItemFault | None:
    if len(url) > LONGEST_ADDRESS:
        return ItemFault("urls", "long_address", _quote(url), str(LONGEST_ADDRESS))
    return None if is_address(url) else ItemFault("urls", "bad_address", _quote(url))


def is_address(url: str) -> bool:
    """Whether `url` is a web address with a host, fit to be a link on a page."""
    if any(char.isspace() or category(char)[0] == "C" or char in "<>\"'\\`" for char in url):
        return False
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and _is_host(host)


def _is_host(host: str) -> bool:
    if ":" in host:
        return True  # an IPv6 address, which urlsplit has checked
    labels = host.removesuffix(".").split(".")
    return all(label and all(map(_may_stand_in_host, label)) for label in labels)


def _may_stand_in_host(char: str) -> bool:
    """Letters, the marks Thai writes above and below them, digits, hyphen and underscore."""
    return char in "-_" or category(char)[0] in "LMN"


def _check_length(field: str, text: str, longest: int) -> list[ItemFault]:
    if len(text) <= longest:
        return []
    return [ItemFault(field, "long_text", str(len(text)), str(longest))]


def _list_scores(item_scores: tuple[int, ...]) -> str:
    return " / ".join(map(str, item_scores))


def _quote(text: str) -> str:
    """Enough of what was found to recognise it by."""
    short = " ".join(tidy_text(text).split())
    return short if len(short) <= _QUOTED else f"{short[:_QUOTED]}…"

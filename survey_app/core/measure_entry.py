"""What officers enter of a measure and of its progress, and what keeps it from being kept."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from survey_app.core.item_entry import (
    LONGEST_ADDRESS,
    MOST_ADDRESSES,
    ItemFault,
    is_address,
    tidy_addresses,
    tidy_text,
)
from survey_app.core.measures import FollowUp, Measure, Progress
from survey_app.core.thai import fiscal_year_days

LONGEST_TITLE = 500
LONGEST_STEP = 500
MOST_STEPS = 20
LONGEST_OWNER = 200
LONGEST_PERIOD = 200
LONGEST_PROGRESS = 2000
_QUOTED = 60
_MARK = re.compile(r"^(?:[-–•*]|[0-9๐-๙]{1,2}[.)])\s+")
"""What people put before the lines of a list; pages and reports number steps themselves."""


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure as an officer enters it; see `Measure`."""

    indicator: int
    title: str
    steps: tuple[str, ...]
    owner: str
    period: str
    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class ProgressEntry:
    """Progress as an officer reports it; see `Progress`."""

    day: date
    text: str
    links: tuple[str, ...] = ()


@dataclass(eq=False)
class FaultyMeasure(Exception):
    """A measure or progress that cannot be kept as it was entered; every fault is named at once."""

    faults: tuple[ItemFault, ...]


def entry_of(measure: Measure) -> MeasureEntry:
    """A measure as it would be entered."""
    return MeasureEntry(
        measure.indicator,
        measure.title,
        measure.steps,
        measure.owner,
        measure.period,
        measure.follow_up,
    )


def progress_entry_of(progress: Progress) -> ProgressEntry:
    """An entry of progress as it would be entered."""
    return ProgressEntry(progress.day, progress.text, progress.links)


def version_of(entry: MeasureEntry | ProgressEntry) -> str:
    """A short text that is another for another entry, so that two officers notice each other."""
    return hashlib.sha256(repr(entry).encode()).hexdigest()[:16]


def read_steps(text: str) -> tuple[str, ...]:
    """The steps in a text, a line each, without the numbers or dashes typed before them."""
    lines = (_line(_MARK.sub("", line.strip())) for line in tidy_text(text).split("\n"))
    return tuple(filter(None, lines))


def clean_measure(entry: MeasureEntry, indicators: Collection[int]) -> MeasureEntry:
    """The entry tidied; raises FaultyMeasure. `indicators` are the numbers to choose from."""
    steps = tuple(filter(None, map(_line, entry.steps)))
    title, owner, period = map(_line, (entry.title, entry.owner, entry.period))
    clean = MeasureEntry(entry.indicator, title, steps, owner, period, entry.follow_up)
    _refuse(
        *([] if entry.indicator in indicators else [ItemFault("indicator", "no_indicator")]),
        *_check_text("title", clean.title, LONGEST_TITLE),
        *_check_steps(clean.steps),
        *_check_text("owner", clean.owner, LONGEST_OWNER),
        *_check_text("period", clean.period, LONGEST_PERIOD),
    )
    return clean


def clean_progress(entry: ProgressEntry, plan_year: int, today: date) -> ProgressEntry:
    """The entry tidied; raises FaultyMeasure.

    Its day is not to come, nor before the plan's fiscal year, nor more than a year after it.
    """
    clean = ProgressEntry(entry.day, tidy_text(entry.text), tidy_addresses(entry.links))
    _refuse(
        *_check_day(clean.day, plan_year, today),
        *_check_text("text", clean.text, LONGEST_PROGRESS),
        *_check_links(clean.links),
    )
    return clean


def follow_up_said(words: str) -> FollowUp:
    """The rule that a suggestion's follow-up, said in Thai, comes nearest to.

    Once a year, if it speaks of the year or its end and of nothing shorter; otherwise every quarter:
    what was suggested for every month, every six months or each time is then never followed up less
    than it should be at the year's end, and the officer may choose otherwise.
    """
    said = words.replace("12 เดือน", "ประจำปี")
    oftener = any(word in said for word in ("เดือน", "ไตรมาส", "สัปดาห์", "ทุกครั้ง"))
    yearly = any(word in said for word in ("สิ้นปี", "ทุกปี", "ประจำปี", "ปีละครั้ง", "ปีละ 1 ครั้ง"))
    return FollowUp.YEARLY if yearly and not oftener else FollowUp.QUARTERLY


def _line(text: str) -> str:
    return " ".join(tidy_text(text).split())


def _refuse(*faults: ItemFault) -> None:
    if faults:
        raise FaultyMeasure(faults)


def _check_text(field: str, text: str, longest: int) -> list[ItemFault]:
    if not text:
        return [ItemFault(field, "empty")]
    if len(text) > longest:
        return [ItemFault(field, "long_text", str(len(text)), str(longest))]
    return []


def _check_steps(steps: tuple[str, ...]) -> list[ItemFault]:
    if not steps:
        return [ItemFault("steps", "empty")]
    if len(steps) > MOST_STEPS:
        return [ItemFault("steps", "many_steps", str(len(steps)), str(MOST_STEPS))]
    long = (step for step in steps if len(step) > LONGEST_STEP)
    return [
        ItemFault("steps", "long_step", f"{step[:_QUOTED]}…", str(LONGEST_STEP)) for step in long
    ]


def _check_day(day: date, plan_year: int, today: date) -> list[ItemFault]:
    if day > today:
        return [ItemFault("day", "day_to_come")]
    first, last = fiscal_year_days(plan_year)[0], fiscal_year_days(plan_year + 1)[1]
    outside = not first <= day <= last
    return [ItemFault("day", "day_outside", limit=str(plan_year))] if outside else []


def _check_links(links: tuple[str, ...]) -> list[ItemFault]:
    if len(links) > MOST_ADDRESSES:
        return [ItemFault("links", "many_addresses", str(len(links)), str(MOST_ADDRESSES))]
    return [fault for link in links if (fault := _check_link(link))]


def _check_link(link: str) -> ItemFault | None:
    if len(link) > LONGEST_ADDRESS:
        return ItemFault("links", "long_address", f"{link[:_QUOTED]}…", str(LONGEST_ADDRESS))
    return None if is_address(link) else ItemFault("links", "bad_address", link[:_QUOTED])

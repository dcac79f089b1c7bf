"""The levels of a result as bands on a scale from 0 to 100."""

from dataclasses import dataclass
from decimal import Decimal

from survey_app.core.questionnaire import Scheme
from survey_app.web.results.arithmetic import write_score


@dataclass(frozen=True, slots=True)
class LevelBand:
    """A level on the scale from 0 to 100; `start`, `width` and `middle` in percent of the drawing."""

    name: str
    lowest: str
    highest: str
    start: str
    width: str
    middle: str
    reached: bool


def compose_scale(scheme: Scheme, level: str | None) -> tuple[LevelBand, ...]:
    """The bands from the lowest up; one reaches to where the next begins, so that none leaves a gap."""
    plain = sorted(
        (band for band in scheme.levels if band.each_from is None), key=lambda b: b.from_
    )
    ends = [*(band.from_ for band in plain[1:]), Decimal(100)]
    return tuple(
        LevelBand(
            name=band.name,
            lowest=write_score(band.from_),
            highest=write_score(band.to),
            start=f"{band.from_}%",
            width=f"{end - band.from_}%",
            middle=f"{(band.from_ + end) / 2}%",
            reached=band.name == level,
        )
        for band, end in zip(plain, ends, strict=True)
    )

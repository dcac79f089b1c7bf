"""A closed round's result as one long table, for scripts and for pivot tables.

Every shown figure stands once, a line each, under these columns:

- `agency`, `fiscal_year`: whose result it is, so that files of several rounds may be joined;
- `instrument`: IIT, EIT or OIT; empty for what belongs to the whole result;
- `kind`: what the line is, see `KINDS`;
- `code`: the indicator's number, the question's, row's or item's code, the figure's name;
- `name`: its name in Thai, or the words of the answer;
- `score`: from 0 to 100 with two decimals; for an option its own points, a whole number;
- `points`, `divisor`, `answers`: whole numbers; points ÷ divisor ÷ answers, rounded half up, is the
  score (a fraction in one cell would be taken for a date). For an instrument `answers` is the
  number of respondents; for an option or a profile group the number of people who chose it; for an
  item `points` is what counted, of one answer; for a sample how many people it is about;
- `weight`: percent of the total;
- `withheld`: `too_few` where disclosure leaves the figures empty, else empty.

A figure that is empty without `too_few` does not exist, such as the score of an item nobody scored.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from fractions import Fraction

from survey_app.core.disclosure import ShownIndicator, ShownProfile, ShownResult, ShownSurvey
from survey_app.core.questionnaire import (
    Edition,
    Instrument,
    ProfileQuestion,
    Question,
    Questionnaire,
    Row,
    Text,
)
from survey_app.core.result import DisclosureResult, ItemResult
from survey_app.reports.spreadsheets import clean_text, write_csv

KINDS = (
    "total",
    "pass_mark",
    "level",
    "passed",
    "fingerprint",
    "statistic",
    "instrument",
    "sample",
    "indicator",
    "sub_indicator",
    "question",
    "option",
    "item",
    "profile",
)
TOO_FEW = "too_few"
Read = Callable[[Text], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure; its fields are the columns after agency and fiscal year, empty where unused."""

    instrument: Instrument | None
    kind: str
    code: str
    name: str
    score: Decimal | int | None = None
    points: int | None = None
    divisor: int | None = None
    answers: int | None = None
    weight: int | None = None
    withheld: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as text; names lose their line breaks so that a line is a line."""
        return tuple(_write(value) for value in astuple(self))


COLUMNS = ("agency", "fiscal_year", *(field.name for field in fields(Line)))


def write_result_csv(shown: ShownResult, edition: Edition) -> bytes:
    """The result as CSV in UTF-8 with its mark; text that looks like a formula gets an apostrophe."""
    whose = _write(shown.agency), str(shown.fiscal_year)
    lines = ((*whose, *line.cells) for line in list_lines(shown, edition))
    return write_csv([COLUMNS, *lines])


def list_lines(shown: ShownResult, edition: Edition) -> Iterator[Line]:
    """All lines, the whole result first, then each instrument from the top down."""

    def read(text: Text) -> str:
        return text.read("th", agency=shown.agency, year=shown.fiscal_year)

    yield from _list_whole(shown, edition)
    for survey in (shown.iit, shown.eit):
        form = edition.questionnaire(survey.instrument)
        yield from _list_survey(survey, form, edition, read)
    yield from _list_disclosure(shown.oit, edition, read)


def _list_whole(shown: ShownResult, edition: Edition) -> Iterator[Line]:
    few, found = _mark(shown.total), shown.statistics
    passed = None if shown.passed is None else "ผ่านเกณฑ์" if shown.passed else "ไม่ผ่านเกณฑ์"
    yield Line(None, "total", "total", "คะแนนรวม", shown.total, withheld=few)
    yield Line(None, "level", "level", shown.level or "", withheld=few)
    yield Line(None, "pass_mark", "pass_mark", "เกณฑ์ผ่าน", edition.scheme.marks.pass_)
    yield Line(None, "passed", "passed", passed or "", withheld=few)
    yield Line(None, "fingerprint", "fingerprint", shown.fingerprint)
    scores = shown.indicator_scores
    figures = (
        ("mean", "ค่าเฉลี่ยของตัวชี้วัด", found.mean if found else None),
        ("sample_sd", "ส่วนเบี่ยงเบนมาตรฐานของกลุ่มตัวอย่าง", found.sample_sd if found else None),
        ("highest", "คะแนนตัวชี้วัดสูงสุด", scores[found.highest[0]] if found else None),
        ("lowest", "คะแนนตัวชี้วัดต่ำสุด", scores[found.lowest[0]] if found else None),
    )
    for code, name, figure in figures:
        yield Line(None, "statistic", code, name, figure, withheld=_mark(figure))


def _list_survey(
    survey: ShownSurvey, form: Questionnaire, edition: Edition, read: Read
) -> Iterator[Line]:
    instrument = survey.instrument
    name, weight = _name_instrument(edition, instrument, read)
    yield Line(
        instrument,
        "instrument",
        instrument,
        name,
        survey.score,
        answers=survey.respondents,
        weight=weight,
        withheld=_mark(survey.score),
    )
    yield Line(instrument, "sample", "minimum", "ผู้ตอบขั้นต่ำ", answers=survey.minimum)
    yield Line(instrument, "sample", "population", "ผู้มีสิทธิตอบ", answers=survey.population)
    asked = {question.code: question for question in form.questions}
    counts = {row.code: row.counts for row in survey.rows}
    for part in survey.indicators:
        yield from _list_indicator(instrument, part, asked, counts, read)
    profiled = {question.code: question for question in form.profile}
    for question in survey.profile:
        yield from _list_profile(instrument, question, profiled[question.code], read)


def _list_indicator(
    instrument: Instrument,
    part: ShownIndicator,
    asked: Mapping[str, Question],
    counts: Mapping[str, tuple[int, ...] | None],
    read: Read,
) -> Iterator[Line]:
    yield Line(
        instrument, "indicator", str(part.no), part.name, part.score, withheld=_mark(part.score)
    )
    for shown in part.questions:
        question = asked[shown.code]
        yield Line(
            instrument,
            "question",
            shown.code,
            read(question.text),
            shown.score,
            *_part_points(shown.points),
            answers=shown.answers,
            withheld=_mark(shown.score),
        )
        for row in question.rows:
            yield from _list_options(instrument, row, counts[row.code], read)


def _list_options(
    instrument: Instrument, row: Row, counts: tuple[int, ...] | None, read: Read
) -> Iterator[Line]:
    """Options are numbered from 1, as in the form: i1.1/3."""
    for place, option in enumerate(row.options):
        yield Line(
            instrument,
            "option",
            f"{row.code}/{place + 1}",
            read(option.label),
            option.score,
            answers=None if counts is None else counts[place],
            withheld=_mark(counts),
        )


def _list_profile(
    instrument: Instrument, shown: ShownProfile, asked: ProfileQuestion, read: Read
) -> Iterator[Line]:
    """A line a group of neighbouring answers, such as age/1-2; one for a withheld question."""
    if shown.categories is None:
        yield Line(instrument, "profile", shown.code, read(asked.text), withheld=TOO_FEW)
        return
    for part in shown.categories:
        labels = " หรือ ".join(read(asked.options[place].label) for place in part.options)
        first, last = part.options[0] + 1, part.options[-1] + 1
        code = f"{shown.code}/{first}" if first == last else f"{shown.code}/{first}-{last}"
        yield Line(instrument, "profile", code, labels, answers=part.n)


def _list_disclosure(oit: DisclosureResult, edition: Edition, read: Read) -> Iterator[Line]:
    name, weight = _name_instrument(edition, "OIT", read)
    yield Line("OIT", "instrument", "OIT", name, oit.score, weight=weight)
    for part in oit.indicators:
        yield Line("OIT", "indicator", str(part.no), part.name, part.score)
        for sub in part.sub_indicators:
            yield Line("OIT", "sub_indicator", sub.code, sub.name, sub.score)
            yield from (_item_line(item) for item in sub.items)


def _item_line(item: ItemResult) -> Line:
    return Line("OIT", "item", item.code, item.title, item.score, item.counted, 1, answers=1)


def _part_points(points: str | None) -> tuple[int | None, int | None]:
    """Exact points as numerator and divisor."""
    return (None, None) if points is None else Fraction(points).as_integer_ratio()


def _name_instrument(edition: Edition, instrument: Instrument, read: Read) -> tuple[str, int]:
    scheme = edition.scheme
    return read(getattr(scheme.instruments, instrument)), getattr(scheme.weights, instrument)


def _mark(figure: object | None) -> str:
    """In a closed round only too few answers withhold anything."""
    return TOO_FEW if figure is None else ""


def _write(value: object | None) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:.2f}"
        case _:
            return " ".join(clean_text(str(value)).split("\n"))

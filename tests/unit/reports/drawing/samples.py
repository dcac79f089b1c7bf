"""Charts to draw in tests: the ten indicators of the model report, and all sorts of edges."""

from decimal import Decimal

from survey_app.reports.charts import (
    Bar,
    ChangeBars,
    Chart,
    Radar,
    RankedBars,
    Series,
    TrendLines,
    YearBars,
)

INDICATORS = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ",
    "การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร",
    "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
)  # fmt: skip
SIXTY = tuple(f"{name} และการมีส่วนร่วมของประชาชนในท้องถิ่นอย่างทั่วถึงกัน"[:60] for name in INDICATORS)
INSTRUMENTS = ("IIT",) * 5 + ("EIT",) * 3 + ("OIT",) * 2
SCORES = tuple(
    map(
        Decimal,
        ["86.02", "67.18", "76.01", "70.55", "70.04", "84.49", "85.18", "79.98", "36.54", "25.00"],
    )
)
BEFORE = tuple(
    map(
        Decimal,
        ["82.39", "69.17", "76.70", "71.46", "69.29", "83.42", "87.09", "80.61", "41.49", "12.50"],
    )
)
YEARS = ("2561", "2562", "2563", "2564")

Values = tuple[Decimal | None, ...]


def series(name: str, values: Values) -> Series:
    printed = tuple("ไม่แสดง" if value is None else f"{value:.2f}" for value in values)
    return Series(name, values, printed)


def bars(labels: tuple[str, ...], values: tuple[Decimal, ...]) -> tuple[Bar, ...]:
    rows = zip(labels, values, INSTRUMENTS, strict=False)
    return tuple(Bar(name, value, f"{value:.2f}", which) for name, value, which in rows)


def ranked(
    labels: tuple[str, ...] = INDICATORS, values: tuple[Decimal, ...] = SCORES
) -> RankedBars:
    return RankedBars(bars(labels, values), Decimal(85), "เป้าหมาย 85 คะแนน")


def changes(labels: tuple[str, ...] = INDICATORS, values: tuple[Decimal, ...] = ()) -> ChangeBars:
    moved = values or tuple(now - then for now, then in zip(SCORES, BEFORE, strict=True))
    return ChangeBars(bars(labels, moved))


def radar(labels: tuple[str, ...] = INDICATORS, *values: Values) -> Radar:
    names = ("ปีงบประมาณ พ.ศ. 2564", "ปีงบประมาณ พ.ศ. 2563")
    lines = zip(names, values or (SCORES, BEFORE), strict=False)
    return Radar(labels, tuple(series(name, line) for name, line in lines))


def trends(
    labels: tuple[str, ...], *lines: Values, names: tuple[str, ...] = INDICATORS
) -> TrendLines:
    return TrendLines(labels, tuple(series(*line) for line in zip(names, lines, strict=False)))


def years(labels: tuple[str, ...], values: Values) -> YearBars:
    return YearBars(labels, series("การใช้อำนาจ", values), "IIT")


def _years_until(last: int, count: int) -> tuple[str, ...]:
    return tuple(str(year) for year in range(last - count + 1, last + 1))


_ALL_0, _ALL_100 = (Decimal(0),) * 10, (Decimal(100),) * 10
_NONE: Values = (None,) * 10
_TEN_YEARS = _years_until(2564, 10)
_GAPS: Values = (
    Decimal(50),
    None,
    *map(Decimal, (60, 61)),
    None,
    None,
    *map(Decimal, (100, 0, 65, 80)),
)

EDGES: dict[str, Chart] = {
    "ranked": ranked(),
    "ranked, all 0": ranked(values=_ALL_0),
    "ranked, all 100": ranked(values=_ALL_100),
    "ranked, one": ranked(INDICATORS[:1], SCORES[:1]),
    "ranked, none": ranked((), ()),
    "ranked, sixty letters": ranked(SIXTY),
    "changes": changes(),
    "changes, none at all": changes(values=_ALL_0),
    "changes of 100": changes(values=(Decimal(100), Decimal(-100)) * 5),
    "changes, sixty letters": changes(SIXTY),
    "radar": radar(),
    "radar, one series": radar(INDICATORS, SCORES),
    "radar, 0 and 100": radar(INDICATORS, _ALL_0, _ALL_100),
    "radar, equal": radar(INDICATORS, SCORES, SCORES),
    "radar, nothing known": radar(INDICATORS, _NONE, _NONE),
    "radar, three withheld": radar(INDICATORS, (*SCORES[:7], None, None, None), BEFORE),
    "radar, sixty letters": radar(SIXTY),
    "radar, two spokes": radar(INDICATORS[:2], SCORES[:2]),
    "radar, no spokes": Radar((), ()),
    "trends of ten": trends(YEARS, *((score,) * 4 for score in SCORES)),
    "trends, equal": trends(YEARS, *((Decimal(50),) * 4,) * 10),
    "trends, one year": trends(("2564",), SCORES[:1], BEFORE[:1]),
    "trends, ten years": trends(_TEN_YEARS, _GAPS, _NONE),
    "trends, one line": trends(YEARS, SCORES[:4]),
    "trends, nothing known": trends(YEARS, _NONE[:4]),
    "trends, sixty letters": trends(YEARS, *((score,) * 4 for score in SCORES), names=SIXTY),
    "trends, no lines": TrendLines(YEARS, ()),
    "years": years(YEARS, SCORES[:4]),
    "years, ten with gaps": years(_TEN_YEARS, _GAPS),
    "years, nothing known": years(("2564",), (None,)),
} | {f"years, {n}": years(_years_until(2564, n), _ALL_100[:n]) for n in range(1, 11)}

"""Where things lie: nothing cut off, bars as long as their values, gaps where nothing is known."""

from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import pytest
from matplotlib.colors import to_hex

from survey_app.core.thai import Digits
from survey_app.reports.charts import Bar, ChangeBars, Chart, RankedBars
from survey_app.reports.drawing import house, lay_out
from survey_app.reports.drawing.canvas import Canvas
from tests.unit.reports.drawing.samples import (
    BEFORE,
    EDGES,
    INDICATORS,
    SCORES,
    SIXTY,
    YEARS,
    changes,
    radar,
    ranked,
    trends,
    years,
)

pytestmark = pytest.mark.usefixtures("drawing")


def draw(chart: Chart, digits: Digits = Digits.ARABIC) -> Canvas:
    return lay_out(chart, digits)


def find(canvas: Canvas, name: str) -> Any:
    return next(a for a in canvas.figure.findobj() if a.get_gid() == name)


def find_all(canvas: Canvas, start: str) -> list[Any]:
    return [a for a in canvas.figure.findobj() if (a.get_gid() or "").startswith(start)]


def list_texts(canvas: Canvas) -> list[Any]:
    from matplotlib.text import Text  # noqa: PLC0415  # only while drawing

    return [text for text in canvas.figure.findobj(Text) if text.get_text()]


def write(canvas: Canvas) -> list[str]:
    return [text.get_text() for text in list_texts(canvas)]


def test_no_text_is_cut_at_the_edge(edge: Chart) -> None:
    canvas = draw(edge)
    sheet = canvas.figure.bbox
    for text in list_texts(canvas):
        box = text.get_window_extent()
        assert box.x0 >= 0, text.get_text()
        assert box.x1 <= sheet.width, text.get_text()
        assert box.y0 >= 0, text.get_text()
        assert box.y1 <= sheet.height, text.get_text()


def test_no_two_texts_lie_on_each_other(edge: Chart) -> None:
    boxes = [(t.get_text(), t.get_window_extent()) for t in list_texts(draw(edge))]
    touching = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]
    assert touching == []


@pytest.mark.parametrize("name", [name for name in EDGES if "sixty" in name])
def test_long_labels_are_written_whole(name: str) -> None:
    written = "".join(write(draw(EDGES[name]))).replace(" ", "")
    assert [label for label in SIXTY if label.replace(" ", "") not in written] == []


@pytest.mark.parametrize("chart", [ranked(), changes()])
def test_the_ten_names_stand_on_one_line_each(chart: Chart) -> None:
    assert set(INDICATORS) <= set(write(draw(chart)))


def test_the_wheel_breaks_the_two_longest_names_between_words() -> None:
    written = write(draw(radar()))
    assert {"การใช้ทรัพย์สิน", "ของราชการ", "การปรับปรุง", "ระบบการทำงาน"} <= set(written)


def test_the_wheel_numbers_labels_too_long_for_it() -> None:
    written = write(draw(radar(SIXTY), Digits.THAI))
    assert "๑๐" in written
    assert f"๑๐. {SIXTY[9]}" in written


def test_bars_stand_in_the_order_given_with_lengths_in_proportion() -> None:
    canvas = draw(ranked())
    drawn = [find(canvas, f"bar-{place}") for place in range(10)]
    lengths = [bar.get_width() for bar in drawn]
    scale = lengths[0] / float(SCORES[0])
    assert lengths == pytest.approx([float(score) * scale for score in SCORES])
    assert all(one.get_y() < other.get_y() for one, other in pairwise(drawn))
    labels = [find(canvas, f"label-{place}-0") for place in range(10)]
    assert [label.get_text() for label in labels] == list(INDICATORS)
    assert all(
        bar.get_y() < label.get_position()[1] < bar.get_y() + bar.get_height()
        for bar, label in zip(drawn, labels, strict=True)
    )


def test_the_mark_lies_on_the_bars_scale_and_is_dashed() -> None:
    canvas = draw(ranked(INDICATORS[:1], (Decimal(85),)))
    bar, mark = find(canvas, "bar-0"), find(canvas, "mark")
    assert bar.get_x() + bar.get_width() == pytest.approx(mark.get_xdata()[0])
    assert mark.is_dashed()
    assert find(canvas, "mark-label").get_text() == "เป้าหมาย 85 คะแนน"


def test_falls_lie_left_of_zero_and_rises_right_in_proportion() -> None:
    canvas = draw(changes())
    drawn = [find(canvas, f"bar-{place}") for place in range(10)]
    moved = [float(now - then) for now, then in zip(SCORES, BEFORE, strict=True)]
    zero = drawn[0].get_x()
    ends = [
        bar.get_x() if move < 0 else bar.get_x() + bar.get_width()
        for bar, move in zip(drawn, moved, strict=True)
    ]
    scale = (ends[0] - zero) / moved[0]
    assert [end - zero for end in ends] == pytest.approx([move * scale for move in moved])


def test_the_way_of_a_change_is_said_without_colour() -> None:
    bars = (
        Bar("ก", Decimal(-2), "−2.00", "IIT"),
        Bar("ข", Decimal(3), "+3.00", "IIT"),
        Bar("ค", Decimal(0), "0.00", "IIT"),
    )
    canvas = draw(ChangeBars(bars))
    values = [find(canvas, f"value-{place}").get_text() for place in range(3)]
    assert values == ["▼ −2.00", "▲ +3.00", "0.00"]
    assert find(canvas, "fell").get_position()[0] < find(canvas, "rose").get_position()[0]


def test_instruments_differ_in_hatching_and_stand_in_the_legend() -> None:
    canvas = draw(ranked())
    hatches = [find(canvas, f"bar-{place}").get_hatch() for place in (0, 5, 8)]
    assert len(set(hatches)) == 3
    assert {"IIT", "EIT", "OIT"} <= set(write(canvas))
    colours = [to_hex(find(canvas, f"bar-{place}").get_facecolor()) for place in (0, 5, 8)]
    assert colours == ["#0f5c5c", "#6b2a5b", "#8a5300"]


def test_an_instrument_unknown_here_is_drawn_and_named() -> None:
    bar = Bar("ก", Decimal(40), "40.00", "XIT")
    assert "XIT" in write(draw(RankedBars((bar,), Decimal(85), "85")))


def test_a_trend_has_a_gap_where_there_is_no_value() -> None:
    canvas = draw(trends(YEARS, (Decimal(50), None, Decimal(60), Decimal(100))))
    xs, ys = find(canvas, "line-0").get_data()
    assert [x == x for x in xs] == [True, False, True, True]  # noqa: PLR0124  # nan is not itself
    assert (ys[2] - ys[3]) / (ys[0] - ys[3]) == pytest.approx(40 / 50)


def test_ten_trend_lines_differ_without_colour() -> None:
    canvas = draw(EDGES["trends of ten"])
    looks = {
        (line.get_marker(), str(line._unscaled_dash_pattern)) for line in find_all(canvas, "line-")
    }
    assert len(looks) == 10
    assert len({line.get_marker() for line in find_all(canvas, "line-")}) == 10


def test_trend_names_stand_in_the_order_of_their_lines_ends() -> None:
    canvas = draw(EDGES["trends of ten"])
    names = [find(canvas, f"name-{place}") for place in range(10)]
    downwards = sorted(names, key=lambda name: float(name.get_position()[1]))
    by_score = sorted(range(10), key=lambda place: -SCORES[place])
    assert [n.get_text().rpartition(" ")[0] for n in downwards] == [INDICATORS[p] for p in by_score]


def test_a_line_without_any_value_says_so_beside_its_name() -> None:
    canvas = draw(EDGES["trends, ten years"])
    assert f"{INDICATORS[1]} ไม่แสดง" in write(canvas)


def test_the_wheel_lays_this_year_unbroken_over_last_year_s_dashes() -> None:
    canvas = draw(radar())
    now, then = find(canvas, "line-0"), find(canvas, "line-1")
    assert now.zorder > then.zorder
    assert (now.is_dashed(), then.is_dashed()) == (False, True)


def test_the_wheel_s_first_spoke_points_up_and_its_lengths_are_in_proportion() -> None:
    canvas = draw(radar())
    points = find(canvas, "line-0").get_xydata()[:-1]
    outer = draw(radar(INDICATORS, (Decimal(100),) * 10))
    rim = find(outer, "line-0").get_xydata()[:-1]
    hub = (rim[0] + rim[5]) / 2
    shares = [abs(p[0] - hub[0]) + abs(p[1] - hub[1]) for p in points]
    whole = [abs(p[0] - hub[0]) + abs(p[1] - hub[1]) for p in rim]
    assert rim[0][1] < hub[1]
    assert [100 * a / b for a, b in zip(shares, whole, strict=True)] == pytest.approx(
        [float(s) for s in SCORES]
    )


def test_the_wheel_s_line_is_open_where_a_score_is_withheld() -> None:
    canvas = draw(EDGES["radar, three withheld"])
    xs = find(canvas, "line-0").get_xdata()
    assert [x == x for x in xs] == [True] * 7 + [False] * 3 + [True]  # noqa: PLR0124  # nan
    assert "ไม่แสดง" in write(canvas)


def test_upright_bars_are_in_proportion_and_missing_years_say_why() -> None:
    canvas = draw(years(YEARS, (Decimal(50), None, Decimal(100), Decimal(0))))
    heights = [find(canvas, f"bar-{place}").get_height() for place in (0, 2, 3)]
    assert heights == pytest.approx([heights[1] / 2, heights[1], 0])
    assert not find_all(canvas, "bar-1")
    assert find(canvas, "value-1").get_text() == "ไม่แสดง"


def test_axis_numbers_are_thai_where_asked() -> None:
    for chart in (
        ranked(),
        changes(),
        radar(),
        trends(YEARS, SCORES[:4]),
        years(YEARS, SCORES[:4]),
    ):
        given = "".join(write(draw(chart, Digits.THAI)))
        assert any(digit in given for digit in "๐๑๒๓๔๕๖๗๘๙")
        assert "20" not in write(draw(chart, Digits.THAI))


@pytest.mark.parametrize("labels", [YEARS[:1], YEARS])
def test_one_indicator_in_few_years_is_narrow_enough_for_a_phone(labels: tuple[str, ...]) -> None:
    one = SCORES[: len(labels)]
    for chart in (trends(labels, one), years(labels, one)):
        assert draw(chart).width == house.NARROW
    assert draw(trends(labels, one, one)).width == house.WIDTH

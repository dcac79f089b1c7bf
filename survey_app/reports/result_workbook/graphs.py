"""Native charts, drawn by the spreadsheet from cells; none is drawn over a withheld figure."""

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from survey_app.reports.result_workbook.indicator_sheet import FOUND, NAME, IndicatorRows
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.style import COLOURS, NEUTRAL
from survey_app.reports.result_workbook.year_columns import known_run, year_before
from survey_app.reports.result_workbook.year_sheet import LEAD, TOTAL_NAME, YearSheet

_FONT = {"name": "TH Sarabun New", "size": 14}
_TITLE = {"name": "TH Sarabun New", "size": 18, "bold": True}
_SCALE = {"min": 0, "max": 100, "major_unit": 20, "num_format": "0", "num_font": _FONT}
_PALE = "#9aa3a8"
_GRID = {"visible": True, "line": {"color": "#dfe3e5"}}
_ROW_PIXELS = 20
"""An empty row, as tall as a chart's place is reckoned in."""
_WIDTH = 960
GRAPH_COLUMNS = (Column("แผนภูมิ", 134),)

NO_CHART = "ไม่มีแผนภูมิ เพราะมีตัวชี้วัดที่ไม่แสดงคะแนน"
NO_LINE = "ไม่มีแผนภูมิเส้น เพราะมีคะแนนครบที่เปรียบเทียบกันได้ไม่ถึงสองปีติดกันจนถึงปีล่าสุด"


def draw_graphs(page: Page, workbook: Workbook, sheet: YearSheet) -> None:
    """Bars, a radar and lines, or words in the place of a chart that cannot be drawn."""
    page.is_portrait, page.papers = True, 1
    this = next(year for year in sheet.years if year.is_this)
    if sheet.scores(this) is None:
        page.write_note(NO_CHART)
    else:
        _place(page, _draw_bars(workbook, sheet.rows), height=440)
        _place(page, _draw_radar(workbook, sheet), height=520)
    run = known_run(sheet.years, sheet.rows.by_number)
    if run.stop - run.start > 1:
        _place(page, _draw_lines(workbook, sheet, run), height=520)
    else:
        page.write_note(NO_LINE)


def _place(page: Page, chart: Chart, height: int) -> None:
    chart.set_size({"width": _WIDTH, "height": height})
    row = page.skip(height // _ROW_PIXELS + 2)
    page.sheet.insert_chart(row, 0, chart, {"object_position": 2})


def _draw_bars(workbook: Workbook, rows: IndicatorRows) -> Chart:
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "คะแนน",
            "categories": _down(rows.page, NAME, rows.first, rows.last),
            "values": _down(rows.page, FOUND, rows.first, rows.last),
            "points": [{"fill": {"color": COLOURS[name]}} for name in rows.instruments.values()],
            "data_labels": {"value": True, "num_format": "0.00", "font": _FONT},
            "gap": 45,
        }
    )
    chart.set_title({"name": "คะแนนรายตัวชี้วัด", "name_font": _TITLE})
    chart.set_x_axis({**_SCALE, "major_gridlines": _GRID})
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "crossing": "max"})
    chart.set_legend({"none": True})
    return chart


def _draw_radar(workbook: Workbook, sheet: YearSheet) -> Chart:
    """This year lies over the year before, which is drawn only where it is known whole."""
    chart = workbook.add_chart({"type": "radar", "subtype": "with_markers"})
    rows = sheet.rows
    names = _down(rows.page, NAME, rows.first, rows.last)
    this = next(year for year in sheet.years if year.is_this)
    before = year_before(sheet.years, this)
    known = [year for year in (before, this) if year is not None and sheet.scores(year) is not None]
    for year in known:
        colour, dash = (NEUTRAL, "solid") if year.is_this else (_PALE, "dash")
        place = sheet.column_of(year)
        chart.add_series(
            {
                "name": f"ปี {year.name}",
                "categories": names,
                "values": _down(sheet.page, place, sheet.first, sheet.last),
                "line": {"color": colour, "width": 2.5, "dash_type": dash},
                "marker": _marker("circle" if year.is_this else "diamond", colour),
            }
        )
    chart.set_title({"name": _RADAR_TITLES[len(known)], "name_font": _TITLE})
    chart.set_x_axis({"num_font": _FONT})
    chart.set_y_axis({**_SCALE, "major_gridlines": _GRID})
    chart.set_legend({"position": "bottom", "font": _FONT})
    return chart


def _draw_lines(workbook: Workbook, sheet: YearSheet, run: slice) -> Chart:
    """The total and each indicator along the years that may be compared, up to the newest."""
    chart = workbook.add_chart({"type": "line"})
    first, last = LEAD + run.start, LEAD + run.stop - 1
    header = sheet.first - 1
    rows = [*range(sheet.first, sheet.last + 1), sheet.last + 1]
    colours = [*(COLOURS[name] for name in sheet.rows.instruments.values()), "#000000"]
    for place, (row, colour) in enumerate(zip(rows, colours, strict=True)):
        is_total = row == rows[-1]
        chart.add_series(
            {
                "name": [sheet.page.name, row, TOTAL_NAME],
                "categories": [sheet.page.name, header, first, header, last],
                "values": [sheet.page.name, row, first, row, last],
                "line": {
                    "color": colour,
                    "width": 4 if is_total else 1.75,
                    "dash_type": "solid" if is_total else _DASHES[place % len(_DASHES)],
                },
                "marker": _marker(_MARKERS[place % len(_MARKERS)], colour),
            }
        )
    chart.set_title({"name": "คะแนนรวมและคะแนนรายตัวชี้วัดตามปี", "name_font": _TITLE})
    chart.set_x_axis({"num_font": _FONT})
    chart.set_y_axis({**_SCALE, "major_gridlines": _GRID})
    chart.set_legend({"position": "right", "font": _FONT})
    return chart


_RADAR_TITLES = {1: "คะแนนตัวชี้วัดรอบด้าน", 2: "คะแนนตัวชี้วัดรอบด้าน เทียบกับปีก่อน"}
_DASHES = ("solid", "dash", "round_dot", "long_dash", "dash_dot")
_MARKERS = ("circle", "square", "triangle", "diamond", "x")


def _marker(shape: str, colour: str) -> dict[str, object]:
    filled = {"color": colour}
    return {"type": shape, "size": 7, "fill": filled, "border": {"color": colour}}


def _down(page: Page, column: int, first: int, last: int) -> list[str | int]:
    return [page.name, first, column, last, column]

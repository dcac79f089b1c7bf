"""The OIT list of a closed round as a CSV file for everybody: what is there, and where."""

from survey_app.core.item_entry import ABSENT, PRESENT
from survey_app.core.result import DisclosureResult, ItemResult, SubIndicatorResult
from survey_app.reports.spreadsheets import write_csv

COLUMNS = (
    "code", "title", "sub_indicator", "answer", "urls", "note", "score", "counted", "comment",
)  # fmt: skip


def write_oit_csv(oit: DisclosureResult) -> bytes:
    """One line an item, in order; addresses of one item are parted by line ends."""
    subs = [sub for part in oit.indicators for sub in part.sub_indicators]
    return write_csv([COLUMNS, *(_cells(sub, item) for sub in subs for item in sub.items)])


def _cells(sub: SubIndicatorResult, item: ItemResult) -> tuple[str, ...]:
    return (
        item.code,
        item.title,
        f"{sub.code} {sub.name}",
        {True: PRESENT, False: ABSENT, None: ""}[item.present],
        "\n".join(item.urls),
        item.note,
        "" if item.score is None else str(item.score),
        str(item.counted),
        item.comment,
    )

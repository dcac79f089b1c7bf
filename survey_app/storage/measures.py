"""Measures of agencies' yearly plans and the progress reported of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from survey_app.core.errors import NotFound
from survey_app.core.measures import FollowUp, Measure, MeasureStatus, Progress
from survey_app.storage.tables import MeasureProgressRow, MeasureRow


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure and the agency whose plan it stands in."""

    agency: str
    measure: Measure


def read_plan(session: Session, agency: str, plan_year: int) -> tuple[Measure, ...]:
    """An agency's measures of a fiscal year, by indicator and then as they were added."""
    query = select(MeasureRow).where(MeasureRow.agency == agency, MeasureRow.plan_year == plan_year)
    order = (col(MeasureRow.indicator), col(MeasureRow.position), col(MeasureRow.id))
    rows = session.exec(query.order_by(*order)).all()
    return tuple(_measure(row, entries) for row, entries in _with_progress(session, rows))


def list_plan_years(session: Session, agency: str) -> tuple[int, ...]:
    """The fiscal years an agency has measures for, newest first."""
    query = select(MeasureRow.plan_year).where(MeasureRow.agency == agency).distinct()
    return tuple(session.exec(query.order_by(col(MeasureRow.plan_year).desc())))


def get_measure(
    session: Session, agency: str | None, measure_id: str, *, lock: bool = False
) -> PlannedMeasure:
    """A measure of `agency` (None: any); raises NotFound alike for none and for another's."""
    row = _row(session, measure_id, agency, lock=lock)
    ((_, entries),) = _with_progress(session, [row])
    return PlannedMeasure(row.agency, _measure(row, entries))


def add_measure(session: Session, agency: str, measure: Measure) -> None:
    """Add a measure at the end of its year's plan."""
    highest = select(func.max(MeasureRow.position)).where(
        MeasureRow.agency == agency, MeasureRow.plan_year == measure.plan_year
    )
    row = MeasureRow(
        id=measure.id,
        agency=agency,
        plan_year=measure.plan_year,
        position=(session.exec(highest).one() or 0) + 1,
        indicator=0,
        title="",
        owner="",
        period="",
        follow_up="",
    )
    _fill(row, measure)
    session.add(row)
    session.flush()


def write_measure(session: Session, measure: Measure) -> None:
    """Write a measure anew; its progress is written apart."""
    row = _row(session, measure.id)
    _fill(row, measure)
    session.add(row)
    session.flush()


def delete_measure(session: Session, measure_id: str) -> None:
    """Delete a measure that has no progress."""
    session.delete(_row(session, measure_id))
    session.flush()


def add_progress(session: Session, measure_id: str, entry: Progress) -> None:
    """Add an entry of progress."""
    row = MeasureProgressRow(
        id=entry.id, measure=measure_id, day=entry.day, text="", officer=entry.officer
    )
    _fill_progress(row, entry)
    session.add(row)
    session.flush()


def write_progress(session: Session, entry: Progress) -> None:
    """Write an entry anew."""
    row = _progress_row(session, entry.id)
    _fill_progress(row, entry)
    session.add(row)
    session.flush()


def delete_progress(session: Session, entry_id: str) -> None:
    """Delete an entry."""
    session.delete(_progress_row(session, entry_id))
    session.flush()


def _row(
    session: Session, measure_id: str, agency: str | None = None, *, lock: bool = False
) -> MeasureRow:
    query = select(MeasureRow).where(MeasureRow.id == measure_id)
    if agency is not None:
        query = query.where(MeasureRow.agency == agency)
    row = session.exec(query.with_for_update() if lock else query).first()
    if row is None:
        raise NotFound("measure", measure_id)
    return row


def _progress_row(session: Session, entry_id: str) -> MeasureProgressRow:
    row = session.get(MeasureProgressRow, entry_id)
    if row is None:
        raise NotFound("progress", entry_id)
    return row


def _fill(row: MeasureRow, measure: Measure) -> None:
    row.indicator, row.title = measure.indicator, measure.title
    row.steps = json.dumps(measure.steps, ensure_ascii=False)
    row.owner, row.period = measure.owner, measure.period
    row.follow_up, row.status = measure.follow_up.value, measure.status.value


def _fill_progress(row: MeasureProgressRow, entry: Progress) -> None:
    row.day, row.text, row.officer = entry.day, entry.text, entry.officer
    row.links = json.dumps(entry.links)


def _with_progress(
    session: Session, rows: Iterable[MeasureRow]
) -> list[tuple[MeasureRow, tuple[Progress, ...]]]:
    """The rows with their entries, oldest day first."""
    found = list(rows)
    query = select(MeasureProgressRow).where(
        col(MeasureProgressRow.measure).in_([row.id for row in found])
    )
    order = (col(MeasureProgressRow.day), col(MeasureProgressRow.id))
    entries = session.exec(query.order_by(*order)).all()
    return [
        (row, tuple(_progress(one) for one in entries if one.measure == row.id)) for row in found
    ]


def _progress(row: MeasureProgressRow) -> Progress:
    return Progress(row.id, row.day, row.text, tuple(json.loads(row.links)), row.officer)


def _measure(row: MeasureRow, entries: tuple[Progress, ...]) -> Measure:
    return Measure(
        id=row.id,
        plan_year=row.plan_year,
        indicator=row.indicator,
        title=row.title,
        steps=tuple(json.loads(row.steps)),
        owner=row.owner,
        period=row.period,
        follow_up=FollowUp(row.follow_up),
        status=MeasureStatus(row.status),
        progress=entries,
    )

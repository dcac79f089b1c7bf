"""Publishing a closed round's result on its own page, and taking it back."""

import hashlib
import json

from survey_app.core.errors import NotFound, RoleRefused
from survey_app.core.officers import WRITERS, Actor
from survey_app.core.rounds import RoundState, require_state
from survey_app.reports.drawing import Picture, draw_chart
from survey_app.reports.oit_csv import write_oit_csv
from survey_app.reports.preview import draw_preview
from survey_app.reports.public_charts import compose_public_charts
from survey_app.reports.result_json import result_json
from survey_app.services.agencies import read_emblem
from survey_app.services.instance import Instance
from survey_app.services.publications import EMBLEM, ITEMS, PREVIEW, REPORT, RESULT
from survey_app.services.report import ReportForm, make_report
from survey_app.services.results import ClosedRound, read_closed
from survey_app.storage import audit, publications, rounds
from survey_app.storage.publications import PublicationMark, PublishedFile


def publish(instance: Instance, actor: Actor, round_id: str) -> PublicationMark:
    """Publish a closed round with files as they are now, in place of an earlier publication.

    Takes some seconds. Raises NotFound, RoleRefused, or WrongState before the round is closed.
    """
    _require_writer(actor)
    closed = read_closed(instance, actor, round_id)
    files = make_files(instance, actor, closed)
    mark = PublicationMark(instance.now, actor.name)
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("publish", found.state, RoundState.CLOSED)
        publications.write_publication(session, round_id, mark, files)
        facts = {"files": {file.name: _fingerprint(file.content) for file in files}}
        audit.record(
            session, found.agency, mark.published_at, actor.name, "result.publish", round_id, facts
        )
    return mark


def withdraw(instance: Instance, actor: Actor, round_id: str) -> None:
    """Take a publication back; raises NotFound where there is none, RoleRefused."""
    _require_writer(actor)
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        if publications.find_publication(session, round_id) is None:
            raise NotFound("publication", round_id)
        publications.remove_publication(session, round_id)
        audit.record(
            session, found.agency, instance.now, actor.name, "result.withdraw", round_id, {}
        )


def find_publication(instance: Instance, actor: Actor, round_id: str) -> PublicationMark | None:
    """Since when a round the actor may see is published, or None; raises NotFound."""
    with instance.database.snapshot() as session:
        rounds.get_round(session, actor.agency, round_id)
        return publications.find_publication(session, round_id)


def make_files(instance: Instance, actor: Actor, closed: ClosedRound) -> tuple[PublishedFile, ...]:
    """The files of a publication: nothing in them that the result's own page may not show."""
    shown, edition = closed.shown, closed.edition
    report = make_report(instance, actor, closed.round.id, ReportForm.PDF)
    result = json.dumps(result_json(shown, edition), ensure_ascii=False, indent=2)
    emblem = read_emblem(instance, closed.agency.id)
    pictures = [PublishedFile(PREVIEW, "image/png", _draw_preview(closed))]
    pictures += [PublishedFile(EMBLEM, "image/png", emblem)] if emblem else []
    pictures += [
        PublishedFile(name, "image/svg+xml", draw_chart(chart, Picture.SVG))
        for name, chart in compose_public_charts(shown, edition).items()
    ]
    return (
        PublishedFile(REPORT, report.media_type, report.content),
        PublishedFile(RESULT, "application/json", f"{result}\n".encode()),
        PublishedFile(ITEMS, "text/csv", write_oit_csv(shown.oit)),
        *pictures,
    )


def _draw_preview(closed: ClosedRound) -> bytes:
    shown = closed.shown
    return draw_preview(
        agency=shown.agency,
        year=str(shown.fiscal_year),
        total=None if shown.total is None else f"{shown.total:.2f}",
        level=shown.level,
        passed=shown.passed,
    )


def _require_writer(actor: Actor) -> None:
    if actor.role not in WRITERS:
        raise RoleRefused(actor.role)


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

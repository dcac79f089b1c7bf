"""What an officer may change of a report before it is handed over; figures are not among it."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlmodel import Session

from survey_app.core.errors import BadText, NotFound, ParagraphOvertaken
from survey_app.core.item_entry import tidy_text
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import fingerprint
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.core.thai import Digits
from survey_app.reports.yearly import Prose, list_prose
from survey_app.services.instance import Instance
from survey_app.services.report import read_report
from survey_app.services.results import list_suggestions, read_closed
from survey_app.storage import audit, report_texts, rounds

LONGEST_PARAGRAPH = 5_000


def find_prose(instance: Instance, actor: Actor, round_id: str, key: str) -> Prose:
    """A paragraph that may be replaced; raises NotFound for a key the report does not have."""
    for prose in list_prose(read_report(instance, actor, round_id).matter):
        if prose.key == key:
            return prose
    raise NotFound("paragraph", key)


def version_of(prose: Prose) -> str:
    """What tells whether a paragraph is still as an officer saw it."""
    return fingerprint(prose.now)


def replace_paragraph(
    instance: Instance, actor: Actor, round_id: str, key: str, text: str, seen: str
) -> Prose:
    """Let `text` stand in place of the paragraph whose version was `seen`; returns it as it now is.

    Our own text typed again counts as ours; an empty text leaves the paragraph out of the report.
    Raises BadText, NotFound, and ParagraphOvertaken where another officer was faster.
    """
    prose, tidy = find_prose(instance, actor, round_id, key), tidy_text(text)
    if len(tidy) > LONGEST_PARAGRAPH:
        raise BadText("paragraph", LONGEST_PARAGRAPH)
    if seen != version_of(prose) and tidy != prose.now:
        raise ParagraphOvertaken(prose.now)
    if tidy != prose.now:
        _write(instance, actor, round_id, prose, None if tidy == prose.ours else tidy)
    return find_prose(instance, actor, round_id, key)


def restore_paragraph(instance: Instance, actor: Actor, round_id: str, key: str) -> Prose:
    """Put our own text back; returns the paragraph as it now is."""
    prose = find_prose(instance, actor, round_id, key)
    if prose.now != prose.ours:
        _write(instance, actor, round_id, prose, None)
    return find_prose(instance, actor, round_id, key)


def set_cover(
    instance: Instance, actor: Actor, round_id: str, issued_on: date, digits: Digits
) -> None:
    """Set the day whose month stands on the cover, and how the report writes its numbers."""
    read_closed(instance, actor, round_id)
    facts = {"issued_on": issued_on, "digits": digits}
    with instance.database.transaction() as session:
        report_texts.set_cover(session, round_id, issued_on, digits)
        _record(instance, session, actor, round_id, "report.cover", facts)


def choose_suggestions(
    instance: Instance, actor: Actor, round_id: str, keys: Collection[str]
) -> int:
    """Let exactly these suggestions stand in the report; returns how many.

    Keys that are none of the round's shown suggestions are passed over.
    """
    shown = [list_suggestions(instance, actor, round_id, name) or () for name in SURVEY_INSTRUMENTS]
    chosen = {key for texts in shown for key, _ in texts} & set(keys)
    with instance.database.transaction() as session:
        report_texts.choose_suggestions(session, round_id, chosen)
        _record(instance, session, actor, round_id, "report.suggestions", {"chosen": len(chosen)})
    return len(chosen)


def _write(instance: Instance, actor: Actor, round_id: str, prose: Prose, text: str | None) -> None:
    with instance.database.transaction() as session:
        rounds.get_round(session, actor.agency, round_id, lock=True)
        stands = report_texts.read_texts(session, round_id).paragraphs.get(prose.key, prose.ours)
        if stands != prose.now:
            raise ParagraphOvertaken(stands)
        report_texts.write_paragraph(session, round_id, prose.key, text)
        after = prose.ours if text is None else text
        facts = {"key": prose.key, "before": prose.now, "after": after}
        _record(instance, session, actor, round_id, "report.paragraph", facts)


def _record(
    instance: Instance,
    session: Session,
    actor: Actor,
    round_id: str,
    act: str,
    facts: Mapping[str, object],
) -> None:
    found = rounds.get_round(session, actor.agency, round_id)
    audit.record(session, found.agency, instance.now, actor.name, act, round_id, facts)

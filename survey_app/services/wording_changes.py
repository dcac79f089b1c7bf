"""The words of a draft's two forms: read, replaced, put back, exchanged as a spreadsheet.

Codes, the options' scores and their order are not words; once a round is open none of this can
be done, since opening froze the questionnaires.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from survey_app.core.errors import BadFile, Refused
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import Edition, SurveyInstrument
from survey_app.core.questionnaire.text import PLACEHOLDERS
from survey_app.core.questionnaire.wording import LONGEST_TEXT, replace_texts, worded_texts
from survey_app.core.rounds import Round, RoundState, require_state
from survey_app.services import wording_table
from survey_app.services.instance import Instance
from survey_app.services.wording_faults import TextKey, WordingFault
from survey_app.storage import audit, editions, rounds

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class EditableText:
    """One text of a draft: its words in the file and its words now, by language."""

    key: str
    instrument: SurveyInstrument
    original: Mapping[str, str]
    words: Mapping[str, str]

    @property
    def changed(self) -> bool:
        """Whether the draft says it in its own words."""
        return self.words != self.original


class WordingRefused(Refused):
    """Texts that cannot stand on a form; `faults` names each, and nothing was changed."""

    def __init__(self, faults: Iterable[WordingFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


def list_texts(instance: Instance, actor: Actor, round_id: str) -> tuple[EditableText, ...]:
    """All texts of both forms of a draft, in file order; raises WrongState, NotFound."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        require_state("change_wording", found.state, RoundState.DRAFT)
        return _texts(editions.read_edition(found.edition), _own(session, found))


def change_texts(
    instance: Instance, actor: Actor, round_id: str, texts: Mapping[TextKey, str]
) -> int:
    """Say `texts` in a draft's own words; what equals the file again is no longer kept.

    Texts not named stay as they are. Returns how many now differ from before; raises
    WordingRefused, WrongState, NotFound.
    """
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("change_wording", found.state, RoundState.DRAFT)
        edition = editions.read_edition(found.edition)
        asked = {key: collapse_spaces(words) for key, words in texts.items()}
        faults = find_faults({text.key for text in worded_texts(edition)}, asked)
        if faults:
            raise WordingRefused(faults)
        return _keep(session, instance, actor, found, edition, asked)


def restore_texts(instance: Instance, actor: Actor, round_id: str) -> int:
    """Put every text back as the file has it; returns how many texts changed."""
    originals = {
        (text.key, language): words
        for text in list_texts(instance, actor, round_id)
        for language, words in text.original.items()
    }
    return change_texts(instance, actor, round_id, originals)


def export_wording(instance: Instance, actor: Actor, round_id: str) -> bytes:
    """All texts of a draft as XLSX, which `import_wording` reads back without a change."""
    texts = list_texts(instance, actor, round_id)
    return wording_table.write_rows((text.instrument, text.key, text.words) for text in texts)


def import_wording(
    instance: Instance, actor: Actor, round_id: str, file_name: str, content: bytes
) -> int:
    """Say what a file says, all or nothing; texts that are not in it stay as they are.

    Returns how many texts changed; raises BadFile naming every bad line, WrongState, NotFound.
    """
    known = {text.key: tuple(text.words) for text in list_texts(instance, actor, round_id)}
    read = wording_table.read_rows(file_name, content, known)
    asked = {key: collapse_spaces(words) for key, words in read.texts.items()}
    faults = [*read.faults, *_name_lines(find_faults(known, asked), read.lines)]
    if faults:
        faults.sort(key=lambda fault: (fault.line or 0, fault.language))
        raise BadFile(file_name, tuple(wording_table.name_fault(fault) for fault in faults))
    return change_texts(instance, actor, round_id, asked)


def collapse_spaces(words: str) -> str:
    """`words` as one line with single spaces: how a form shows them whatever was typed."""
    return " ".join(words.split())


def find_faults(known: Collection[str], texts: Mapping[TextKey, str]) -> list[WordingFault]:
    """What keeps `texts` from standing on forms whose texts have the keys `known`."""
    found: list[WordingFault] = []
    for (key, language), words in texts.items():
        if key not in known:
            found.append(WordingFault("unknown_key", key, language, key[:60]))
        else:
            found += _faults_of(key, language, words)
    return found


def _faults_of(key: str, language: str, words: str) -> list[WordingFault]:
    if not words:
        return [WordingFault("empty", key, language)]
    if len(words) > LONGEST_TEXT:
        return [WordingFault("too_long", key, language, str(len(words)))]
    unknown = sorted(set(_PLACEHOLDER.findall(words)) - PLACEHOLDERS)
    return [WordingFault("placeholder", key, language, f"{{{name}}}") for name in unknown]


def _name_lines(faults: Iterable[WordingFault], lines: Mapping[str, int]) -> Iterator[WordingFault]:
    """The faults with their lines; a key no form has is one fault, not one a language."""
    unknown: set[str] = set()
    for fault in faults:
        if fault.kind != "unknown_key" or fault.key not in unknown:
            yield replace(fault, line=lines[fault.key])
        if fault.kind == "unknown_key":
            unknown.add(fault.key)


def _keep(
    session: Session,
    instance: Instance,
    actor: Actor,
    found: Round,
    edition: Edition,
    asked: Mapping[TextKey, str],
) -> int:
    """Write the draft's wording with `asked` in it; only what differs from the file is kept."""
    originals = {
        (text.key, language): words
        for text in worded_texts(edition)
        for language, words in text.words.items()
    }
    before = editions.replaced_wording(session, found.id)
    own = {
        key: words
        for key, words in (before | dict(asked)).items()
        if key in originals and words != originals[key]
    }
    changed = {key for key in own.keys() | before.keys() if own.get(key) != before.get(key)}
    if not changed:
        return 0
    replace_texts(edition, own)  # refuses what the form itself would refuse, whatever came before
    editions.replace_wording(session, found.id, own)
    facts = {"changed": len(changed), "replaced": len(own)}
    audit.record(session, found.agency, instance.now, actor.name, "wording.change", found.id, facts)
    return len({key for key, _language in changed})


def _own(session: Session, found: Round) -> dict[TextKey, str]:
    return editions.replaced_wording(session, found.id)


def _texts(edition: Edition, own: Mapping[TextKey, str]) -> tuple[EditableText, ...]:
    return tuple(
        EditableText(
            text.key,
            text.instrument,
            text.words,
            {
                language: own.get((text.key, language), words)
                for language, words in text.words.items()
            },
        )
        for text in worded_texts(edition)
    )

"""The languages respondents may choose: those a form speaks, the pages speak, and an officer opened.

Thai and English are always open. A further one needs all three, since words that nobody who reads
them has checked do not go before people by themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale

from survey_app.core.errors import NotFound
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import Questionnaire, SurveyInstrument
from survey_app.core.questionnaire.text import ALWAYS_SPOKEN
from survey_app.core.rounds import RoundState, Survey, require_state
from survey_app.services.instance import Instance
from survey_app.services.rounds import current_edition
from survey_app.storage import audit, editions, rounds, surveys
from survey_app.storage.catalogues import catalogue_languages, missing_sentences

THAI = ALWAYS_SPOKEN[0]


@dataclass(frozen=True, slots=True)
class OpenLanguage:
    """A language that may be opened for a survey.

    `behind` counts the texts that the agency says in its own Thai words and not in this language.
    """

    code: str
    opened: bool
    behind: int


@cache
def own_name(language: str) -> str:
    """A language as its readers call it: ไทย, English, မြန်မာ."""
    return name_in(language, language)


@cache
def name_in(language: str, reader: str) -> str:
    """What a language is called in the language of a reader."""
    return Locale.parse(language).get_display_name(reader) or language


@cache
def direction(language: str) -> str:
    """`ltr` or `rtl`."""
    return Locale.parse(language).text_direction


@cache
def page_languages() -> tuple[str, ...]:
    """The languages in which every sentence of the respondents' pages can be said."""
    further = (
        one
        for one in catalogue_languages()
        if one not in ALWAYS_SPOKEN and not missing_sentences(one)
    )
    return (*ALWAYS_SPOKEN, *further)


def languages_of(form: Questionnaire, survey: Survey) -> tuple[str, ...]:
    """What people may choose from on the pages of a survey, Thai first."""
    if not survey.languages:
        return ALWAYS_SPOKEN
    return (*ALWAYS_SPOKEN, *(one for one in _openable(form) if one in survey.languages))


def _openable(form: Questionnaire) -> tuple[str, ...]:
    return tuple(one for one in form.further_languages if one in page_languages())


def list_languages(
    instance: Instance, actor: Actor, round_id: str
) -> dict[SurveyInstrument, tuple[OpenLanguage, ...]]:
    """What an officer may open for each survey beyond Thai and English; raises NotFound."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        edition = current_edition(session, found)
        own = editions.replaced_wording(session, round_id)
        return {
            survey.instrument: tuple(
                OpenLanguage(one, one in survey.languages, _behind(own, survey.instrument, one))
                for one in _openable(edition.questionnaire(survey.instrument))
            )
            for survey in surveys.surveys_of(session, round_id)
        }


def _behind(own: Iterable[tuple[str, str]], instrument: str, language: str) -> int:
    replaced = {pair for pair in own if pair[0].startswith(f"{instrument}/")}
    return sum((key, language) not in replaced for key, said_in in replaced if said_in == THAI)


def open_languages(
    instance: Instance,
    actor: Actor,
    round_id: str,
    instrument: SurveyInstrument,
    wanted: Iterable[str],
) -> None:
    """Let people answer a survey in the languages `wanted` beside Thai and English, and no others.

    Works while the round is a draft or open: a bad translation can be taken back at once. Raises
    NotFound for a language that the form or the pages do not speak, and WrongState.
    """
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("open_languages", found.state, RoundState.DRAFT, RoundState.OPEN)
        survey = surveys.find_survey(session, round_id, instrument)
        asked = frozenset(wanted)
        openable = _openable(current_edition(session, found).questionnaire(instrument))
        for language in sorted(asked - set(openable)):
            raise NotFound("language", language)
        now = tuple(one for one in openable if one in asked)
        if now == survey.languages:
            return
        surveys.set_languages(session, survey.id, now)
        facts = {"instrument": instrument, "languages": " ".join(now)}
        audit.record(
            session, found.agency, instance.now, actor.name, "survey.languages", round_id, facts
        )

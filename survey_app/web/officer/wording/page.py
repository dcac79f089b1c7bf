"""The texts of a draft as its wording pages show them: by form, by group, by question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from survey_app.core.questionnaire import Edition, SurveyInstrument
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.services.wording_changes import EditableText
from survey_app.services.wording_faults import SENTENCES, TextKey, WordingFault
from survey_app.services.wording_places import (
    PAGES,
    PLACE_WORDS,
    PROFILE,
    TextPlace,
    place_of,
)
from survey_app.web.language import choose_language


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of texts in the list: an indicator, the pages around the form, or the profile."""

    id: str
    title: str
    texts: int
    changed: int


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form in the list; `own` where it says anything in the agency's words."""

    instrument: SurveyInstrument
    own: bool
    groups: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True)
class TextField:
    """One text with an input a language: `values` as typed or as they stand, `errors` beside."""

    key: str
    label: str
    original: Mapping[str, str]
    values: Mapping[str, str]
    errors: Mapping[str, str]
    changed: bool


@dataclass(frozen=True, slots=True)
class QuestionFields:
    """The texts of one question; the labels of its options stand apart, since there are many."""

    title: str
    texts: tuple[TextField, ...]
    options: tuple[TextField, ...]

    @property
    def options_open(self) -> bool:
        """Whether there is something to see among the options."""
        return any(one.changed or one.errors for one in self.options)


def name_field(key: str, language: str) -> str:
    """The name of an input, the same for reading and writing."""
    return f"{key}:{language}"


def list_forms(texts: Iterable[EditableText], edition: Edition) -> tuple[FormLine, ...]:
    """Both forms with their groups, in file order."""
    placed = [(place_of(text.instrument, text.key), text) for text in texts]
    return tuple(
        FormLine(
            one,
            edition.questionnaire(one).wording == "official",
            tuple(_groups([pair for pair in placed if pair[0].instrument == one], edition, one)),
        )
        for one in SURVEY_INSTRUMENTS
    )


def _groups(
    placed: list[tuple[TextPlace, EditableText]], edition: Edition, instrument: SurveyInstrument
) -> Iterator[GroupLine]:
    for group in dict.fromkeys(place.group for place, _text in placed):
        own = [text for place, text in placed if place.group == group]
        changed = sum(text.changed for text in own)
        yield GroupLine(group, name_group(edition, instrument, group), len(own), changed)


def name_group(edition: Edition, instrument: SurveyInstrument, group: str) -> str:
    """The title of a group in the language of the page."""
    if group == PAGES:
        return str(_("หน้าเริ่มต้นและหน้าขอบคุณ"))
    if group == PROFILE:
        return str(_("ข้อมูลทั่วไปและข้อเสนอแนะ"))
    named = {str(part.no): part.name for part in edition.questionnaire(instrument).indicators}
    return str(_("ตัวชี้วัดที่ %(no)s %(name)s", no=group, name=named[group].read(choose_language())))


def texts_of_group(
    texts: Iterable[EditableText], instrument: SurveyInstrument, group: str
) -> tuple[EditableText, ...]:
    """The texts of one group, in file order; empty where there is no such group."""
    return tuple(
        text
        for text in texts
        if text.instrument == instrument and place_of(instrument, text.key).group == group
    )


def compose_group(
    texts: Iterable[EditableText],
    typed: Mapping[TextKey, str] | None = None,
    faults: Iterable[WordingFault] = (),
) -> tuple[QuestionFields, ...]:
    """The fields of a group by question, with what was typed and what is wrong with it."""
    errors = {(fault.key, fault.language): word_fault(fault) for fault in faults}
    placed = [
        (place_of(text.instrument, text.key), _field(text, typed or {}, errors)) for text in texts
    ]
    return tuple(
        _question(question, [(place, one) for place, one in fields])
        for question, fields in groupby(placed, key=lambda pair: pair[0].question)
    )


def _question(question: str, fields: list[tuple[TextPlace, TextField]]) -> QuestionFields:
    is_option = [place.option is not None for place, _one in fields]
    asked = [one for (_place, one), option in zip(fields, is_option, strict=True) if not option]
    options = [one for (_place, one), option in zip(fields, is_option, strict=True) if option]
    profile = fields[0][0].group == PROFILE
    title = "" if not question or profile else str(_("ข้อ %(code)s", code=question))
    if question and profile:
        title = asked[0].values[choose_language()]
    return QuestionFields(title, tuple(asked), tuple(options))


def _field(
    text: EditableText, typed: Mapping[TextKey, str], errors: Mapping[TextKey, str]
) -> TextField:
    return TextField(
        text.key,
        _label(place_of(text.instrument, text.key)),
        text.original,
        {language: typed.get((text.key, language), now) for language, now in text.words.items()},
        {one: errors[text.key, one] for one in text.words if (text.key, one) in errors},
        text.changed,
    )


def _label(place: TextPlace) -> str:
    """What a text is called beside its fields; an option of a row tells which row's it is."""
    words = str(_(PLACE_WORDS[place.kind], option=place.option))
    if not place.row or place.row == place.question:
        return words
    row = str(_("ข้อย่อย %(code)s", code=place.row))
    return row if place.kind == "row" else f"{row} {words}"


def word_fault(fault: WordingFault) -> str:
    """What is wrong with a text, in the language of the page."""
    return str(_(SENTENCES[fault.kind], detail=fault.detail))

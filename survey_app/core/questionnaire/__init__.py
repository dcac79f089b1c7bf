"""A year's questionnaires as frozen values, parsed from YAML text that is handed in.

What a file may say is decided by the models; every complaint names file, line and what to write.
"""

from survey_app.core.questionnaire.canonical import canonical_json, fingerprint, structure
from survey_app.core.questionnaire.edition import Edition, Instrument, SurveyInstrument
from survey_app.core.questionnaire.faults import Fault, FaultyQuestionnaire
from survey_app.core.questionnaire.form import (
    Indicator,
    Option,
    ProfileOption,
    ProfileQuestion,
    Question,
    Questionnaire,
    Row,
)
from survey_app.core.questionnaire.loading import load_edition
from survey_app.core.questionnaire.oit import DisclosureItem, DisclosureList, SubIndicator
from survey_app.core.questionnaire.scheme import Level, SampleRule, Scheme, Weights
from survey_app.core.questionnaire.text import Text

__all__ = [
    "DisclosureItem",
    "DisclosureList",
    "Edition",
    "Fault",
    "FaultyQuestionnaire",
    "Indicator",
    "Instrument",
    "Level",
    "Option",
    "ProfileOption",
    "ProfileQuestion",
    "Question",
    "Questionnaire",
    "Row",
    "SampleRule",
    "Scheme",
    "SubIndicator",
    "SurveyInstrument",
    "Text",
    "Weights",
    "canonical_json",
    "fingerprint",
    "load_edition",
    "structure",
]

"""What usually lies behind a low indicator, and measures an agency can take."""

from pydantic import Field

from survey_app.core.questionnaire.text import Frozen, Text


class SuggestedMeasure(Frozen):
    """A measure (มาตรการ) to start a plan from."""

    title: Text
    steps: tuple[Text, ...] = Field(min_length=1)
    owner: Text
    period: Text
    follow_up: Text


class IndicatorAdvice(Frozen):
    """Issues to look into and measures for one indicator."""

    indicator: int = Field(ge=1)
    issues: tuple[Text, ...] = Field(min_length=1)
    measures: tuple[SuggestedMeasure, ...] = Field(min_length=1)


class AdviceFile(Frozen):
    """All advice of an edition."""

    advice: tuple[IndicatorAdvice, ...]

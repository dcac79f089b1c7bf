"""Who answered a survey: each profile question with the answers counted together."""

from dataclasses import dataclass

from survey_app.core import thresholds
from survey_app.core.disclosure import ShownProfile, ShownSurvey
from survey_app.core.questionnaire import Edition, Instrument, ProfileQuestion
from survey_app.web.results.names import Read


@dataclass(frozen=True, slots=True)
class CategoryPart:
    """Answers to a profile question, counted together."""

    label: str
    n: int


@dataclass(frozen=True, slots=True)
class ProfilePart:
    """A profile question; no categories where they are withheld."""

    text: str
    categories: tuple[CategoryPart, ...] | None


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """The profile of one survey's respondents."""

    instrument: Instrument
    respondents: int
    questions: tuple[ProfilePart, ...]

    @property
    def withheld(self) -> bool:
        """Whether too few people answered for any profile."""
        return self.respondents < thresholds.FOR_COUNTS


def compose_profile(edition: Edition, survey: ShownSurvey, read: Read) -> ProfileTable:
    """The profile of one survey, as far as it may be shown."""
    asked = {
        question.code: question for question in edition.questionnaire(survey.instrument).profile
    }
    return ProfileTable(
        instrument=survey.instrument,
        respondents=survey.respondents,
        questions=tuple(
            _compose_profile_question(part, asked[part.code], read) for part in survey.profile
        ),
    )


def _compose_profile_question(
    shown: ShownProfile, asked: ProfileQuestion, read: Read
) -> ProfilePart:
    labels = [read(option.label) for option in asked.options]
    if shown.categories is None:
        return ProfilePart(read(asked.text), None)
    categories = tuple(
        CategoryPart(" / ".join(labels[place] for place in part.options), part.n)
        for part in shown.categories
    )
    return ProfilePart(read(asked.text), categories)

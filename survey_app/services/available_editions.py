"""The editions there are files for, as an officer chooses among them."""

from dataclasses import dataclass

from survey_app.core.questionnaire import SampleRule
from survey_app.storage import editions


@dataclass(frozen=True, slots=True)
class AvailableEdition:
    """An edition's year (พ.ศ.) and how many respondents it asks for at least."""

    year: int
    staff_sample: SampleRule
    public_sample: SampleRule


def list_available_editions() -> tuple[AvailableEdition, ...]:
    """All editions, newest first; raises FaultyQuestionnaire for files that cannot be read."""
    return tuple(_read(year) for year in editions.list_editions())


def _read(year: int) -> AvailableEdition:
    sample = editions.read_edition(year).scheme.sample
    return AvailableEdition(year, sample.IIT, sample.EIT)

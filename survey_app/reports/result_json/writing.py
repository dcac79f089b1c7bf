"""How scores, lists and what is withheld are written."""

from collections.abc import Iterable
from decimal import Decimal

from survey_app.reports.result_json.models import Withheld


def write_score(score: Decimal) -> str:
    """A score with its two decimals."""
    return f"{score:.2f}"


def write_shown(score: Decimal | None) -> str | None:
    """A score with its two decimals, or None where it is withheld."""
    return None if score is None else write_score(score)


def write_list(numbers: Iterable[int] | None) -> list[int] | None:
    """Numbers as a list, or None where they are withheld."""
    return None if numbers is None else list(numbers)


def mark_withheld(value: object | None) -> Withheld:
    """The word beside a null: in a closed round only too few answers withhold anything."""
    return "too_few" if value is None else None

"""The names of the months, for choosing one."""

from datetime import date

from babel.dates import get_month_names

from survey_app.core.thai import thai_month


def month_names(language: str) -> tuple[str, ...]:
    """January to December in Thai or English."""
    if language == "th":
        return tuple(thai_month(date(2000, no, 1)).split()[0] for no in range(1, 13))
    return tuple(get_month_names("wide", locale="en")[no] for no in range(1, 13))

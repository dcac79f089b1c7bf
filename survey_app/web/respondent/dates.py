"""Days as respondents read them: พ.ศ. in Thai, the common era in any other language."""

from datetime import date

from babel.dates import format_date

from survey_app.core.thai import thai_date

_PATTERNS = {"en": "d MMMM y"}
"""Where a language has a shape of its own here; any other is written as its readers write it."""


def write_day(day: date, language: str) -> str:
    """`day` in full, such as 30 มิถุนายน 2569, 30 June 2026 or 2026 ဇွန် 30."""
    if language == "th":
        return thai_date(day)
    return format_date(day, _PATTERNS.get(language, "long"), locale=language)

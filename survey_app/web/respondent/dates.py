"""Days as respondents read them: พ.ศ. in Thai, the common era in English."""

from datetime import date

from babel.dates import format_date

from survey_app.core.thai import thai_date


def write_day(day: date, language: str) -> str:
    """`day` in full, such as 30 มิถุนายน 2569 or 30 June 2026."""
    return thai_date(day) if language == "th" else format_date(day, "d MMMM y", locale=language)

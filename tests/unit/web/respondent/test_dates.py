"""Days in the reader's own calendar."""

from datetime import date

from survey_app.web.respondent.dates import write_day


def test_thai_days_are_written_in_the_buddhist_era():
    assert write_day(date(2026, 6, 30), "th") == "30\u00a0มิถุนายน\u00a02569"


def test_english_days_are_written_in_the_common_era():
    assert write_day(date(2026, 6, 30), "en") == "30 June 2026"

"""Days in the reader's own calendar."""

from datetime import date

from survey_app.web.respondent.dates import write_day


def test_thai_days_are_written_in_the_buddhist_era():
    assert write_day(date(2026, 6, 30), "th") == "30\u00a0มิถุนายน\u00a02569"


def test_english_days_are_written_in_the_common_era():
    assert write_day(date(2026, 6, 30), "en") == "30 June 2026"


def test_any_other_language_writes_the_common_era_in_its_own_order():
    assert write_day(date(2026, 6, 30), "my") == "2026 ဇွန် 30"
    assert write_day(date(2026, 6, 30), "lo") == "30 ມິຖຸນາ 2026"

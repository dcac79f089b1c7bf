"""How few people a figure may speak for before it is withheld.

These are the promise made to respondents, so they stand in code and not in an edition's files: no
setting and no questionnaire can lower them.
"""

FOR_SCORE = 5
"""Sheets below which a survey shows no score; then there is no total, level or pass mark."""

FOR_INDICATORS = 10
"""Sheets below which only the instrument's score is shown: no ranking, highest, lowest, mean, SD."""

FOR_COUNTS = 30
"""Sheets below which no option counts and no profile are shown."""

PER_OPTION = 3
"""A row with an option chosen by 1 or 2 people has its counts withheld whole."""

PER_CATEGORY = 5
"""Profile categories are merged until each holds this many people."""

FOR_TEXTS = 5
"""Suggestions are shown all at once, shuffled, and only if there are this many."""

PARTICIPATION_STEP = 5
"""While a survey accepts, participation is shown in steps of this many sheets."""

"""What a place's daily ceiling may be, so that an officer who sets it learns nothing finer.

That a ceiling is reached is known to anyone who opens the link, and so is the exact number then.
A multiple of the steps in which participation is shown tells no more than the steps do; and a few
sheets a day are never set apart.
"""

from survey_app.core.errors import BadCeiling
from survey_app.core.thresholds import PARTICIPATION_STEP

LEAST_CEILING = 20
MOST_CEILING = 100_000


def check_ceiling(ceiling: int) -> int:
    """The ceiling; raises BadCeiling."""
    if not LEAST_CEILING <= ceiling <= MOST_CEILING or ceiling % PARTICIPATION_STEP:
        raise BadCeiling(LEAST_CEILING, MOST_CEILING, PARTICIPATION_STEP)
    return ceiling

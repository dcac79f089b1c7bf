"""The flood ceiling: how many sheets a minute the whole service takes over open links.

One number is all that is known of the sheets before: when the last of them would have come, had
they come evenly. Whose they were, or from which network address, is never asked.
"""

from survey_app.core.errors import Flooded

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
"""Nanoseconds, as is every moment here."""


def let_in(evenly: int, now: int, ceiling: int) -> int:
    """When one more sheet would have come evenly; raises Flooded with the seconds to wait.

    A minute's worth may come at once, such as a meeting that scans one QR code; a higher rate than
    `ceiling` a minute is not kept up for longer.
    """
    following = max(evenly, now) + MINUTE // ceiling
    early = following - now - MINUTE
    if early > 0:
        raise Flooded(-(-early // SECOND))
    return following

"""Counter mode: the same pages on a tablet that many people share, asked for by the address alone."""

from flask import request

from survey_app.web.respondent import respondent

WORD = "counter"
"""What `?at=` says on such a tablet."""

PATIENCE = 180
"""Seconds without a touch until a page asks whether somebody is still there."""
NOTICE = 30
"""Seconds in which to say so; then the page empties itself."""
FAREWELL = 10
"""Seconds for which a last page stays."""


def at_counter() -> bool:
    """Whether the address says that the tablet is shared: nothing may be kept there, not even a draft."""
    return request.args.get("at") == WORD


@respondent.context_processor
def tell_templates() -> dict[str, object]:
    """`counter` in every template: the seconds above, or nothing."""
    if not at_counter():
        return {"counter": None}
    return {"counter": {"patience": PATIENCE, "notice": NOTICE, "farewell": FAREWELL}}

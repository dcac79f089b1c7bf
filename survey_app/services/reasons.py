"""Written reasons: kept with the result, so they are short, plain and never missing where needed."""

from survey_app.core.errors import BadText, ReasonNeeded

LONGEST_REASON = 1000


def clean_reason(reason: str) -> str:
    """The reason without control characters; raises BadText for one that is too long."""
    clean = "".join(char if char >= " " or char == "\n" else " " for char in reason).strip()
    if len(clean) > LONGEST_REASON:
        raise BadText("reason", LONGEST_REASON)
    return clean


def require_reason(reason: str, why: str) -> str:
    """As `clean_reason`; raises ReasonNeeded where there is none."""
    clean = clean_reason(reason)
    if not clean:
        raise ReasonNeeded(why)
    return clean

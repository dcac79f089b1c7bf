"""An agency's plan of measures: kept, followed up, and set beside the result it was meant to mend.

Every verb is for the plan of one agency and leaves its line in the agency's audit.
"""

from survey_app.services.measures.plan import (
    add_measure,
    change_measure,
    find_measure,
    list_plan_years,
    read_plan,
    remove_measure,
    set_status,
)
from survey_app.services.measures.progress import (
    correct_progress,
    remove_progress,
    report_progress,
)

__all__ = [
    "add_measure",
    "change_measure",
    "correct_progress",
    "find_measure",
    "list_plan_years",
    "read_plan",
    "remove_measure",
    "remove_progress",
    "report_progress",
    "set_status",
]

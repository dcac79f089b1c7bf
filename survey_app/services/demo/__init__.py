"""The demonstration: a municipality with three past years, one closed round and one open.

Its sheets are data (`sheets.json`), sent through the same services as anybody's; nothing here
knows what result they give.
"""

from survey_app.services.demo.build import (
    AGENCY,
    CLOSED,
    build_demo,
    count_steps,
    require_demo,
)
from survey_app.services.demo.visit import DemoVisit, prepare_visit

__all__ = [
    "AGENCY",
    "CLOSED",
    "DemoVisit",
    "build_demo",
    "count_steps",
    "prepare_visit",
    "require_demo",
]

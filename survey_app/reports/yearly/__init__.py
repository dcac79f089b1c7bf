"""The yearly analysis report (รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส), composed in Thai.

Every figure is computed from a frozen result that has passed `core/disclosure.py`; every sentence is
ours, and prose under a key may be replaced by an officer.
"""

from survey_app.reports.yearly.matter import YearlyMatter
from survey_app.reports.yearly.report import Prose, compose_report, list_prose

__all__ = ["Prose", "YearlyMatter", "compose_report", "list_prose"]

"""The follow-up report of a plan of measures, for a quarter or for the whole fiscal year.

It is composed from what officers reported, and shows no score that may not be shown.
"""

from survey_app.reports.follow_up.composing import compose_follow_up
from survey_app.reports.follow_up.matter import AskedItem, FollowUpMatter

__all__ = ["AskedItem", "FollowUpMatter", "compose_follow_up"]

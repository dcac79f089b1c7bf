"""An open round as it stands: participation, guarded scores, OIT, and what is missing next.

Participation counts in steps and scores wait for enough people, so that no single sheet can be seen
arriving; everything drawn here comes from the service already guarded.
"""

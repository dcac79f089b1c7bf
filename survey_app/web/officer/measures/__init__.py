"""Measures (มาตรการ): an agency's plan for a fiscal year, its progress, and the papers made of it.

`plans.py` shows and fills a plan; `measures.py` one measure with its progress. Everybody may read
both; administrators and officers write.
"""

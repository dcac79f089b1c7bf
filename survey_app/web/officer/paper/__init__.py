"""Paper forms of a survey: printed by an officer, filled in by hand, keyed in row by row.

What is keyed lives in the page and the request alone: no draft, no list of sheets, no way back to one.
"""

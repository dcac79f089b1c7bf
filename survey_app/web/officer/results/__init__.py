"""The result of a closed round: every score with the arithmetic behind it, and the suggestions.

Everything is worked out from what may be shown; where a figure is withheld, so is all that would
follow from it.
"""

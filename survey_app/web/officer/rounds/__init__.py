"""A round from its draft to its opening: its numbers and days, its page, what officers did to it.

Once a round is open, its numbers and days change only for a written reason, which stands beside the
result.
"""

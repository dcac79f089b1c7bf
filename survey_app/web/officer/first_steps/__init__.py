"""What a new agency does first, as a list that ticks itself: from an empty database to an open round.

It is the home of an officer until a round was open, and can be looked at again from the handbook.
"""

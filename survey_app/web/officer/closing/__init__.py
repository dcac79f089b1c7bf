"""Closing a round: the consequences first, then what an officer types to confirm them.

There is no way back; so nothing closes without the year and the password, and nothing incomplete
without a reason.
"""

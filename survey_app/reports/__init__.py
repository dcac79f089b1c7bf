"""Reports draw what they are given, Thai first, and decide nothing: no rule, no query, no clock.

Only `core` stands below them, and what leaves here is a finished picture or file.
"""

"""Arithmetic and rules on frozen values; `now` is always an argument.

Nothing here knows Flask, SQL, the clock, randomness, files or logging, so every rule can be
read, tested and recomputed on its own.
"""

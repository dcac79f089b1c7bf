"""A closed round's result in words and figures, the same for officers and for the public.

Everything starts from what may be shown; nothing here knows who reads it.
"""

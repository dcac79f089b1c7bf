"""The words of a draft's forms: by page, by spreadsheet, and as respondents will see them.

Texts change only while the round is a draft, all that were sent or none; each can go back to the
words that come with the system.
"""

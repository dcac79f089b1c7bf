"""Everything that is kept: tables, sealing, and repositories that take and give core values.

Rows never leave this package, `Database.transaction` holds the only commit, and what a respondent
sent is readable only as counts of whole lots.
"""

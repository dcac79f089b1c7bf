"""Help where it is needed: the handbook's pages, and what each officer page says of itself.

`table.py` has one line a page: where the handbook speaks of it, and a sentence for a page that does
not explain itself. `base.html` and the macro `page_header` show them as `page_help`.
"""

"""The officers' handbook (คู่มือเจ้าหน้าที่): its chapters are text in `th/`, its pictures in `pictures/`.

A chapter is a file `th/<number>-<id>.md` in the few marks that `reading.py` knows; what it quotes
of a page stands in 「 」 and must be words of this program. Pictures are made by
`python -m tests.handbook_pictures --write`. What is read here becomes blocks of the reports'
document model, so that pages and PDF say the same.
"""

from survey_app.handbook.chapters import Chapter, find_chapter, list_chapters
from survey_app.handbook.paper import print_handbook

__all__ = ["Chapter", "find_chapter", "list_chapters", "print_handbook"]

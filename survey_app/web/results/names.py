"""How the parts of a result are called in the page's language."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from survey_app.core.questionnaire import Edition, Text

Read = Callable[[Text], str]
"""Reads a text of the edition in the page's language, names filled in."""


def name_indicators(edition: Edition, read: Read) -> dict[int, str]:
    """The names of all indicators by their numbers."""
    asked = (*edition.iit.indicators, *edition.eit.indicators)
    names = {part.no: read(part.name) for part in asked}
    return names | {part.no: read(part.name) for part in edition.oit.indicators}


def title_indicator(no: int, names: Mapping[int, str]) -> str:
    """An indicator by its number and name, as a sentence calls it."""
    return str(_("ตัวชี้วัดที่ %(no)s %(name)s", no=no, name=names[no]))

"""What a poster says to people who read another language than Thai."""

from collections.abc import Iterable

from survey_app.services.catalogue import N_
from survey_app.storage.catalogues import catalogue

_SCAN = N_("สแกนเพื่อตอบเป็นภาษาไทย")
"""Each language puts its own name in the place of Thai."""


def invite_in(languages: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """For each language its code and the line that leads its readers to the QR code."""
    return tuple((language, catalogue(language).gettext(_SCAN)) for language in languages)

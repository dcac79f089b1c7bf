"""Tests of core need no app and no database; hundreds of them change one file of five."""

from collections.abc import Iterator
from functools import cache

import pytest

from survey_app.core.questionnaire import loading
from survey_app.core.questionnaire.reading import read_source


@pytest.fixture(scope="module", autouse=True)
def same_text_is_read_once() -> Iterator[None]:
    """The four files that a test leaves alone are parsed once, which keeps the run short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "read_source", cache(read_source))
        yield

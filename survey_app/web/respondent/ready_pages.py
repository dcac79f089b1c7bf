"""Pages that are the same for everybody but for a few words, made once and kept ready to be sent.

What a page is made from never names the link, the ticket or the code, so it can depend on none of
them; it depends on what its key says and on nothing else.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from string import ascii_letters
from typing import Final

from flask import Response, current_app, request
from markupsafe import escape

from survey_app.core.admission import ALPHABET, LENGTH, write_code
from survey_app.services.respond import Visit
from survey_app.web.encodings import choose_encoding
from survey_app.web.respondent.visiting import manner
from survey_app.web.spliced import SplicedPage, compose

MOST = 256
"""Pages kept, of a tenth of a megabyte each; where there is no room, all are made anew in time."""
_EXTENSION = "ready respondent pages"
READY: Final = "survey_app.ready_page"
"""Where a request's environment says which ready page answered it."""

CODE: Final = "code"
Words = dict[str, str]
"""The words a reader's page has of its own, by name, none of them empty: its link, its ticket."""
Draw = Callable[[Visit, Words], str]
"""Makes the whole page from a visit and words; what it is given to make a ready page are marks."""


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page with the words of one reader; the visit keeps alive what it was made from."""

    visit: Visit
    page: SplicedPage
    words: Words

    def write(self, accepted: str) -> tuple[bytes, dict[str, str]]:
        """Its bytes for a reader who sent this Accept-Encoding, and the headers that say how."""
        words = {name: word.encode() for name, word in self.words.items()}
        body, encoding = self.page.fill(words, choose_encoding(accepted))
        said = {} if encoding == "identity" else {"Content-Encoding": encoding}
        return body, {"Vary": "Accept-Encoding", **said}


def show_ready(kind: str, visit: Visit, words: Words, draw: Draw) -> Response:
    """The page of a kind for this visit, drawn only if it is the first of its like."""
    own = {name: str(escape(word)) for name, word in {"link": visit.link_code, **words}.items()}
    key = (kind, shared_part(visit), manner(), *map(len, own.values()))
    made: dict[object, ReadyPage] = current_app.extensions.setdefault(_EXTENSION, {})
    found = made.get(key)  # the only look: any thread may throw all of them out at any moment
    if found is None:
        found = ReadyPage(visit, _draw_ready(visit, own, draw), own)
        if len(made) >= MOST:
            made.clear()
        made[key] = found
    ready = replace(found, visit=visit, words=own)
    request.environ[READY] = ready
    body, headers = ready.write(request.headers.get("Accept-Encoding", ""))
    return Response(body, headers=headers, mimetype="text/html")


def shared_part(visit: Visit) -> tuple[object, ...]:
    """All of a visit that is not its place's own; the form by identity, since it never changes."""
    asked = visit.agency, visit.fiscal_year, visit.instrument, visit.needs_code
    when = visit.days, visit.round_state, visit.state, visit.ran_its_days
    return (*asked, *when, visit.languages, id(visit.form))


def _draw_ready(visit: Visit, own: Words, draw: Draw) -> SplicedPage:
    marks = {name: _mark(name, len(word)) for name, word in own.items()}
    nobody = replace(
        visit, survey="", place="", link_code=marks["link"], stopped=False, full_today=False
    )
    page = draw(nobody, {name: mark for name, mark in marks.items() if name != "link"})
    return compose(page.encode(), {name: mark.encode() for name, mark in marks.items()})


def _mark(name: str, length: int) -> str:
    """Letters that stand nowhere else; in place of a code, what could be one."""
    if name == CODE:
        return write_code("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))
    return "".join(secrets.choice(ascii_letters) for _ in range(length))

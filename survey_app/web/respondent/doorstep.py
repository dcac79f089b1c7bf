"""The start page and the form, handed out at the door where the application would only repeat itself.

It knows no rule of its own: only what the application has answered to the very same request at
another link of the same survey is given again, with this link and a new ticket.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from survey_app.core.errors import Busy, Unreachable
from survey_app.core.rounds import SurveyState
from survey_app.services.instance import Instance
from survey_app.services.respond import Visit, issue_ticket, visit_survey
from survey_app.web.respondent.ready_pages import READY, ReadyPage, shared_part
from survey_app.web.respondent.visiting import REFUSED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST = 1024
"""Answers kept; where there is no room, all are asked for anew in time."""
_PATH = re.compile(r"/[sS]/([0-9A-Za-z]{1,32})(/form)?")
_WRITTEN_ANEW = frozenset({"content-length", "content-encoding", "vary"})

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the application answered: the page, and all headers that are the same for everybody."""

    ready: ReadyPage
    headers: Headers


class Doorstep:
    """Stands before the application and passes on whatever it has not seen answered."""

    def __init__(self, application: "WSGIApplication", instance: Instance) -> None:
        self._application = application
        self._instance = instance
        self._answers: dict[object, _Answer] = {}

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        visit = self._try_visit(environ)
        if visit is None:
            return self._application(environ, start_response)
        answer = self._answers.get(_key(environ, visit))
        if answer is None:
            return self._ask(environ, start_response)
        body, said = self._fill(answer.ready, visit).write(environ.get("HTTP_ACCEPT_ENCODING", ""))
        length = ("Content-Length", str(len(body)))
        start_response("200 OK", [*answer.headers, *said.items(), length])
        return [body]

    def _try_visit(self, environ: "WSGIEnvironment") -> Visit | None:
        try:
            return self._find_visit(environ)
        except (Busy, Unreachable) as refused:
            environ[REFUSED] = refused
            return None
        except Exception:  # noqa: BLE001  # the application meets the same, and has a page for it
            return None

    def _find_visit(self, environ: "WSGIEnvironment") -> Visit | None:
        """The visit, where the link takes answers now and nothing else is asked."""
        path = _PATH.fullmatch(environ["PATH_INFO"])
        if path is None or environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING"):
            return None
        visit = visit_survey(self._instance, path[1])
        takes = visit.state is SurveyState.ACCEPTING and not (visit.stopped or visit.full_today)
        return visit if takes else None

    def _fill(self, ready: ReadyPage, visit: Visit) -> ReadyPage:
        words = {**ready.words, "link": visit.link_code}
        if "ticket" in words:
            words["ticket"] = issue_ticket(self._instance, visit)
        return replace(ready, words=words)

    def _ask(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Let the application answer, and remember how, as what it read the visit stood by then."""

        def start(status: str, headers: Headers, *failure: Any) -> Any:
            ready: ReadyPage | None = environ.get(READY)
            if status == "200 OK" and ready is not None:
                kept = [one for one in headers if one[0].lower() not in _WRITTEN_ANEW]
                if len(self._answers) >= MOST:
                    self._answers.clear()
                self._answers[_key(environ, ready.visit)] = _Answer(ready, kept)
            return start_response(status, headers, *failure)

        return self._application(environ, start)


def _key(environ: "WSGIEnvironment", visit: Visit) -> tuple[object, ...]:
    """All that the answer to a request depends on, given the visit it was made from."""
    page = environ["PATH_INFO"].endswith("/form"), environ.get("HTTP_HOST")
    return (*page, len(visit.link_code), shared_part(visit))

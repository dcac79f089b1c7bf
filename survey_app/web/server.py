"""The bundled server: no access log, and no line about a respondent's request in any other."""

import sys

from survey_app.services.instance import Instance
from survey_app.settings import Settings
from survey_app.web import create_app
from survey_app.web.instance import EXTENSION

THREADS = 8


def run_server(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped: gunicorn with threads, or waitress where gunicorn does not run."""
    if sys.platform == "win32":
        from survey_app.web import waitress_server  # noqa: PLC0415  # installed on Windows alone

        waitress_server.serve(create_app(settings), host, port, THREADS)
        return
    from survey_app.web.gunicorn_server import Server  # noqa: PLC0415  # nor is gunicorn there
    from survey_app.web.process import (  # noqa: PLC0415  # likewise
        allow_connections,
        forbid_core_dumps,
    )

    forbid_core_dumps()
    _try_start(settings)
    Server(settings, host, port, threads=THREADS, connections=allow_connections()).run()


def _try_start(settings: Settings) -> None:
    """Make the application once before forking: a fault stops the start here, in plain sight."""
    opened: Instance = create_app(settings).extensions[EXTENSION]
    opened.database.engine.dispose()

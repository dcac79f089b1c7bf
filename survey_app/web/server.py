"""The bundled server: no access log, and no line about a respondent's request in any other."""

import sys

from survey_app.settings import Settings
from survey_app.web import create_app

THREADS = 8


def run_server(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped: gunicorn with threads, or waitress where gunicorn does not run."""
    if sys.platform == "win32":
        import waitress

        waitress.serve(create_app(settings), host=host, port=port, threads=THREADS, ident="")
        return
    from survey_app.web.gunicorn_server import Server

    Server(settings, host, port, threads=THREADS).run()


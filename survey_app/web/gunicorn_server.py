"""gunicorn, told to keep no trace of requests."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from survey_app.settings import Settings
from survey_app.web import create_app
from survey_app.web.gunicorn_worker import PatientWorker


class SilentLogger(Logger):
    """Says that the server started or stopped, and nothing about any request.

    gunicorn writes the address of a client whose request it cannot parse or that is too slow;
    here only what concerns the server itself passes.
    """

    def access(self, *_args: Any, **_kwargs: Any) -> None:
        """No access log."""

    def debug(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: debug lines name requests."""

    def warning(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: warnings name clients."""

    def exception(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: tracebacks may carry what was sent."""

    def error(self, msg: str, *_args: Any, **_kwargs: Any) -> None:
        """The kind of error without its particulars."""
        super().error("%s", str(msg).partition("%")[0].partition("(")[0].strip())


class Server(BaseApplication):
    """One application a worker; threads inside it share the database's turn."""

    def __init__(
        self, settings: Settings, host: str, port: int, *, threads: int, connections: int
    ) -> None:
        self._settings = settings
        self._options = {
            "bind": f"{host}:{port}",
            "workers": 1,
            "threads": threads,
            "worker_class": PatientWorker,
            "worker_connections": connections,
            "accesslog": None,
            "logger_class": SilentLogger,
            "loglevel": "error",
            "proc_name": "survey-app",
            "control_socket_disable": True,
            "limit_request_line": 2048,
            "limit_request_fields": 64,
            "graceful_timeout": 10,
        }
        super().__init__()

    def load_config(self) -> None:
        """Take over the options."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made in the worker so that no connection crosses a fork."""
        return create_app(self._settings)

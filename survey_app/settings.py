"""The settings of one running program: one frozen object, passed in, wrong values stop the start."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


def _database_url(url: str) -> str:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError:
        backend = ""
    if backend not in ("sqlite", "postgresql"):
        raise ValueError("write sqlite:////absolute/path.db or postgresql+psycopg://user@host/name")
    return url


def _public_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("write the address people open, such as https://ita.example.go.th")
    return url.rstrip("/")


class Settings(BaseSettings):
    """Settings, read from SURVEY_APP_… in the environment; a default stands only where it is safe.

    `database_url` defaults to a SQLite file in the instance folder; `public_url`, what QR codes and
    links carry, to the address the program itself serves. `flood_ceiling` is how many sheets a
    minute each process takes over open links: far more than a municipality's people send, far
    fewer than a script can.
    """

    model_config = SettingsConfigDict(env_prefix="SURVEY_APP_", frozen=True, extra="forbid")

    database_url: Annotated[str, AfterValidator(_database_url)] | None = None
    instance: Path = Path("instance")
    public_url: Annotated[str, AfterValidator(_public_url)] | None = None
    flood_ceiling: Annotated[int, Field(ge=60, le=1_000_000)] = 1200

    @property
    def url(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.instance.resolve() / 'survey.db'}"

    def links_start_with(self, port: int = 8000) -> str:
        """The public address, or the loopback one where none is set."""
        return self.public_url or f"http://127.0.0.1:{port}"

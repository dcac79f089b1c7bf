"""What every command shares: the open instance, and values as options."""

import json
from datetime import date
from typing import Any

import click
from pydantic import ValidationError

from survey_app.services.instance import Instance, open_instance
from survey_app.settings import Settings


def settings() -> Settings:
    """The settings in the environment, or one line for each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = (f"SURVEY_APP_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise click.ClickException("\n".join(wrong)) from error


def opened() -> Instance:
    """The instance that the environment names."""
    return open_instance(settings())


def print_json(value: Any) -> None:
    """A value as JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


class Day(click.ParamType[date]):
    """A day written YYYY-MM-DD (ค.ศ.)."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-04-01", param, ctx)


DAY = Day()

"""`survey-app db` and `survey-app tidy`."""

import click

from survey_app.cli.opening import opened, settings
from survey_app.services import tidying
from survey_app.services.instance import upgrade_instance


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Make the database, or bring it to this program's schema; makes a key for a new one."""
    upgrade_instance(settings())


@click.command()
def tidy() -> None:
    """End surveys whose last day has passed, forget expired tickets and old codes."""
    tidying.tidy(opened())

"""`survey-app backup` and `survey-app restore`."""

from pathlib import Path

import click

from survey_app.cli.opening import opened, settings
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import backup as service


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a copy of the database while the program serves; prints the file's SHA-256.

    The key is not in it: keep that in its sealed envelope. At most one copy a day while a round is open.
    """
    click.echo(service.make_backup(opened(), COMMAND_LINE, file))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Fill an empty database from a copy and verify every closed round; prints their ids."""
    done = service.restore_backup(settings(), file)
    click.echo(f"{done.rows} rows", err=True)
    if done.verified is None:
        click.echo("secret.key of this database is not in the instance folder yet", err=True)
    for round_id in done.verified or ():
        click.echo(round_id)

"""`survey-app disclosure import` and `survey-app history import`."""

from pathlib import Path

import click

from survey_app.cli.opening import opened
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import disclosure_items, past_years

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def disclosure() -> None:
    """OIT: the items an agency must publish."""


@disclosure.command("import")
@click.argument("round_id")
@click.argument("file", type=FILE)
def import_items(round_id: str, file: Path) -> None:
    """Import answers and scores; nothing is imported if any line is wrong."""
    content = file.read_bytes()
    disclosure_items.import_items(opened(), COMMAND_LINE, round_id, file.name, content)


@click.group()
def history() -> None:
    """Past years as they were announced."""


@history.command("import")
@click.argument("file", type=FILE)
def import_years(file: Path) -> None:
    """Import past years; nothing is imported if any line is wrong."""
    past_years.import_years(opened(), COMMAND_LINE, file.name, file.read_bytes())

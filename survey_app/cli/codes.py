"""`survey-app codes`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from survey_app.cli.opening import opened
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import printed


@click.command()
@click.argument("round_id")
@click.option("--count", type=int, required=True, help="At most staff and declared spares.")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), required=True)
def codes(round_id: str, count: int, pdf: Path) -> None:
    """Make admission slips; they are in the PDF alone and cannot be printed again."""
    instance = opened()
    public = instance.settings.links_start_with()
    with _private_file(pdf) as file:
        file.write(printed.print_slips(instance, COMMAND_LINE, round_id, count, public))


@contextmanager
def _private_file(path: Path) -> Iterator[BinaryIO]:
    """A new file that only its owner reads, made before any code is; gone again if drawing fails."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise

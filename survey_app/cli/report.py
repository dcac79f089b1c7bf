"""`survey-app report`."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from survey_app.cli.opening import opened
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import report as service
from survey_app.services.report import ReportFile, ReportForm

ALL = "all"


@click.command()
@click.argument("round_id")
@click.option(
    "--format",
    "form",
    type=click.Choice([*(form.value for form in ReportForm), ALL]),
    default=ALL,
    show_default=True,
    help="One format, or every one.",
)
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder to write into; made if it is not there. Default: this one.",
)
def report(round_id: str, form: str, to: Path) -> None:
    """Write the yearly report of a closed round; prints the path of each file."""
    instance = opened()
    if form == ALL:
        _write(to, service.make_all(instance, COMMAND_LINE, round_id), len(ReportForm))
    else:
        one = service.make_report(instance, COMMAND_LINE, round_id, ReportForm(form))
        _write(to, [one], 1)


def _write(folder: Path, files: Iterable[ReportFile], steps: int) -> None:
    """Write each file as it is made; how far it has come is told on stderr."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    with click.progressbar(
        files, length=steps, label="กำลังสร้างรายงาน", file=sys.stderr, item_show_func=_name
    ) as bar:
        for made in bar:
            paths.append(folder / made.name)
            paths[-1].write_bytes(made.content)
    click.echo("\n".join(map(str, paths)))


def _name(made: ReportFile | None) -> str:
    return made.name if made else ""

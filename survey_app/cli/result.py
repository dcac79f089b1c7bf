"""`survey-app result` and `survey-app verify`."""

from pathlib import Path

import click

from survey_app.cli.opening import opened, print_json
from survey_app.core.officers import COMMAND_LINE
from survey_app.reports.result_json import result_json
from survey_app.services import exporting, results


@click.command()
@click.argument("round_id")
@click.option("--json", "as_json", is_flag=True, help="As JSON for scripts.")
def result(round_id: str, *, as_json: bool) -> None:
    """Show the result of a closed round; what is withheld stays withheld."""
    closed = results.read_closed(opened(), COMMAND_LINE, round_id)
    shown = closed.shown
    if as_json:
        print_json(result_json(shown, closed.edition))
        return
    click.echo(f"{shown.agency} {shown.fiscal_year}: {shown.total or '-'} {shown.level or '-'}")
    for name, score in (
        ("IIT", shown.iit.score),
        ("EIT", shown.eit.score),
        ("OIT", shown.oit.score),
    ):
        click.echo(f"  {name}  {score or '-'}")
    for no, score in shown.indicator_scores.items():
        click.echo(f"  {no:>2}  {score or '-'}")


@click.command()
@click.argument("round_id")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), required=True)
def export(round_id: str, to: Path) -> None:
    """Write a closed round into a folder: result, questions, OIT, suggestions where shown."""
    exporting.write_files(to, exporting.export_round(opened(), COMMAND_LINE, round_id))


@click.command()
@click.argument("round_id")
def verify(round_id: str) -> None:
    """Recompute a closed round from its frozen counts and OIT scores; exit 1 on any difference."""
    click.echo(results.verify_result(opened(), COMMAND_LINE, round_id))

"""`survey-app codes`."""

from pathlib import Path

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
    if pdf.exists():
        raise click.BadParameter(f"{pdf} exists; name another file", param_hint="--pdf")
    instance = opened()
    public = instance.settings.links_start_with()
    pdf.write_bytes(printed.print_slips(instance, COMMAND_LINE, round_id, count, public))
    pdf.chmod(0o600)

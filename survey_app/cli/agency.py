"""`survey-app agency`."""

from pathlib import Path

import click

from survey_app.cli.opening import opened, print_json
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import agencies


@click.group()
def agency() -> None:
    """Agencies: the municipalities that are assessed."""


@agency.command("add")
@click.option("--name", required=True)
@click.option("--district", default="")
@click.option("--province", default="")
@click.option("--phone", default="", help="Whom respondents may call.")
@click.option("--emblem", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(name: str, district: str, province: str, phone: str, emblem: Path | None) -> None:
    """Add an agency and print its id."""
    added = agencies.add_agency(
        opened(),
        COMMAND_LINE,
        name=name,
        district=district,
        province=province,
        phone=phone,
        emblem=emblem.read_bytes() if emblem else None,
    )
    click.echo(added.id)


@agency.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_(*, as_json: bool) -> None:
    """List the agencies."""
    found = agencies.list_agencies(opened(), COMMAND_LINE)
    if as_json:
        print_json([{"id": one.id, "name": one.name} for one in found])
        return
    for one in found:
        click.echo(f"{one.id}  {one.name}")

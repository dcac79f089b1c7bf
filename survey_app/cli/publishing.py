"""`survey-app publish` and `survey-app withdraw`."""

import click

from survey_app.cli.opening import opened
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import publishing, rounds
from survey_app.services.publications import public_page


@click.command()
@click.argument("round_id")
def publish(round_id: str) -> None:
    """Publish a closed round's result, or publish it anew, and print its address."""
    instance = opened()
    publishing.publish(instance, COMMAND_LINE, round_id)
    found = rounds.find_round(instance, COMMAND_LINE, round_id)
    public_url = instance.settings.links_start_with()
    click.echo(public_page(public_url, found.agency, found.fiscal_year))


@click.command()
@click.argument("round_id")
def withdraw(round_id: str) -> None:
    """Take a published result back; what others have kept of it stays with them."""
    publishing.withdraw(opened(), COMMAND_LINE, round_id)

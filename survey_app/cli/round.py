"""`survey-app round`."""

from datetime import date

import click

from survey_app.cli.opening import DAY, opened, print_json
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import StaffAccess, SurveyDays
from survey_app.services import agencies, closing, places, rounds


@click.group("round")
def round_() -> None:
    """Rounds: one agency's assessment of one fiscal year."""


@round_.command()
@click.option("--agency", required=True, help="Id or exact name.")
@click.option("--year", type=int, required=True, help="Fiscal year in พ.ศ.")
@click.option("--edition", type=int, help="Year of the questionnaires; default: the fiscal year's.")
@click.option("--staff", type=int, required=True, help="Staff of at least one year.")
@click.option("--public", type=int, required=True, help="People who dealt with the agency.")
@click.option("--staff-access", type=click.Choice(["codes", "link"]), default="codes")
@click.option("--opens", type=DAY, help="First day of both surveys.")
@click.option("--closes", type=DAY, help="Last day of both surveys.")
def create(
    agency: str,
    year: int,
    edition: int | None,
    staff: int,
    public: int,
    staff_access: str,
    opens: date | None,
    closes: date | None,
) -> None:
    """Create a draft and print its id."""
    instance, days = opened(), SurveyDays(opens, closes)
    both: dict[SurveyInstrument, SurveyDays] = {"IIT": days, "EIT": days}
    new = rounds.create_round(
        instance,
        COMMAND_LINE,
        agency=agencies.find_agency(instance, COMMAND_LINE, agency).id,
        fiscal_year=year,
        edition=edition,
        staff=staff,
        public=public,
        staff_access=StaffAccess(staff_access),
        days=both,
    )
    click.echo(new.id)


@round_.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_(*, as_json: bool) -> None:
    """List the rounds, newest fiscal year first."""
    instance = opened()
    names = {one.id: one.name for one in agencies.list_agencies(instance, COMMAND_LINE)}
    found = [
        {
            "id": one.id,
            "agency": names[one.agency],
            "fiscal_year": one.fiscal_year,
            "edition": one.edition,
            "state": one.state.value,
        }
        for one in rounds.list_rounds(instance, COMMAND_LINE)
    ]
    if as_json:
        print_json(found)
        return
    for one in found:
        click.echo("{id}  {fiscal_year}  {state:9}  {agency}".format(**one))


@round_.command("open")
@click.argument("round_id")
def open_(round_id: str) -> None:
    """Freeze the questionnaires and start accepting answers."""
    rounds.open_round(opened(), COMMAND_LINE, round_id)


@round_.command()
@click.argument("round_id")
@click.option("--reason", default="", help="Needed under the minimum or with unscored items.")
def close(round_id: str, reason: str) -> None:
    """End both surveys and freeze the result; this cannot be undone."""
    closing.close_round(opened(), COMMAND_LINE, round_id, reason)


@round_.command()
@click.argument("round_id")
def cancel(round_id: str) -> None:
    """Cancel a round to which no sheet was sent."""
    rounds.cancel_round(opened(), COMMAND_LINE, round_id)


@round_.command()
@click.argument("round_id")
@click.option("--json", "as_json", is_flag=True)
def links(round_id: str, *, as_json: bool) -> None:
    """Print the addresses of a round's start pages."""
    instance = opened()
    public = instance.settings.links_start_with()
    found: dict[str, list[str]] = {"IIT": [], "EIT": []}
    for view in places.list_link_places(instance, COMMAND_LINE, round_id):
        found[view.instrument].append(places.link_of(view.place, public))
    if as_json:
        print_json(found)
        return
    for instrument, addresses in found.items():
        for address in addresses:
            click.echo(f"{instrument}  {address}")

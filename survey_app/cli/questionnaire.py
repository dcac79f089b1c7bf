"""`survey-app questionnaire`."""

from pathlib import Path

import click

from survey_app.cli.opening import print_json
from survey_app.core.questionnaire import Fault, FaultyQuestionnaire, structure
from survey_app.storage import editions
from survey_app.storage.catalogues import catalogue_faults


@click.group()
def questionnaire() -> None:
    """Questionnaire files."""


@questionnaire.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def check(folder: Path | None) -> None:
    """Check an edition's folder, or all shipped editions; print every mistake at once.

    The pages around a form must speak its languages too: what they lack is named likewise.
    """
    faults: list[Fault] = []
    languages: set[str] = set()
    for path in editions.edition_folders(folder):
        try:
            edition = editions.read_edition_folder(path)
        except FaultyQuestionnaire as error:
            faults += [fault.within(str(path)) for fault in error.faults]
        else:
            languages |= {*edition.iit.further_languages, *edition.eit.further_languages}
    for language in sorted(languages):
        faults += catalogue_faults(language)
    if faults:
        raise FaultyQuestionnaire(faults)
    click.echo("ok")


@questionnaire.command()
@click.argument("year", type=int)
@click.option("--json", "as_json", is_flag=True, help="As JSON for scripts.")
def show(year: int, *, as_json: bool) -> None:
    """Show the questions of an edition."""
    edition = editions.read_edition(year)
    if as_json:
        print_json(structure(edition))
        return
    for form in (edition.iit, edition.eit):
        click.echo(form.instrument)
        for question in form.questions:
            click.echo(f"  {question.code}  {question.text.th}")
    for item in edition.oit.items:
        click.echo(f"  {item.code}  {item.title.th}")

"""`survey-app serve`."""

import click

from survey_app.cli.opening import opened, settings
from survey_app.services import tidying
from survey_app.web.server import run_server


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve the pages; refuses to start without the right key and schema."""
    instance = opened()
    tidying.tidy(instance)
    instance.database.engine.dispose()
    click.echo(f"http://{host}:{port}/officer/", err=True)
    run_server(settings(), host, port)

"""The `survey-app` command: the same services as the pages, without HTTP.

A command that creates something prints its id alone; a refusal is one clear line on stderr.
"""

from survey_app.cli.main import main

__all__ = ["main"]

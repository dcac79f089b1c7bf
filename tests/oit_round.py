"""An instance with an open round and a draft, made once a module and copied for each test."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import Round
from survey_app.services.agencies import add_agency
from survey_app.services.instance import Instance, open_instance
from survey_app.services.rounds import create_round, open_round
from survey_app.settings import Settings
from survey_app.storage.agencies import Agency
from tests.conftest import Clock


@dataclass(frozen=True)
class Prepared:
    """The folder to copy, and what stands in it."""

    folder: Path
    agency: Agency
    open_round: Round
    draft: Round

    def copy(self, folder: Path, clock: Clock) -> Instance:
        """An instance of its own, with the same things in it."""
        shutil.copytree(self.folder, folder)
        return open_instance(Settings(instance=folder), clock)


def prepare(empty_instance: Path, folder: Path) -> Prepared:
    """An agency with an open round of 2564 and a draft of 2565."""
    shutil.copytree(empty_instance, folder)
    instance = open_instance(Settings(instance=folder), Clock())
    agency = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลทดสอบ")
    opened, draft = (_new_round(instance, agency, year) for year in (2564, 2565))
    open_round(instance, COMMAND_LINE, opened.id)
    instance.database.engine.dispose()
    return Prepared(folder, agency, opened, draft)


def _new_round(instance: Instance, agency: Agency, year: int) -> Round:
    return create_round(
        instance,
        COMMAND_LINE,
        agency=agency.id,
        fiscal_year=year,
        edition=2564,
        staff=40,
        public=400,
    )

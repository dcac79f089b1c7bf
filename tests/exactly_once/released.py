"""Databases of released schemas with something in every table, for the test of migrations.

`python -m tests.exactly_once.released` adds the present schema to `schemas/`: do so at each release,
before the next migration is written. An archive is what `survey-app backup` makes; beside it lies its key.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import sqlalchemy as sa
from PIL import Image

from survey_app.core.measure_entry import MeasureEntry, ProgressEntry
from survey_app.core.measures import FollowUp
from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.past_years import PastYear
from survey_app.services import codes, measures, places, respond, rounds, wording_changes
from survey_app.services.agencies import add_agency
from survey_app.services.backup import make_backup
from survey_app.services.instance import Instance, upgrade_instance
from survey_app.services.officers import add_officer
from survey_app.services.paper import allow_paper
from survey_app.settings import Settings
from survey_app.storage import history, publications, report_texts, suggestions
from survey_app.storage.agencies import Agency
from survey_app.storage.archive import LEFT_OUT, Manifest, read_manifest
from survey_app.storage.keys import KEY_FILE
from tests.closed_rounds import close_pretend_round
from tests.respondents import open_pretend_round, random_sheet

FOLDER = Path(__file__).parent / "schemas"
NOW = datetime(2021, 3, 1, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Released:
    """An archived database of one schema."""

    schema: str

    @property
    def archive(self) -> Path:
        """The copy."""
        return FOLDER / f"{self.schema}.zip"

    @property
    def key(self) -> Path:
        """The key it is bound to."""
        return FOLDER / f"{self.schema}.key"

    def manifest(self) -> Manifest:
        """What it holds."""
        with ZipFile(self.archive) as copy:
            return read_manifest(copy)


def list_released() -> list[Released]:
    """Every schema that was archived, oldest first."""
    return [Released(file.stem) for file in sorted(FOLDER.glob("*.zip"))]


def main() -> int:
    """Archive the present schema."""
    with tempfile.TemporaryDirectory() as name:
        instance = upgrade_instance(Settings(instance=Path(name) / "instance"), lambda: NOW)
        fill(instance)
        missing = set(_empty_tables(instance)) - LEFT_OUT
        if missing:
            print(f"nothing in {', '.join(sorted(missing))}: let fill() put something there")
            return 1
        copy = Path(name) / "copy"
        make_backup(instance, COMMAND_LINE, copy)
        with ZipFile(copy) as archive:
            released = Released(read_manifest(archive).schema)
        shutil.copy(copy, released.archive)
        shutil.copy(instance.settings.instance / KEY_FILE, released.key)
    print(released.archive)
    return 0


def fill(instance: Instance) -> None:
    """Put something into every table."""
    drawn = BytesIO()
    Image.new("RGB", (64, 64), "#0f5c5c").save(drawn, "PNG")
    name = "เทศบาลตำบลทดสอบ"
    agency = add_agency(instance, COMMAND_LINE, name=name, emblem=drawn.getvalue())
    add_officer(instance, COMMAND_LINE, "somsri", Role.OFFICER, agency.id)
    _close_one(instance, agency)
    _open_one(instance, agency)
    _draft_one(instance, agency)
    with instance.database.transaction() as session:
        past = PastYear(2563, 2563, Decimal("80.10"), {1: Decimal("82.39")})
        history.write_year(session, agency.id, past)
    steps = ("จัดทำ", "ติดประกาศ")
    entry = MeasureEntry(1, "ติดประกาศขั้นตอน", steps, "สำนักปลัด", "ตุลาคม", FollowUp.YEARLY)
    measure = measures.add_measure(instance, COMMAND_LINE, agency.id, 2564, entry)
    done = ProgressEntry(date(2021, 2, 1), "ติดแล้ว", ("https://town.example/1",))
    measures.report_progress(instance, COMMAND_LINE, measure.id, done)


def _close_one(instance: Instance, agency: Agency) -> None:
    """A closed round with a report and a publication."""
    closed = close_pretend_round(instance, agency, iit=12, eit=31)
    with instance.database.transaction() as session:
        report_texts.set_cover(session, closed.id, date(2021, 3, 1), report_texts.Digits.THAI)
        report_texts.write_paragraph(session, closed.id, "goal", "เป้าหมาย")
        report_texts.choose_suggestions(session, closed.id, ["0" * 32])
        file = publications.PublishedFile("result.json", "application/json", b"{}")
        mark = publications.PublicationMark(NOW, "somsri")
        publications.write_publication(session, closed.id, mark, (file,))
        survey = closed.visit("EIT").survey
        suggestions.add_suggestions(session, instance.keys, survey, ["ควรมีที่จอดรถ"])
        suggestions.unseal_suggestions(session, instance.keys, survey)


def _open_one(instance: Instance, agency: Agency) -> None:
    """An open round with folded lots, waiting sheets, sealed texts, spent codes and a stopped place."""
    opened = open_pretend_round(instance, agency, fiscal_year=2565)
    chance = random.Random(2565)
    for instrument, count in (("IIT", 25), ("EIT", 45)):
        form = opened.visit(instrument).form
        for number in range(count):
            words = "" if number % 9 else f"ข้อเสนอแนะที่ {number}"
            opened.send(instrument, random_sheet(form, chance, words))
    place = places.add_place(instance, COMMAND_LINE, opened.id, "EIT", "ศาลา")
    places.stop_place(instance, COMMAND_LINE, opened.id, place.id, "ป้ายหาย")
    allow_paper(instance, COMMAND_LINE, opened.id, "EIT")
    codes.void_codes(instance, COMMAND_LINE, opened.id)
    respond.note_error(instance, "incomplete")


def _draft_one(instance: Instance, agency: Agency) -> None:
    """A draft with words of its own."""
    draft = rounds.create_round(
        instance,
        COMMAND_LINE,
        agency=agency.id,
        fiscal_year=2566,
        edition=2564,
        staff=10,
        public=10,
    )
    text = wording_changes.list_texts(instance, COMMAND_LINE, draft.id)[0]
    words = {(text.key, "th"): "ถ้อยคำของเทศบาล"}
    wording_changes.change_texts(instance, COMMAND_LINE, draft.id, words)


def _empty_tables(instance: Instance) -> Iterator[str]:
    with instance.database.snapshot() as session:
        stored = sa.MetaData()
        stored.reflect(session.connection())
        for table in stored.sorted_tables:
            if not session.scalar(sa.select(sa.func.count()).select_from(table)):
                yield table.name


if __name__ == "__main__":
    sys.exit(main())

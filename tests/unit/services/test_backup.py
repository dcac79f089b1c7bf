"""A copy holds everything but the key, comes back whole, and never comes back changed."""

import json
import random
import shutil
import zlib
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, BadZipFile, ZipFile

import pytest

from survey_app.core.errors import (
    BackupTooSoon,
    BadBackup,
    DatabaseNotEmpty,
    FileExists,
    KeyMissing,
)
from survey_app.core.officers import COMMAND_LINE
from survey_app.services.backup import make_backup, restore_backup
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.services.results import read_closed
from survey_app.settings import Settings
from survey_app.storage import archive, audit
from survey_app.storage.agencies import Agency
from survey_app.storage.database import SQLITE_SETTINGS, open_database
from survey_app.storage.keys import KEY_FILE
from survey_app.storage.tables import RespondentErrorRow
from tests.closed_rounds import close_pretend_round
from tests.conftest import Clock
from tests.respondents import open_pretend_round


def elsewhere(instance: Instance, tmp_path: Path, *, key: bool = True) -> Settings:
    """Settings of an empty place, with the key already laid there."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if key:
        shutil.copy(instance.settings.instance / KEY_FILE, folder)
    return Settings(instance=folder)


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as copy:
        return {name: copy.read(name) for name in copy.namelist()}


def rewrite(path: Path, changed: dict[str, bytes]) -> None:
    """The archive again, with some parts changed."""
    whole = parts(path) | changed
    with ZipFile(path, "w") as copy:
        for name, content in whole.items():
            copy.writestr(name, content)


def test_a_copy_put_back_serves_on_and_its_closed_rounds_verify(
    instance: Instance, agency: Agency, tmp_path: Path
):
    closed = close_pretend_round(instance, agency, iit=12, eit=31)
    opened = open_pretend_round(instance, agency, fiscal_year=2565)
    opened.send_many("IIT", 25)
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    settings = elsewhere(instance, tmp_path)
    assert restore_backup(settings, tmp_path / "copy").verified == (closed.id,)
    again = open_instance(settings, instance.clock)
    assert read_closed(again, COMMAND_LINE, closed.id) == read_closed(
        instance, COMMAND_LINE, closed.id
    )
    opened.instance = again
    opened.send_many("IIT", 3, seed=2)
    opened.send_many("EIT", 3, seed=2)
    with again.database.transaction() as session:
        assert audit.broken_links(session, agency.id) == []
        audit.record(session, agency.id, again.now, "officer", "note", "goes on")
        assert audit.broken_links(session, agency.id) == []
    again.database.engine.dispose()


def test_two_copies_of_the_same_data_hold_the_same_rows(
    instance: Instance, agency: Agency, tmp_path: Path, clock: Clock
):
    close_pretend_round(instance, agency, iit=12, eit=12)
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    settings = elsewhere(instance, tmp_path)
    restore_backup(settings, tmp_path / "copy")
    again = open_instance(settings, clock)
    make_backup(again, COMMAND_LINE, tmp_path / "again")
    assert parts(tmp_path / "again") == parts(tmp_path / "copy")
    again.database.engine.dispose()


def test_the_key_is_in_no_part_of_a_copy(instance: Instance, agency: Agency, tmp_path: Path):
    open_pretend_round(instance, agency).send_many("IIT", 3)
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    secret = instance.keys.secret
    whole = b"".join(parts(tmp_path / "copy").values())
    assert secret not in whole
    assert secret.hex().encode() not in whole.lower()


def test_only_its_owner_can_read_a_copy(instance: Instance, tmp_path: Path):
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0


def test_rows_stand_in_the_order_of_their_keys_not_of_their_arrival(
    instance: Instance, agency: Agency, tmp_path: Path
):
    open_pretend_round(instance, agency).send_many("IIT", 25)
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    lines = parts(tmp_path / "copy")["tables/ticket.jsonl"].splitlines()
    with instance.database.engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT mac FROM ticket ORDER BY mac").scalars().all()
    assert len(lines) == 25
    assert [json.loads(line)["mac"] for line in lines] == [
        b64encode(mac).decode() for mac in stored
    ]


@pytest.mark.parametrize(
    "part", ["tables/tally.jsonl", "tables/audit.jsonl", "tables/result.jsonl"]
)
def test_a_copy_with_one_flipped_figure_is_refused_and_nothing_is_made(
    instance: Instance, agency: Agency, tmp_path: Path, part: str
):
    close_pretend_round(instance, agency, iit=12, eit=12)
    path = tmp_path / "copy"
    make_backup(instance, COMMAND_LINE, path)
    content = parts(path)[part]
    place = next(p for p, byte in enumerate(content) if chr(byte) in "12345678")
    flipped = content[:place] + bytes([content[place] + 1]) + content[place + 1 :]
    rewrite(path, {part: flipped})
    settings = elsewhere(instance, tmp_path)
    with pytest.raises(BadBackup):
        restore_backup(settings, path)
    assert [file.name for file in settings.instance.iterdir()] == [KEY_FILE]


def test_a_byte_flipped_anywhere_is_found_or_changes_nothing(
    instance: Instance, agency: Agency, tmp_path: Path
):
    """Nothing but BadBackup is raised, whatever the unpacking stumbles over."""
    close_pretend_round(instance, agency, iit=1, eit=1)
    path = tmp_path / "copy"
    make_backup(instance, COMMAND_LINE, path)
    whole, chance, refused = path.read_bytes(), random.Random(7), 0
    with ZipFile(path) as copy:
        manifest = archive.read_manifest(copy)
    for at in sorted(chance.sample(range(len(whole)), 300)):
        path.write_bytes(flip(whole, at, 1 << chance.randrange(8)))
        try:
            with archive.open_archive(path) as copy:
                assert archive.read_manifest(copy) == manifest
        except BadBackup:
            refused += 1
    assert refused > 200, "only dates and padding may change unseen"


def flip(content: bytes, at: int, bits: int) -> bytes:
    return content[:at] + bytes([content[at] ^ bits]) + content[at + 1 :]


@pytest.mark.parametrize(
    ("at", "bits"),
    [(6, 0xFF), (8, 1), (10, ZIP_DEFLATED ^ ZIP_BZIP2), (10, ZIP_DEFLATED ^ ZIP_LZMA), (10, 0xFF)],
    ids=["version", "encrypted", "bzip2", "lzma", "unknown packing"],
)
def test_a_copy_whose_directory_says_something_else_is_refused(
    instance: Instance, tmp_path: Path, at: int, bits: int
):
    path = tmp_path / "copy"
    make_backup(instance, COMMAND_LINE, path)
    whole = path.read_bytes()
    path.write_bytes(flip(whole, whole.index(b"PK\1\2") + at, bits))
    settings = elsewhere(instance, tmp_path)
    with pytest.raises(BadBackup):
        restore_backup(settings, path)
    assert [file.name for file in settings.instance.iterdir()] == [KEY_FILE]


def test_a_flipped_byte_in_a_packed_part_is_refused(
    instance: Instance, agency: Agency, tmp_path: Path
):
    close_pretend_round(instance, agency, iit=1, eit=1)
    path = tmp_path / "copy"
    make_backup(instance, COMMAND_LINE, path)
    whole = path.read_bytes()
    with ZipFile(path) as copy:
        part = copy.getinfo("tables/tally.jsonl")
        content = copy.read(part)
    data = part.header_offset + 30 + len(part.filename) + len(part.extra)
    settings = elsewhere(instance, tmp_path)
    for at in range(data, data + part.compress_size - 2, 3):  # the last bits may say nothing
        path.write_bytes(flip(whole, at, 0xFF))
        with suppress(BadZipFile, EOFError, zlib.error), ZipFile(path) as copy:
            if copy.read(part.filename) == content:
                continue  # it may as well be packed as a copy of another place that reads the same
        with pytest.raises(BadBackup):
            restore_backup(settings, path)


def test_whoever_sends_while_a_copy_is_written_does_not_wait_for_its_end(
    instance: Instance, agency: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A file's reader would keep every commit waiting; nor is a second copy laid beside the file."""
    open_pretend_round(instance, agency).send_many("IIT", 3)
    monkeypatch.setitem(SQLITE_SETTINGS, "busy_timeout", "50")
    another = open_database(instance.settings.url)
    there, real = set(instance.settings.instance.rglob("*")), archive._write_table

    def write(*asked: Any) -> tuple[int, str]:
        measured = real(*asked)
        with another.transaction() as session:
            session.add(RespondentErrorRow(day=instance.today, kind=asked[2].name, n=1))
        assert set(instance.settings.instance.rglob("*")) == there
        return measured

    monkeypatch.setattr(archive, "_write_table", write)
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    another.engine.dispose()
    assert parts(tmp_path / "copy")["tables/respondent_error.jsonl"] == b"", "it is one moment"


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_file_of_another_kind_is_refused(instance: Instance, tmp_path: Path, content: bytes):
    (tmp_path / "copy").write_bytes(content)
    with pytest.raises(BadBackup):
        restore_backup(elsewhere(instance, tmp_path), tmp_path / "copy")


def test_a_copy_of_a_newer_schema_is_refused(instance: Instance, tmp_path: Path):
    path = tmp_path / "copy"
    make_backup(instance, COMMAND_LINE, path)
    manifest = json.loads(parts(path)["manifest.json"]) | {"schema": "9999"}
    rewrite(path, {"manifest.json": json.dumps(manifest).encode()})
    with pytest.raises(BadBackup):
        restore_backup(elsewhere(instance, tmp_path), path)


def test_nothing_is_put_back_over_data(instance: Instance, agency: Agency, tmp_path: Path):
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    with pytest.raises(DatabaseNotEmpty):
        restore_backup(instance.settings, tmp_path / "copy")


def test_while_a_round_is_open_there_is_one_copy_a_day(
    instance: Instance, agency: Agency, tmp_path: Path, clock: Clock
):
    make_backup(instance, COMMAND_LINE, tmp_path / "before")
    make_backup(instance, COMMAND_LINE, tmp_path / "before again")
    clock.advance(days=1)
    open_pretend_round(instance, agency)
    make_backup(instance, COMMAND_LINE, tmp_path / "first")
    with pytest.raises(BackupTooSoon):
        make_backup(instance, COMMAND_LINE, tmp_path / "second")
    assert not list(tmp_path.glob("second*"))
    clock.advance(days=1)
    make_backup(instance, COMMAND_LINE, tmp_path / "next day")


def test_a_file_that_is_there_is_not_overwritten(instance: Instance, tmp_path: Path):
    (tmp_path / "copy").write_text("precious")
    with pytest.raises(FileExists):
        make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "precious"


def test_without_the_key_the_copy_is_put_back_but_not_opened_and_no_key_is_made(
    instance: Instance, agency: Agency, tmp_path: Path
):
    open_pretend_round(instance, agency).send_many("IIT", 3)
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    settings = elsewhere(instance, tmp_path, key=False)
    assert restore_backup(settings, tmp_path / "copy").verified is None
    for start in (open_instance, upgrade_instance):
        with pytest.raises(KeyMissing):
            start(settings)
    assert not (settings.instance / KEY_FILE).exists()

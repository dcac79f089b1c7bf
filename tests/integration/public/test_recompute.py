"""The page says that anyone can recompute the total: its very program is run on the published file."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.instance import Instance
from survey_app.services.publishing import publish
from survey_app.services.results import read_closed
from survey_app.storage.agencies import Agency
from survey_app.web import build_app
from tests.closed_rounds import close_pretend_round
from tests.integration.public.conftest import HOME
from tests.visiting import Visitor


def run(folder: Path, client: FlaskClient, home: str) -> str:
    """What the published program prints beside the published file."""
    for name in ("result.json", "recompute.py"):
        (folder / name).write_bytes(client.get(f"{home}/{name}").data)
    done = subprocess.run(
        [sys.executable, "-I", "recompute.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


def test_the_program_prints_the_published_total(reader: Visitor, tmp_path: Path) -> None:
    assert run(tmp_path, reader.client, HOME) == "59.46"
    assert "โปรแกรมนี้ต้องพิมพ์ 59.46" in reader.open(f"{HOME}/recompute").text


def test_the_page_shows_the_program_that_is_run(reader: Visitor) -> None:
    program = reader.client.get(f"{HOME}/recompute.py").text
    (shown,) = reader.open(f"{HOME}/recompute").find("pre")
    assert "".join(shown.pieces) == program
    lines = [line for line in program.splitlines() if line]
    assert len(lines) <= 18
    assert max(map(len, lines)) <= 90
    assert "float" not in program


def test_the_page_shows_the_arithmetic(reader: Visitor) -> None:
    text = reader.open(f"{HOME}/recompute").text
    assert "IIT × 30%" in " ".join(text.split())
    assert "59.460832…" in text
    assert "ปัดเศษแล้วได้ 59.46 คะแนน" in text


@pytest.mark.parametrize("people", [(12, 40), (31, 10), (10, 10)])
def test_the_program_agrees_with_any_round(
    instance: Instance, agency: Agency, tmp_path: Path, people: tuple[int, int]
) -> None:
    pretend = close_pretend_round(instance, agency, iit=people[0], eit=people[1])
    publish(instance, COMMAND_LINE, pretend.id)
    total = read_closed(instance, COMMAND_LINE, pretend.id).shown.total
    client = build_app(instance).test_client()
    assert run(tmp_path, client, f"/r/{agency.id}/2564") == str(total)


@pytest.mark.parametrize(
    ("iit", "eit", "said"),
    [(7, 12, "withheld: IIT"), (3, 12, "withheld: IIT"), (7, 0, "withheld: IIT EIT")],
)
def test_what_is_withheld_is_said_by_page_and_program(
    instance: Instance, agency: Agency, tmp_path: Path, iit: int, eit: int, said: str
) -> None:
    pretend = close_pretend_round(instance, agency, iit=iit, eit=eit)
    publish(instance, COMMAND_LINE, pretend.id)
    reader = Visitor(build_app(instance))
    assert run(tmp_path, reader.client, f"/r/{agency.id}/2564") == said
    page = reader.open(f"/r/{agency.id}/2564/recompute")
    assert "ส่วนที่คำนวณซ้ำไม่ได้" in page.headings
    assert "จึงไม่มีอยู่ในไฟล์" in page.text
    assert "ผลรวมก่อนปัดเศษ" not in page.text

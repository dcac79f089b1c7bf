"""Files that officers send: whatever they hold, they are read or refused, soon and with little."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import START
from tests.security.conftest import Prepared, Site
from tests.security.contents import watching
from tests.security.forms import compose, send
from tests.security.town import small_picture
from tests.security.uploading import UPLOADS, write_files

MOST_MEGABYTES = 256
MOST_SECONDS = 20
"""Generous: the machine that tests may be busy; alone the dearest file takes about a second."""

AGENCY = "/officer/agencies/<agency_id>"


@pytest.mark.engine("sqlite")
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize("rule", UPLOADS)
def test_hostile_tables_are_read_or_refused(
    prepare: Callable[[str], Prepared], engine: str, tmp_path: Path, rule: str
) -> None:
    opened = prepare(engine).open(tmp_path / "town")
    site = next(opened)
    assert site.clock.now == START
    folder = tmp_path / "town"
    (folder / "town.json").write_text(json.dumps(asdict(site.town)), "utf-8")
    assert write_files(site, rule, folder) > 60
    command = [sys.executable, "-m", "tests.security.uploading", str(folder), rule]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert {one["status"] for one in found} <= {303, 400, 413, 422}, found
    assert [one for one in found if one["status"] >= 500 or one["inside"] or one["changed"]] == []
    assert [one for one in found if one["seconds"] > MOST_SECONDS] == []
    assert max(one["megabytes"] for one in found) < MOST_MEGABYTES, found
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    next(opened, None)


def bomb_picture() -> bytes:
    """A picture of 23 million points in a few kilobytes."""
    return small_picture(size=(4_800, 4_800))


def cut_picture() -> bytes:
    return small_picture(size=(400, 400))[:200]


def large_picture() -> bytes:
    """More points than any picture may have."""
    whole = small_picture()
    return whole[:16] + (60_000).to_bytes(4, "big") * 2 + whole[24:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
PICTURES: dict[str, Callable[[], bytes]] = {
    "svg": lambda: SVG,
    "html": lambda: b"<html><script>alert(1)</script></html>",
    "gif with a script": lambda: b"GIF89a/*" + b"\0" * 50 + b"*/=1;alert(1)",
    "png with html behind": lambda: small_picture() + b"<script>alert(1)</script>",
    "cut": cut_picture,
    "sizes that lie": large_picture,
    "many points": bomb_picture,
    "bmp": lambda: small_picture("BMP"),
    "tiff": lambda: small_picture("TIFF"),
    "empty": lambda: b"",
    "postscript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n(/etc/passwd) run\n",
    "jpeg": lambda: small_picture("JPEG"),
    "webp": lambda: small_picture("WEBP"),
}
TAKEN = {"png with html behind", "many points", "empty", "jpeg", "webp"}
"""Empty is no new emblem; the others are pictures, and are drawn anew."""


def test_emblems_are_pictures_drawn_anew_or_refused(site: Site) -> None:
    form = [pair for pair in compose(site, AGENCY) if pair[0] != "emblem"]
    for kind, make in PICTURES.items():
        with watching(site.instance) as watch:
            answer = send(site, AGENCY, [*form, ("emblem", (make(), "ตรา.png"))])
            assert answer.status_code == (302 if kind in TAKEN else 422), kind
            assert answer.status_code == 302 or watch.changes() == [], kind
        shown = site.browser("admin").get(site.address("/officer/agencies/{agency}/emblem.png"))
        assert shown.mimetype == "image/png"
        assert b"alert" not in shown.data, kind
        with Image.open(BytesIO(shown.data)) as picture:
            assert picture.format == "PNG"
            assert max(picture.size) <= 512


NAMES = ("../../../etc/passwd", "a\0b.png", "", ".", "<img src=x onerror=alert(1)>.png", "ก" * 400)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_picture_is_never_used(site: Site, name: str) -> None:
    form = [pair for pair in compose(site, AGENCY) if pair[0] != "emblem"]
    before = set(site.instance.settings.instance.parent.rglob("*"))
    answer = send(site, AGENCY, [*form, ("emblem", (small_picture(), name))])
    assert answer.status_code in (302, 400)
    assert set(site.instance.settings.instance.parent.rglob("*")) == before


@pytest.mark.parametrize("rule", UPLOADS)
def test_the_name_of_a_table_is_shown_as_text(site: Site, rule: str) -> None:
    name = "<x-injected onerror=alert(1)>&\"'.csv"
    page = send(site, rule, [("file", (b"no,such,column\n1,2,3\n", name))])
    assert page.status_code == 422
    text = page.get_data(as_text=True)
    assert "<x-injected" not in text
    assert "&lt;x-injected" in text


def test_more_than_an_upload_may_have_is_refused_before_it_is_read(site: Site) -> None:
    for rule in (*UPLOADS, AGENCY):
        field = "emblem" if rule == AGENCY else "file"
        answer = send(site, rule, [(field, (b"x" * 7 * 1024 * 1024, "x.csv"))])
        assert answer.status_code == 413, rule

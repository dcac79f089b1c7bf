"""How a published page looks where its address is shared: what LINE and others read of it."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image

from survey_app.services.instance import Instance
from survey_app.settings import Settings
from survey_app.web import build_app
from tests.integration.public.conftest import ADDRESS, HOME, PAGES, Published
from tests.visiting import Page, read_page


@pytest.fixture
def client(demo: Published) -> FlaskClient:
    """The application as the world knows it, behind a proxy."""
    old = demo.instance
    settings = Settings(instance=old.settings.instance, public_url=ADDRESS)
    return build_app(Instance(settings, old.database, old.keys, old.clock)).test_client()


def fetch(client: FlaskClient, path: str) -> Page:
    return read_page(client.get(path, headers={"Host": "ita.example.go.th"}), path)


def meta_of(page: Page) -> dict[str, str]:
    pairs = (one.attributes for one in page.find("meta"))
    return {one.get("property") or one.get("name", ""): one.get("content", "") for one in pairs}


def test_the_preview_says_the_outcome(client: FlaskClient) -> None:
    meta = meta_of(fetch(client, HOME))
    assert meta["og:title"] == ("ผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ 2564 · เทศบาลตำบลบ้านฆ้อง")
    assert meta["og:description"].startswith("คะแนนรวม 59.46 ระดับ D ไม่ผ่านเกณฑ์ 85.00 คะแนน")
    assert meta["og:url"] == f"{ADDRESS}{HOME}"
    assert meta["og:locale"] == "th_TH"
    assert meta["og:type"] == "article"
    assert meta["og:image"] == f"{ADDRESS}{HOME}/preview.png"
    assert "59.46" in meta["og:image:alt"]
    assert meta["twitter:card"] == "summary_large_image"


def test_the_picture_is_as_large_as_it_says(client: FlaskClient) -> None:
    meta = meta_of(fetch(client, HOME))
    path = meta["og:image"].removeprefix(ADDRESS)
    picture = Image.open(BytesIO(client.get(path, headers={"Host": "ita.example.go.th"}).data))
    assert picture.size == (int(meta["og:image:width"]), int(meta["og:image:height"]))
    assert picture.size == (1200, 630)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["", "?lang=en"])
def test_each_page_names_itself_whatever_it_was_asked_with(
    client: FlaskClient, path: str, language: str
) -> None:
    page = fetch(client, path + (f"{language}&" if language else "?") + "fbclid=tracked")
    (canonical,) = page.find("link", rel="canonical")
    assert canonical.attributes["href"] == f"{ADDRESS}{path}{language}"
    assert meta_of(page)["og:url"] == canonical.attributes["href"]
    assert meta_of(page)["og:locale"] == ("en_GB" if language else "th_TH")

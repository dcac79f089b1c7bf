"""The pictures of the handbook and the README: what each shows, to whom, and the script that takes them.

    python -m tests.handbook_pictures --write

builds the demonstration on a day that never changes, opens each page in Chromium as the officer who
uses it, and writes a small PNG into `survey_app/handbook/pictures/`; a question on a phone beside a
result goes to `docs/images/overview.png`. Run it after a page changed its
looks. Links and QR codes in the pictures are random, so their bytes differ each time.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.rounds import RoundState, SurveyDays
from survey_app.services import places, rounds
from survey_app.services.agencies import add_agency
from survey_app.services.demo import build_demo
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.services.measures import read_plan
from survey_app.services.officers import add_officer
from survey_app.services.paper import allow_paper
from survey_app.settings import Settings
from survey_app.web import build_app
from tests.browser.chromium import find_chromium
from tests.browser.conftest import QUIET

FOLDER = Path(__file__).parents[1] / "survey_app" / "handbook" / "pictures"
OVERVIEW = Path(__file__).parents[1] / "docs" / "images" / "overview.png"
NOW = datetime(2022, 3, 1, 3, 0, tzinfo=UTC)
"""10:00 on 1 March 2565 in Thailand."""
PUBLIC = "https://ita.bankhong.go.th"
PASSWORD = "รูปภาพของคู่มือ 2565"
WIDTH = 768
"""CSS pixels of the window: what stands on it reads well at the width of a page of paper."""
SHARPNESS = 1.5
COLOURS = 64
_AIR = 10
"""CSS pixels above the first line and below the last."""
_CLIP = """([start, height, air]) => {
  const main = document.querySelector("main"), around = main.getBoundingClientRect();
  const heading = [...main.querySelectorAll("h2")].find((one) => one.textContent.trim() === start);
  const first = heading ? heading.closest("section") : main;
  const top = first.getBoundingClientRect().top - air;
  const parts = [...main.querySelectorAll("h2, h3, p, li, tr, dl > div, .btn, .form-control, .qr")]
    .map((one) => one.getBoundingClientRect()).filter((one) => one.height < 150);
  const cuts = (end) => parts.some((one) => one.top < end && one.bottom > end);
  const fits = (end) => end > top + height * 0.7 && end <= top + height;
  const ends = parts.map((one) => one.bottom + air).filter(fits);
  const kinds = [(end) => !cuts(end), (end) => !cuts(end - air), () => true];
  const lists = kinds.map((is) => ends.filter((end) => is(end)));
  const found = lists.find((some) => some.length > 0) || [top + height];
  const bottom = Math.min(around.bottom, Math.max(...found));
  return { x: around.x, y: top + scrollY, width: around.width, height: bottom - top };
}"""


@dataclass(frozen=True)
class World:
    """What the addresses of the pictures name."""

    agency: str
    beginner: str
    draft: str
    open: str
    closed: str
    place: str
    link: str
    measure: str
    item: str = "o1"
    plan: int = 2565


@dataclass(frozen=True)
class Shot:
    """A picture: the officer who sees it, the page, and how much of it, in CSS pixels, at most.

    It begins at the page's h1, or at the heading `start`.
    """

    name: str
    who: str
    address: str
    height: int
    start: str = ""
    width: int = WIDTH

    def path(self, world: World) -> str:
        """The page's address in a world."""
        return self.address.format(**asdict(world))


OFFICERS = {"officer": Role.OFFICER, "beginner": Role.ADMIN}
SHOTS = (
    Shot("first-steps", "beginner", "/officer/first-steps", 640),
    Shot("new-round", "officer", "/officer/rounds/new", 640),
    Shot("draft", "officer", "/officer/rounds/{draft}", 600),
    Shot("wording", "officer", "/officer/rounds/{draft}/wording", 480),
    Shot("open", "officer", "/officer/rounds/{draft}/open", 860),
    Shot("places", "officer", "/officer/rounds/{open}/places", 520),
    Shot("place", "officer", "/officer/rounds/{open}/places/{place}", 560),
    Shot("slips", "officer", "/officer/rounds/{draft}/slips", 640),
    Shot("paper", "officer", "/officer/rounds/{open}/paper/EIT", 520),
    Shot("keying", "officer", "/officer/rounds/{open}/paper/EIT/keying", 620, width=1024),
    Shot("watch", "officer", "/officer/rounds/{open}/watch", 820),
    Shot("oit", "officer", "/officer/rounds/{open}/oit", 560),
    Shot("oit-item", "officer", "/officer/rounds/{open}/oit/{item}", 660),
    Shot("close", "officer", "/officer/rounds/{open}/close", 700),
    Shot("result", "officer", "/officer/rounds/{closed}/result", 620),
    Shot("report", "officer", "/officer/rounds/{closed}/report", 640),
    Shot("plan", "officer", "/officer/agencies/{agency}/plans/{plan}", 560),
    Shot("publish", "officer", "/officer/rounds/{closed}/publishing", 640),
    Shot("years", "officer", "/officer/agencies/{agency}/years", 620, "ภาพรวม", 1024),
)
"""All pictures, in the order of the handbook."""


def build_world(instance: Instance) -> World:
    """The demonstration, a draft of its next year, an agency that begins, and their officers."""
    build_demo(instance, lambda _steps: None)
    known = {one.state: one for one in rounds.list_rounds(instance, COMMAND_LINE)}
    agency = known[RoundState.OPEN].agency
    beginner = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลตัวอย่าง", phone="0 3200 1111")
    for name, role in OFFICERS.items():
        home = beginner.id if name == "beginner" else agency
        add_officer(instance, COMMAND_LINE, name, role, home, PASSWORD, totp_required=False)
    days = SurveyDays(date(2022, 4, 1), date(2022, 5, 15))
    draft = rounds.create_round(
        instance,
        COMMAND_LINE,
        agency=agency,
        fiscal_year=2566,
        edition=2564,
        staff=48,
        public=500,
        days={"IIT": days, "EIT": days},
    )
    opened = known[RoundState.OPEN].id
    for name in ("งานทะเบียน", "กลุ่มไลน์ชุมชน"):
        places.add_place(instance, COMMAND_LINE, opened, "EIT", name)
    allow_paper(instance, COMMAND_LINE, opened, "EIT")
    views = places.list_link_places(instance, COMMAND_LINE, opened)
    place = next(view.place for view in views if view.instrument == "EIT")
    return World(
        agency=agency,
        beginner=beginner.id,
        draft=draft.id,
        open=opened,
        closed=known[RoundState.CLOSED].id,
        place=place.id,
        link=place.link_code,
        measure=read_plan(instance, COMMAND_LINE, agency, 2565)[0].id,
    )


@contextmanager
def serving(instance: Instance) -> Iterator[str]:
    """The program behind a port of this process, so that its clock is the pictures' own."""
    app = build_app(instance)
    # No https here: a browser would not keep a cookie whose name or mark asks for it.
    app.config.update(SESSION_COOKIE_SECURE=False, SESSION_COOKIE_NAME="officer")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def take_pictures(world: World, address: str, browser: Browser) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of each picture."""
    pages = {who: _sign_in(browser, address, who) for who in OFFICERS}
    for shot in SHOTS:
        page = pages[shot.who]
        page.set_viewport_size({"width": shot.width, "height": 900})
        page.goto(address + shot.path(world))
        page.evaluate("document.fonts.ready")
        yield shot.name, _shrink(Image.open(BytesIO(_take(page, shot))))


def take_overview(world: World, address: str, browser: Browser) -> bytes:
    """What a citizen sees on a phone, beside what an officer sees when the round is closed."""
    phone = browser.new_page(viewport={"width": 360, "height": 740}, locale="th-TH")
    phone.goto(f"{address}/s/{world.link}/form")
    phone.get_by_text("มาก", exact=True).first.click()
    desk = _sign_in(browser, address, "officer", sharpness=1)
    desk.set_viewport_size({"width": 1100, "height": 740})
    desk.goto(f"{address}/officer/rounds/{world.closed}/result")
    both = Image.new("RGB", (1462, 740), "#8b949c")
    for left, page in ((0, phone), (362, desk)):
        page.evaluate("document.fonts.ready")
        both.paste(Image.open(BytesIO(page.screenshot(animations="disabled"))), (left, 0))
    return _shrink(both)


def _sign_in(browser: Browser, address: str, who: str, sharpness: float = SHARPNESS) -> Page:
    page = browser.new_page(device_scale_factor=sharpness, locale="th-TH", color_scheme="light")
    page.goto(f"{address}/officer/sign-in")
    page.get_by_label("ชื่อผู้ใช้").fill(who)
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.get_by_role("button", name="ออกจากระบบ").wait_for()
    return page


def _take(page: Page, shot: Shot) -> bytes:
    """The page's own part, neither menu nor footer, to the end of a line of it."""
    clip = page.evaluate(_CLIP, [shot.start, shot.height, _AIR])
    return page.screenshot(full_page=True, clip=clip, animations="disabled")


def _shrink(drawn: Image.Image) -> bytes:
    """The same picture in few colours, as PNG: letters and lines need no more."""
    out = BytesIO()
    plain = drawn.convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()


def write_pictures() -> None:
    """Take all pictures and put them in the place of the old."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance=Path(folder) / "instance", public_url=PUBLIC)
        upgrade_instance(settings).database.engine.dispose()
        instance = open_instance(settings, lambda: NOW)
        world = build_world(instance)
        with serving(instance) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
            taken = dict(take_pictures(world, address, browser))
            OVERVIEW.write_bytes(take_overview(world, address, browser))
            browser.close()
        instance.database.engine.dispose()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name, png in taken.items():
        (FOLDER / f"{name}.png").write_bytes(png)
        print(f"{name:12} {len(png) / 1024:6.1f} KB")
    print(f"{'together':12} {sum(map(len, taken.values())) / 1024:6.1f} KB")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    write_pictures()

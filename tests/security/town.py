"""A town with one of everything that pages show, and a neighbour: whatever a request may ask for.

Ours has a draft, an open and a closed round, slips and places, a plan with progress, an imported year
and a published result; the neighbour has enough of the same to be mixed up with it. Everybody is
signed in already: their tokens stand in the database, so no test pays for hashing a password.
"""

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO

import pyotp
from PIL import Image

from survey_app.core.measure_entry import MeasureEntry, ProgressEntry
from survey_app.core.measures import FollowUp
from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.handbook import list_chapters
from survey_app.services import measures, past_years, places, rounds
from survey_app.services.agencies import add_agency
from survey_app.services.closing import close_round
from survey_app.services.codes import declare_spares
from survey_app.services.instance import Instance
from survey_app.services.officers import add_officer
from survey_app.services.paper import allow_paper
from survey_app.services.publishing import publish
from survey_app.services.results import list_suggestions
from survey_app.services.second_factor import begin_totp, enrol_totp
from survey_app.services.sign_in import renewed_token, sign_in, token_mac
from survey_app.storage import officer_sessions
from survey_app.storage.agencies import Agency
from survey_app.storage.officer_sessions import SignedInBrowser
from tests.closed_rounds import score_items
from tests.respondents import PretendRound, open_pretend_round, random_sheet

PASSWORD = "correct horse 2564"
YEAR = 2564
"""The fiscal year of the tests' clock; its round is open, the one before closed, the next a draft."""

OURS = {
    "executive": Role.EXECUTIVE,
    "auditor": Role.AUDITOR,
    "officer": Role.OFFICER,
    "admin": Role.ADMIN,
}
SYSTEM = "system-admin"
STRANGERS = {"their-officer": Role.OFFICER, "their-admin": Role.ADMIN}
COLLEAGUE = "colleague"
HALFWAY = ("newcomer", "enrolling", "verifying")
"""Who still has to choose a password, to enrol a phone, to give its code."""

MEASURE = MeasureEntry(
    2, "เปิดเผยแผนการใช้จ่าย", ("ชี้แจง", "ติดประกาศ"), "กองคลัง", "ทุกไตรมาส", FollowUp.QUARTERLY
)
PROGRESS = ProgressEntry(date(2021, 2, 1), "ติดประกาศแล้ว", ("https://town.example/1",))


@dataclass(frozen=True)
class Town:
    """What stands in a prepared database.

    `names` fills an address such as `/officer/rounds/{open}/places/{place}`, the neighbour's things
    beginning with `their_`; `tokens` are the sessions by officer.
    """

    names: dict[str, str]
    tokens: dict[str, str] = field(repr=False)
    codes: tuple[str, ...] = field(repr=False)
    totp_secret: str = field(repr=False)
    suggestions: tuple[str, ...]


def found_town(instance: Instance) -> Town:
    """Put everything into an empty instance."""
    ours = add_agency(
        instance, COMMAND_LINE, name="เทศบาลตำบลของเรา", district="เมือง",
        province="ขอนแก่น", phone="0 4300 0000", emblem=small_picture(),
    )  # fmt: skip
    theirs = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลข้างเคียง")
    closed = _close(instance, ours)
    opened = open_pretend_round(instance, ours, fiscal_year=YEAR)
    declare_spares(instance, COMMAND_LINE, opened.id, 20)
    their = open_pretend_round(instance, theirs, fiscal_year=YEAR, staff=5)
    names = {"agency": ours.id, "closed": closed.id, "chapter": list_chapters()[0].id}
    names |= _name_things(instance, ours, opened)
    their_names = {"agency": theirs.id, **_name_things(instance, theirs, their)}
    _import_year(instance, ours)
    publish(instance, COMMAND_LINE, closed.id)
    secret = _hire(instance, ours, theirs)
    return Town(
        names=names | {f"their_{name}": value for name, value in their_names.items()},
        tokens=_sign_everybody_in(instance),
        codes=tuple(opened.codes),
        totp_secret=secret,
        suggestions=_list_suggestions(instance, closed.id),
    )


def _close(instance: Instance, agency: Agency) -> PretendRound:
    """A round of last year with enough sheets and texts that scores and texts show."""
    pretend = open_pretend_round(instance, agency, fiscal_year=YEAR - 1)
    chance = random.Random(1)
    for instrument in ("IIT", "EIT"):
        form = pretend.visit(instrument).form
        for n in range(10):
            text = f"ข้อเสนอแนะ {instrument} ที่ {n}" if n < 6 else ""
            pretend.send(instrument, random_sheet(form, chance, text))
    score_items(instance, pretend.id)
    close_round(instance, COMMAND_LINE, pretend.id, "ปิดตามกำหนดเวลา")
    return pretend


def _name_things(instance: Instance, agency: Agency, opened: PretendRound) -> dict[str, str]:
    draft = rounds.create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=YEAR + 1,
        edition=2564, staff=40, public=400,
    )  # fmt: skip
    views = places.list_places(instance, COMMAND_LINE, opened.id)
    allow_paper(instance, COMMAND_LINE, opened.id, "EIT")
    found = {view.instrument: view.place.id for view in views}
    return {
        "open": opened.id,
        "draft": draft.id,
        "place": found["EIT"],
        "staff_place": found["IIT"],
        "link": opened.links["EIT"],
        "staff_link": opened.links["IIT"],
        **_plan(instance, agency),
    }


def _plan(instance: Instance, agency: Agency) -> dict[str, str]:
    """A measure with an entry of progress, and one that can still be removed."""
    followed, bare = (
        measures.add_measure(instance, COMMAND_LINE, agency.id, YEAR, MEASURE) for _n in range(2)
    )
    entry = measures.report_progress(instance, COMMAND_LINE, followed.id, PROGRESS)
    return {"measure": followed.id, "bare_measure": bare.id, "entry": entry.id}


def _import_year(instance: Instance, agency: Agency) -> None:
    scores = {no: Decimal("80.5") for no in range(1, 11)}
    total = Decimal("70.25")
    past_years.enter_year(instance, COMMAND_LINE, agency.id, 2562, 2564, scores, total)


def _hire(instance: Instance, ours: Agency, theirs: Agency) -> str:
    """Everybody who signs in; returns the secret on the phone of `verifying`."""

    def hire(name: str, role: Role, agency: Agency | None, **options: bool) -> None:
        bound = agency.id if agency else None
        add_officer(instance, COMMAND_LINE, name, role, bound, PASSWORD, **options)

    for name, role in {**OURS, COLLEAGUE: Role.OFFICER}.items():
        hire(name, role, ours, totp_required=False)
    for name, role in STRANGERS.items():
        hire(name, role, theirs, totp_required=False)
    hire(SYSTEM, Role.ADMIN, None, totp_required=False)
    hire("enrolling", Role.OFFICER, ours)
    hire("verifying", Role.OFFICER, ours)
    add_officer(instance, COMMAND_LINE, "newcomer", Role.OFFICER, ours.id)
    token = sign_in(instance, "verifying", PASSWORD).token
    secret = begin_totp(instance, token).secret
    enrol_totp(instance, token, pyotp.TOTP(secret).at(instance.now))
    return secret


def _sign_everybody_in(instance: Instance) -> dict[str, str]:
    names = (*OURS, SYSTEM, *STRANGERS, *HALFWAY)
    return {name: begin_session(instance, name, whole=name not in HALFWAY) for name in names}


def begin_session(instance: Instance, name: str, *, whole: bool = True) -> str:
    """A session of an officer as signing in leaves it, without the password; returns its token."""
    token = renewed_token(f"x.{int(instance.now.timestamp())}")
    browser = SignedInBrowser(name, instance.now, second_factor=whole)
    with instance.database.transaction() as session:
        officer_sessions.add_session(session, token_mac(instance, token), browser)
    return token


def _list_suggestions(instance: Instance, round_id: str) -> tuple[str, ...]:
    texts = list_suggestions(instance, COMMAND_LINE, round_id, "EIT")
    assert texts, "enough people wrote something"
    return tuple(key for key, _text in texts)


def small_picture(kind: str = "PNG", size: tuple[int, int] = (32, 32)) -> bytes:
    """A picture file."""
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()

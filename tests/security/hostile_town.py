"""A town in which every text that anybody can type is markup, a formula or a command.

Each text carries a mark of its own, so that a test can say which field it came out of, and how.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from survey_app.core.measure_entry import MeasureEntry, ProgressEntry
from survey_app.core.measures import FollowUp
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.core.rounds import StaffAccess, SurveyDays
from survey_app.handbook import list_chapters
from survey_app.services import (
    disclosure_items,
    measures,
    places,
    report_editing,
    results,
    rounds,
    wording_changes,
)
from survey_app.services.agencies import add_agency
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.services.languages import open_languages
from survey_app.services.officers import add_officer
from survey_app.services.publishing import publish
from survey_app.storage.agencies import Agency
from tests.closed_rounds import score_items
from tests.respondents import PretendRound, random_sheet
from tests.security.town import PASSWORD, YEAR, begin_session, small_picture

ELEMENT = "x-injected"
"""An element no page of ours has: where one is found, markup came out as markup."""

_HARM = (
    "=1+1\"'><x-injected onload=alert(1)></title></textarea></script><script>alert(1)</script>{{7*7}}",
    "@SUM(1)&lt;x-injected&gt;<!--</style><x-injected/onclick=alert(1)//]]>{% print(7*7) %}${7*7}",
    '-2+3 #panic("x") #[*b*] $1/0$ <x-injected> @ref `raw` \\u{41} // /* [x](javascript:alert(1))',
    '+cmd|"/c calc"!A1 <r><t>&amp;</t></r> <x-injected style=color:red> %s %(x)s {0} {agency.__class__}',
)
"""For pages, spreadsheets, typst and format strings; each begins as a formula does."""
_SHORT = '=1"><x-injected onload=alert(1)>'
ADDRESS = "https://town.example/?a=javascript:alert(1)&b=%22%3E%3Cx-injected%3E#{{7*7}}"
OFFICER = "-cmd@SUM_1"
"""Officers' names hold letters, digits and a few signs only; these are the worst of them."""


@dataclass
class Texts:
    """Harmful texts, each with its own mark, by the field they were put into."""

    given: dict[str, str] = field(default_factory=dict)

    def make(self, what: str, longest: int = 1000) -> str:
        """A text for a field."""
        mark = f" N{len(self.given)}N"
        harm = _HARM[len(self.given) % len(_HARM)]
        whole = (harm if len(harm) + len(mark) <= longest else _SHORT) + mark
        assert len(whole) <= longest, what
        self.given[what] = whole
        return whole

    def make_words(self, what: str) -> str:
        """A text for a form, where braces are for the names of an agency and a year."""
        self.given[what] = self.make(what).replace("{", "(").replace("}", ")")
        return self.given[what]


@dataclass(frozen=True)
class HostileTown:
    """Where everything stands, and what was put where."""

    names: dict[str, str]
    tokens: dict[str, str]
    texts: dict[str, str]
    suggestions: tuple[str, ...]


def found_hostile_town(instance: Instance) -> HostileTown:
    """Put harm into every field of an empty instance."""
    texts = Texts()
    agency = add_agency(
        instance, COMMAND_LINE,
        name=texts.make("agency name", 200), district=texts.make("district", 200),
        province=texts.make("province", 200), phone=texts.make("phone", 200),
        emblem=small_picture(),
    )  # fmt: skip
    add_officer(
        instance, COMMAND_LINE, OFFICER, Role.ADMIN, agency.id, PASSWORD, totp_required=False
    )
    actor = Actor(OFFICER, Role.ADMIN, agency.id)
    closed, sent = _close(instance, actor, agency, texts)
    opened = _open(instance, actor, agency, texts)
    draft = _new_round(instance, actor, agency, YEAR + 1)
    _word(instance, actor, draft, texts, "draft")
    names = {"agency": agency.id, "closed": closed.id, "open": opened.id, "draft": draft}
    names |= {"chapter": list_chapters()[0].id}
    names |= {"link": opened.links["EIT"], "staff_link": opened.links["IIT"]}
    found = places.list_places(instance, actor, opened.id)
    names["place"] = next(v.place.id for v in found if v.place.name == texts.given["place"])
    names |= _plan(instance, actor, agency, texts)
    _edit_report(instance, actor, closed.id, texts)
    publish(instance, actor, closed.id)
    tokens = {"admin": begin_session(instance, OFFICER)}
    return HostileTown(names, tokens, texts.given, sent)


def _new_round(instance: Instance, actor: Actor, agency: Agency, year: int) -> str:
    days = SurveyDays(instance.today, instance.today + timedelta(days=60))
    new = rounds.create_round(
        instance, actor, agency=agency.id, fiscal_year=year, edition=2564, staff=40, public=400,
        staff_access=StaffAccess.LINK, days=dict.fromkeys(SURVEY_INSTRUMENTS, days),
    )  # fmt: skip
    return new.id


def _word(instance: Instance, actor: Actor, round_id: str, texts: Texts, what: str) -> None:
    """Harm in place of the first text of every kind, in every language of the form."""
    first: dict[str, wording_changes.EditableText] = {}
    for text in wording_changes.list_texts(instance, actor, round_id):
        first.setdefault(_kind(text.key), text)
    changes = {
        (text.key, language): texts.make_words(f"{what} {kind} {language}")
        for kind, text in first.items()
        for language in text.words
    }
    wording_changes.change_texts(instance, actor, round_id, changes)


def _kind(key: str) -> str:
    """What a text is, such as IIT/indicators/questions/text."""
    return "/".join(part for part in key.split("/") if not any(map(str.isdigit, part)))


def _begin(
    instance: Instance, actor: Actor, agency: Agency, year: int, texts: Texts, what: str
) -> PretendRound:
    round_id = _new_round(instance, actor, agency, year)
    _word(instance, actor, round_id, texts, what)
    rounds.open_round(instance, actor, round_id)
    views = places.list_places(instance, actor, round_id)
    links = {view.instrument: view.place.link_code for view in views}
    return PretendRound(instance, round_id, links, [])


def _close(
    instance: Instance, actor: Actor, agency: Agency, texts: Texts
) -> tuple[PretendRound, tuple[str, ...]]:
    """A closed round whose respondents wrote harm, whose items and reasons are harm."""
    pretend = _begin(instance, actor, agency, YEAR - 1, texts, "closed")
    chance, sent = random.Random(2), []
    for instrument in SURVEY_INSTRUMENTS:
        form = pretend.visit(instrument).form
        for n in range(10):
            wrote = texts.make(f"suggestion {instrument} {n}") if n < 6 else ""
            sent += [wrote] if wrote else []
            pretend.send(instrument, random_sheet(form, chance, wrote))
    _reason(instance, actor, pretend.id, texts, "closed")
    score_items(instance, pretend.id)
    _enter_item(instance, actor, pretend.id, texts, "closed")
    close_round(instance, actor, pretend.id, texts.make("closing reason"))
    return pretend, tuple(sent)


def _open(instance: Instance, actor: Actor, agency: Agency, texts: Texts) -> PretendRound:
    pretend = _begin(instance, actor, agency, YEAR, texts, "open")
    open_languages(instance, actor, pretend.id, "EIT", ["my"])
    for name in ("place", "stopped place"):
        places.add_place(instance, actor, pretend.id, "EIT", texts.make(name, 100))
    views = places.list_places(instance, actor, pretend.id)
    stopped = next(v.place.id for v in views if v.place.name == texts.given["stopped place"])
    places.stop_place(instance, actor, pretend.id, stopped, texts.make("stop reason"))
    _reason(instance, actor, pretend.id, texts, "open")
    _enter_item(instance, actor, pretend.id, texts, "open")
    return pretend


def _reason(instance: Instance, actor: Actor, round_id: str, texts: Texts, what: str) -> None:
    rounds.correct_numbers(
        instance, actor, round_id, staff=41, public=401, reason=texts.make(f"{what} numbers reason")
    )
    rounds.move_closing(
        instance, actor, round_id, "EIT",
        to=instance.today + timedelta(days=59), reason=texts.make(f"{what} moving reason"),
    )  # fmt: skip


def _enter_item(instance: Instance, actor: Actor, round_id: str, texts: Texts, what: str) -> None:
    item = disclosure_items.read_disclosure(instance, actor, round_id).item("o1").entered
    entered = disclosure_items.enter_item(
        instance, actor, round_id, "o1",
        version=item.version, present=True, urls=(ADDRESS,), note=texts.make(f"{what} note"),
        owner=texts.make(f"{what} owner", 200), due_on=None,
    )  # fmt: skip
    disclosure_items.score_item(
        instance, actor, round_id, "o1",
        version=entered.version, score=100, comment=texts.make(f"{what} comment"),
    )  # fmt: skip


def _plan(instance: Instance, actor: Actor, agency: Agency, texts: Texts) -> dict[str, str]:
    entry = MeasureEntry(
        2, texts.make("measure title", 500), (texts.make("measure step", 500),),
        texts.make("measure owner", 200), texts.make("measure period", 200), FollowUp.QUARTERLY,
    )  # fmt: skip
    measure = measures.add_measure(instance, actor, agency.id, YEAR, entry)
    progress = ProgressEntry(date(2021, 2, 1), texts.make("progress"), (ADDRESS,))
    added = measures.report_progress(instance, actor, measure.id, progress)
    bare = measures.add_measure(instance, actor, agency.id, YEAR, replace(entry, indicator=3))
    return {"measure": measure.id, "entry": added.id, "bare_measure": bare.id}


def _edit_report(instance: Instance, actor: Actor, round_id: str, texts: Texts) -> None:
    prose = report_editing.find_prose(instance, actor, round_id, "principle")
    seen = report_editing.version_of(prose)
    report_editing.replace_paragraph(
        instance, actor, round_id, "principle", texts.make("paragraph"), seen
    )
    keys = [
        key
        for name in SURVEY_INSTRUMENTS
        for key, _text in results.list_suggestions(instance, actor, round_id, name) or ()
    ]
    report_editing.choose_suggestions(instance, actor, round_id, keys)

"""Who may use which address: written by hand, so that a new route is thought about or fails.

A key is the method and the rule as the application knows it; the line says who may use it and an
address made of real things (see `Town.names`). `answer` is what an officer who may gets.
"""

from dataclasses import dataclass

from tests.security.town import OURS, SYSTEM

EVERYONE = frozenset({*OURS, SYSTEM})
READERS = EVERYONE - {"executive"}
WRITERS = READERS - {"auditor"}
ADMINS = WRITERS - {"officer"}
SYSTEM_ADMINS = frozenset({SYSTEM})
ANYONE = frozenset({*EVERYONE, ""})
"""Also those who have not signed in."""


@dataclass(frozen=True)
class Route:
    """A line of the table; `dear` answers take seconds, so one officer alone fetches them."""

    who: frozenset[str]
    address: str
    answer: int = 200
    dear: bool = False


ROUND, DRAFT, CLOSED = (f"/officer/rounds/{{{name}}}" for name in ("open", "draft", "closed"))
PLACE = f"{ROUND}/places/{{place}}"
PLAN = "/officer/agencies/{agency}/plans/2564"
YEARS = "/officer/agencies/{agency}/years"
MEASURE, BARE = "/officer/measures/{measure}", "/officer/measures/{bare_measure}"
COLLEAGUE = "/officer/officers/colleague"

_R = "/officer/rounds/<round_id>"
_P = f"{_R}/places/<place_id>"
_W = f"{_R}/paper/<any(IIT, EIT):instrument>"
_A = "/officer/agencies/<agency_id>"
_M = "/officer/measures/<measure_id>"

OFFICERS = {
    "GET /officer/": Route(EVERYONE, "/officer/", 302),
    "GET /officer/first-steps": Route(WRITERS, "/officer/first-steps"),
    "GET /officer/rounds": Route(EVERYONE, "/officer/rounds"),
    "GET /officer/rounds/new": Route(WRITERS, "/officer/rounds/new"),
    "POST /officer/rounds/new": Route(WRITERS, "/officer/rounds/new"),
    f"GET {_R}": Route(READERS, ROUND),
    f"GET {_R}/numbers": Route(WRITERS, f"{DRAFT}/numbers"),
    f"POST {_R}/numbers": Route(WRITERS, f"{DRAFT}/numbers"),
    f"GET {_R}/days": Route(WRITERS, f"{DRAFT}/days"),
    f"POST {_R}/days": Route(WRITERS, f"{DRAFT}/days"),
    f"POST {_R}/days/<any(IIT, EIT):instrument>": Route(WRITERS, f"{ROUND}/days/EIT"),
    f"GET {_R}/open": Route(WRITERS, f"{DRAFT}/open"),
    f"POST {_R}/open": Route(WRITERS, f"{DRAFT}/open"),
    f"GET {_R}/cancel": Route(WRITERS, f"{ROUND}/cancel"),
    f"POST {_R}/cancel": Route(WRITERS, f"{ROUND}/cancel"),
    f"GET {_R}/history": Route(READERS, f"{ROUND}/history"),
    f"GET {_R}/places": Route(READERS, f"{ROUND}/places"),
    f"POST {_R}/places": Route(WRITERS, f"{ROUND}/places"),
    f"GET {_P}": Route(READERS, PLACE),
    f"POST {_P}/stop": Route(WRITERS, f"{PLACE}/stop"),
    f"POST {_P}/ceiling": Route(WRITERS, f"{PLACE}/ceiling"),
    f"GET {_P}/qr.<any(svg, png):picture>": Route(READERS, f"{PLACE}/qr.svg"),
    f"GET {_P}/qr-download.<any(svg, png):picture>": Route(READERS, f"{PLACE}/qr-download.png"),
    f"GET {_P}/<any(a4, a5):paper>.pdf": Route(READERS, f"{PLACE}/a5.pdf", dear=True),
    f"GET {_R}/languages": Route(READERS, f"{ROUND}/languages"),
    f"POST {_R}/languages/<any(IIT, EIT):instrument>": Route(WRITERS, f"{ROUND}/languages/EIT"),
    f"GET {_W}": Route(READERS, f"{ROUND}/paper/EIT"),
    f"POST {_W}": Route(WRITERS, f"{ROUND}/paper/IIT"),
    f"GET {_W}/form.pdf": Route(READERS, f"{ROUND}/paper/EIT/form.pdf", dear=True),
    f"GET {_W}/keying": Route(WRITERS, f"{ROUND}/paper/EIT/keying"),
    f"POST {_W}/keying": Route(WRITERS, f"{ROUND}/paper/EIT/keying"),
    f"GET {_R}/slips": Route(READERS, f"{ROUND}/slips"),
    f"POST {_R}/slips/spares": Route(WRITERS, f"{ROUND}/slips/spares"),
    f"POST {_R}/slips/print": Route(WRITERS, f"{ROUND}/slips/print"),
    f"GET {_R}/slips/void": Route(WRITERS, f"{ROUND}/slips/void"),
    f"POST {_R}/slips/void": Route(WRITERS, f"{ROUND}/slips/void"),
    f"GET {_R}/wording": Route(READERS, f"{DRAFT}/wording"),
    f"GET {_R}/wording.xlsx": Route(READERS, f"{DRAFT}/wording.xlsx"),
    f"POST {_R}/wording/import": Route(WRITERS, f"{DRAFT}/wording/import"),
    f"POST {_R}/wording/restore": Route(WRITERS, f"{DRAFT}/wording/restore"),
    f"GET {_R}/wording/<any(IIT, EIT):instrument>/<group>": Route(
        WRITERS, f"{DRAFT}/wording/IIT/pages"
    ),
    f"POST {_R}/wording/<any(IIT, EIT):instrument>/<group>": Route(
        WRITERS, f"{DRAFT}/wording/IIT/pages"
    ),
    f"GET {_R}/preview/<any(IIT, EIT):instrument>": Route(READERS, f"{DRAFT}/preview/IIT"),
    f"GET {_R}/watch": Route(READERS, f"{ROUND}/watch"),
    f"GET {_R}/oit": Route(READERS, f"{ROUND}/oit"),
    f"POST {_R}/oit/import": Route(WRITERS, f"{ROUND}/oit/import"),
    f"GET {_R}/oit.<any(csv,xlsx):kind>": Route(READERS, f"{ROUND}/oit.csv"),
    f"GET {_R}/oit/<code>": Route(READERS, f"{ROUND}/oit/o1"),
    f"POST {_R}/oit/<code>": Route(WRITERS, f"{ROUND}/oit/o1"),
    f"GET {_R}/links": Route(READERS, f"{ROUND}/links"),
    f"POST {_R}/links": Route(WRITERS, f"{ROUND}/links"),
    f"GET {_R}/close": Route(WRITERS, f"{ROUND}/close"),
    f"POST {_R}/close": Route(WRITERS, f"{ROUND}/close"),
    f"GET {_R}/result": Route(EVERYONE, f"{CLOSED}/result"),
    f"GET {_R}/result.json": Route(EVERYONE, f"{CLOSED}/result.json"),
    f"GET {_R}/suggestions": Route(READERS, f"{CLOSED}/suggestions"),
    f"GET {_R}/report": Route(EVERYONE, f"{CLOSED}/report"),
    f"POST {_R}/report/cover": Route(WRITERS, f"{CLOSED}/report/cover"),
    f"POST {_R}/report/text/<key>": Route(WRITERS, f"{CLOSED}/report/text/principle"),
    f"GET {_R}/report/suggestions": Route(READERS, f"{CLOSED}/report/suggestions"),
    f"POST {_R}/report/suggestions": Route(WRITERS, f"{CLOSED}/report/suggestions"),
    f"GET {_R}/report/preview": Route(EVERYONE, f"{CLOSED}/report/preview"),
    f"GET {_R}/report/figures/<name>.svg": Route(EVERYONE, f"{CLOSED}/report/figures/ranking.svg"),
    "GET /officer/report.css": Route(EVERYONE, "/officer/report.css"),
    f"GET {_R}/report/file.<any(docx,pdf,html,xlsx,csv,json):ending>": Route(
        EVERYONE, f"{CLOSED}/report/file.csv"
    ),
    f"GET {_R}/report/all.zip": Route(EVERYONE, f"{CLOSED}/report/all.zip", dear=True),
    f"GET {_R}/publishing": Route(READERS, f"{CLOSED}/publishing"),
    f"POST {_R}/publishing": Route(WRITERS, f"{CLOSED}/publishing"),
    f"GET {_R}/publishing/withdraw": Route(WRITERS, f"{CLOSED}/publishing/withdraw"),
    f"POST {_R}/publishing/withdraw": Route(WRITERS, f"{CLOSED}/publishing/withdraw"),
    f"GET {_R}/publishing/qr.<any(svg, png):picture>": Route(
        READERS, f"{CLOSED}/publishing/qr.png"
    ),
    "GET /officer/measures": Route(EVERYONE, "/officer/measures"),
    "GET /officer/measures/open": Route(
        EVERYONE, "/officer/measures/open?year=2564&agency={agency}", 302
    ),
    f"GET {_A}/plans/<int:year>": Route(EVERYONE, PLAN),
    f"GET {_A}/plans/<int:year>/new": Route(WRITERS, f"{PLAN}/new"),
    f"POST {_A}/plans/<int:year>/new": Route(WRITERS, f"{PLAN}/new"),
    f"GET {_A}/plans/<int:year>/suggestions": Route(WRITERS, f"{PLAN}/suggestions"),
    f"POST {_A}/plans/<int:year>/suggestions": Route(WRITERS, f"{PLAN}/suggestions"),
    f"GET {_A}/plans/<int:year>/follow-up": Route(EVERYONE, f"{PLAN}/follow-up"),
    f"GET {_M}": Route(EVERYONE, MEASURE),
    f"POST {_M}/progress": Route(WRITERS, f"{MEASURE}/progress"),
    f"POST {_M}/status": Route(WRITERS, f"{MEASURE}/status"),
    f"GET {_M}/edit": Route(WRITERS, f"{MEASURE}/edit"),
    f"POST {_M}/edit": Route(WRITERS, f"{MEASURE}/edit"),
    f"POST {_M}/remove": Route(WRITERS, f"{BARE}/remove"),
    f"GET {_M}/progress/<entry_id>": Route(WRITERS, f"{MEASURE}/progress/{{entry}}"),
    f"POST {_M}/progress/<entry_id>": Route(WRITERS, f"{MEASURE}/progress/{{entry}}"),
    f"POST {_M}/progress/<entry_id>/remove": Route(WRITERS, f"{MEASURE}/progress/{{entry}}/remove"),
    "GET /officer/years": Route(EVERYONE, "/officer/years", 302),
    f"GET {_A}/years": Route(EVERYONE, YEARS),
    f"GET {_A}/years/trend.svg": Route(EVERYONE, f"{YEARS}/trend.svg"),
    f"GET {_A}/years/indicator-<int:no>.svg": Route(EVERYONE, f"{YEARS}/indicator-1.svg"),
    f"GET {_A}/years/imported": Route(WRITERS, f"{YEARS}/imported"),
    f"POST {_A}/years/imported": Route(WRITERS, f"{YEARS}/imported"),
    f"GET {_A}/years/imported/template.xlsx": Route(WRITERS, f"{YEARS}/imported/template.xlsx"),
    f"GET {_A}/years/imported/new": Route(WRITERS, f"{YEARS}/imported/new"),
    f"POST {_A}/years/imported/new": Route(WRITERS, f"{YEARS}/imported/new"),
    f"GET {_A}/years/imported/<int:year>": Route(WRITERS, f"{YEARS}/imported/2562"),
    f"POST {_A}/years/imported/<int:year>": Route(WRITERS, f"{YEARS}/imported/2562"),
    f"GET {_A}/years/imported/<int:year>/remove": Route(WRITERS, f"{YEARS}/imported/2562/remove"),
    f"POST {_A}/years/imported/<int:year>/remove": Route(WRITERS, f"{YEARS}/imported/2562/remove"),
    "GET /officer/account": Route(EVERYONE, "/officer/account"),
    "GET /officer/account/password": Route(EVERYONE, "/officer/account/password"),
    "POST /officer/account/password": Route(EVERYONE, "/officer/account/password"),
    "POST /officer/account/sign-out-everywhere": Route(
        EVERYONE, "/officer/account/sign-out-everywhere"
    ),
    "GET /officer/agencies": Route(READERS, "/officer/agencies"),
    "GET /officer/agencies/new": Route(SYSTEM_ADMINS, "/officer/agencies/new"),
    "POST /officer/agencies/new": Route(SYSTEM_ADMINS, "/officer/agencies/new"),
    f"GET {_A}": Route(ADMINS, "/officer/agencies/{agency}"),
    f"POST {_A}": Route(ADMINS, "/officer/agencies/{agency}"),
    f"GET {_A}/emblem.png": Route(EVERYONE, "/officer/agencies/{agency}/emblem.png"),
    "GET /officer/officers": Route(ADMINS | {"auditor"}, "/officer/officers"),
    "GET /officer/officers/new": Route(ADMINS, "/officer/officers/new"),
    "POST /officer/officers/new": Route(ADMINS, "/officer/officers/new"),
    "GET /officer/officers/<name>": Route(ADMINS, COLLEAGUE),
    "POST /officer/officers/<name>/reset": Route(ADMINS, f"{COLLEAGUE}/reset"),
    "POST /officer/officers/<name>/disable": Route(ADMINS, f"{COLLEAGUE}/disable"),
}
"""Pages behind signing in."""

DOORS = {
    "GET /": Route(ANYONE, "/", 302),
    "POST /officer/language": Route(ANYONE, "/officer/language", 302),
    "GET /officer/sign-in": Route(ANYONE, "/officer/sign-in"),
    "POST /officer/sign-in": Route(ANYONE, "/officer/sign-in", 422),
    "GET /officer/sign-in/code": Route(ANYONE, "/officer/sign-in/code", 302),
    "POST /officer/sign-in/code": Route(ANYONE, "/officer/sign-in/code", 302),
    "GET /officer/sign-in/password": Route(ANYONE, "/officer/sign-in/password", 302),
    "POST /officer/sign-in/password": Route(ANYONE, "/officer/sign-in/password", 302),
    "GET /officer/sign-in/phone": Route(ANYONE, "/officer/sign-in/phone", 302),
    "GET /officer/sign-in/phone.svg": Route(ANYONE, "/officer/sign-in/phone.svg", 302),
    "POST /officer/sign-in/phone": Route(ANYONE, "/officer/sign-in/phone", 302),
    "POST /officer/sign-out": Route(ANYONE, "/officer/sign-out", 302),
    "GET /officer/handbook": Route(ANYONE, "/officer/handbook"),
    "GET /officer/handbook/<chapter_id>": Route(ANYONE, "/officer/handbook/{chapter}"),
    "GET /officer/handbook/pictures/<name>.png": Route(
        ANYONE, "/officer/handbook/pictures/close.png"
    ),
    "GET /officer/handbook.css": Route(ANYONE, "/officer/handbook.css"),
    "GET /officer/handbook.pdf": Route(ANYONE, "/officer/handbook.pdf", dear=True),
    "GET /static/<path:filename>": Route(ANYONE, "/static/respondent/respondent.css"),
    "GET /bootstrap/static/<path:filename>": Route(
        ANYONE, "/bootstrap/static/css/bootstrap.min.css"
    ),
}
"""The officers' pages before signing in, and files; `answer` is what somebody without a session gets."""

_S = ("/s/<link>", "/S/<link>")
RESPONDENTS = {
    **{f"GET {rule}": Route(ANYONE, "/s/{link}") for rule in _S},
    **{f"GET {rule}/": Route(ANYONE, "/s/{link}/") for rule in _S},
    **{f"GET {rule}/form": Route(ANYONE, "/s/{link}/form") for rule in _S},
    **{f"POST {rule}/form": Route(ANYONE, "/s/{staff_link}/form") for rule in _S},
    **{f"POST {rule}/answers": Route(ANYONE, "/s/{link}/answers", 422) for rule in _S},
    **{f"GET {rule}/answers": Route(ANYONE, "/s/{link}/answers", 303) for rule in _S},
    **{f"GET {rule}/thanks": Route(ANYONE, "/s/{link}/thanks") for rule in _S},
    **{f"GET {rule}/not-eligible": Route(ANYONE, "/s/{link}/not-eligible") for rule in _S},
    **{f"GET {rule}/emblem.png": Route(ANYONE, "/s/{link}/emblem.png") for rule in _S},
}
"""Respondents' pages: nobody signs in, and a cookie makes no difference."""

_PUBLISHED = "/r/{agency}/2563"
_Y = "/r/<agency>/<int(fixed_digits=4):year>"
PUBLIC = {
    "GET /r/<agency>": Route(ANYONE, "/r/{agency}"),
    f"GET {_Y}": Route(ANYONE, _PUBLISHED),
    f"GET {_Y}/oit": Route(ANYONE, f"{_PUBLISHED}/oit"),
    f"GET {_Y}/recompute": Route(ANYONE, f"{_PUBLISHED}/recompute"),
    f"GET {_Y}/recompute.py": Route(ANYONE, f"{_PUBLISHED}/recompute.py"),
    f"GET {_Y}/<name>": Route(ANYONE, f"{_PUBLISHED}/result.json"),
}
"""What anybody may read once it is published."""

ROUTES = OFFICERS | DOORS | RESPONDENTS | PUBLIC

"""Web addresses that work in Word: http and https only, written as the file format demands."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from survey_app.reports.docx.drafts import Draft
from survey_app.reports.docx.elements import Element, clean, element
from survey_app.reports.docx.paragraphs import write_run
from survey_app.reports.docx.styles import LINK_LOOK, LINK_STYLE, look_of

_LONGEST = 2_000
"""Characters of an address that Word follows."""
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "!$%&'()*+,/:;=?@~"
"""Characters that an address may hold as they are; all others are written %XX."""


def write_address(draft: Draft, style: str, url: str) -> Element:
    """`url` as a hyperlink where it can be one, else as plain text; it reads the same either way."""
    target = _target_of(clean(url).strip())
    if target is None:
        return write_run(look_of(style), url)
    relation = draft.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("w:hyperlink", write_run(LINK_LOOK, url, LINK_STYLE), history="1")
    link.set(qn("r:id"), relation)
    return link


def _target_of(url: str) -> str | None:
    """`url` in ASCII, or None where it is no web address: Word calls a file with a bad one broken."""
    try:
        parts = urlsplit(url)
        host = _encode_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    rest = map(_encode, (parts.path, parts.query, parts.fragment))
    target = urlunsplit((parts.scheme, f"{host}{port}", *rest))
    return target if len(target) <= _LONGEST else None


def _encode_host(host: str) -> str:
    """`host` as the name servers know it, such as xn--… for a Thai one."""
    return host.encode("idna").decode().lower()


def _encode(part: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", part), safe=_KEPT)

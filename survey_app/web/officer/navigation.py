"""The menu: one line a page. Who sees a line follows from who may see its page.

A line whose page is not part of the application is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import lazy_gettext

from survey_app.core.officers import Actor
from survey_app.web.access import access_of

_ = lazy_gettext

MENU = (
    ("officer_rounds.index", _("รอบการประเมิน")),
    ("officer_officers.index", _("ผู้ใช้งาน")),
    ("officer_agencies.index", _("หน่วยงาน")),
)
"""Endpoint and label of each line."""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of the menu as drawn; `here` when the page shown lies below it."""

    address: str
    label: str
    here: bool


def menu_for(app: Flask, actor: Actor) -> Iterator[MenuLine]:
    """The lines an officer sees."""
    for endpoint, label in MENU:
        if actor.role in access_of(app, endpoint):
            address = url_for(endpoint)
            shown = request.script_root + request.path
            here = shown == address or shown.startswith(f"{address}/")
            yield MenuLine(address, str(label), here)

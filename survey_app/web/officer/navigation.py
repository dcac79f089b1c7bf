"""The menu: one line a page. Who sees a line follows from who may see its page.

A line whose page is not part of the application is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import lazy_gettext

from survey_app.core.officers import Actor
from survey_app.web.access import ANYONE, access_of

_ = lazy_gettext

MENU = (
    ("officer_rounds.index", _("รอบการประเมิน")),
    ("officer_years.index", _("เปรียบเทียบรายปี")),
    ("officer_measures.index", _("มาตรการ")),
    ("officer_officers.index", _("ผู้ใช้งาน")),
    ("officer_agencies.index", _("หน่วยงาน")),
    ("officer_handbook.index", _("คู่มือ")),
)
"""Endpoint and label of each line."""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of the menu as drawn; `here` when the page shown is of its noun, or lies below it."""

    address: str
    label: str
    here: bool


def menu_for(app: Flask, actor: Actor) -> Iterator[MenuLine]:
    """The lines an officer sees."""
    for endpoint, label in MENU:
        if access_of(app, endpoint) & {actor.role, *ANYONE}:
            address = url_for(endpoint)
            yield MenuLine(address, str(label), _is_here(endpoint, address))


def _is_here(endpoint: str, address: str) -> bool:
    """Whether the page shown belongs to a line: by its blueprint if that has one, else by address."""
    parts = [line.partition(".")[0] for line, _label in MENU]
    own = next((part for part in parts if (request.blueprint or "").startswith(part)), None)
    if own is not None:
        return endpoint.startswith(f"{own}.")
    return f"{request.script_root}{request.path}/".startswith(f"{address}/")

"""What every officer page stands in: menu, agency, account and language."""

from typing import Any

from flask import Flask, current_app, g, request

from survey_app.core.officers import Actor
from survey_app.services.agencies import find_agency
from survey_app.storage.agencies import Agency
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.identity import current_session
from survey_app.web.officer.navigation import menu_for
from survey_app.web.officer.roles import ROLE_NAMES


def register(app: Flask) -> None:
    """Hand the frame to templates."""
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """The frame as far as it was prepared: a failure may come before anybody was known."""
    if request.blueprint in ("respondent", "public"):
        return {}
    actor: Actor | None = g.get("frame_actor")
    return {
        "actor": actor,
        "language": choose_language(),
        "menu": tuple(menu_for(current_app, actor)) if actor else (),
        "own_agency": g.get("frame_agency"),
        "role_names": ROLE_NAMES,
    }


def prepare_frame() -> None:
    """Look up what the frame shows, before the view: a failure page then needs no database."""
    found = current_session()
    actor = found.actor if found and found.complete else None
    g.frame_agency = _agency(actor)
    g.frame_actor = actor


def _agency(actor: Actor | None) -> Agency | None:
    if actor is None or actor.agency is None:
        return None
    return find_agency(instance(), actor, actor.agency)

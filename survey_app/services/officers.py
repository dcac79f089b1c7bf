"""Adding, listing, resetting and disabling officers.

An administrator bound to an agency acts on that agency's officers only, and for them no other
officer exists; a system administrator acts on all.
"""

import unicodedata

from survey_app.core.errors import (
    AgencyNeeded,
    BadName,
    NotFound,
    OwnAccount,
    RoleRefused,
)
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.services.agencies import own_agency
from survey_app.services.instance import Instance
from survey_app.services.passwords import hash_password, make_one_time_password
from survey_app.storage import agencies, audit, officer_sessions, officers
from survey_app.storage.officers import Officer

LONGEST_NAME = 64
_SIGNS = frozenset(" ._-@")
_RESERVED = frozenset({COMMAND_LINE.name, audit.SYSTEM})


def add_officer(
    instance: Instance,
    actor: Actor,
    name: str,
    role: Role,
    agency_id: str | None,
    password: str | None = None,
    *,
    totp_required: bool = True,
) -> str:
    """Add an officer and return the password: a new one, for one time, unless one is given.

    Raises RoleRefused, BadName, NameTaken, AgencyNeeded, TooWeakPassword, or NotFound for an agency
    that is not the actor's.
    """
    _require_administrator(actor)
    officer = Officer(_new_name(name), role, agency_id, password is None, totp_required)
    chosen = make_one_time_password() if password is None else password
    hashed = hash_password(chosen)
    with instance.database.transaction() as session:
        _require_agency(actor, officer)
        if agency_id is not None:
            agencies.get_agency(session, agency_id)
        officers.add_officer(session, officer, hashed)
        facts = {"role": role.value}
        audit.record(
            session, agency_id, instance.now, actor.name, "officer.add", officer.name, facts
        )
    return chosen


def list_officers(instance: Instance, actor: Actor) -> list[Officer]:
    """The officers that an administrator or auditor sees, by name; raises RoleRefused."""
    if actor.role not in (Role.ADMIN, Role.AUDITOR):
        raise RoleRefused(actor.role)
    with instance.database.snapshot() as session:
        return officers.list_officers(session, actor.agency)


def find_officer(instance: Instance, actor: Actor, name: str) -> Officer:
    """An officer that the administrator may change; raises RoleRefused or NotFound."""
    _require_administrator(actor)
    with instance.database.snapshot() as session:
        officer = officers.get_officer(session, _one_form(name))
    _require_authority(actor, officer)
    return officer


def reset_officer(instance: Instance, actor: Actor, name: str) -> str:
    """Return a new password for one time; the second factor is removed and every session ended."""
    officer = _other_officer(instance, actor, name)
    password = make_one_time_password()
    hashed = hash_password(password)
    with instance.database.transaction() as session:
        officers.set_password(session, officer.name, hashed, one_time=True)
        officers.set_totp(session, officer.name, None)
        officer_sessions.end_sessions(session, officer.name)
        audit.record(
            session, officer.agency, instance.now, actor.name, "officer.reset", officer.name
        )
    return password


def disable_officer(instance: Instance, actor: Actor, name: str, *, disabled: bool = True) -> None:
    """Shut an officer out at once, or let them in again with the password they had."""
    officer = _other_officer(instance, actor, name)
    act = "officer.disable" if disabled else "officer.enable"
    with instance.database.transaction() as session:
        officers.set_disabled(session, officer.name, disabled=disabled)
        officer_sessions.end_sessions(session, officer.name)
        audit.record(session, officer.agency, instance.now, actor.name, act, officer.name)


def _other_officer(instance: Instance, actor: Actor, name: str) -> Officer:
    officer = find_officer(instance, actor, name)
    if officer.name == actor.name:
        raise OwnAccount(officer.name)
    return officer


def _require_administrator(actor: Actor) -> None:
    if actor.role is not Role.ADMIN:
        raise RoleRefused(actor.role)


def _require_authority(actor: Actor, officer: Officer) -> None:
    """Raise NotFound unless the officer is one of the actor's own agency."""
    if actor.agency not in (None, officer.agency):
        raise NotFound("officer", officer.name)


def _require_agency(actor: Actor, officer: Officer) -> None:
    """Only an administrator may be bound to no agency, and only one such may add another."""
    if officer.agency is not None:
        own_agency(actor, officer.agency)
    elif officer.role is not Role.ADMIN or actor.agency is not None:
        raise AgencyNeeded(officer.role)


def _new_name(name: str) -> str:
    clean = _one_form(name)
    fitting = 0 < len(clean) <= LONGEST_NAME and clean not in _RESERVED
    if not fitting or not all(map(_may_stand_in_name, clean)):
        raise BadName(clean, LONGEST_NAME)
    return clean


def _may_stand_in_name(character: str) -> bool:
    """Letters, the marks that Thai writes above and below them, digits, and a few signs."""
    return character in _SIGNS or unicodedata.category(character)[0] in "LMN"


def _one_form(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()

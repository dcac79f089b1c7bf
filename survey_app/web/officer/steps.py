"""The steps of signing in, in their order: code, own password, phone."""

from flask import url_for

from survey_app.services.sign_in import Session


def step_of(session: Session) -> str | None:
    """The step that is open, by the name of its view; None when signing in is complete."""
    if session.needs_totp == "verify":
        return "code"
    if session.must_change_password:
        return "password"
    return "phone" if session.needs_totp == "enrol" else None


def step_address(session: Session) -> str | None:
    """Where the open step is taken; None when signing in is complete."""
    step = step_of(session)
    return url_for(f"officer_sign_in.{step}") if step else None

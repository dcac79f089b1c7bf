"""Visitors on the real application: anonymous ones, and officers of each role, signed in."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.services.instance import Instance
from survey_app.services.officers import add_officer
from survey_app.storage.agencies import Agency
from survey_app.web import build_app
from tests.visiting import Visitor

PASSWORD = "correct horse 2564"

SignIn = Callable[[str, Role, Agency | None], Visitor]


@pytest.fixture
def app(instance: Instance) -> Flask:
    built = build_app(instance)
    built.config["TESTING"] = False
    return built


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Flask's own client, for what a `Visitor` would refuse to fetch."""
    return app.test_client()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody who has not signed in."""
    return Visitor(app)


@pytest.fixture
def sign_in_as(app: Flask, instance: Instance) -> SignIn:
    """Add an officer (password `PASSWORD`, no second factor) and sign them in."""

    def sign_in(name: str, role: Role, agency: Agency | None) -> Visitor:
        agency_id = agency.id if agency else None
        add_officer(instance, COMMAND_LINE, name, role, agency_id, PASSWORD, totp_required=False)
        someone = Visitor(app)
        someone.open("/officer/sign-in")
        page = someone.submit({"name": name, "password": PASSWORD})
        assert page.status == 200, page.text
        assert page.path != "/officer/sign-in", page.text
        return someone

    return sign_in


@pytest.fixture
def officer(sign_in_as: SignIn, agency: Agency) -> Visitor:
    """A signed-in เจ้าหน้าที่ of `agency`."""
    return sign_in_as("officer", Role.OFFICER, agency)


@pytest.fixture
def admin(sign_in_as: SignIn, agency: Agency) -> Visitor:
    """A signed-in ผู้ดูแลระบบ bound to `agency`."""
    return sign_in_as("admin", Role.ADMIN, agency)


@pytest.fixture
def system_admin(sign_in_as: SignIn) -> Visitor:
    """A signed-in ผู้ดูแลระบบ bound to no agency, who sees all."""
    return sign_in_as("system-admin", Role.ADMIN, None)


@pytest.fixture
def auditor(sign_in_as: SignIn, agency: Agency) -> Visitor:
    """A signed-in ผู้ตรวจสอบ of `agency`."""
    return sign_in_as("auditor", Role.AUDITOR, agency)


@pytest.fixture
def executive(sign_in_as: SignIn, agency: Agency) -> Visitor:
    """A signed-in ผู้บริหาร of `agency`."""
    return sign_in_as("executive", Role.EXECUTIVE, agency)


@pytest.fixture
def stranger(sign_in_as: SignIn, other_agency: Agency) -> Visitor:
    """A signed-in ผู้ดูแลระบบ of another agency."""
    return sign_in_as("stranger", Role.ADMIN, other_agency)

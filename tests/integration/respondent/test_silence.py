"""A respondent's request is never written down, whatever fails."""

import logging

import pytest
from flask import Flask

from survey_app.services.instance import Instance
from survey_app.storage import surveys
from survey_app.storage.agencies import Agency
from tests.respondents import open_pretend_round


@pytest.fixture
def start_page(instance: Instance, agency: Agency) -> str:
    return f"/s/{open_pretend_round(instance, agency).links['EIT']}"


def test_a_crash_on_a_respondents_page_leaves_no_line(
    app: Flask, start_page: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(surveys, "find_place", fail)
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().get(start_page)
    assert answer.status_code == 500
    assert "ระบบขัดข้อง" in answer.get_data(as_text=True)
    assert caplog.records == []


def test_a_failure_of_the_failure_page_leaves_no_line(
    app: Flask, start_page: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(surveys, "find_place", fail)
    monkeypatch.setattr("survey_app.web.failures.respondent_failure", fail)
    with caplog.at_level(logging.DEBUG), pytest.raises(RuntimeError):
        app.test_client().get(start_page)
    assert caplog.records == [], "the server behind logs no request either"


def test_another_host_is_refused_without_a_line(
    app: Flask, start_page: str, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().get(start_page, headers={"Host": "203.0.113.9"})
    assert answer.status_code == 400
    assert caplog.records == []


@pytest.mark.parametrize("path", ["/s/%00", "/s/%00/form", "/s/ก", "/s/" + "A" * 3000])
def test_a_link_that_no_qr_holds_is_unknown(app: Flask, path: str):
    assert app.test_client().get(path).status_code == 404

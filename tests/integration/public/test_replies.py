"""What every published reply carries: kept for minutes, nothing running, no trace of its reader."""

import logging

import pytest
from flask import Flask

from survey_app.services.demo.build import BUILDER
from survey_app.services.publishing import publish
from survey_app.storage import publications
from survey_app.web import build_app
from tests.conftest import Clock
from tests.integration.public.conftest import HOME, PAGES, Published

FILES = tuple(
    f"{HOME}/{name}"
    for name in ("result.json", "report.pdf", "oit.csv", "preview.png", "indicator-1.svg")
)
READER = {"REMOTE_ADDR": "203.0.113.77"}


@pytest.fixture
def app(demo: Published) -> Flask:
    return build_app(demo.instance)


@pytest.mark.parametrize("path", [*PAGES, *FILES, "/r/demo"])
def test_a_page_may_be_kept_for_five_minutes_and_asked_for_again(app: Flask, path: str) -> None:
    client = app.test_client()
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert "Vary" not in first.headers, "one page for everybody"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=300"


def test_another_language_has_another_mark(app: Flask) -> None:
    client = app.test_client()
    marks = {client.get(HOME + lang).headers["ETag"] for lang in ("", "?lang=en")}
    assert len(marks) == 2


def test_publishing_anew_changes_the_mark(app: Flask, demo: Published, clock: Clock) -> None:
    client = app.test_client()
    before = client.get(HOME).headers["ETag"]
    clock.advance(days=1)
    publish(demo.instance, BUILDER, demo.round)
    reply = client.get(HOME, headers={"If-None-Match": before})
    assert reply.status_code == 200


@pytest.mark.parametrize("path", [*PAGES, *FILES, "/r/demo", "/r/demo/2560", "/r/x/y/z/0"])
def test_nothing_runs_and_nothing_is_fetched_from_elsewhere(app: Flask, path: str) -> None:
    headers = app.test_client().get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy
    assert "http" not in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_refusal_is_never_kept(app: Flask) -> None:
    assert app.test_client().get("/r/demo/2560").headers["Cache-Control"] == "no-store"


def test_no_cookie_is_set_nor_read(app: Flask) -> None:
    client, plain = app.test_client(), app.test_client()
    client.set_cookie("officer", "whatever", path="/")
    for path in (*PAGES, *FILES, "/r/demo/2560"):
        reply = client.get(path)
        assert reply.data == plain.get(path).data
        assert "Set-Cookie" not in reply.headers
        assert "Vary" not in reply.headers


def test_reading_leaves_no_line(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    client = app.test_client()
    with caplog.at_level(logging.DEBUG, logger="survey_app"):
        for path in (*PAGES, *FILES, "/r/demo/2560", "/r/%00/2564"):
            client.get(path, environ_base=READER)
    assert caplog.records == []


def test_a_defect_is_logged_without_the_request(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(publications, "list_published", fail)
    with caplog.at_level(logging.DEBUG):
        reply = app.test_client().get(HOME, environ_base=READER)
    assert reply.status_code == 500
    assert "ระบบขัดข้อง" in reply.text
    assert [record.getMessage() for record in caplog.records] == ["public page failed"]
    assert "203.0.113.77" not in caplog.text
    assert HOME not in caplog.text


def test_a_failure_of_the_failure_page_leaves_no_line(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("survey_app.web.failures.public_failure", fail)
    with caplog.at_level(logging.DEBUG), pytest.raises(RuntimeError):
        app.test_client().get("/r/demo/2564/a/b/c", environ_base=READER)
    assert HOME not in caplog.text


def test_another_host_is_refused_without_a_line(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        reply = app.test_client().get(HOME, headers={"Host": "203.0.113.9"})
    assert reply.status_code == 400
    assert caplog.records == []

"""Whatever is posted to any address: never a failure of ours, and nothing changed where refused."""

import gc
import logging
import random

import pytest
from werkzeug.test import TestResponse

from tests.security.conftest import Bench, Site
from tests.security.forms import (
    SENDINGS,
    Pair,
    address_of,
    compose,
    is_respondents,
    small,
)
from tests.security.mutations import Request, encode, mutate
from tests.security.routes import ROUTES

LEADING_OUT = {"/officer/language", "/officer/sign-out", "/officer/account/sign-out-everywhere"}
"""Forms after which the sign-in page is the right one."""

RULES = [key.removeprefix("POST ") for key in ROUTES if key.startswith("POST ")]
SIGNS_OF_DEFECTS = ("Traceback", "sqlalchemy", "werkzeug.", "survey_app/", "site-packages")


pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")


@pytest.mark.parametrize("rule", RULES)
def test_whatever_is_posted_is_answered(
    bench: Bench, rule: str, engine: str, caplog: pytest.LogCaptureFixture
) -> None:
    many = 20 if SENDINGS[small(rule)].dear else 200
    post_anything(bench, rule, many if engine == "sqlite" else 5, caplog)


@pytest.mark.soak
@pytest.mark.parametrize("rule", RULES)
def test_whatever_is_posted_is_answered_many_times(
    bench: Bench, rule: str, caplog: pytest.LogCaptureFixture
) -> None:
    post_anything(bench, rule, 200 if SENDINGS[small(rule)].dear else 2_000, caplog)


def post_anything(bench: Bench, rule: str, times: int, caplog: pytest.LogCaptureFixture) -> None:
    form = compose(bench.site, rule)
    _expect_acceptance(bench, rule, form)
    for seed in range(times):
        chance = random.Random(f"{rule} {seed}")
        request = mutate(_with_token(bench.site, rule, form), chance)
        what = f"{rule} seed {seed}: {request.how}"
        answer = _post(bench.site, rule, request)
        _inspect(answer, what, caplog)
        if answer.status_code >= 400:
            assert bench.watch.changes() == [], what
        elif bench.watch.is_disturbed():
            bench.restore()
    gc.collect()  # werkzeug leaves the parts of a form that was cut off to the collector


def _expect_acceptance(bench: Bench, rule: str, form: list[Pair]) -> None:
    """The form itself is taken: else its mutations would prove nothing."""
    answer = _post(bench.site, rule, encode(_with_token(bench.site, rule, form)))
    assert answer.status_code in (200, 302, 303), answer.get_data(as_text=True)[-3000:]
    if rule not in LEADING_OUT:
        assert not (answer.location or "").endswith("/sign-in"), answer.location
    bench.restore()


def _with_token(site: Site, rule: str, form: list[Pair]) -> list[Pair]:
    who = SENDINGS[small(rule)].who
    return form if is_respondents(rule) else [*form, ("csrf_token", site.browser(who).csrf)]


def _post(site: Site, rule: str, request: Request) -> TestResponse:
    browser = site.browser(SENDINGS[small(rule)].who)
    return browser.post_raw(
        address_of(site, rule), request.body, request.content_type, request.query
    )


def _inspect(answer: TestResponse, what: str, caplog: pytest.LogCaptureFixture) -> None:
    """No failure, no word of our insides, no defect logged."""
    assert answer.status_code < 500, what
    if answer.mimetype in ("text/html", "text/plain", "application/json"):
        text = answer.get_data(as_text=True)
        assert not [sign for sign in SIGNS_OF_DEFECTS if sign in text], what
    logged = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert logged == [], what

"""Whatever stands in the parts of an address: a page that says no, never a failure of ours."""

import logging
import re
from urllib.parse import quote

import pytest

from tests.security.conftest import Bench
from tests.security.routes import ROUTES, Route
from tests.security.town import SYSTEM

PARTS = {
    "NUL": "a%00b",
    "nothing but NUL": "%00",
    "a huge number": "9" * 30,
    "a number beyond numbers": "9" * 5000,
    "below nought": "-1",
    "a fraction": "1.5",
    "Thai digits": quote("๒๕๖๔"),
    "half a character": "%ED%A0%80",
    "no character": "%FF%FE",
    "above": "..%2f..%2fsecret.key",
    "a quote": "'%20OR%20'1'='1",
    "markup": quote("<x-injected onload=alert(1)>", safe=""),
    "a template": quote("{{7*7}}", safe=""),
    "a format": "%25s%25n",
    "line ends": "a%0d%0aX-Injected:%20b",
    "long": "x" * 2000,
    "marks": quote("ก" + "\u0e49" * 50),
}
QUERIES = (
    "year=%00", "year=" + "9" * 5000, "year=2564&agency=%00", "lang=%00", "lang[]=th", "show=%00",
    "term=%00&kind=%00&digits=%00", "term=9&kind=exe", "chart=%00", "task=%00", "in=%00", "next=%00",
    "year=-1", "year=" + "&year=".join(map(str, range(200))), "%00=%00", "=&=&==", "a" * 8000,
    "year=%ED%A0%80&chart=%FF", "term=1&kind=pdf&digits=x", "csrf_token=x",
)  # fmt: skip


def spoil(route: Route, rule: str, part: str) -> list[str]:
    """The address with one of its parts replaced, for each part that is not fixed."""
    fixed = [bool(re.fullmatch(r"[^<]*", one)) for one in rule.split("/")]
    parts = route.address.partition("?")[0].split("/")
    places = [place for place, plain in enumerate(fixed) if not plain]
    return ["/".join([*parts[:place], part, *parts[place + 1 :]]) for place in places]


@pytest.mark.parametrize("kind", PARTS)
def test_any_part_of_an_address(bench: Bench, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    browser, asked = bench.site.browser(SYSTEM), 0
    for key, route in ROUTES.items():
        method, _space, rule = key.partition(" ")
        for written in spoil(route, rule, PARTS[kind].replace("{", "{{").replace("}", "}}")):
            send = browser.get if method == "GET" else browser.post
            answer = send(bench.site.address(written))
            asked += 1
            assert answer.status_code < 500, (key, kind, written[:80])
            assert "X-Injected" not in answer.headers, key
            assert b"<x-injected" not in answer.data, key
            assert answer.status_code >= 300 or method == "GET", (key, written[:80])
    assert asked > 100
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []
    assert bench.watch.changes() == []


def test_any_question_behind_an_address(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    browser = bench.site.browser(SYSTEM)
    for place, (key, route) in enumerate(ROUTES.items()):
        if not key.startswith("GET ") or route.dear:
            continue
        path = bench.site.address(route.address).partition("?")[0]
        near = "plans" in path or "years" in path or "measures" in path or "oit" in path
        for query in QUERIES if near else QUERIES[place % 3 :: 3]:
            answer = browser.get(f"{path}?{query}")
            assert answer.status_code < 500, (key, query[:80])
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []
    assert bench.watch.changes() == []

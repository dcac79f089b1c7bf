"""Browsers that are signed in already: a cookie made by the application's own key."""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

PLANTED = "9f" * 20
"""What stands in the cookie for Flask-WTF to sign; every browser here has the same."""


class Browser:
    """A client with an officer's session, or with none; its POSTs carry the CSRF token."""

    def __init__(self, app: Flask, token: str | None = None, host: str = "localhost") -> None:
        self.app = app
        self.token = token
        self._host = host
        self.client: FlaskClient = app.test_client()
        self._keep_cookie()
        signer = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")
        self.csrf = str(signer.dumps(PLANTED))

    def _keep_cookie(self) -> None:
        held = {"csrf_token": PLANTED}
        if self.token:
            held |= {"_user_id": self.token, "_fresh": True}
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer
        name = self.app.config["SESSION_COOKIE_NAME"]
        self.client.set_cookie(name, str(signer.dumps(held)), domain=self._host, path="/officer/")

    def get(self, path: str, **options: Any) -> TestResponse:
        """One GET; redirects are not followed."""
        self._keep_cookie()
        return self.client.get(path, buffered=True, **options)  # files are closed

    def post(
        self, path: str, data: Any = None, *, csrf: str | None = None, **options: Any
    ) -> TestResponse:
        """One POST with the right token, or with another in its place; an empty one is left out."""
        self._keep_cookie()
        carried = self.csrf if csrf is None else csrf
        sent = [*(data.items() if isinstance(data, dict) else data or ())]
        sent += [("csrf_token", carried)] if carried else []
        fields = MultiDict((name, _sendable(value)) for name, value in sent)
        answer = self.client.post(path, data=fields, **options)
        answer.request.input_stream.close()  # a large upload lies in a file of its own
        return answer

    def post_raw(self, path: str, body: bytes, content_type: str, query: str = "") -> TestResponse:
        """One POST as it goes over the wire."""
        self._keep_cookie()
        answer = self.client.post(
            path, data=body, content_type=content_type, query_string=query, buffered=True
        )
        answer.request.input_stream.close()
        return answer


def _sendable(value: Any) -> Any:
    return (BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value


def leads_to_signing_in(answer: TestResponse) -> bool:
    """Whether the answer sends the browser to the sign-in page."""
    return answer.status_code == 302 and urlsplit(answer.location).path == "/officer/sign-in"

"""The address that links and QR codes carry."""

from urllib.parse import urlsplit

from flask import request

from survey_app.web.instance import instance

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def public_address() -> str:
    """The public address of the settings; where none is set, the one this request came by."""
    return instance().settings.public_url or request.host_url.rstrip("/")


def leads_here_only() -> bool:
    """Whether the address leads nowhere from another machine, such as a phone that scans it."""
    return urlsplit(public_address()).hostname in _LOOPBACK

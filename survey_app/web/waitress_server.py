"""waitress, for Windows: told to keep no trace of requests, in memory or in a file."""

import logging

import waitress
from flask import Flask

from survey_app.web.arrivals import MOST_BODY, MOST_HEAD

MOST_CONNECTIONS = 400
"""Windows lets a program look at 512 at once."""
SILENT_SECONDS = 20
LONGEST_REPLY = 64 * 1024 * 1024


def serve(app: Flask, host: str, port: int, threads: int) -> None:
    """Serve until stopped; what is larger than waitress's buffers would go to a temporary file."""
    logging.getLogger("waitress").setLevel(logging.CRITICAL)  # its errors name paths
    waitress.serve(
        app,
        host=host,
        port=port,
        threads=threads,
        ident="",
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=SILENT_SECONDS,
        cleanup_interval=SILENT_SECONDS // 4,
        max_request_header_size=MOST_HEAD,
        max_request_body_size=MOST_BODY,
        inbuf_overflow=2 * MOST_BODY,
        outbuf_overflow=LONGEST_REPLY,
    )

"""Files that an officer downloads, with Thai names that every browser keeps."""

import re
from io import BytesIO
from urllib.parse import quote

from flask import Response, send_file

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST = 80


def name_file(*parts: str, ending: str) -> str:
    """A file name of `parts`, such as โปสเตอร์_EIT_2565_เคาน์เตอร์บริการ.pdf; no system refuses it."""
    clean = ("-".join(_UNSAFE.sub(" ", part).split()).strip(".-") for part in parts)
    name = "_".join(part for part in clean if part)
    return f"{name[:_LONGEST]}.{ending}"


def send_download(content: bytes, name: str, mimetype: str, *, ascii_name: str = "") -> Response:
    """`content` as a file to be kept, from memory: nothing is written to a disk here.

    `ascii_name` is for programs that read no other; a name in ASCII needs none.
    """
    response = send_file(BytesIO(content), mimetype=mimetype)
    names = {"filename": ascii_name or name, "filename*": f"UTF-8''{quote(name, safe='')}"}
    response.headers.set("Content-Disposition", "attachment", **names)
    return response

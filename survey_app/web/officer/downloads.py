"""Files that an officer downloads, with Thai names that every browser keeps."""

from io import BytesIO
from urllib.parse import quote

from flask import Response, send_file


def send_download(content: bytes, name: str, mimetype: str, *, ascii_name: str = "") -> Response:
    """`content` as a file to be kept, from memory: nothing is written to a disk here.

    `ascii_name` is for programs that read no other; a name in ASCII needs none.
    """
    response = send_file(BytesIO(content), mimetype=mimetype)
    names = {"filename": ascii_name or name, "filename*": f"UTF-8''{quote(name, safe='')}"}
    response.headers.set("Content-Disposition", "attachment", **names)
    return response

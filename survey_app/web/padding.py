"""Forms are padded with "&" so that all are of one length; reading stops where the padding begins."""

from io import BytesIO
from typing import IO, TYPE_CHECKING

from flask import Request
from werkzeug.formparser import FormDataParser

if TYPE_CHECKING:
    from werkzeug.formparser import t_parse_result


class _PaddedForms(FormDataParser):
    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> "t_parse_result":
        """The fields; ten thousand empty ones behind them are not looked at one by one."""
        if mimetype == "application/x-www-form-urlencoded":
            stream = BytesIO(stream.read().rstrip(b"&"))
        return super().parse(stream, mimetype, content_length, options)


class PaddedRequest(Request):
    """A request whose form may be padded."""

    form_data_parser_class = _PaddedForms

"""What may stand in the parts of an address: only what a database can look for.

Anything else leads nowhere, before any view is asked: no page of ours has such an address.
"""

from flask import Flask
from werkzeug.routing import IntegerConverter, UnicodeConverter, ValidationError

_MOST_DIGITS = 9


class _Text(UnicodeConverter):
    def to_python(self, value: str) -> str:
        """The text as it is; PostgreSQL keeps no NUL, and refuses to compare with one."""
        if "\0" in value:
            raise ValidationError
        return value


class _Number(IntegerConverter):
    def to_python(self, value: str) -> int:
        """The number; databases keep none that is larger, and Python reads none of any length."""
        if len(value) > _MOST_DIGITS:
            raise ValidationError
        return int(super().to_python(value))


def register(app: Flask) -> None:
    """Read the parts of every rule that is added from now on."""
    app.url_map.converters.update(default=_Text, string=_Text, int=_Number)

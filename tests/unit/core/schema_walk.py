"""Just enough of JSON Schema to hold a file to our own schemas: the keywords they use, no others."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Schema = dict[str, Any]

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (tuple,),
    "string": (str,),
    "integer": (int,),
    "number": (int, Decimal),
    "boolean": (bool,),
    "null": (type(None),),
}
USED = {
    *("$schema", "$defs", "$ref", "description", "default", "title"),
    *("type", "const", "enum", "oneOf", "anyOf", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "minItems", "maxItems", "items"),
    *("properties", "required", "additionalProperties"),
}


def complaints(value: Any, schema: Schema, whole: Schema) -> Iterator[str]:
    """What in `value` breaks `schema`, a part of `whole`."""
    assert set(schema) <= USED, set(schema) - USED
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    ways = schema.get("oneOf") or schema.get("anyOf")
    if ways and sum(not list(complaints(value, way, whole)) for way in ways) != 1:
        yield f"{value!r}: not one of {len(ways)} ways"
    if "type" in schema and type(value) not in TYPES[schema["type"]]:
        yield f"{value!r} is no {schema['type']}"
    elif isinstance(value, dict):
        yield from _members(value, schema, whole)
    elif isinstance(value, tuple):
        yield from _items(value, schema, whole)
    else:
        yield from _single(value, schema)


def _members(value: dict[str, Any], schema: Schema, whole: Schema) -> Iterator[str]:
    known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{key} is missing" for key in schema.get("required", ()) if key not in value)
    for key, part in value.items():
        if key not in known and other is False:
            yield f"{key} is unknown"
        else:
            inner = known.get(key, other)
            yield from complaints(part, inner if isinstance(inner, dict) else {}, whole)


def _items(value: tuple[Any, ...], schema: Schema, whole: Schema) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{len(value)} items"
    for part in value:
        yield from complaints(part, schema.get("items", {}), whole)


def _single(value: Any, schema: Schema) -> Iterator[str]:
    if value not in schema.get("enum", [schema.get("const", value)]):
        yield f"{value!r} is not what is wanted"
    if isinstance(value, str):
        fits = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        if not fits or not re.search(schema.get("pattern", ""), value):
            yield f"{value!r} does not match"
    elif value is not None and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{value!r} is out of bounds"

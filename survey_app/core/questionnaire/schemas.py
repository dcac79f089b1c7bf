"""JSON Schemas of an edition's files, so that an editor checks them while they are written.

They are made from the models, with the shorthand that only files know: `scale: name` instead of
options, a question of one row without `rows`, and the named scales of a scheme. An editor sees
shape and spelling; what only several parts show together stays with the loader.
"""

from typing import Any

from pydantic import BaseModel

from survey_app.core.questionnaire.advice import AdviceFile
from survey_app.core.questionnaire.form import Questionnaire
from survey_app.core.questionnaire.oit import DisclosureList
from survey_app.core.questionnaire.scheme import Scheme

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_WORDS = {"type": "array", "items": {"type": "string"}, "minItems": 2}
_SCALE: Schema = {
    "type": "object",
    "description": "Labels by language and one score for each, in the same order.",
    "properties": {
        "labels": {
            "type": "object",
            "properties": {"th": _WORDS, "en": _WORDS},
            "required": ["th", "en"],
            "additionalProperties": _WORDS,
        },
        "scores": {
            "type": "array",
            "items": {"type": "integer", "minimum": 0, "maximum": 100},
            "minItems": 2,
        },
    },
    "required": ["labels", "scores"],
    "additionalProperties": False,
}
_SCALE_NAME = {"type": "string", "description": "A scale of scheme.yaml, instead of options."}


def json_schemas() -> dict[str, Schema]:
    """The schema of each file of an edition, by the file name of the schema."""
    return {
        "scheme.schema.json": _with_scales(_schema_of(Scheme)),
        "iit.schema.json": _with_shorthand(_schema_of(Questionnaire), "IIT"),
        "eit.schema.json": _with_shorthand(_schema_of(Questionnaire), "EIT"),
        "oit.schema.json": _schema_of(DisclosureList),
        "advice.schema.json": _schema_of(AdviceFile),
    }


def _schema_of(model: type[BaseModel]) -> Schema:
    schema: Schema = _without_titles(model.model_json_schema())
    return {"$schema": _DIALECT, **schema}


def _without_titles(value: Any) -> Any:
    """The schema without the titles pydantic makes of names; a property called `title` stays."""
    if isinstance(value, list):
        return [_without_titles(part) for part in value]
    if not isinstance(value, dict):
        return value
    kept = {k: v for k, v in value.items() if not (k == "title" and isinstance(v, str))}
    return {key: _without_titles(part) for key, part in kept.items()}


def _with_scales(schema: Schema) -> Schema:
    named = {"type": "object", "additionalProperties": _SCALE}
    return {**schema, "properties": {**schema["properties"], "scales": named}}


def _with_shorthand(schema: Schema, instrument: str) -> Schema:
    kinds = schema["$defs"]
    row, question = kinds["Row"], kinds["Question"]
    options = row["properties"]["options"]
    kinds = {
        **kinds,
        "Row": _choose_one(row, {"options": options, "scale": _SCALE_NAME}),
        "Question": _choose_one(
            question,
            {"rows": question["properties"]["rows"], "options": options, "scale": _SCALE_NAME},
        ),
    }
    properties = {**schema["properties"], "instrument": {"const": instrument}}
    return {**schema, "$defs": kinds, "properties": properties}


def _choose_one(schema: Schema, ways: dict[str, Schema]) -> Schema:
    """`schema` with exactly one of `ways` to say the same thing."""
    return {
        **schema,
        "properties": {**schema["properties"], **ways},
        "required": [name for name in schema["required"] if name not in ways],
        "oneOf": [{"required": [way]} for way in ways],
    }

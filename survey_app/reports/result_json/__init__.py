"""A closed round's result as JSON for scripts: what `result R --json` prints and the page offers.

The shape is a contract, published in `result.schema.json`. Scores are texts with two decimals,
points exact rationals. What is withheld is null beside `"withheld": "too_few"`; keys never disappear.
"""

import json
from pathlib import Path

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition
from survey_app.reports.result_json.mapping import compose_result
from survey_app.reports.result_json.models import ResultJson

__all__ = ["SCHEMA_FILE", "ResultJson", "result_json", "result_schema", "write_schema"]

SCHEMA_FILE = Path(__file__).parent.with_name("result.schema.json")


def result_json(shown: ShownResult, edition: Edition) -> dict[str, object]:
    """The result as plain values ready for `json.dumps`, in the shape of `result.schema.json`."""
    return compose_result(shown, edition).model_dump(mode="json")


def result_schema() -> dict[str, object]:
    """The JSON Schema of `result_json`, made from the models."""
    schema = ResultJson.model_json_schema(mode="serialization")
    address = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": address, **schema, "title": "ITA result of a closed round"}


def write_schema(path: Path = SCHEMA_FILE) -> None:
    """Write the published schema anew, after the shape has grown."""
    text = json.dumps(result_schema(), ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", "utf-8")

"""The JSON Schema files beside the questionnaires: `python -m tests.unit.core.schema_files`."""

import json

from survey_app.core.questionnaire.schemas import json_schemas
from tests.unit.core.small import SHIPPED

FOLDER = SHIPPED / "schema"


def schema_texts() -> dict[str, str]:
    """What each file must hold, by file name."""
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in json_schemas().items()
    }


def write_schemas() -> None:
    """Write the files anew after a model has changed."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in schema_texts().items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write_schemas()

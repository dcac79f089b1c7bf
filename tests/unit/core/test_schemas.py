"""The JSON Schemas beside the files take what the loader takes, and name what an editor can see."""

from pathlib import Path

import pytest
import yaml

from survey_app.core.questionnaire.reading import read_source
from survey_app.core.questionnaire.schemas import json_schemas
from tests.unit.core.schema_files import FOLDER, schema_texts
from tests.unit.core.schema_walk import complaints
from tests.unit.core.small import DATA, SHIPPED, smallest_texts

SCHEMAS = json_schemas()
FILES = sorted([*SHIPPED.glob("2*/*.yaml"), *(DATA / "editions").glob("*/*.yaml")])
VISIBLE = {
    *("unknown key", "unknown key of a row", "missing key", "code with capitals"),
    *("option without score", "score above 100", "score below 0", "decimal for a whole number"),
    *("too many options", "one option", "scale without English", "quoted score of a scale"),
    *("scale and options together", "scale that is a mapping", "scales that are a list"),
    *("mark of text", "mark with leading zero", "08", "octal", "nothing", "yes for true"),
    *("boolean for a text", "number for a text", "sub-indicator as a number", "missing language"),
    *("missing Thai", "text without languages", "other survey in the file", "number of a mapping"),
}


def complaints_about(file: str, text: str) -> list[str]:
    schema = SCHEMAS[file.replace(".yaml", ".schema.json")]
    return list(complaints(read_source(file, text).data, schema, schema))


def test_the_files_are_what_the_models_say() -> None:
    found = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert found == schema_texts(), "run `python -m tests.unit.core.schema_files`"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_good_file_is_taken(path: Path) -> None:
    assert complaints_about(path.name, path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("2*/*.yaml")), ids=lambda path: path.name)
def test_a_shipped_file_names_its_schema_on_the_first_line(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    address = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / address).resolve() == (FOLDER / f"{path.stem}.schema.json").resolve()


@pytest.mark.parametrize(
    "mistake",
    [
        m
        for m in yaml.safe_load((DATA / "mistakes.yaml").read_text("utf-8"))
        if m["what"] in VISIBLE
    ],
    ids=lambda mistake: mistake["what"].replace(" ", "-"),
)
def test_an_editor_sees_a_mistake_of_shape(mistake: dict[str, str]) -> None:
    text = smallest_texts()[mistake["file"]].replace(mistake["change"], mistake["to"], 1)
    assert complaints_about(mistake["file"], text)

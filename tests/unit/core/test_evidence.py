"""Which OIT items the program's own papers are evidence of is said by the edition's files."""

import pytest

from survey_app.core.questionnaire import (
    Edition,
    FaultyQuestionnaire,
    canonical_json,
    load_edition,
    structure,
)
from tests.unit.core.small import shipped_edition, smallest_texts

TEXTS = smallest_texts()


def with_evidence(kind: str) -> Edition:
    text = TEXTS["oit.yaml"].replace("- code: o2\n", f"- code: o2\n            evidence: {kind}\n")
    return load_edition({**TEXTS, "oit.yaml": text})


def test_the_shipped_edition_names_an_item_for_the_plan_and_one_for_its_follow_up():
    found = {item.evidence: item.code for item in shipped_edition().oit.items if item.evidence}
    assert found == {"plan": "o42", "follow_up": "o43"}


def test_an_edition_that_names_none_is_frozen_as_it_always_was():
    assert "evidence" not in canonical_json(load_edition(TEXTS))


def test_a_definition_frozen_before_the_field_was_known_still_loads():
    before = Edition.model_validate_json(canonical_json(load_edition(TEXTS)))
    assert [item.evidence for item in before.oit.items] == [None, None]


@pytest.mark.parametrize("kind", ["plan", "follow_up"])
def test_a_frozen_edition_keeps_what_its_items_are_for(kind):
    again = Edition.model_validate_json(canonical_json(with_evidence(kind)))
    assert [item.evidence for item in again.oit.items] == [None, kind]


def test_another_kind_is_refused():
    with pytest.raises(FaultyQuestionnaire):
        with_evidence("report")


def test_scripts_see_the_structure_they_know():
    known = {"code", "group", "title", "scores", "text"}
    for part in structure(shipped_edition())["instruments"]["OIT"]:
        assert all(item.keys() == known for sub in part["sub_indicators"] for item in sub["items"])

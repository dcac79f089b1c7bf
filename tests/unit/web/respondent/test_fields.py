"""What a form sent is read once and judged later."""

import pytest
from flask import Flask

from survey_app.web.respondent.fields import FieldsRefused, SentSheet, read_typed_code

app = Flask(__name__)


def test_an_empty_field_counts_as_not_sent():
    sheet = SentSheet(answers=(("e1", ""), ("e2", "1")), suggestion="")
    assert sheet.fields == {"e2": ("1",)}


def test_a_code_that_was_not_sent_is_empty():
    with app.test_request_context("/", method="POST", data={}):
        assert read_typed_code() == ""


@pytest.mark.parametrize(
    "data", [{"admission": ["A", "B"]}, {"admission": "A", "more": "B"}, {"e1": "1"}]
)
def test_repeated_and_unknown_fields_are_refused(data):
    with app.test_request_context("/", method="POST", data=data), pytest.raises(FieldsRefused):
        read_typed_code()

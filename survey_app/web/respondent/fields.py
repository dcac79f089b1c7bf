"""The fields a form sent, taken only if they are the ones the form has, each at most once."""

from dataclasses import dataclass

from flask import request

from survey_app.core.questionnaire import Questionnaire

SUGGESTION = "suggestion"


class FieldsRefused(Exception):
    """A field no form of ours has, one sent twice, or a file."""


@dataclass(frozen=True, slots=True)
class SentSheet:
    """A sheet as it was sent: answers by row code, the rest as typed; nothing is judged yet."""

    answers: tuple[tuple[str, str], ...] = ()
    suggestion: str = ""
    ticket: str = ""
    admission: str = ""

    @property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """What core reads a sheet from; an empty field counts as not sent."""
        texts = (*self.answers, (SUGGESTION, self.suggestion))
        return {name: (value,) for name, value in texts if value}


def read_sent_sheet(form: Questionnaire, *, needs_code: bool) -> SentSheet:
    """The fields of the form as sent; raises FieldsRefused."""
    rows = set(form.row_codes)
    own = {"ticket", SUGGESTION} | ({"admission"} if needs_code else set())
    sent = _read_once(rows | own)
    return SentSheet(
        answers=tuple((code, sent[code]) for code in form.row_codes if code in sent),
        suggestion=sent.get(SUGGESTION, ""),
        ticket=sent.get("ticket", ""),
        admission=sent.get("admission", ""),
    )


def read_typed_code() -> str:
    """The admission code the start page sent; raises FieldsRefused."""
    return _read_once({"admission"}).get("admission", "")


def _read_once(allowed: set[str]) -> dict[str, str]:
    sent = request.form.to_dict(flat=False)
    repeated = any(len(values) != 1 for values in sent.values())
    if repeated or set(sent) - allowed or request.files:
        raise FieldsRefused
    return {name: values[0] for name, values in sent.items()}

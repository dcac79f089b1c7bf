"""The fields a form sent, taken only if they are the ones the form has, each at most once."""

from dataclasses import dataclass

from flask import request

from survey_app.core.questionnaire import Questionnaire

SUGGESTION = "suggestion"
UNSEEN = "more"
"""A field of the open form that nobody sees or hears; its name means nothing to a browser that fills
in names and addresses. Programs that fill in every field fill it too."""
PERSON = "person"
"""The answer of someone whose browser filled in the unseen field."""


class FieldsRefused(Exception):
    """A field no form of ours has, one sent twice, or a file."""


@dataclass(frozen=True, slots=True)
class SentSheet:
    """A sheet as it was sent: answers by row code, the rest as typed; nothing is judged yet."""

    answers: tuple[tuple[str, str], ...] = ()
    suggestion: str = ""
    ticket: str = ""
    admission: str = ""
    unseen: str = ""
    is_person: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether the unseen field was filled in and the person was not asked about it yet."""
        return bool(self.unseen.strip()) and not self.is_person

    @property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """What core reads a sheet from; an empty field counts as not sent."""
        texts = (*self.answers, (SUGGESTION, self.suggestion))
        return {name: (value,) for name, value in texts if value}


def read_sent_sheet(form: Questionnaire, *, needs_code: bool) -> SentSheet:
    """The fields of the form as sent; raises FieldsRefused."""
    rows = set(form.row_codes)
    own = {"admission"} if needs_code else {UNSEEN, PERSON}
    sent = _read_once(rows | own | {"ticket", SUGGESTION})
    return SentSheet(
        answers=tuple((code, sent[code]) for code in form.row_codes if code in sent),
        suggestion=sent.get(SUGGESTION, ""),
        ticket=sent.get("ticket", ""),
        admission=sent.get("admission", ""),
        unseen=sent.get(UNSEEN, ""),
        is_person=bool(sent.get(PERSON)),
    )


def is_begun_sheet() -> bool:
    """Whether the request carries a form that was opened before, rather than a code alone."""
    return "ticket" in request.form


def read_typed_code() -> str:
    """The admission code the start page sent; raises FieldsRefused."""
    return _read_once({"admission"}).get("admission", "")


def _read_once(allowed: set[str]) -> dict[str, str]:
    sent = request.form.to_dict(flat=False)
    repeated = any(len(values) != 1 for values in sent.values())
    if repeated or set(sent) - allowed or request.files:
        raise FieldsRefused
    return {name: values[0] for name, values in sent.items()}

"""The fields of the keying page, each taken at most once and only if the page has it."""

from dataclasses import dataclass

from flask import abort, request

from survey_app.services.respond import Visit

ROW = "row:"
"""What a row's field begins with: codes of questionnaires hold no colon, so none is mistaken."""
ELIGIBLE, NOT_ELIGIBLE = "1", "2"
"""The boxes above the questions, as numbered on paper."""
_MOST_KEYED = 9999
_OWN = frozenset({"csrf_token", "eligible", "keyed", "skip", "suggestion", "ticket"})


@dataclass(frozen=True, slots=True)
class KeyedSheet:
    """One sheet as it was keyed in; nothing is judged yet.

    `keyed` is how many sheets this page has saved so far: the page carries it along, nothing keeps it.
    """

    answers: tuple[tuple[str, str], ...] = ()
    eligible: str = ""
    suggestion: str = ""
    ticket: str = ""
    admission: str = ""
    keyed: int = 0
    skipped: bool = False

    @property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """What core reads a sheet from; an empty field counts as not sent."""
        texts = (*self.answers, ("suggestion", self.suggestion))
        return {name: (value,) for name, value in texts if value}


def read_keyed(visit: Visit) -> KeyedSheet:
    """The sheet that was sent; answers 400 to fields that the page does not have."""
    rows = {ROW + code: code for code in visit.form.row_codes}
    sent = _read_once(_OWN | rows.keys() | ({"admission"} if visit.needs_code else set()))
    if sent.get("eligible", "") not in ("", ELIGIBLE, NOT_ELIGIBLE):
        abort(400)
    return KeyedSheet(
        answers=tuple((code, sent[name]) for name, code in rows.items() if name in sent),
        eligible=sent.get("eligible", ""),
        suggestion=sent.get("suggestion", ""),
        ticket=sent.get("ticket", ""),
        admission=sent.get("admission", ""),
        keyed=_read_keyed(sent.get("keyed", "")),
        skipped=bool(sent.get("skip")),
    )


def _read_once(allowed: set[str] | frozenset[str]) -> dict[str, str]:
    sent = request.form.to_dict(flat=False)
    repeated = any(len(values) != 1 for values in sent.values())
    if repeated or set(sent) - allowed or request.files:
        abort(400)
    return {name: values[0] for name, values in sent.items()}


def _read_keyed(text: str) -> int:
    """The number the page carries; a spoilt one begins anew, for it is a help and no record."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_KEYED))
    return int(text) if is_number else 0

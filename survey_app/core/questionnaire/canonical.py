"""An edition as text that is always the same for the same meaning, and its fingerprint."""

import hashlib
import json
from typing import Any

from survey_app.core.questionnaire.edition import Edition
from survey_app.core.questionnaire.form import Questionnaire


def canonical_json(edition: Edition) -> str:
    """The whole edition as JSON: keys sorted, no spaces, decimals as text."""
    data = edition.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """SHA-256 of `text` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def structure(edition: Edition) -> dict[str, Any]:
    """Codes, nesting, labels and scores for scripts; wording stands apart under `text`."""
    weights = edition.scheme.weights.model_dump()
    return {
        "fiscal_year": edition.scheme.edition,
        "title": edition.scheme.title.words,
        "weights": weights,
        "instruments": {
            "IIT": _indicators(edition.iit),
            "EIT": _indicators(edition.eit),
            "OIT": _disclosure(edition),
        },
        "profile": {"IIT": _profile(edition.iit), "EIT": _profile(edition.eit)},
        "suggestion": {
            "IIT": edition.iit.suggestion.text.words,
            "EIT": edition.eit.suggestion.text.words,
        },
    }


def _indicators(form: Questionnaire) -> list[dict[str, Any]]:
    return [
        {
            "indicator": part.no,
            "name": part.name.th,
            "questions": [
                {
                    "code": question.code,
                    "text": question.text.words,
                    "rows": [
                        {
                            "code": row.code,
                            "options": [[option.label.th, option.score] for option in row.options],
                            **({"text": row.text.words} if row.text else {}),
                        }
                        for row in question.rows
                    ],
                }
                for question in part.questions
            ],
        }
        for part in form.indicators
    ]


def _disclosure(edition: Edition) -> list[dict[str, Any]]:
    scores = list(edition.oit.item_scores)
    return [
        {
            "indicator": part.no,
            "name": part.name.th,
            "sub_indicators": [
                {
                    "code": sub.code,
                    "name": sub.name.th,
                    "items": [
                        {
                            "code": item.code,
                            "group": item.group.th,
                            "title": item.title.th,
                            "scores": scores,
                            "text": item.shows.words,
                        }
                        for item in sub.items
                    ],
                }
                for sub in part.sub_indicators
            ],
        }
        for part in edition.oit.indicators
    ]


def _profile(form: Questionnaire) -> list[dict[str, Any]]:
    return [
        {
            "code": question.code,
            "text": question.text.words,
            "options": [option.label.th for option in question.options],
        }
        for question in form.profile
    ]

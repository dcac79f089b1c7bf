"""From a result as it may be shown to the shape of its JSON."""

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition, Level
from survey_app.core.result import Remark
from survey_app.reports.result_json.disclosure import compose_disclosure
from survey_app.reports.result_json.models import (
    InstrumentsJson,
    LevelJson,
    RemarkJson,
    ResultJson,
    StatisticsJson,
)
from survey_app.reports.result_json.surveys import compose_survey
from survey_app.reports.result_json.writing import (
    mark_withheld,
    write_list,
    write_score,
    write_shown,
)


def compose_result(shown: ShownResult, edition: Edition) -> ResultJson:
    """The whole result."""
    weights = edition.scheme.weights
    return ResultJson(
        agency=shown.agency,
        fiscal_year=shown.fiscal_year,
        edition=shown.edition,
        self_assessment=True,
        total=write_shown(shown.total),
        level=shown.level,
        passed=shown.passed,
        pass_mark=write_score(edition.scheme.marks.pass_),
        withheld=mark_withheld(shown.total),
        levels=[_compose_level(level) for level in edition.scheme.levels],
        instruments=InstrumentsJson(
            IIT=compose_survey(shown, edition, shown.iit),
            EIT=compose_survey(shown, edition, shown.eit),
            OIT=compose_disclosure(shown.oit, weights.OIT),
        ),
        statistics=_compose_statistics(shown),
        remarks=[_compose_remark(remark) for remark in shown.remarks],
        fingerprint=shown.fingerprint,
    )


def _compose_statistics(shown: ShownResult) -> StatisticsJson:
    found, scores = shown.statistics, shown.indicator_scores
    return StatisticsJson(
        mean=write_shown(found.mean) if found else None,
        sample_sd=write_shown(found.sample_sd) if found else None,
        highest=write_shown(scores[found.highest[0]]) if found else None,
        lowest=write_shown(scores[found.lowest[0]]) if found else None,
        highest_indicators=write_list(found.highest if found else None),
        lowest_indicators=write_list(found.lowest if found else None),
        ranking=write_list(found.ranking if found else None),
        withheld=mark_withheld(found),
    )


def _compose_remark(remark: Remark) -> RemarkJson:
    return RemarkJson(kind=remark.kind, reason=remark.reason, facts=remark.facts)


def _compose_level(level: Level) -> LevelJson:
    least, most = write_score(level.from_), write_score(level.to)
    each = write_shown(level.each_from)
    return LevelJson(name=level.name, least=least, most=most, least_of_each=each)

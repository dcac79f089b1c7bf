"""OIT in the shape of its JSON."""

from survey_app.core.result import (
    DisclosureIndicatorResult,
    DisclosureResult,
    ItemResult,
    SubIndicatorResult,
)
from survey_app.reports.result_json.models import (
    DisclosureIndicatorJson,
    DisclosureJson,
    ItemJson,
    SubIndicatorJson,
)
from survey_app.reports.result_json.writing import write_score


def compose_disclosure(oit: DisclosureResult, weight: int) -> DisclosureJson:
    """OIT with every item."""
    subs = [sub for part in oit.indicators for sub in part.sub_indicators]
    return DisclosureJson(
        score=write_score(oit.score),
        items=sum(len(sub.items) for sub in subs),
        unscored=oit.unscored,
        weight=weight,
        indicators=[_compose_disclosure_indicator(part) for part in oit.indicators],
    )


def _compose_disclosure_indicator(part: DisclosureIndicatorResult) -> DisclosureIndicatorJson:
    return DisclosureIndicatorJson(
        no=part.no,
        name=part.name,
        score=write_score(part.score),
        sub_indicators=[_compose_sub_indicator(sub) for sub in part.sub_indicators],
    )


def _compose_sub_indicator(sub: SubIndicatorResult) -> SubIndicatorJson:
    items = [_compose_item(item) for item in sub.items]
    return SubIndicatorJson(code=sub.code, name=sub.name, score=write_score(sub.score), items=items)


def _compose_item(item: ItemResult) -> ItemJson:
    return ItemJson(
        code=item.code,
        title=item.title,
        answer=None if item.present is None else "มี" if item.present else "ไม่มี",
        urls=list(item.urls),
        note=item.note,
        score=item.score,
        comment=item.comment,
        counted=item.counted,
    )

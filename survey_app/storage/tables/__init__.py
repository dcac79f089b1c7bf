"""All tables. Importing this package fills `metadata`; the naming convention comes before any model."""

from survey_app.storage.tables.agencies import AgencyRow
from survey_app.storage.tables.audit import AuditRow
from survey_app.storage.tables.base import metadata
from survey_app.storage.tables.disclosure import (
    DisclosureChangeRow,
    DisclosureItemRow,
    LinkCheckRow,
)
from survey_app.storage.tables.keys import KeyCheckRow
from survey_app.storage.tables.measures import MeasureProgressRow, MeasureRow
from survey_app.storage.tables.officers import OfficerRow, SessionRow, SignInRow
from survey_app.storage.tables.reports import (
    PublicationRow,
    PublishedFileRow,
    ReportParagraphRow,
    ReportRow,
    ReportSuggestionRow,
)
from survey_app.storage.tables.respondents import (
    AdmissionCodeRow,
    ParticipationRow,
    PoolRow,
    ReleasedRow,
    RespondentErrorRow,
    SuggestionRow,
    TallyRow,
    TicketRow,
)
from survey_app.storage.tables.results import HistoryScoreRow, HistoryYearRow, ResultRow
from survey_app.storage.tables.rounds import (
    DefinitionRow,
    PlaceRow,
    RemarkRow,
    RoundRow,
    SurveyRow,
    WordingRow,
)

__all__ = [
    "AdmissionCodeRow",
    "AgencyRow",
    "AuditRow",
    "DefinitionRow",
    "DisclosureChangeRow",
    "DisclosureItemRow",
    "HistoryScoreRow",
    "HistoryYearRow",
    "KeyCheckRow",
    "LinkCheckRow",
    "MeasureProgressRow",
    "MeasureRow",
    "OfficerRow",
    "ParticipationRow",
    "PlaceRow",
    "PoolRow",
    "PublicationRow",
    "PublishedFileRow",
    "ReleasedRow",
    "RemarkRow",
    "ReportParagraphRow",
    "ReportRow",
    "ReportSuggestionRow",
    "RespondentErrorRow",
    "ResultRow",
    "RoundRow",
    "SessionRow",
    "SignInRow",
    "SuggestionRow",
    "SurveyRow",
    "TallyRow",
    "TicketRow",
    "WordingRow",
    "metadata",
]

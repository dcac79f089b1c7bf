"""All tables. Importing this package fills `metadata`; the naming convention comes before any model."""

from survey_app.storage.tables.agencies import AgencyRow
from survey_app.storage.tables.audit import AuditRow
from survey_app.storage.tables.base import metadata
from survey_app.storage.tables.disclosure import DisclosureChangeRow, DisclosureItemRow
from survey_app.storage.tables.keys import KeyCheckRow
from survey_app.storage.tables.officers import OfficerRow, SessionRow, SignInRow
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
    "OfficerRow",
    "ParticipationRow",
    "PlaceRow",
    "PoolRow",
    "ReleasedRow",
    "RemarkRow",
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

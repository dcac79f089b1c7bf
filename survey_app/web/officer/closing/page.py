"""What closing a round would do, as its page says it."""

from dataclasses import dataclass
from enum import StrEnum

from survey_app.core.thresholds import PARTICIPATION_STEP
from survey_app.services.closing import ClosingPreview, SurveyConsequence


class Reach(StrEnum):
    """Whether a survey has its minimum, as far as participation in steps tells."""

    REACHED = "reached"
    UNCERTAIN = "uncertain"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey on the closing page."""

    consequence: SurveyConsequence

    @property
    def reach(self) -> Reach:
        """Judged by the shown number only: the exact one would show a single sheet arriving."""
        shown, ended = self.consequence.participation, self.consequence.survey.ended
        if shown >= self.consequence.minimum:
            return Reach.REACHED
        most = shown if ended else shown + PARTICIPATION_STEP - 1
        return Reach.UNCERTAIN if most >= self.consequence.minimum else Reach.UNDER


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """What closing would do."""

    preview: ClosingPreview
    surveys: tuple[SurveyLine, ...]
    step: int = PARTICIPATION_STEP

    @property
    def in_steps(self) -> bool:
        """Whether any number of respondents is shown in steps."""
        return any(not line.consequence.survey.ended for line in self.surveys)

    @property
    def needs_reason(self) -> bool:
        """Whether closing is certainly refused without a reason."""
        return bool(self.preview.unscored) or any(s.reach is Reach.UNDER for s in self.surveys)

    @property
    def may_need_reason(self) -> bool:
        """Whether it may turn out that a reason is needed."""
        return any(s.reach is Reach.UNCERTAIN for s in self.surveys)

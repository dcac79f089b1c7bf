"""How many admission slips a round has printed, and how many more it may."""

from dataclasses import dataclass

from survey_app.core.disclosure import show_participation
from survey_app.core.officers import Actor
from survey_app.core.rounds import SurveyState
from survey_app.services.codes import count_codes
from survey_app.services.instance import Instance
from survey_app.services.rounds import find_round, list_surveys


@dataclass(frozen=True, slots=True)
class SlipCounts:
    """Slips as an officer may see them: printed = used + void + unused.

    `used` and `unused` are None until the survey has ended. Until then, once slips were voided,
    `void` and `left` come in steps, since printed less void is the number of people who answered.
    """

    printed: int
    void: int
    left: int
    used: int | None
    unused: int | None
    in_steps: bool

    @property
    def forgotten(self) -> bool:
        """Whether the codes were removed some days after the end; the result keeps their numbers."""
        return self.used is not None and self.printed == 0


def count_slips(instance: Instance, actor: Actor, round_id: str) -> SlipCounts:
    """The slips of a round the actor may see; raises NotFound."""
    found = find_round(instance, actor, round_id)
    counts, left = count_codes(instance, actor, round_id)
    survey = next(s for s in list_surveys(instance, actor, round_id) if s.instrument == "IIT")
    if survey.ended or survey.state(found.state, instance.today) is SurveyState.ENDED:
        used, unused = (counts.used, counts.unused) if survey.ended else (None, None)
        return SlipCounts(counts.printed, counts.void, 0, used, unused, in_steps=False)
    if not counts.void:
        return SlipCounts(counts.printed, 0, left, None, None, in_steps=False)
    void, stepped = show_participation(counts.void), show_participation(left)
    return SlipCounts(counts.printed, void, stepped, None, None, in_steps=True)

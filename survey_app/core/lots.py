"""How many sheets wait in the pool and how many are folded together."""

from dataclasses import dataclass

from survey_app.core.rounds import StaffAccess


@dataclass(frozen=True, slots=True)
class LotRule:
    """When the pool holds `keep + release` sheets, `release` random ones are folded as a lot.

    A plain "refresh every 10" lets nine known answers expose the tenth; a pool that keeps some
    does not, since nobody knows which sheets a lot was drawn from.
    """

    keep: int
    release: int

    @property
    def full(self) -> int:
        """Sheets in the pool at which a lot is folded."""
        return self.keep + self.release


def lot_rule(access: StaffAccess) -> LotRule:
    """10/10 where codes make sure that each sheet is another person's, else 20/20."""
    return LotRule(10, 10) if access is StaffAccess.CODES else LotRule(20, 20)

"""The years of an agency side by side: its own closed rounds and past years as announced."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from survey_app.core.statistics import Statistics


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One year's figures as they may be shown.

    `edition` is the scheme that the indicators belong to. `total` is the result's, or of an
    imported year the announced one; `recomputed` is what an imported year's printed indicators
    give (None for a round of our own). What is withheld or was never announced is None.
    """

    fiscal_year: int
    edition: int
    imported: bool
    scores: Mapping[int, Decimal | None]
    total: Decimal | None
    recomputed: Decimal | None
    level: str | None
    statistics: Statistics | None

    @property
    def agrees(self) -> bool:
        """Whether the announced total follows from the printed indicators, as far as both are known."""
        return None in (self.total, self.recomputed) or self.total == self.recomputed

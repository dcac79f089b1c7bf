from collections.abc import Iterator

import pytest

from survey_app.reports.charts import Chart
from survey_app.reports.drawing.engine import sole_use
from tests.unit.reports.drawing.samples import EDGES


@pytest.fixture(params=EDGES.values(), ids=EDGES.keys())
def edge(request: pytest.FixtureRequest) -> Chart:
    chart: Chart = request.param
    return chart


@pytest.fixture
def drawing() -> Iterator[None]:
    """matplotlib in use for a whole test that looks at a canvas."""
    with sole_use():
        yield

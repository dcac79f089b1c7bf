"""An officer on a full disk reads that it is full, not that the system is busy."""

import secrets
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from PIL import Image

from survey_app.core.errors import NoRoom
from survey_app.services.agencies import read_emblem
from survey_app.services.instance import Instance
from survey_app.storage.agencies import Agency
from survey_app.storage.tables import RespondentErrorRow
from tests.visiting import Visitor

pytestmark = pytest.mark.engine("sqlite")


def fill_disk(instance: Instance) -> None:
    """Let the database's file grow no more, and use up what room its pages have."""
    engine = instance.database.engine

    def forbid_growth(connection, _record) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the size that it has

    engine.dispose()
    sa.event.listen(engine, "connect", forbid_growth)
    for size in (3000, 300, 30):
        _fill(instance, size)


def _fill(instance: Instance, size: int) -> None:
    with pytest.raises(NoRoom):
        while True:
            with instance.database.transaction() as session:
                kind = secrets.token_hex(size)
                session.add(RespondentErrorRow(day=instance.today, kind=kind, n=1))


def test_the_page_names_the_full_disk_and_nothing_was_saved(
    admin: Visitor, agency: Agency, instance: Instance
):
    admin.open(f"/officer/agencies/{agency.id}")
    emblem = BytesIO()
    Image.effect_noise((300, 300), 90).save(emblem, "PNG")
    fill_disk(instance)
    refused = admin.submit({"emblem": (emblem.getvalue(), "emblem.png")})
    assert refused.status == 422, "with the form kept"
    assert "ดิสก์ของเครื่องแม่ข่ายเต็ม" in refused.text
    assert not read_emblem(instance, agency.id)


@pytest.mark.parametrize(("path", "status"), [("/officer/rounds", 507), ("/s/ABCDEFGH", 503)])
def test_where_no_view_met_it_officers_read_it_too_and_respondents_are_asked_to_wait(
    app: Flask, path: str, status: int
):
    with app.test_request_context(path):
        reply = app.make_response(app.handle_user_exception(NoRoom()))
    assert reply.status_code == status
    assert ("ดิสก์ของเครื่องแม่ข่ายเต็ม" in reply.get_data(as_text=True)) == (status == 507)

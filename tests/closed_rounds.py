"""Rounds on their way to a result: OIT items answered and scored, and whole rounds closed."""

from itertools import islice

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.result import ItemAnswer
from survey_app.services import rounds
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.storage import disclosure_items
from survey_app.storage.agencies import Agency
from survey_app.storage.disclosure_items import EnteredItem
from tests.respondents import PretendRound, open_pretend_round


def score_items(instance: Instance, round_id: str, most: int | None = None) -> None:
    """Answer OIT items: every third ไม่มี, the others มี and scored 0 or 100; `most` leaves the rest."""
    edition = rounds.edition_of(instance, COMMAND_LINE, round_id)
    with instance.database.transaction() as session:
        for place, item in enumerate(islice(edition.oit.items, most)):
            entered = EnteredItem(item.code, _answer(item.code, place))
            disclosure_items.write_item(session, round_id, entered, "officer", instance.now)


def _answer(code: str, place: int) -> ItemAnswer:
    if place % 3 == 2:
        return ItemAnswer(present=False)
    address = f"https://town.example/{code}"
    score = 100 if place % 2 else 0
    return ItemAnswer(present=True, urls=(address,), note="หน้าแรก", score=score)


def close_pretend_round(
    instance: Instance, agency: Agency, *, iit: int, eit: int, fiscal_year: int = 2564
) -> PretendRound:
    """A closed round with so many sheets by chance and every OIT item scored."""
    answered = open_pretend_round(instance, agency, fiscal_year=fiscal_year)
    answered.send_many("IIT", iit)
    answered.send_many("EIT", eit)
    score_items(instance, answered.id)
    close_round(instance, COMMAND_LINE, answered.id, "ปิดตามกำหนดเวลา")
    return answered

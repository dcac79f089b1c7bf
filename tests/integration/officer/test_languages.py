"""The page where an officer opens a further language for a survey: looked at first, taken back at once."""

import pytest

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.rounds import Round
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.services.languages import list_languages
from survey_app.services.rounds import create_round, open_round
from survey_app.services.wording_changes import change_texts
from survey_app.storage.agencies import Agency
from tests.integration.conftest import SignIn
from tests.visiting import Visitor


@pytest.fixture
def draft(instance: Instance, agency: Agency) -> Round:
    return create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=24, public=4150
    )


@pytest.fixture
def base(draft: Round) -> str:
    return f"/officer/rounds/{draft.id}/languages"


def opened(instance: Instance, of: Round) -> list[str]:
    listed = list_languages(instance, COMMAND_LINE, of.id)
    return [one.code for languages in listed.values() for one in languages if one.opened]


def test_a_language_is_ticked_unticked_and_told_in_the_history(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    assert base in officer.open(f"/officer/rounds/{draft.id}").links.values()
    page = officer.open(base)
    assert "မြန်မာ (พม่า)" in " ".join(page.text.split())
    assert "แบบนี้มีเฉพาะภาษาไทยและภาษาอังกฤษ" in page.text
    page = officer.submit({"language": "my"}, form=f"{base}/EIT")
    assert "บันทึกภาษาของผู้ตอบแล้ว" in page.text
    assert opened(instance, draft) == ["my"]
    open_round(instance, COMMAND_LINE, draft.id)
    officer.open(base)
    officer.post(f"{base}/EIT", {})
    assert opened(instance, draft) == []
    history = officer.open(f"/officer/rounds/{draft.id}/history").text
    assert "เปิดให้ตอบ EIT เป็นภาษาอื่นด้วย: พม่า" in history
    assert "ให้ตอบ EIT เป็นภาษาไทยและอังกฤษเท่านั้น" in history


def test_a_language_the_form_lacks_is_not_found(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    officer.open(base)
    assert officer.post(f"{base}/IIT", {"language": "my"}).status == 404
    assert officer.post(f"{base}/EIT", {"language": "../en"}).status == 404
    assert opened(instance, draft) == []


def test_own_thai_words_without_burmese_ones_are_pointed_out(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    assert "ควรตรวจ" not in officer.open(base).text
    change_texts(instance, COMMAND_LINE, draft.id, {("EIT/thanks/heading", "th"): "ขอบคุณยิ่ง"})
    assert "หน่วยงานแก้ถ้อยคำภาษาไทย 1 ข้อความ" in officer.open(base).text


def test_the_preview_speaks_burmese(officer: Visitor, draft: Round) -> None:
    address = f"/officer/rounds/{draft.id}/preview/EIT"
    page = officer.open(f"{address}?in=my")
    assert "ဖြေဆိုပေးသည့်အတွက် ကျေးဇူးတင်ပါသည်" in page.text
    assert {f"{address}?in=th", f"{address}?in=en"} <= set(page.links.values())
    assert "ကျေးဇူး" not in officer.open(f"/officer/rounds/{draft.id}/preview/IIT?in=my").text


def test_a_closed_round_changes_nothing(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    open_round(instance, COMMAND_LINE, draft.id)
    officer.open(base)
    close_round(instance, COMMAND_LINE, draft.id, "ทดสอบ")
    assert officer.post(f"{base}/EIT", {"language": "my"}).status == 409
    assert opened(instance, draft) == []


def test_another_agencys_officer_finds_nothing(
    sign_in_as: SignIn, other_agency: Agency, base: str
) -> None:
    stranger = sign_in_as("stranger", Role.OFFICER, other_agency)
    assert stranger.get(base).status == 404

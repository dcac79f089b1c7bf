"""A further language is opened by an officer, for one survey, as long as form and pages speak it."""

import pytest

from survey_app.core.errors import NotFound, WrongState
from survey_app.core.officers import Actor, Role
from survey_app.core.rounds import Round
from survey_app.services import languages as service
from survey_app.services.instance import Instance
from survey_app.services.languages import OpenLanguage, list_languages, open_languages
from survey_app.services.places import list_places
from survey_app.services.poster_lines import invite_in
from survey_app.services.respond import visit_survey
from survey_app.services.round_history import list_acts
from survey_app.services.rounds import cancel_round, create_round, open_round
from survey_app.services.wording_changes import change_texts
from survey_app.storage.agencies import Agency


@pytest.fixture
def draft(instance: Instance, officer_actor: Actor, agency: Agency) -> Round:
    return create_round(
        instance, officer_actor, agency=agency.id, fiscal_year=2564, staff=120, public=4000
    )


def offered(instance: Instance, actor: Actor, of: Round, instrument: str) -> tuple[str, ...]:
    """What people may choose from who open a link of the survey."""
    views = list_places(instance, actor, of.id)
    link = next(view.place.link_code for view in views if view.instrument == instrument)
    return visit_survey(instance, link).languages


def test_nobody_is_offered_a_further_language_until_an_officer_opens_it(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    assert offered(instance, officer_actor, draft, "EIT") == ("th", "en")
    listed = list_languages(instance, officer_actor, draft.id)
    assert listed == {"IIT": (), "EIT": (OpenLanguage("my", opened=False, behind=0),)}
    open_languages(instance, officer_actor, draft.id, "EIT", ["my"])
    assert offered(instance, officer_actor, draft, "EIT") == ("th", "en", "my")
    assert offered(instance, officer_actor, draft, "IIT") == ("th", "en")


def test_it_is_taken_back_at_once_while_the_round_is_open(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    open_languages(instance, officer_actor, draft.id, "EIT", ["my"])
    open_round(instance, officer_actor, draft.id)
    assert offered(instance, officer_actor, draft, "EIT") == ("th", "en", "my")
    open_languages(instance, officer_actor, draft.id, "EIT", [])
    assert offered(instance, officer_actor, draft, "EIT") == ("th", "en")


def test_each_change_is_written_down_once(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    for wanted in (["my"], ["my"], []):
        open_languages(instance, officer_actor, draft.id, "EIT", wanted)
    acts = list_acts(instance, officer_actor, draft.id)
    told = [act.facts["languages"] for act in acts if act.act == "survey.languages"]
    assert sorted(told) == ["", "my"]


@pytest.mark.parametrize(("instrument", "language"), [("IIT", "my"), ("EIT", "lo"), ("EIT", "th")])
def test_a_language_the_form_does_not_speak_cannot_be_opened(
    instance: Instance, officer_actor: Actor, draft: Round, instrument: str, language: str
) -> None:
    with pytest.raises(NotFound):
        open_languages(instance, officer_actor, draft.id, instrument, ["my", language])
    assert offered(instance, officer_actor, draft, "EIT") == ("th", "en")


def test_a_language_the_pages_no_longer_speak_whole_is_not_offered(
    instance: Instance, officer_actor: Actor, draft: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_languages(instance, officer_actor, draft.id, "EIT", ["my"])
    monkeypatch.setattr(service, "missing_sentences", lambda _language: ("ประโยคใหม่",))
    service.page_languages.cache_clear()
    try:
        assert offered(instance, officer_actor, draft, "EIT") == ("th", "en")
        assert list_languages(instance, officer_actor, draft.id)["EIT"] == ()
    finally:
        service.page_languages.cache_clear()


def test_a_cancelled_round_opens_nothing(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    cancel_round(instance, officer_actor, draft.id)
    with pytest.raises(WrongState):
        open_languages(instance, officer_actor, draft.id, "EIT", ["my"])


def test_another_agencys_round_is_not_found(
    instance: Instance, other_agency: Agency, draft: Round
) -> None:
    stranger = Actor("stranger", Role.OFFICER, other_agency.id)
    with pytest.raises(NotFound):
        list_languages(instance, stranger, draft.id)
    with pytest.raises(NotFound):
        open_languages(instance, stranger, draft.id, "EIT", ["my"])


def test_thai_words_of_the_agency_that_the_language_does_not_follow_are_counted(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    def behind() -> int:
        (language,) = list_languages(instance, officer_actor, draft.id)["EIT"]
        return language.behind

    question, thanks = "EIT/indicators/6/questions/e2/text", "EIT/thanks/heading"
    staff = "IIT/indicators/1/questions/i2/text"
    own = {(key, "th"): "ถ้อยคำใหม่" for key in (question, thanks, staff)}
    change_texts(instance, officer_actor, draft.id, {**own, ("EIT/start/why", "en"): "Why"})
    assert behind() == 2
    change_texts(instance, officer_actor, draft.id, {(question, "my"): "စကားလုံး"})
    assert behind() == 1


def test_languages_are_called_by_their_own_names_and_run_as_they_are_written() -> None:
    names = {code: service.own_name(code) for code in ("th", "en", "my", "lo", "km")}
    assert names == {"th": "ไทย", "en": "English", "my": "မြန်မာ", "lo": "ລາວ", "km": "ខ្មែរ"}
    assert service.name_in("my", "th") == "พม่า"
    assert (service.direction("my"), service.direction("ar")) == ("ltr", "rtl")


def test_a_poster_invites_in_the_words_of_each_language() -> None:
    assert invite_in(["my"]) == (("my", "မြန်မာဘာသာဖြင့် ဖြေဆိုရန် စကင်ဖတ်ပါ"),)

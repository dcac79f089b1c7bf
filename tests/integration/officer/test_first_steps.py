"""From an empty database to an open round, by nothing but the links of the list."""

from survey_app.core.officers import COMMAND_LINE
from survey_app.services import rounds
from survey_app.services.agencies import list_agencies
from survey_app.services.instance import Instance
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round
from tests.respondents import open_pretend_round
from tests.visiting import Page, Visitor

HOME = "/officer/first-steps"


def steps(page: Page) -> dict[str, str]:
    """The state of each step, by its name."""
    lines = [one for one in page.find("li") if one.attributes.get("class", "").startswith("to-do")]
    found = {}
    for line in lines:
        named = [one for one in page.elements if line in one.parents]
        name = next(one.text for one in named if one.tag in ("a", "strong"))
        found[name] = line.attributes["class"].removeprefix("to-do-")
    return found


def go(visitor: Visitor, step: str) -> Page:
    """Open the home and follow the step's link."""
    page = visitor.open("/officer/")
    assert page.path == HOME
    return visitor.open(page.links[step])


def test_a_new_agency_is_led_from_an_empty_database_to_an_open_round(
    system_admin: Visitor, instance: Instance
):
    page = system_admin.open("/officer/")
    assert page.path == HOME
    assert steps(page)["เพิ่มหน่วยงาน"] == "next"
    assert "สร้างรอบ" not in page.links

    go(system_admin, "เพิ่มหน่วยงาน")
    system_admin.submit({"name": "เทศบาลตำบลใหม่"})
    go(system_admin, "ใส่หมายเลขโทรศัพท์ของหน่วยงาน")
    system_admin.submit({"phone": "0 4300 1234"})
    go(system_admin, "มีผู้ใช้งานอย่างน้อยสองคน")
    system_admin.open("/officer/officers/new")
    agency = first_agency(instance)
    system_admin.submit({"name": "สมศรี", "role": "officer", "agency": agency})

    go(system_admin, "สร้างรอบ")
    system_admin.submit({"fiscal_year": "๒๕๖๔", "staff": "20", "public": "200"})
    go(system_admin, "กำหนดวันสุดท้าย")
    last = {"day": "30", "month": "4", "year": "2564"}
    ends = {f"{one}_closes-{part}": v for one in ("IIT", "EIT") for part, v in last.items()}
    system_admin.submit(ends)
    go(system_admin, "ตั้งชื่อจุดติดตั้งและพิมพ์ป้าย")
    system_admin.submit({"instrument": "EIT", "name": "เคาน์เตอร์บริการ"})
    slips = go(system_admin, "พิมพ์ใบรหัสของบุคลากร")
    system_admin.submit({"count": "8"}, form=f"{slips.path}/print")

    page = system_admin.open("/officer/")
    states = steps(page)
    waiting = {name for name, state in states.items() if state in ("next", "later")}
    by_technician = {"ตั้งที่อยู่สาธารณะของระบบ", "พิมพ์กุญแจใส่ซองปิดผนึก", "สำรองข้อมูล"}
    assert waiting == by_technician | {"เปิดรอบ"}
    go(system_admin, "เปิดรอบ")
    system_admin.submit()

    assert system_admin.open("/officer/").path == "/officer/rounds"
    page = system_admin.open(HOME)
    assert steps(page)["เปิดรอบ"] == "done"
    assert "รอบปีงบประมาณ 2564" in page.links


def first_agency(instance: Instance) -> str:
    """The id of the only agency."""
    return list_agencies(instance, COMMAND_LINE)[0].id


def test_what_only_an_administrator_does_an_officer_is_told_to_ask_for(
    officer: Visitor, agency: Agency
):
    page = officer.open("/officer/")
    assert page.path == HOME
    assert "ใส่ตราสัญลักษณ์" not in page.links
    assert "โปรดแจ้งผู้ดูแลระบบของหน่วยงาน" in page.text
    assert page.links["สร้างรอบ"] == "/officer/rounds/new"


def test_what_the_technician_does_is_told_by_the_handbook(officer: Visitor):
    page = officer.open(HOME)
    for step in ("ตั้งที่อยู่สาธารณะของระบบ", "พิมพ์กุญแจใส่ซองปิดผนึก", "สำรองข้อมูล"):
        address, _sign, section = page.links[step].partition("#")
        assert officer.open(address).find("h2", id=section)


def test_an_agency_with_a_round_finds_its_rounds_at_home(
    officer: Visitor, instance: Instance, agency: Agency
):
    close_pretend_round(instance, agency, iit=5, eit=5)
    rounds.create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2565, edition=2564, staff=5, public=5
    )
    assert officer.open("/officer/").path == "/officer/rounds"
    assert steps(officer.open(HOME))["เปิดรอบ"] == "later"


def test_readers_are_led_to_their_own_home(auditor: Visitor, executive: Visitor):
    for reader in (auditor, executive):
        assert reader.open("/officer/").path == "/officer/rounds"
        assert reader.get(HOME).status == 403


def test_the_administrator_of_all_chooses_an_agency(
    system_admin: Visitor, instance: Instance, agency: Agency, other_agency: Agency
):
    open_pretend_round(instance, agency)
    page = system_admin.open(HOME)
    here = [one.text for one in page.find("a", aria_current="page")]
    assert other_agency.name in here
    page = system_admin.open(page.links[agency.name])
    assert steps(page)["เปิดรอบ"] == "done"


def test_another_agency_s_list_is_not_found(officer: Visitor, other_agency: Agency):
    assert officer.get(f"{HOME}?agency={other_agency.id}").status == 404
    assert officer.get(f"{HOME}?agency=nothing").status == 404

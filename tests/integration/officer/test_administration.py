"""Agencies and officers by the pages: what administrators do, and what they cannot."""

from io import BytesIO

import pytest
from PIL import Image

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.services.agencies import change_agency, read_emblem
from survey_app.services.officers import add_officer
from survey_app.services.sign_in import sign_in
from tests.visiting import Visitor

PASSWORD = "correct horse 2564"


def picture(size: tuple[int, int] = (900, 600), kind: str = "JPEG") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#0f5c5c").save(out, kind)
    return out.getvalue()


def shown_password(page) -> str:
    return page.find("dd", class_="secret")[0].text


def test_an_administrator_adds_an_officer_who_signs_in_with_the_shown_password(
    admin, app, instance
):
    admin.open("/officer/officers/new")
    page = admin.submit({"name": "สมหญิง ใจดี", "role": "auditor"})
    password = shown_password(page)
    assert sign_in(instance, "สมหญิง ใจดี", password).must_change_password
    listed = admin.open("/officer/officers")
    assert "สมหญิง ใจดี" in listed.text
    assert "ผู้ตรวจสอบ" in listed.text
    assert password not in listed.html


def test_a_taken_or_misleading_name_is_refused_with_the_form_kept(admin):
    admin.open("/officer/officers/new")
    page = admin.submit({"name": "admin", "role": "executive"})
    assert page.status == 422
    assert "มีชื่อ “admin” อยู่แล้ว" in page.text
    assert "checked" in page.find("input", name="role", value="executive")[0].attributes
    page = admin.submit({"name": "a/b"})
    assert "ชื่อผู้ใช้ “a/b” ใช้ไม่ได้" in page.text


def test_a_reset_shows_a_new_password_once(admin, officer, instance):
    page = admin.open("/officer/officers/officer")
    page = admin.submit(form="/officer/officers/officer/reset")
    assert sign_in(instance, "officer", shown_password(page)).must_change_password
    assert officer.get("/officer/account").location == "/officer/sign-in"


def test_an_account_is_disabled_and_enabled(admin, officer):
    admin.open("/officer/officers/officer")
    page = admin.submit(form="/officer/officers/officer/disable")
    assert "ระงับแล้ว" in page.text
    assert officer.get("/officer/account").location == "/officer/sign-in"
    page = admin.submit(form="/officer/officers/officer/disable")
    assert "เปิดใช้บัญชี officer แล้ว" in page.text


def test_nobody_resets_or_disables_themselves(admin):
    page = admin.open("/officer/officers/admin")
    assert not [form for form in page.forms if "officers/admin" in form.action]
    page = admin.post("/officer/officers/admin/disable", {"disabled": "yes"})
    assert page.status == 409
    assert "ของตนเอง" in page.text


@pytest.mark.parametrize("act", ["", "/reset", "/disable"])
def test_officers_of_another_agency_do_not_exist(admin, stranger, act):
    path = f"/officer/officers/stranger{act}"
    page = admin.post(path) if act else admin.get(path)
    assert page.status == 404
    assert "stranger" not in admin.open("/officer/officers").text


def test_an_agency_s_administrator_cannot_bind_an_officer_elsewhere(admin, other_agency):
    page = admin.open("/officer/officers/new")
    options = [one.attributes["value"] for one in page.find("option")]
    assert other_agency.id not in options
    assert "" not in options
    for elsewhere in (other_agency.id, ""):
        assert admin.submit({"name": "x", "agency": elsewhere}).status == 422


def test_a_system_administrator_sees_all_and_adds_another(
    system_admin, agency, other_agency, instance
):
    add_officer(instance, COMMAND_LINE, "theirs", Role.OFFICER, other_agency.id, PASSWORD)
    assert "theirs" in system_admin.open("/officer/officers").text
    system_admin.open("/officer/officers/new")
    page = system_admin.submit({"name": "second", "role": "officer", "agency": ""})
    assert "เจ้าหน้าที่ต้องสังกัดหน่วยงาน" in page.text
    page = system_admin.submit({"name": "second", "role": "admin", "agency": ""})
    assert page.status == 200
    assert shown_password(page)


def test_an_auditor_sees_officers_and_agencies_and_changes_nothing(auditor, agency):
    for path in ("/officer/officers", "/officer/agencies"):
        page = auditor.open(path)
        assert not page.find("main")[0].text.count("จัดการ")
        assert not [href for href in page.links.values() if href.endswith("/new")]
    assert auditor.post("/officer/officers/auditor/reset").status == 403
    assert auditor.post(f"/officer/agencies/{agency.id}", {"name": "x"}).status == 403


def test_a_system_administrator_adds_an_agency(system_admin):
    system_admin.open("/officer/agencies/new")
    page = system_admin.submit(
        {
            "name": " เทศบาลเมืองใหม่ ",
            "province": "ลำปาง",
            "phone": "0 5400 0000",
            "emblem": (picture(), "emblem.jpg"),
        }
    )
    assert page.path == "/officer/agencies"
    assert "เพิ่ม เทศบาลเมืองใหม่ แล้ว" in page.text
    assert "จังหวัดลำปาง" in page.text
    emblem = page.find("main")[0]
    assert emblem
    source = next(
        one.attributes["src"] for one in page.find("img") if "emblem" in one.attributes["src"]
    )
    with Image.open(BytesIO(system_admin.get(source).response.data)) as drawn:
        assert (drawn.format, max(drawn.size)) == ("PNG", 512)


def test_an_agency_s_administrator_changes_it_and_keeps_the_emblem(admin, agency, instance):
    change_agency(instance, COMMAND_LINE, agency, picture())
    admin.open(f"/officer/agencies/{agency.id}")
    page = admin.submit({"phone": "0 4311 1111"})
    assert "บันทึกข้อมูลหน่วยงานแล้ว" in page.text
    assert page.find("input", name="phone")[0].attributes["value"] == "0 4311 1111"
    assert read_emblem(instance, agency.id)


def test_an_agency_s_administrator_adds_no_agency(admin):
    assert admin.get("/officer/agencies/new").status == 403
    assert admin.post("/officer/agencies/new", {"name": "x"}).status == 403
    assert "/officer/agencies/new" not in admin.open("/officer/agencies").links.values()


def test_another_agency_does_not_exist(admin, other_agency, instance):
    change_agency(instance, COMMAND_LINE, other_agency, picture())
    for path in (other_agency.id, f"{other_agency.id}/emblem.png"):
        assert admin.get(f"/officer/agencies/{path}").status == 404
    assert admin.post(f"/officer/agencies/{other_agency.id}", {"name": "x"}).status == 404
    assert other_agency.name not in admin.open("/officer/agencies").text


def test_an_emblem_may_have_more_bytes_than_other_forms_but_not_more_than_5_megabytes(
    admin, agency
):
    path = f"/officer/agencies/{agency.id}"
    admin.open(path)
    noise = picture((1200, 900), "PNG") + bytes(1_000_000)
    assert admin.submit({"emblem": (noise, "emblem.png")}).status == 200
    page = admin.post(path, {"name": "x", "emblem": (bytes(6_000_000), "emblem.png")})
    assert page.status == 413


def test_a_file_that_is_no_picture_is_refused(admin, agency):
    admin.open(f"/officer/agencies/{agency.id}")
    page = admin.submit({"emblem": (b"<svg onload='alert(1)'/>", "emblem.png")})
    assert page.status == 422
    assert "ไฟล์นี้ไม่ใช่รูป" in page.text


def test_the_menu_shows_each_role_only_its_own_pages(admin, officer, executive):
    assert {"ผู้ใช้งาน", "หน่วยงาน"} <= admin.open("/officer/account").links.keys()
    assert "ผู้ใช้งาน" not in officer.open("/officer/account").links
    menu = executive.open("/officer/account").links
    assert not {"ผู้ใช้งาน", "หน่วยงาน"} & menu.keys()


def test_every_page_is_also_there_in_english(admin, agency):
    admin.open("/officer/account")
    admin.submit({"language": "en"}, form="/officer/language")
    for path in ("/officer/officers", "/officer/agencies", "/officer/officers/new"):
        assert admin.open(path).find("html")[0].attributes["lang"] == "en"


def test_a_visitor_without_a_session_cannot_read_an_emblem(app, agency):
    assert Visitor(app).get(f"/officer/agencies/{agency.id}/emblem.png").status == 302

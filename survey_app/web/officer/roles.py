"""What the roles are called, and what each may do, in a sentence."""

from flask_babel import lazy_gettext as _

from survey_app.core.officers import Role

ROLE_NAMES = {
    Role.ADMIN: _("ผู้ดูแลระบบ"),
    Role.OFFICER: _("เจ้าหน้าที่"),
    Role.AUDITOR: _("ผู้ตรวจสอบ"),
    Role.EXECUTIVE: _("ผู้บริหาร"),
}
ROLE_DUTIES = {
    Role.ADMIN: _("ทำได้ทุกอย่าง รวมทั้งจัดการผู้ใช้งานและข้อมูลหน่วยงาน"),
    Role.OFFICER: _("เปิดรอบ ติดตามการตอบ กรอก OIT และปิดรอบ"),
    Role.AUDITOR: _("ดูได้ทุกหน้า แต่แก้ไขอะไรไม่ได้"),
    Role.EXECUTIVE: _("ดูผลการประเมิน"),
}

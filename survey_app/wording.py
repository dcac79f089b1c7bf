"""Refusals in words, Thai and English: one table, which pages and the command line share.

A sentence may name the facts of its refusal in braces. Facts that are words of the program (a
state, a kind of thing) are put into words too, by `_WORDS`.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from survey_app.core import errors
from survey_app.core.errors import BadFile, Refused
from survey_app.core.thai import thai_date

_CLOCK = ZoneInfo("Asia/Bangkok")
_ENGLISH = 1

Pair = tuple[str, str]
"""Thai, English."""

SENTENCES: dict[type[Refused], Pair] = {
    errors.NotFound: ("ไม่พบ{kind} “{wanted}”", "There is no {kind} “{wanted}”."),
    errors.WrongState: (
        "{verb}ไม่ได้ เพราะสถานะขณะนี้คือ “{state}”",
        "Cannot {verb}: the state is now “{state}”.",
    ),
    errors.RoundExists: (
        "หน่วยงานนี้มีรอบการประเมินของปีงบประมาณ {fiscal_year} อยู่แล้ว",
        "The agency already has a round of fiscal year {fiscal_year}.",
    ),
    errors.NameTaken: (
        "มีชื่อ “{name}” อยู่แล้ว โปรดใช้ชื่ออื่น",
        "The name “{name}” is taken; please choose another.",
    ),
    errors.BadNumber: (
        "{what}ต้องเป็นจำนวนเต็มตั้งแต่ {least} ถึง {most}",
        "The {what} must be a whole number from {least} to {most}.",
    ),
    errors.BadCeiling: (
        "เพดานต่อวันต้องเป็น {least} ถึง {most} และหารด้วย {step} ลงตัว เช่น {least}",
        "The daily ceiling must be {least} to {most} and a multiple of {step}, such as {least}.",
    ),
    errors.BadText: (
        "{what}ต้องไม่เว้นว่าง และยาวไม่เกิน {longest} ตัวอักษร",
        "The {what} must not be empty nor longer than {longest} characters.",
    ),
    errors.BadDays: (
        "วันสุดท้าย ({closes_on}) ต้องไม่อยู่ก่อนวันแรก ({opens_on})",
        "The last day ({closes_on}) must not come before the first ({opens_on}).",
    ),
    errors.LastDayPassed: (
        "เลื่อนวันสุดท้ายไม่ได้ เพราะวันที่ {closes_on} ผ่านไปแล้ว",
        "The last day cannot be moved: {closes_on} has passed.",
    ),
    errors.ReasonNeeded: ("โปรดเขียนเหตุผล: {why}", "Please write a reason: {why}."),
    errors.SheetsSent: (
        "ยกเลิกไม่ได้ เพราะมีผู้ส่งแบบสอบถามแล้ว",
        "Cannot be cancelled: answers have already been sent.",
    ),
    errors.TooManyCodes: (
        "ขอรหัส {asked} ใบ แต่ออกได้อีกเพียง {left} ใบ ตามจำนวนบุคลากรและใบสำรองที่แจ้งไว้",
        "{asked} codes were asked for, but staff and declared spares leave only {left}.",
    ),
    errors.NoCodesNeeded: (
        "แบบ {instrument} ของรอบนี้ตอบผ่านลิงก์ จึงไม่ใช้รหัส",
        "{instrument} of this round is answered by link and has no codes.",
    ),
    errors.TooWeakPassword: (
        "รหัสผ่านสั้นเกินไป ใช้อย่างน้อย {least} ตัวอักษร",
        "The password is too short: use at least {least} characters.",
    ),
    errors.BadFile: (
        "ใช้ไฟล์ “{name}” ไม่ได้ และยังไม่มีอะไรถูกบันทึก",
        "The file “{name}” cannot be used, and nothing was saved.",
    ),
    errors.KeyMissing: (
        "ไม่พบกุญแจของฐานข้อมูลนี้ที่ {path} โปรดนำไฟล์กุญแจเดิมกลับมาวาง ระบบไม่สร้างกุญแจใหม่ทับฐานข้อมูลเดิม",
        (
            "The key of this database is not at {path}. Put the old key file back: no new key is ever "
            "made over an existing database."
        ),
    ),
    errors.KeyWrong: (
        "กุญแจ ({path}) ไม่ใช่กุญแจของฐานข้อมูลนี้ โปรดนำไฟล์กุญแจเดิมกลับมาวาง",
        "The key ({path}) does not belong to this database. Put the old key file back.",
    ),
    errors.SchemaOld: (
        "โครงสร้างฐานข้อมูลเป็นรุ่น {found} แต่โปรแกรมต้องใช้รุ่น {wanted} โปรดสั่ง survey-app db upgrade",
        (
            "The database stands at schema {found}, the program needs {wanted}. "
            "Run: survey-app db upgrade"
        ),
    ),
    errors.NotOwnDemo: (
        "ฐานข้อมูล {database} มีข้อมูลอื่นอยู่ ตัวอย่างสาธิตจึงไม่เขียนทับ",
        "The database {database} holds other data; the demo does not write over it.",
    ),
    errors.ResultDiffers: (
        "ผลที่คำนวณซ้ำไม่ตรงกับผลที่บันทึกไว้",
        "What was recomputed differs from what is frozen.",
    ),
    errors.Unreachable: (
        "ติดต่อฐานข้อมูลไม่ได้ ({kind}) โปรดตรวจว่าเปิดอยู่และตั้งค่า SURVEY_APP_DATABASE_URL ถูกต้อง",
        "The database does not answer ({kind}); check that it runs and SURVEY_APP_DATABASE_URL.",
    ),
    errors.Busy: (
        "ระบบกำลังทำงานหนัก รายการยังไม่ถูกบันทึก โปรดลองอีกครั้ง",
        "The system is busy and nothing was saved; please try again.",
    ),
    errors.NoRoom: (
        "ดิสก์ของเครื่องแม่ข่ายเต็ม รายการยังไม่ถูกบันทึก โปรดแจ้งผู้ดูแลระบบให้เพิ่มพื้นที่ แล้วลองอีกครั้ง",
        "The server's disk is full and nothing was saved; make room on it, then try again.",
    ),
    errors.NotAccepting: (
        "แบบสอบถามนี้ไม่รับคำตอบ สถานะขณะนี้คือ “{state}” คำตอบไม่ถูกบันทึก",
        "The survey does not accept answers (it is {state}); the answers were not recorded.",
    ),
    errors.LinkStopped: (
        "ลิงก์นี้ถูกระงับแล้ว คำตอบไม่ถูกบันทึก",
        "This link was stopped; the answers were not recorded.",
    ),
    errors.PlaceFull: (
        "วันนี้จุดนี้รับคำตอบครบจำนวนที่กำหนดแล้ว คำตอบไม่ถูกบันทึก",
        "This place has taken as many answers as it may today; the answers were not recorded.",
    ),
    errors.Flooded: (
        "มีคำตอบส่งเข้ามามากผิดปกติ คำตอบยังไม่ถูกบันทึก โปรดส่งอีกครั้งใน {seconds} วินาที",
        "Unusually many answers are being sent; these were not recorded. Send again in {seconds} seconds.",
    ),
    errors.CodeRefused: (
        "รหัสนี้{kind} คำตอบไม่ถูกบันทึก",
        "The code is {kind}; the answers were not recorded.",
    ),
    errors.TicketExpired: (
        "แบบสอบถามนี้เปิดไว้นานเกินไป โปรดส่งอีกครั้ง",
        "The form was open for too long; please send it again.",
    ),
    errors.TicketForged: (
        "แบบสอบถามนี้ใช้ไม่ได้ โปรดเปิดใหม่จากลิงก์หรือ QR",
        "This form cannot be used; please open it again from the link or QR code.",
    ),
    errors.NotEligible: (
        "แบบสอบถามนี้ไม่ได้ถามท่าน จึงไม่มีอะไรถูกบันทึก",
        "This survey does not ask you; nothing was stored.",
    ),
    errors.SignInRefused: (
        "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง",
        "The user name or the password is not right.",
    ),
    errors.TooManyAttempts: (
        "ลองผิดหลายครั้งเกินไป เพื่อความปลอดภัยให้ลองใหม่ได้หลัง {retry_at}",
        "Too many wrong attempts. For safety, please try again after {retry_at}.",
    ),
    errors.SecondFactorRefused: (
        "รหัส 6 หลักไม่ถูกต้อง หมดอายุ หรือใช้ไปแล้ว โปรดใช้รหัสที่แอปแสดงอยู่ตอนนี้",
        "The six digits are wrong, too old or used; please type those the app shows now.",
    ),
    errors.SignedOut: (
        "ท่านออกจากระบบแล้ว โปรดเข้าสู่ระบบใหม่",
        "You have been signed out; please sign in again.",
    ),
    errors.SamePassword: (
        "รหัสผ่านใหม่ต้องไม่ซ้ำกับรหัสผ่านเดิม",
        "The new password must differ from the old one.",
    ),
    errors.BadName: (
        "ชื่อผู้ใช้ “{name}” ใช้ไม่ได้ ใช้ตัวอักษร ตัวเลข เว้นวรรค จุด ขีด หรือ @ ไม่เกิน {longest} ตัวอักษร",
        (
            "The user name “{name}” cannot be used: write letters, digits, spaces, dots, dashes or @, "
            "at most {longest} characters."
        ),
    ),
    errors.ChangedMeanwhile: (
        "มีผู้อื่นแก้ {code} ไปก่อนแล้ว โปรดดูค่าล่าสุด แล้วบันทึกอีกครั้ง",
        "Somebody else has changed {code} meanwhile; look at it as it stands, then save again.",
    ),
    errors.BadBackup: (
        "แฟ้มสำรองนี้ใช้ไม่ได้ ส่วน “{part}” ไม่ตรงกับที่บันทึกไว้ หรือไม่ใช่แฟ้มสำรองของระบบรุ่นนี้ ยังไม่มีอะไรถูกเปลี่ยน",
        (
            "This backup cannot be used: its part “{part}” is not as it was written, or it is no backup of "
            "this version. Nothing was changed."
        ),
    ),
    errors.BackupTooSoon: (
        "วันนี้สำรองไปแล้ว ระหว่างเปิดรอบสำรองได้วันละครั้ง เพราะผลต่างของสำเนาสองชุดที่ใกล้กันอาจบอกคำตอบของคนไม่กี่คน",
        (
            "A copy was made today. While a round is open there is one a day: the difference of two close "
            "copies could speak of few people."
        ),
    ),
    errors.DatabaseNotEmpty: (
        "ฐานข้อมูล {database} มีข้อมูลอยู่แล้ว กู้คืนได้เฉพาะลงในที่ว่าง โปรดตั้งที่อยู่ฐานข้อมูลใหม่",
        "The database {database} already holds data; a backup is put back only into an empty one.",
    ),
    errors.FileExists: (
        "มีแฟ้ม {path} อยู่แล้ว โปรดใช้ชื่ออื่น ระบบไม่เขียนทับ",
        "The file {path} is already there; please choose another name, nothing is overwritten.",
    ),
    errors.ParagraphOvertaken: (
        "มีผู้อื่นแก้ย่อหน้านี้ไปก่อนแล้ว โปรดดูข้อความล่าสุด แล้วบันทึกอีกครั้งถ้ายังต้องการใช้ข้อความของท่าน",
        "Somebody else has changed this paragraph meanwhile; look at it as it stands, then save yours again.",
    ),
    errors.MeasureChanged: (
        "มีผู้อื่นแก้ “{title}” ไปก่อนแล้ว โปรดดูค่าล่าสุด แล้วแก้อีกครั้ง",
        "Somebody else has changed “{title}” meanwhile; look at it as it stands, then change it again.",
    ),
    errors.ProgressReported: (
        "ลบมาตรการนี้ไม่ได้ เพราะมีรายงานความก้าวหน้าแล้ว {entries} รายการ ให้เปลี่ยนสถานะเป็นยกเลิกแทน",
        "The measure cannot be removed: progress was reported {entries} times. Mark it as dropped instead.",
    ),
    errors.YearImported: (
        "ปีงบประมาณ {fiscal_year} นำเข้าไว้แล้ว โปรดแก้ไขจากรายการปีที่นำเข้า",
        "Fiscal year {fiscal_year} was imported already; change it from the list of imported years.",
    ),
    errors.NoFigures: (
        "ยังไม่ได้กรอกคะแนนเลย โปรดกรอกอย่างน้อยหนึ่งช่อง",
        "No score was given; please fill in at least one.",
    ),
    errors.AgencyNeeded: (
        "{role}ต้องสังกัดหน่วยงาน โปรดเลือกหน่วยงาน",
        "This officer ({role}) must belong to an agency; please choose one.",
    ),
    errors.RoleRefused: (
        "{role}ไม่มีสิทธิ์ทำรายการนี้",
        "The role of {role} does not allow this.",
    ),
    errors.OwnAccount: (
        "ท่านรีเซ็ตหรือระงับบัญชีของตนเอง (“{name}”) ไม่ได้ โปรดให้ผู้ดูแลระบบคนอื่นทำ",
        "You cannot reset or disable your own account (“{name}”); ask another administrator.",
    ),
}

_WORDS: dict[str, dict[str, Pair]] = {
    "kind": {
        "agency": ("หน่วยงาน", "agency"),
        "definition": ("แบบสอบถามของรอบ", "questionnaire of the round"),
        "edition": ("แบบสอบถามฉบับปี", "edition"),
        "emblem": ("ตราสัญลักษณ์ของ", "emblem of"),
        "item": ("ข้อ OIT", "OIT item"),
        "language": ("ภาษา", "language"),
        "link": ("ลิงก์", "link"),
        "measure": ("มาตรการ", "measure"),
        "officer": ("ผู้ใช้งาน", "officer"),
        "paragraph": ("ย่อหน้าของรายงาน", "paragraph of the report"),
        "past_year": ("ปีที่นำเข้า", "imported year"),
        "place": ("จุดติดตั้ง", "place"),
        "progress": ("รายการความก้าวหน้า", "entry of progress"),
        "publication": ("ผลที่เผยแพร่ของ", "publication of"),
        "result": ("ผลการประเมินของรอบ", "result of round"),
        "round": ("รอบการประเมิน", "round"),
        "malformed": ("พิมพ์ไม่ครบหรือพิมพ์ผิด", "incomplete or mistyped"),
        "unknown": ("ไม่มีในระบบ", "unknown"),
        "unused": ("ยังไม่ได้ใช้", "unused"),
        "used": ("ใช้ไปแล้ว", "used already"),
        "void": ("ถูกยกเลิกแล้ว", "void"),
    },
    "verb": {
        "add_place": ("เพิ่มจุดติดตั้ง", "add a place"),
        "allow_paper": ("เปิดใช้แบบกระดาษ", "allow paper forms"),
        "cancel": ("ยกเลิกรอบ", "cancel the round"),
        "change_wording": ("แก้ถ้อยคำ", "change the wording"),
        "close": ("ปิดรอบ", "close the round"),
        "correct_numbers": ("แก้จำนวนคน", "correct the numbers"),
        "check_links": ("ตรวจลิงก์", "check the links"),
        "declare_spares": ("แจ้งใบสำรอง", "declare spares"),
        "enter_item": ("กรอกข้อ OIT", "enter an OIT item"),
        "key_in": ("กรอกแบบกระดาษ", "key in paper forms"),
        "limit_place": ("กำหนดเพดานต่อวัน", "set the daily ceiling"),
        "make_codes": ("ออกรหัส", "make codes"),
        "move_closing": ("เลื่อนวันสุดท้าย", "move the last day"),
        "open": ("เปิดรอบ", "open the round"),
        "open_languages": ("เลือกภาษาของผู้ตอบ", "open languages"),
        "print": ("พิมพ์", "print"),
        "publish": ("เผยแพร่ผล", "publish the result"),
        "result": ("ดูผลการประเมิน", "show the result"),
        "set_days": ("กำหนดวัน", "set the days"),
        "stop_place": ("ระงับลิงก์", "stop the link"),
        "verify": ("ตรวจสอบผล", "verify the result"),
        "void_codes": ("ยกเลิกรหัส", "void codes"),
        "watch": ("ติดตามการตอบ", "watch the answers"),
    },
    "state": {
        "accepting": ("กำลังรับคำตอบ", "accepting"),
        "cancelled": ("ยกเลิกแล้ว", "cancelled"),
        "closed": ("ปิดแล้ว", "closed"),
        "codes": ("ตอบด้วยใบรหัส", "answered with codes"),
        "draft": ("ฉบับร่าง", "draft"),
        "ended": ("สิ้นสุดแล้ว", "ended"),
        "open": ("เปิดอยู่", "open"),
        "stopped": ("ลิงก์ถูกระงับแล้ว", "stopped"),
        "waiting": ("ยังไม่ถึงวันเปิด", "waiting"),
    },
    "what": {
        "count": ("จำนวนรหัส", "number of codes"),
        "district": ("ชื่ออำเภอ", "district"),
        "fiscal_year": ("ปีงบประมาณ", "fiscal year"),
        "indicator": ("ตัวชี้วัด", "indicator"),
        "name": ("ชื่อ", "name"),
        "paragraph": ("ย่อหน้า", "paragraph"),
        "phone": ("โทรศัพท์", "phone number"),
        "place": ("ชื่อจุดติดตั้ง", "name of the place"),
        "province": ("ชื่อจังหวัด", "province"),
        "public": ("จำนวนประชาชน", "number of citizens"),
        "reason": ("เหตุผล", "reason"),
        "spares": ("จำนวนใบสำรอง", "number of spares"),
        "staff": ("จำนวนบุคลากร", "number of staff"),
    },
    "why": {
        "closing": (
            "ที่ปิดรอบทั้งที่ผู้ตอบต่ำกว่าขั้นต่ำ หรือ OIT ยังได้คะแนนไม่ครบ",
            "why the round closes under its minimum, or with OIT items that have no score",
        ),
        "correct_numbers": ("ที่แก้จำนวนคน", "why the numbers are corrected"),
        "move_closing": ("ที่เลื่อนวันสุดท้าย", "why the last day is moved"),
        "move_last_day": ("ที่เลื่อนวันสุดท้าย", "why the last day is moved"),
        "replace_key": ("ที่เปลี่ยนกุญแจ", "why the key is replaced"),
        "stop_place": ("ที่ระงับลิงก์", "why the link is stopped"),
    },
    "role": {
        "admin": ("ผู้ดูแลระบบ", "administrator"),
        "auditor": ("ผู้ตรวจสอบ", "auditor"),
        "executive": ("ผู้บริหาร", "executive"),
        "officer": ("เจ้าหน้าที่", "officer"),
    },
    "name": {"emblem": ("ตราสัญลักษณ์", "emblem")},
    "found": {"-": ("ว่าง (ยังไม่มีตาราง)", "none (empty)")},
}
"""Words of the program among the facts, by the name of the fact."""

_PROBLEMS: dict[str, Pair] = {
    "too_large": (
        "รูปมีขนาดใหญ่เกินไป โปรดย่อรูปก่อน",
        "The picture has too many pixels; make it smaller first.",
    ),
    "no_picture": (
        "ไฟล์นี้ไม่ใช่รูป ใช้ได้เฉพาะ PNG, JPEG และ WebP",
        "This file is no picture: PNG, JPEG and WebP can be used.",
    ),
}


def say(error: Refused, language: str) -> str:
    """A refusal as a sentence in `th` or `en`."""
    facts = {name: _tell(name, fact, language) for name, fact in error.facts.items()}
    return _pick(SENTENCES[type(error)], language).format_map(facts)


def list_problems(error: BadFile, language: str) -> tuple[str, ...]:
    """What is wrong in a file, a sentence for each bad line."""
    return tuple(
        _pick(_PROBLEMS.get(problem, (problem, problem)), language) for problem in error.problems
    )


def _tell(name: str, fact: object, language: str) -> str:
    """A fact as words: days in พ.ศ. for Thai readers, moments on the clock of Thailand."""
    if isinstance(fact, datetime):
        return fact.astimezone(_CLOCK).strftime("%H:%M น." if language == "th" else "%H:%M")
    if isinstance(fact, date):
        return thai_date(fact) if language == "th" else f"{fact.day} {fact:%B %Y}"
    if isinstance(fact, int) and name != "fiscal_year":
        return f"{fact:,}"
    known = _WORDS.get(name, {})
    words = [_pick(known.get(word, (word, word)), language) for word in str(fact).split(", ")]
    return ", ".join(words)


def _pick(pair: Pair, language: str) -> str:
    return pair[_ENGLISH if language == "en" else 0]

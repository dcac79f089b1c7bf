"""`survey-app doctor`: what is wrong here, and what to do about it, in Thai or English."""

import sys

import click

from survey_app.cli.language import terminal_language
from survey_app.cli.opening import settings
from survey_app.services.health import Ailment, Finding, examine

Pair = tuple[str, str]
"""Thai, English; what is wrong, then what to do."""

WORDS: dict[Ailment, tuple[Pair, Pair]] = {
    Ailment.FOLDER_MISSING: (
        ("ไม่มีโฟลเดอร์ {folder}", "There is no folder {folder}."),
        (
            "ตั้ง SURVEY_APP_INSTANCE ให้ถูก หรือสั่ง survey-app db upgrade เพื่อสร้างใหม่",
            "Set SURVEY_APP_INSTANCE, or make it with: survey-app db upgrade",
        ),
    ),
    Ailment.FOLDER_UNWRITABLE: (
        ("เขียนในโฟลเดอร์ {folder} ไม่ได้", "The folder {folder} cannot be written to."),
        (
            "ให้บัญชีที่รันระบบเป็นเจ้าของโฟลเดอร์ เช่น chown -R survey-app: {folder}",
            "Give it to the account that runs the program: chown -R survey-app: {folder}",
        ),
    ),
    Ailment.FOLDER_OPEN: (
        ("ผู้ใช้อื่นของเครื่องเปิดโฟลเดอร์ {folder} ได้", "Other accounts of this machine can open {folder}."),
        ("สั่ง chmod 700 {folder}", "Run: chmod 700 {folder}"),
    ),
    Ailment.DISK_LOW: (
        ("พื้นที่ดิสก์ของ {folder} เหลือ {free} MB", "The disk of {folder} has {free} MB left."),
        (
            "ลบไฟล์ที่ไม่ใช้หรือเพิ่มดิสก์ให้เหลืออย่างน้อย 500 MB ดิสก์เต็มทำให้รับคำตอบไม่ได้",
            "Free at least 500 MB: on a full disk no answer can be taken.",
        ),
    ),
    Ailment.KEY_MISSING: (
        ("ไม่มีกุญแจที่ {path}", "The key {path} is not there."),
        (
            "นำกุญแจจากซองปิดผนึกมาวาง ถ้าไม่มีแล้วจึงใช้ survey-app key replace ซึ่งคำตอบที่รอรวมจะหายไป",
            "Put it back from the sealed envelope; only if it is lost: survey-app key replace, which loses waiting sheets.",
        ),
    ),
    Ailment.KEY_WRONG: (
        ("กุญแจ {path} ไม่ใช่ของฐานข้อมูลนี้", "The key {path} belongs to another database."),
        (
            "ตรวจว่าฐานข้อมูลกับโฟลเดอร์ instance เป็นชุดเดียวกัน แล้วนำกุญแจที่ถูกต้องมาวาง",
            "Check that database and instance folder belong together, then put the right key there.",
        ),
    ),
    Ailment.KEY_READABLE: (
        ("ผู้ใช้อื่นของเครื่องอ่านกุญแจ {path} ได้", "Other accounts of this machine can read the key {path}."),
        ("สั่ง chmod 600 {path}", "Run: chmod 600 {path}"),
    ),
    Ailment.KEY_UNREADABLE: (
        ("บัญชีที่เปิดโปรแกรมนี้อ่านกุญแจ {path} ไม่ได้", "The account that runs this may not read the key {path}."),
        (
            "สั่ง chown ให้กุญแจเป็นของบัญชีที่เปิดโปรแกรม แล้วสั่ง chmod 600 {path}",
            "Give it to the account that runs the program with chown, then run: chmod 600 {path}",
        ),
    ),
    Ailment.KEY_NOT_PRINTED: (
        ("ยังไม่เคยพิมพ์กุญแจเก็บไว้ ถ้าเครื่องเสีย คำตอบที่รอรวมจะหาย", "The key was never printed: if this machine dies, waiting sheets are lost."),
        (
            "สั่ง survey-app key print แล้วเก็บในซองปิดผนึก แยกจากสำเนาฐานข้อมูล",
            "Run survey-app key print and keep the sheet in a sealed envelope, apart from backups.",
        ),
    ),
    Ailment.SCHEMA_OLD: (
        ("ฐานข้อมูลเป็นรุ่น {found} ระบบต้องการรุ่น {wanted}", "The database is at {found}, this program wants {wanted}."),
        ("สำรองข้อมูล แล้วสั่ง survey-app db upgrade", "Back up, then run: survey-app db upgrade"),
    ),
    Ailment.DATABASE_MISSING: (
        ("ยังไม่มีฐานข้อมูล", "There is no database yet."),
        (
            "สั่ง survey-app db upgrade เพื่อสร้างใหม่ หรือ survey-app restore FILE เพื่อกู้คืน",
            "Make one with survey-app db upgrade, or put a copy back with survey-app restore FILE.",
        ),
    ),
    Ailment.DATABASE_AWAY: (
        ("ติดต่อฐานข้อมูลไม่ได้ ({why})", "The database cannot be reached ({why})."),
        (
            "ตรวจว่าฐานข้อมูลทำงานอยู่ และ SURVEY_APP_DATABASE_URL ถูกต้อง",
            "Check that it runs and that SURVEY_APP_DATABASE_URL is right.",
        ),
    ),
    Ailment.SQLITE_OLD: (
        ("SQLite รุ่น {found} เก่าเกินไป ต้องการ {least} ขึ้นไป", "SQLite {found} is too old; {least} or newer is needed."),
        ("ใช้ Python ที่มาพร้อม SQLite รุ่นใหม่กว่า", "Use a Python with a newer SQLite."),
    ),
    Ailment.POSTGRESQL_OLD: (
        ("PostgreSQL รุ่น {found} เก่าเกินไป ต้องการ {least} ขึ้นไป", "PostgreSQL {found} is too old; {least} or newer is needed."),
        ("อัปเกรด PostgreSQL", "Upgrade PostgreSQL."),
    ),
    Ailment.POSTGRESQL_KEEPS: (
        (
            "PostgreSQL ตั้ง {name} = {stands} ซึ่งเก็บสิ่งที่ระบบสัญญาว่าไม่เก็บ",
            "PostgreSQL has {name} = {stands}, which keeps what this program promises not to keep.",
        ),
        (
            "ตั้ง {name} = {right} แล้วเริ่ม PostgreSQL ใหม่ ดู docs/postgresql.md",
            "Set {name} = {right} and restart PostgreSQL; see docs/postgresql.md.",
        ),
    ),
    Ailment.CLOCK_WRONG: (
        ("นาฬิกาของเครื่องเดินไม่ตรง ({now})", "This machine's clock is wrong ({now})."),
        (
            "ตั้งเวลาให้ตรงและเปิด NTP เช่น timedatectl set-ntp true วันเปิดและปิดรับคำตอบขึ้นกับนาฬิกา",
            "Set it and keep it by NTP: timedatectl set-ntp true. Opening and closing days depend on it.",
        ),
    ),
    Ailment.ADDRESS_MISSING: (
        ("ยังไม่ได้ตั้งที่อยู่เว็บ QR จะชี้มาที่เครื่องนี้เครื่องเดียว", "No public address is set: QR codes lead to this machine alone."),
        (
            "ตั้ง SURVEY_APP_PUBLIC_URL เช่น https://ita.example.go.th ก่อนพิมพ์ QR",
            "Set SURVEY_APP_PUBLIC_URL, such as https://ita.example.go.th, before printing QR codes.",
        ),
    ),
    Ailment.ADDRESS_OPEN: (
        ("ที่อยู่เว็บ {address} ไม่เข้ารหัส ผู้อื่นในเครือข่ายอ่านคำตอบระหว่างทางได้", "The address {address} is not encrypted: others on the network can read answers."),
        ("ใช้ https:// ดู deploy/nginx.conf", "Use https://; see deploy/nginx.conf."),
    ),
    Ailment.BACKUP_OLD: (
        ("เปิดรอบอยู่แต่ไม่ได้สำรองข้อมูลเกิน {days} วัน", "A round is open and no backup was made for {days} days."),
        ("สั่ง survey-app backup FILE วันละครั้ง แล้วเก็บไว้คนละเครื่อง", "Run survey-app backup FILE once a day and keep it on another machine."),
    ),
}  # fmt: skip


@click.command()
def doctor() -> None:
    """Name everything that is wrong with this instance, each with its cure; exit 1 if it is grave."""
    found = examine(settings())
    language = terminal_language()
    for finding in found:
        click.echo(describe(finding, language))
    if not found:
        click.echo("ทุกอย่างเรียบร้อย" if language == "th" else "All is well.")
    sys.exit(any(not finding.is_warning for finding in found))


def describe(finding: Finding, language: str) -> str:
    """A finding and its cure as two lines."""
    wrong, cure = (
        pair[language != "th"].format(**finding.facts) for pair in WORDS[finding.ailment]
    )
    mark = "!" if finding.is_warning else "✗"
    return f"{mark} {wrong}\n  → {cure}"

"""`survey-app demo`."""

import socket
import sys

import click

from survey_app.cli.opening import settings
from survey_app.core.admission import group_code
from survey_app.reports.qr import printed_address, qr_terminal
from survey_app.services import tidying
from survey_app.services.demo import (
    AGENCY,
    CLOSED,
    DemoVisit,
    build_demo,
    count_steps,
    prepare_visit,
)
from survey_app.services.instance import Instance, upgrade_instance
from survey_app.services.publications import public_page
from survey_app.web.server import run_server

_ALL_ADDRESSES = "0.0.0.0"  # noqa: S104  # so that a phone on the same network reaches the demo


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Default: 8000, or any free one.")
@click.option("--build-only", is_flag=True, help="Build and stop.")
def demo(port: int | None, *, build_only: bool) -> None:
    """Build the demonstration into the configured database and serve it."""
    configured = settings()
    instance = upgrade_instance(configured)
    _build(instance)
    if not build_only:
        _serve(instance, port or _free_port())


def _serve(instance: Instance, port: int) -> None:
    public = instance.settings.public_url or f"http://{_own_address()}:{port}"
    tidying.tidy(instance)
    click.echo(_welcome(prepare_visit(instance, public), public, port))
    instance.database.engine.dispose()
    shown = instance.settings.model_copy(update={"public_url": public})
    run_server(shown, _ALL_ADDRESSES, port)


def _build(instance: Instance) -> None:
    with click.progressbar(length=count_steps(), label="กำลังสร้างข้อมูลสาธิต", file=sys.stderr) as bar:
        build_demo(instance, bar.update)
        bar.update(bar.length or 0)


def _free_port(wanted: int = 8000) -> int:
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise click.ClickException("no free port")


def _own_address() -> str:
    """This machine's address on its network: asking for a route sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def _welcome(visit: DemoVisit, public: str, port: int) -> str:
    parts = []
    for instrument, link in visit.links.items():
        code = link.rpartition("/")[2]
        parts += [f"\n{instrument}  {link}", qr_terminal(printed_address(public, code))]
    if visit.codes:
        parts.append(f"รหัสสำรองสำหรับ IIT   {'   '.join(map(group_code, visit.codes))}")
    parts += [
        f"เจ้าหน้าที่            http://127.0.0.1:{port}/officer/",
        f"ชื่อผู้ใช้              {visit.officer}",
        f"รหัสผ่าน              {visit.password}",
        f"ผลปี {CLOSED.fiscal_year} สำหรับประชาชน {public_page(public, AGENCY.id, CLOSED.fiscal_year)}",
        f"โทรศัพท์ในเครือข่ายเดียวกันเปิด  {public}",
        "",
        "ลองทำตามนี้: สแกน QR ตอบ IIT และ EIT อย่างละหนึ่งชุด แล้วดูคะแนนปรากฏในหน้าติดตาม",
        "จากนั้นกรอก OIT และปิดรอบ 2565 · กด Ctrl+C เพื่อหยุด · เริ่มใหม่ทั้งหมดด้วย make demo-reset",
    ]
    return "\n".join(parts)

"""A process of its own that sends hostile files to one upload, and says what each cost.

`python -m tests.security.uploading FOLDER RULE` reads the town's names from `FOLDER/town.json`
and the files from `FOLDER/files.json`.
"""

import json
import sys
import time
from pathlib import Path

from survey_app.core.officers import COMMAND_LINE
from survey_app.reports.spreadsheets import read_table
from survey_app.services.disclosure_items import export_items
from survey_app.services.instance import open_instance
from survey_app.services.past_years import write_template
from survey_app.services.wording_changes import export_wording
from survey_app.settings import Settings
from survey_app.web import build_app
from tests.conftest import Clock
from tests.security.conftest import Site
from tests.security.contents import Watch
from tests.security.forms import send
from tests.security.hostile_files import Good, list_files
from tests.security.town import Town

UPLOADS = {
    "/officer/rounds/<round_id>/oit/import": lambda site: export_items(
        site.instance, COMMAND_LINE, site.town.names["open"], "xlsx"
    ),
    "/officer/rounds/<round_id>/wording/import": lambda site: export_wording(
        site.instance, COMMAND_LINE, site.town.names["draft"]
    ),
    "/officer/agencies/<agency_id>/years/imported": lambda site: write_template(
        site.instance, COMMAND_LINE, site.town.names["agency"]
    ),
}
"""The uploads of tables, and a workbook that each takes."""


def send_all(folder: Path, rule: str) -> list[dict[str, object]]:
    """What became of every file."""
    town = Town(**json.loads((folder / "town.json").read_text("utf-8")))
    instance = open_instance(Settings(instance=folder), Clock())
    site = Site(town, instance, build_app(instance), Clock())
    watch, found = Watch(instance), []
    for what, name, file in json.loads((folder / "files.json").read_text("utf-8")):
        content = (folder / file).read_bytes()
        began = time.monotonic()
        answer = send(site, rule, [("file", (content, name))])
        took = time.monotonic() - began
        changed = watch.changes() if answer.status_code >= 400 else []
        watch.changes()
        found.append(
            {
                "what": what,
                "status": answer.status_code,
                "seconds": round(took, 2),
                "megabytes": _megabytes(),
                "changed": changed,
                "inside": [
                    sign for sign in ("Traceback", "Error:", "Exceeds the") if sign in answer.text
                ],
            }
        )
    watch.close()
    return found


def write_files(site: Site, rule: str, folder: Path) -> int:
    """Lay the hostile files beside the database, made elsewhere so as not to count; says how many."""
    listed = []
    for place, (what, name, content) in enumerate(list_files(_good(UPLOADS[rule](site)))):
        (folder / f"{place}.bin").write_bytes(content)
        listed.append((what, name, f"{place}.bin"))
    (folder / "files.json").write_text(json.dumps(listed), "utf-8")
    return len(listed)


def _good(workbook: bytes) -> Good:
    first = read_table("a.xlsx", workbook)[0]
    return Good(workbook, tuple(first.cells), tuple(first.cells.values()))


def _megabytes() -> int:
    """The most memory this process has held, without what the one it was started by had held."""
    told = Path("/proc/self/status").read_text("ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    json.dump(send_all(Path(sys.argv[1]), sys.argv[2]), sys.stdout)

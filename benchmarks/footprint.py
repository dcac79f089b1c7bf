"""What the program costs when nobody does anything: time to start, memory, size on disk.

A start is timed from the command to the first answered page, warm, cold (its files put out of the
system's memory first), and after the whole server was killed. Memory is that of the server's two
processes: gunicorn's, which answers nobody, and the worker, which answers everybody.
"""

import http.cookiejar
import os
import re
import tempfile
import time
import tomllib
import urllib.parse
import urllib.request
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from shutil import which
from statistics import median
from subprocess import DEVNULL, PIPE, run
from sys import executable
from threading import Event, Thread

from benchmarks.answered import link_of
from benchmarks.machine import describe_machine
from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.rounds import RoundState
from survey_app.core.sheet import Sheet
from survey_app.services.agencies import list_agencies
from survey_app.services.instance import Instance, open_instance
from survey_app.services.officers import add_officer
from survey_app.services.respond import visit_survey
from survey_app.services.rounds import list_rounds
from survey_app.settings import Settings
from tests.exactly_once.phones import Errand
from tests.exactly_once.server_process import ServerProcess, command_line
from tests.respondents import as_fields

STARTS = 5
CLIENTS = 16
SECONDS = 10
FORMS = ("html", "xlsx", "docx", "pdf")
"""Fetched twice: what the second time adds would be a leak."""
ROOT = Path(__file__).parent.parent
_PASSWORD = "correct horse 2564"  # noqa: S105  # of a pretend officer in a database thrown away
_MIB = 1024 * 1024


def main() -> None:
    """Build the demonstration, start it, burden it, weigh it; print it all."""
    print(describe_machine())
    with tempfile.TemporaryDirectory() as name:
        _keep_bytecode(Path(name) / "bytecode")
        instance = _build(Path(name) / "instance")
        _print_starts(instance)
        _print_memory(instance)
        instance.database.engine.dispose()
    _print_sizes()


def _keep_bytecode(folder: Path) -> None:
    """Compiled modules are kept, as an installed package has them; building makes most of them."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


def _build(folder: Path) -> Instance:
    """The demonstration: an open round to send to, and a closed one to draw a report of."""
    command_line(Settings(instance=folder)).run("demo", "--build-only")
    opened = open_instance(Settings(instance=folder))
    agency = list_agencies(opened, COMMAND_LINE)[0].id
    add_officer(opened, COMMAND_LINE, "bench", Role.OFFICER, agency, _PASSWORD, totp_required=False)
    return opened


def _print_starts(instance: Instance) -> None:
    server = ServerProcess(instance.settings)
    _start(server)
    floor = [_import_floor() for _ in range(STARTS)]
    warm = [_start(server) for _ in range(STARTS)]
    cold = [_start(server, cold=True) for _ in range(STARTS)]
    killed, worker = [], []
    for _ in range(STARTS):
        server.start()
        worker.append(server.kill_worker())
        server.kill()
        killed.append(server.start())
        server.stop()
    print("\nseconds until the first page is answered; least and median of", STARTS)
    for name, seconds in (
        ("Python with the bare frameworks, nothing served", floor),
        ("start", warm),
        ("start, files not in the system's memory", cold),
        ("start after SIGKILL of the whole server", killed),
        ("SIGKILL of the worker alone, another takes over", worker),
    ):
        print(f"  {name:50}{min(seconds):6.2f}{median(seconds):6.2f}")


def _import_floor() -> float:
    """Seconds of a process that imports what any such server would, and ends."""
    began = time.perf_counter()
    run([executable, "-c", "import flask, gunicorn.app.base, pydantic, sqlmodel"], check=True)
    return time.perf_counter() - began


def _start(server: ServerProcess, *, cold: bool = False) -> float:
    if cold:
        _forget_files()
    seconds = server.start()
    server.stop()
    return seconds


def _forget_files() -> None:
    """Ask the system to drop this environment's files from its memory; what is mapped elsewhere stays."""
    os.sync()
    for top in {Path(os.__file__).parent, *map(Path, _site_packages()), ROOT / "survey_app"}:
        for path in top.rglob("*"):
            if path.is_file():
                handle = os.open(path, os.O_RDONLY)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(handle)


def _site_packages() -> set[str]:
    return {str(distribution(name).locate_file("")) for name in ("flask", "sqlalchemy")}


@dataclass(frozen=True, slots=True)
class Memory:
    """MiB: `own` counts pages that processes share by halves (PSS; None where it may not be read)."""

    resident: float
    own: float | None

    def __str__(self) -> str:
        own = "     -" if self.own is None else f"{self.own:6.0f}"
        return f"{self.resident:6.0f}{own}"


def read_memory(pid: int) -> Memory:
    """What a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text()
    resident = _kibibytes(status, "VmRSS") / 1024
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except PermissionError:  # the server lets nobody but root look into it
        return Memory(resident, None)
    return Memory(resident, _kibibytes(rollup, "Pss") / 1024)


def read_peak(pid: int) -> float:
    """The most MiB a process ever held."""
    return _kibibytes(Path(f"/proc/{pid}/status").read_text(), "VmHWM") / 1024


def _kibibytes(text: str, field: str) -> int:
    found = re.search(rf"^{field}:\s+(\d+) kB$", text, re.MULTILINE)
    return int(found[1]) if found else 0


def _print_memory(instance: Instance) -> None:
    server = ServerProcess(instance.settings)
    server.start()
    try:
        print(f"\nMiB{'resident':>56}   own  peak")
        _print_process("gunicorn's own process, idle", server.master)
        _print_process("worker, idle", server.worker)
        sent = _burden(instance, server)
        _print_process(
            f"worker after {CLIENTS} clients, {sent / SECONDS:.0f} visits/s", server.worker
        )
        officer = Officer(f"http://127.0.0.1:{server.port}")
        officer.sign_in()
        _print_process("worker after an officer signed in", server.worker)
        for form in (*FORMS, *FORMS):
            seconds = officer.fetch_report(_closed_round(instance), form)
            _print_process(f"worker after the report as {form} ({seconds:.1f} s)", server.worker)
    finally:
        server.stop()


def _print_process(what: str, pid: int) -> None:
    print(f"  {what:50}{read_memory(pid)}{read_peak(pid):6.0f}")


def _closed_round(instance: Instance) -> str:
    rounds = list_rounds(instance, COMMAND_LINE)
    return next(one.id for one in rounds if one.state is RoundState.CLOSED)


def _burden(instance: Instance, server: ServerProcess) -> int:
    """Visits (form page, sheet, thank-you) of many phones for a while; returns how many."""
    errand, done, sent = _errand(instance), Event(), [0] * CLIENTS

    def visit(client: int) -> None:
        while not done.is_set():
            server.phone.send_until_thanked(server.phone.fill(errand))
            sent[client] += 1

    phones = [Thread(target=visit, args=(client,)) for client in range(CLIENTS)]
    for phone in phones:
        phone.start()
    time.sleep(SECONDS)
    done.set()
    for phone in phones:
        phone.join()
    return sum(sent)


def _errand(instance: Instance) -> Errand:
    rounds = list_rounds(instance, COMMAND_LINE)
    link = link_of(instance, next(r.id for r in rounds if r.state is RoundState.OPEN), "EIT")
    form = visit_survey(instance, link).form
    sheet = Sheet(tuple(0 for _ in form.row_codes))
    return Errand("EIT", link, sheet, as_fields(form, sheet))


class Officer:
    """A browser of an officer who signs in and fetches the report."""

    def __init__(self, site: str) -> None:
        self._site = site
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._browser = urllib.request.build_opener(cookies)

    def sign_in(self) -> None:
        """Sign in; the sign-in page's form carries what is needed against forged requests."""
        page = self._fetch("/officer/sign-in").decode()
        found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
        assert found, "the sign-in page has no form"  # noqa: S101  # the benchmark cannot go on
        self._fetch(
            "/officer/sign-in", {"csrf_token": found[1], "name": "bench", "password": _PASSWORD}
        )

    def fetch_report(self, round_id: str, form: str) -> float:
        """Download a round's report; returns the seconds it took."""
        began = time.perf_counter()
        self._fetch(f"/officer/rounds/{round_id}/report/file.{form}")
        return time.perf_counter() - began

    def _fetch(self, path: str, fields: dict[str, str] | None = None) -> bytes:
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with self._browser.open(self._site + path, data, timeout=60) as reply:
            return reply.read()  # type: ignore[no-any-return]  # urllib's replies are untyped


def _print_sizes() -> None:
    print("\nMiB on disk")
    with tempfile.TemporaryDirectory() as folder:
        done = run(
            [executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps",
             "--no-build-isolation", "--wheel-dir", folder, str(ROOT)],
            check=False, stdout=DEVNULL, stderr=PIPE,
        )  # fmt: skip
        wheels = list(Path(folder).glob("*.whl"))
        _print_size("the wheel", wheels[0].stat().st_size if wheels else None)
        if done.returncode:
            print("  (the wheel was not made:", done.stderr.decode().strip()[-200:], ")")
    sizes = installed_sizes()
    _print_size("all that is installed to run it", sum(sizes.values()))
    largest = sorted(sizes.items(), key=lambda one: -one[1])[:8]
    print("  of which", ", ".join(f"{name} {size / _MIB:.0f}" for name, size in largest))
    _print_image()


def _print_size(what: str, size: int | None) -> None:
    print(f"  {what:50}" + ("     -" if size is None else f"{size / _MIB:6.1f}"))


def installed_sizes() -> dict[str, int]:
    """Bytes of every installed package that the program needs at run time, its own included."""
    lock = (ROOT / "requirements.lock").read_text()
    build = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["build"])
    names = set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, re.MULTILINE)) - build
    sizes = {name: _size_of(found) for name in names if (found := _installed(name))}
    return sizes | {"survey-app": _size_of_folder(ROOT / "survey_app")}


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # for another system, or another Python
        return None


def _size_of(package: Distribution) -> int:
    paths = (Path(str(file.locate())) for file in package.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file())


def _size_of_folder(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _print_image() -> None:
    """The container, where one can be made here."""
    tool = next((name for name in ("podman", "docker") if which(name)), None)
    if tool is None or run([tool, "info"], check=False, capture_output=True).returncode:
        print(
            "  no container tool runs here: the image is its base (python:3.11-slim) and the above"
        )
        return
    tag = f"survey-app-bench-{os.getpid()}"
    build = [tool, "build", "--quiet", "--file", "deploy/Containerfile", "--tag", tag, "."]
    run(build, check=True, cwd=ROOT, stdout=DEVNULL)
    shown = run(
        [tool, "image", "inspect", "--format", "{{.Size}}", tag], check=True, capture_output=True
    )
    run([tool, "image", "rm", tag], check=False, stdout=DEVNULL)
    _print_size("the container's image", int(shown.stdout))


if __name__ == "__main__":
    main()

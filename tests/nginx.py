"""A throw-away nginx for the tests, running the site that is shipped in `deploy/nginx.conf`.

`python -m tests.nginx` makes sure that there is one. With `CI=true` a missing one is a failure;
elsewhere the tests that need it say that they were skipped.
"""

import grp
import os
import pwd
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.serving import free_port

REQUIRED = os.environ.get("CI") == "true"
SITE = Path(__file__).parents[1] / "deploy" / "nginx.conf"
DROP_IN = SITE.with_name("nginx-survey-app.service.conf")
HOST = "ita.example.go.th"
_USER = "nobody"
_ULIMIT = {"CORE": "-c", "NOFILE": "-n"}
_PLACES = (os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
_WRAPPER = """\
{user}
worker_processes 2;
daemon off;
pid {folder}/pid;
error_log {folder}/main.log info;
worker_rlimit_nofile {files};
events {{ worker_connections {connections}; }}
http {{
    # As Debian's nginx.conf has it: the site must say otherwise.
    access_log {folder}/access.log;
    gzip on;
{temporary}
    include {folder}/site.conf;
}}
"""


def find_nginx() -> str | None:
    """The path of an nginx, or None."""
    return shutil.which("nginx", path=os.pathsep.join(_PLACES))


def install_nginx() -> None:
    """Install it where that may be done, without starting it; failures are found by looking again."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        subprocess.run(["apt-get", "-qq", "update"], check=False, env=quiet)
        wanted = ["nginx-light", "--no-install-recommends"]
        subprocess.run(["apt-get", "-qq", "-y", "install", *wanted], check=False, env=quiet)


@dataclass(frozen=True)
class Nginx:
    """A running nginx: everything it writes lies in `folder`."""

    folder: Path
    port: int
    plain_port: int
    process: "subprocess.Popen[bytes] | None" = None

    def connect(self, source: str = "127.0.0.1", seconds: float = 30) -> ssl.SSLSocket:
        """A TLS connection from an address of this machine, such as 127.0.0.77."""
        plain = socket.create_connection(("127.0.0.1", self.port), seconds, (source, 0))
        return self.tls.wrap_socket(plain, server_hostname=HOST)

    def connect_plainly(self, source: str = "127.0.0.1", seconds: float = 30) -> socket.socket:
        """A connection without TLS."""
        return socket.create_connection(("127.0.0.1", self.plain_port), seconds, (source, 0))

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        assert self.process
        pid = self.process.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    @property
    def tls(self) -> ssl.SSLContext:
        """What a client trusts: this nginx's own certificate, and no other."""
        return ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))

    @property
    def temporary(self) -> list[Path]:
        """The folders it would put bodies in that do not fit its memory."""
        return [self.folder / name for name in _TEMPORARY]


@contextmanager
def running_nginx(upstream: int) -> Iterator[Nginx]:
    """nginx with the shipped site before a program on port `upstream`, until the block ends."""
    found = find_nginx()
    assert found, "nginx is missing"
    with tempfile.TemporaryDirectory(prefix="nginx", ignore_cleanup_errors=True) as name:
        nginx = Nginx(Path(name), free_port(), free_port())
        nginx.folder.chmod(0o755)
        _make_certificate(nginx.folder)
        _write_site(nginx, upstream)
        command = [
            *_shell(),
            found,
            "-p",
            name,
            "-c",
            f"{name}/nginx.conf",
            "-e",
            f"{name}/main.log",
        ]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=name) as process:
            try:
                _wait(nginx, process)
                yield replace(nginx, process=process)
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(20)


def _shell() -> list[str]:
    """A shell with the limits of the drop-in that is shipped for nginx's own unit."""
    said = re.findall(r"^Limit(CORE|NOFILE)=(\d+)$", DROP_IN.read_text("utf-8"), re.MULTILINE)
    limits = "; ".join(f"ulimit {_ULIMIT[name]} {number}" for name, number in said)
    return ["/bin/sh", "-c", f'{limits}; exec "$@"', "sh"]


def _write_site(nginx: Nginx, upstream: int) -> None:
    text, folder = SITE.read_text("utf-8"), nginx.folder
    (folder / "site.conf").write_text(_place(text, nginx, upstream), "utf-8")
    for path in nginx.temporary:
        path.mkdir()
    temporary = [f"    {path.name}_temp_path {path};" for path in nginx.temporary]
    wrapper = _WRAPPER.format(
        user=_user(),
        folder=folder,
        files=_advised(text, "worker_rlimit_nofile"),
        connections=_advised(text, "worker_connections"),
        temporary="\n".join(temporary),
    )
    (folder / "nginx.conf").write_text(wrapper, "utf-8")


def _user() -> str:
    """Root's nginx answers as nobody, as the real one does as www-data."""
    group = grp.getgrgid(pwd.getpwnam(_USER).pw_gid).gr_name
    return f"user {_USER} {group};" if os.geteuid() == 0 else ""


def _place(text: str, nginx: Nginx, upstream: int) -> str:
    """The site with this machine's ports and paths; nothing else of it changes."""
    places = {
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
        f"/etc/letsencrypt/live/{HOST}/fullchain.pem": f"{nginx.folder}/certificate.pem",
        f"/etc/letsencrypt/live/{HOST}/privkey.pem": f"{nginx.folder}/key.pem",
        "listen 80 ": f"listen 127.0.0.1:{nginx.plain_port} ",
        "listen [::]:80 ": f"listen unix:{nginx.folder}/plain ",
        "listen 443 ": f"listen 127.0.0.1:{nginx.port} ",
        "listen [::]:443 ": f"listen unix:{nginx.folder}/encrypted ",
    }
    for shipped, here in places.items():
        assert text.count(shipped) == 1, f"{shipped!r} is not once in {SITE}"
        text = text.replace(shipped, here)
    return text


def _advised(text: str, name: str) -> str:
    """A number that the site's own comment tells to set outside of it."""
    return re.findall(rf"^# +{name} (\d+);$", text, re.MULTILINE)[0]


def _make_certificate(folder: Path) -> None:
    subprocess.run(
        [
            # RSA, as old ciphers want it: that they are refused must not be the key's doing.
            *("openssl", "req", "-x509", "-newkey", "rsa:2048"),
            *(
                "-noenc",
                "-days",
                "2",
                "-subj",
                f"/CN={HOST}",
                "-addext",
                f"subjectAltName=DNS:{HOST}",
            ),
            *("-keyout", folder / "key.pem", "-out", folder / "certificate.pem"),
        ],
        check=True,
        stderr=subprocess.DEVNULL,
    )


def _wait(nginx: Nginx, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 15
    while process.poll() is None and time.monotonic() < until:
        try:
            nginx.connect(seconds=2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((nginx.folder / "main.log").read_text("utf-8"))


def main() -> int:
    """Make sure there is an nginx; 1 if one is required and cannot be had."""
    if find_nginx() is None:
        install_nginx()
    found = find_nginx()
    print(f"tests use {found}" if found else "no nginx: its tests will be skipped")
    return 1 if found is None and REQUIRED else 0


if __name__ == "__main__":
    sys.exit(main())

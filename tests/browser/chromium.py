"""The Chromium that browser tests drive: the one present, else one installed now.

As root it comes from the system's packages, otherwise from playwright. With `CI=true` a missing
one is a failure; elsewhere the browser tests say that they were skipped.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REQUIRED = os.environ.get("CI") == "true"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """The path of a Chromium, or None."""
    found = filter(None, map(shutil.which, NAMES))
    return os.environ.get("CHROMIUM") or next(found, None) or _find_playwrights()


def _find_playwrights() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # slow to import

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110  # a plain answer


@contextmanager
def running_chromium(path: str) -> Iterator["Browser"]:
    """The Chromium there, driven by playwright until the block ends; a thread can drive only one."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # slow to import

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield launched
        launched.close()


def install_chromium() -> None:
    """Install a Chromium by whatever may install here; failures are found by looking again."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "-qq", "update"], check=False, env=quiet)
        wanted = ["chromium", "--no-install-recommends"]
        subprocess.run(["apt-get", "-qq", "-y", "install", *wanted], check=False, env=quiet)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Make sure there is a Chromium; 1 if one is required and cannot be had."""
    if find_chromium() is None:
        install_chromium()
    path = find_chromium()
    print(f"browser tests use {path}" if path else "no Chromium: browser tests will be skipped")
    return 1 if path is None and REQUIRED else 0


if __name__ == "__main__":
    sys.exit(main())

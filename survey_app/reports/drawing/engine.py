"""The way to matplotlib: loaded at the first drawing, used by one thread at a time, left untouched.

matplotlib costs half a second to import, reads settings from the working and the home directory,
writes a list of all fonts of the machine there, and keeps its settings in one global dictionary.
So no module of this package imports it at its top, and all drawing happens inside `sole_use`.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from tempfile import TemporaryDirectory
from threading import Lock
from types import ModuleType

_LOCK = Lock()
_SETTINGS = {
    "svg.fonttype": "path",  # a picture in <img> loads no fonts
    "svg.hashsalt": "survey-app",  # names inside the file are the same every time
    "text.parse_math": False,  # a dollar sign in a label is a dollar sign
    "text.hinting": "none",  # text is as wide in PNG as in SVG
    "text.usetex": False,
}


@contextmanager
def sole_use() -> Iterator[None]:
    """Gives matplotlib to one thread, with its own defaults and ours; afterwards as it was before.

    Its settings are global and its text layout is not made for threads, hence the lock. A
    matplotlibrc of the machine changes nothing. Do not nest.
    """
    with _LOCK:
        matplotlib = _load()
        with matplotlib.rc_context(_list_settings(matplotlib)):
            yield


def _list_settings(matplotlib: ModuleType) -> dict[str, object]:
    """Every setting as matplotlib ships it, but for ours; nothing is ever shown on a screen."""
    shipped = dict.items(matplotlib.rcParamsDefault)
    return {name: value for name, value in shipped if not name.startswith("backend")} | _SETTINGS


@cache
def _load() -> ModuleType:
    """matplotlib, imported so that it writes to no home and looks for no fonts of the machine.

    While it is imported it insists on a folder for its list of fonts; it gets one that is removed
    right after. The list holds its own few fonts alone: ours are used by file and need no list.
    """
    with (
        TemporaryDirectory(prefix="survey-app-charts-") as folder,
        _environment({"MPLCONFIGDIR": folder, "MPL_IGNORE_SYSTEM_FONTS": "1", "MPLBACKEND": "agg"}),
    ):
        import matplotlib as mpl  # noqa: PLC0415  # see the module's docstring
        import matplotlib.figure  # noqa: PLC0415  # likewise
    return mpl


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """The process's environment with `values`, put back afterwards."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

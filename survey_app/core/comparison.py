"""Where two canonical JSON texts differ, place by place."""

import json
from collections.abc import Iterator
from typing import Any


def differences(frozen: str, again: str) -> list[str]:
    """One line for every place whose frozen value is not the recomputed one."""
    return list(_differ(json.loads(frozen), json.loads(again), "result"))


def _differ(frozen: Any, again: Any, place: str) -> Iterator[str]:
    if isinstance(frozen, dict) and isinstance(again, dict):
        for key in sorted(frozen.keys() | again.keys()):
            yield from _differ(frozen.get(key), again.get(key), f"{place}.{key}")
    elif isinstance(frozen, list) and isinstance(again, list) and len(frozen) == len(again):
        for number, (one, other) in enumerate(zip(frozen, again, strict=True), start=1):
            yield from _differ(one, other, f"{place}[{number}]")
    elif frozen != again:
        yield f"{place}: frozen {frozen!r}, recomputed {again!r}"

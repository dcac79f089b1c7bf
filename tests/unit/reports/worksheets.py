"""A workbook as a spreadsheet sees it: cells, and formulas reckoned anew from their text.

Only what our own workbook writes is understood. Numbers are binary floats as in a spreadsheet, and
ROUND goes by the decimals of a float as printed, half away from zero.
"""

import re
import statistics
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree as ET

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Value = float | str | None
_TOKEN = re.compile(
    r'"[^"]*"'
    r"|(?:'(?P<sheet>[^']+)'!)?\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d+)"
    r"(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d+))?(?![\w(.])"
    r"|<>|<=|>=|(?P<equal>=)|_xlfn\.STDEV\.S"
)


@dataclass(frozen=True)
class SheetCell:
    """A cell: its formula if it has one, and the value that the file holds."""

    formula: str | None
    value: Value
    style: int


@dataclass
class Workbook:
    """A workbook's cells by sheet and place, such as ("IIT", "F4")."""

    content: bytes
    _found: dict[tuple[str, str], Value] = field(default_factory=dict)

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(self.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def sheets(self) -> dict[str, ET.Element]:
        listed = ET.fromstring(self.parts["xl/workbook.xml"]).iter(f"{NAMESPACE}sheet")
        return {
            sheet.attrib["name"]: ET.fromstring(self.parts[f"xl/worksheets/sheet{n}.xml"])
            for n, sheet in enumerate(listed, start=1)
        }

    @cached_property
    def texts(self) -> list[str]:
        shared = ET.fromstring(self.parts["xl/sharedStrings.xml"])
        return ["".join(item.itertext()) for item in shared]

    @cached_property
    def cells(self) -> dict[tuple[str, str], SheetCell]:
        return {
            (name, cell.attrib["r"]): self._read(cell)
            for name, sheet in self.sheets.items()
            for cell in sheet.iter(f"{NAMESPACE}c")
        }

    def _read(self, cell: ET.Element) -> SheetCell:
        value, formula = cell.findtext(f"{NAMESPACE}v"), cell.findtext(f"{NAMESPACE}f")
        style = int(cell.get("s", "0"))
        match cell.get("t", "n"), value:
            case _, None:
                return SheetCell(formula, None, style)
            case "s", str():
                return SheetCell(formula, self.texts[int(value)], style)
            case "n", str():
                return SheetCell(formula, float(value), style)
            case _:
                return SheetCell(formula, value, style)

    def rows(self, sheet: str) -> list[dict[str, Value]]:
        """The values of a sheet, row by row, by column letter."""
        found: dict[int, dict[str, Value]] = {}
        for (name, place), cell in self.cells.items():
            if name == sheet:
                column, row = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()
                found.setdefault(int(row), {})[column] = cell.value
        return [found[row] for row in sorted(found)]

    @property
    def formulas(self) -> Iterator[tuple[tuple[str, str], SheetCell]]:
        return ((place, cell) for place, cell in self.cells.items() if cell.formula is not None)

    def reckon(self, sheet: str, place: str) -> Value:
        """The value of a cell, reckoned from its formula and never from what the file holds."""
        key = sheet, place
        if key not in self._found:
            cell = self.cells.get(key)
            formula = cell.formula if cell else None
            held = cell.value if cell else None
            self._found[key] = held if formula is None else self._evaluate(sheet, formula)
        return self._found[key]

    def _evaluate(self, sheet: str, formula: str) -> Value:
        python = _TOKEN.sub(_translate, formula)
        found = eval(python, {**FUNCTIONS, "cells": self._looker(sheet)})
        return found if isinstance(found, str) else float(found)

    def _looker(self, here: str) -> Callable[[str | None, str, str], Value | list[Value]]:
        def look(sheet: str | None, first: str, last: str) -> Value | list[Value]:
            block = [self.reckon(sheet or here, place) for place in places(first, last or first)]
            return block if last else block[0]

        return look

    def precedents(self, sheet: str, formula: str) -> Iterator[tuple[str, str]]:
        """The cells that a formula looks at."""
        for found in _TOKEN.finditer(formula):
            if found["c1"]:
                first, last = f"{found['c1']}{found['r1']}", f"{found['c2']}{found['r2']}"
                block = places(first, last if found["c2"] else first)
                yield from ((found["sheet"] or sheet, place) for place in block)


def places(first: str, last: str) -> list[str]:
    """The cells of a block, row by row."""
    (c1, r1), (c2, r2) = (re.fullmatch(r"([A-Z])(\d+)", place).groups() for place in (first, last))
    columns = [chr(number) for number in range(ord(c1), ord(c2) + 1)]
    return [f"{column}{row}" for row in range(int(r1), int(r2) + 1) for column in columns]


def _translate(found: re.Match[str]) -> str:
    if found["c1"]:
        last = f"{found['c2']}{found['r2']}" if found["c2"] else ""
        return f"cells({found['sheet']!r},'{found['c1']}{found['r1']}','{last}')"
    words = {"<>": "!=", "_xlfn.STDEV.S": "STDEV"}
    return "==" if found["equal"] else words.get(found[0], found[0])


def _numbers(*parts) -> list[float]:
    flat = [v for part in parts for v in (part if isinstance(part, list) else [part])]
    return [value for value in flat if isinstance(value, float | int)]


def _round(value: float, places_: int) -> float:
    step = Decimal(1).scaleb(-places_)
    return float(Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP))


FUNCTIONS = {
    "AND": lambda *parts: all(parts),
    "AVERAGE": lambda *parts: sum(_numbers(*parts)) / len(_numbers(*parts)),
    "IF": lambda test, then, other: then if test else other,
    "INDEX": lambda block, place: block[int(place) - 1],
    "ISNUMBER": lambda value: isinstance(value, float),
    "MATCH": lambda wanted, block, _exact: block.index(wanted) + 1,
    "MAX": lambda *parts: max(_numbers(*parts)),
    "MIN": lambda *parts: min(_numbers(*parts)),
    "RANK": lambda value, block: 1 + sum(other > value for other in _numbers(block)),
    "ROUND": _round,
    "STDEV": lambda *parts: statistics.stdev(_numbers(*parts)),
    "SUM": lambda *parts: sum(_numbers(*parts)),
    "SUMPRODUCT": lambda one, other: sum(a * b for a, b in zip(one, other, strict=True)),
}

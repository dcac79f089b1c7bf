"""YAML text as plain data that remembers its lines.

Only what is meant is read as a type: whole numbers, decimals, `true` and `false`. `08`, `yes` and
`no` stay text, so that a model can refuse them by name instead of silently taking 8 or a boolean.
Aliases are refused: a few lines of them can grow into gigabytes. Tags are refused too: `!!int "08"`
would bring back what the plain kinds keep out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NoReturn

import yaml

from survey_app.core.questionnaire.faults import Fault, FaultyQuestionnaire, Place


def _resolvers() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for kind, pattern, starts in (
        ("int", r"^(?:0|-?[1-9][0-9]{0,17})$", [*"-0123456789"]),
        ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", [*"-0123456789"]),
        ("bool", r"^(?:true|false)$", [*"tf"]),
        ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ):
        for start in starts:
            pair = (f"tag:yaml.org,2002:{kind}", re.compile(pattern))
            found.setdefault(start, []).append(pair)
    return found


_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and lone surrogates, which a quoted text can spell but no page can show."""


class _Loader(yaml.SafeLoader):
    """SafeLoader with implicit types of our own."""

    yaml_implicit_resolvers = _resolvers()

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's stubs
        if isinstance(event, yaml.AliasEvent):
            _refuse(event, "aliases (*name) are not used")
        if getattr(event, "tag", None):
            _refuse(event, "tags (!name) are not used")
        return super().compose_node(parent, index)


def _refuse(event: Any, problem: str) -> NoReturn:
    raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's data and the line each part of it stands on."""

    file: str
    data: Any
    lines: dict[Place, int] = field(repr=False)

    def line(self, path: Place) -> int:
        """The line of `path`, or of the nearest part around it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Place, problem: str, remedy: str) -> Fault:
        """A mistake at `path`."""
        return Fault(self.file, self.line(path), problem, remedy)


def walk(value: Any, path: Place = ()) -> Iterator[tuple[Place, Any]]:
    """A value and all parts of it, each with the way to it, in file order."""
    yield path, value
    if isinstance(value, dict):
        for key, part in value.items():
            yield from walk(part, (*path, key))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from walk(part, (*path, place))


def read_source(file: str, text: str) -> Source:
    """The data of `text`; raises FaultyQuestionnaire where it is not YAML of the plain kind."""
    try:
        node = yaml.compose(text, Loader=_Loader)
        reader = _Reader(file)
        data = reader.read(node, ()) if node else {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = f"this is not YAML ({error.problem})"
        raise FaultyQuestionnaire([Fault(file, line, problem, "correct this line")]) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problem = f"this is not text ({error.reason})"
        raise FaultyQuestionnaire([Fault(file, line, problem, "correct this line")]) from error
    except RecursionError as error:
        fault = Fault(file, 1, "the file is nested too deeply", "compare with another edition")
        raise FaultyQuestionnaire([fault]) from error
    if reader.faults:
        raise FaultyQuestionnaire(reader.faults)
    return Source(file, data, reader.lines)


class _Reader:
    """Walks the nodes once, keeping lines and naming doubled keys."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.faults: list[Fault] = []

    def read(self, node: yaml.Node, path: Place) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.read(part, (*path, place)) for place, part in enumerate(node.value))
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = self._key(key_node), key_node.start_mark.line + 1
            if key in found:
                problem = f"the key '{key}' stands here twice"
                self.faults.append(Fault(self.file, line, problem, "keep one of them"))
            self.lines[(*path, key)] = line
            found[key] = self.read(value_node, (*path, key))
        return found

    def _key(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return self._text(node)
        self._note(node, "a key is a list or a mapping")
        return ""

    def _scalar(self, node: yaml.Node) -> Any:
        value = node.value
        match node.tag.rpartition(":")[2]:
            case "int":
                return int(value)
            case "float":
                return Decimal(value)
            case "bool":
                return value == "true"
            case "null":
                return None
            case _:
                return self._text(node)

    def _text(self, node: yaml.Node) -> str:
        if _UNFIT.search(node.value):
            self._note(node, "the text holds a character that cannot be shown")
        return str(node.value)

    def _note(self, node: yaml.Node, problem: str) -> None:
        self.faults.append(Fault(self.file, node.start_mark.line + 1, problem, "write plain text"))

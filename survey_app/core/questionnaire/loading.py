"""From the five files of an edition to one checked value."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from survey_app.core.questionnaire.advice import AdviceFile
from survey_app.core.questionnaire.edition import Edition
from survey_app.core.questionnaire.faults import (
    Fault,
    FaultyQuestionnaire,
    Place,
    describe,
)
from survey_app.core.questionnaire.form import Questionnaire
from survey_app.core.questionnaire.languages import language_faults
from survey_app.core.questionnaire.oit import DisclosureList
from survey_app.core.questionnaire.reading import Source, read_source, walk
from survey_app.core.questionnaire.scales import Scales, as_written, read_scales, resolve_scales
from survey_app.core.questionnaire.scheme import Scheme

M = TypeVar("M", bound=BaseModel)

FILES = ("scheme.yaml", "iit.yaml", "eit.yaml", "oit.yaml", "advice.yaml")
_ONE_OF_A_KIND = frozenset({"code", "no", "indicator"})


def load_edition(texts: Mapping[str, str]) -> Edition:
    """The edition whose files (name → text) are given; raises FaultyQuestionnaire naming all faults."""
    sources, faults = _read(texts)
    scales = read_scales(sources["scheme.yaml"], faults) if "scheme.yaml" in sources else None
    load = _Loading(sources, scales, faults)
    scheme = load.model("scheme.yaml", Scheme)
    iit = load.model("iit.yaml", Questionnaire, load.questionnaire)
    eit = load.model("eit.yaml", Questionnaire, load.questionnaire)
    oit = load.model("oit.yaml", DisclosureList)
    advice = load.model("advice.yaml", AdviceFile)
    load.check_together()
    if faults or not (scheme and iit and eit and oit and advice):
        raise FaultyQuestionnaire(faults)
    return Edition(scheme=scheme, iit=iit, eit=eit, oit=oit, advice=advice.advice)


def _read(texts: Mapping[str, str]) -> tuple[dict[str, Source], list[Fault]]:
    sources: dict[str, Source] = {}
    faults: list[Fault] = []
    for file in FILES:
        if file not in texts:
            faults.append(Fault(file, 1, "the file is missing", f"add {file} to the edition"))
            continue
        try:
            sources[file] = read_source(file, texts[file])
        except FaultyQuestionnaire as error:
            faults.extend(error.faults)
    return sources, faults


class _Loading:
    """One pass over the files, gathering every fault instead of stopping at the first."""

    def __init__(
        self, sources: dict[str, Source], scales: Scales | None, faults: list[Fault]
    ) -> None:
        self.sources, self.scales, self.faults = sources, scales, faults

    def model(
        self, file: str, kind: type[M], prepare: Callable[[Source], Any] | None = None
    ) -> M | None:
        """The model in `file`, or None after its faults were noted."""
        source = self.sources.get(file)
        if source is None:
            return None
        self.faults.extend(_doubles(source))
        data = prepare(source) if prepare else _without_scales(source.data)
        try:
            return kind.model_validate(data)
        except ValidationError as error:
            self.faults.extend(
                source.fault(as_written(source, place), problem, remedy)
                for place, problem, remedy in describe(error)
            )
            return None

    def questionnaire(self, source: Source) -> Any:
        """The data of a questionnaire with every named scale written out."""
        return resolve_scales(source, self.scales, self.faults)

    def check_together(self) -> None:
        """What no single model sees: languages, instruments in their files, numbers that match."""
        self.faults.extend(language_faults(self.sources))
        for file, wanted in (("iit.yaml", "IIT"), ("eit.yaml", "EIT")):
            held = self.sources.get(file)
            if held and isinstance(held.data, dict) and held.data.get("instrument") != wanted:
                remedy = f"write `instrument: {wanted}`"
                fault = held.fault(("instrument",), f"{file} holds another instrument", remedy)
                self.faults.append(fault)
        self.faults.extend(_numbering(self.sources))


def _without_scales(data: Any) -> Any:
    return {k: v for k, v in data.items() if k != "scales"} if isinstance(data, dict) else data


def _named(source: Source | None, keys: frozenset[str]) -> Iterator[tuple[Place, object]]:
    """Single values that stand under one of `keys`, wherever in the file."""
    for path, value in walk(source.data) if source else ():
        if path and path[-1] in keys and not isinstance(value, dict | tuple):
            yield path, value


def _doubles(source: Source) -> Iterator[Fault]:
    """Codes and numbers that stand twice in a file."""
    seen: dict[tuple[str, object], Place] = {}
    for path, value in _named(source, _ONE_OF_A_KIND):
        first = seen.setdefault((str(path[-1]), value), path)
        if first != path:
            problem = f"the {path[-1]} '{value}' already stands on line {source.line(first)}"
            yield source.fault(path, problem, f"give each its own {path[-1]}")


def _numbering(sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Indicators are numbered once through IIT, EIT and OIT; advice names one of them."""
    known: dict[object, str] = {}
    for file in ("iit.yaml", "eit.yaml", "oit.yaml"):
        for path, value in _named(sources.get(file), frozenset({"no"})):
            if known.setdefault(value, file) != file:
                problem = f"indicator {value} also stands in {known[value]}"
                yield sources[file].fault(path, problem, "number indicators through all files")
    if len(sources) < len(FILES):
        return
    for path, value in _named(sources["advice.yaml"], frozenset({"indicator"})):
        if value not in known:
            problem = f"there is no indicator {value}"
            yield sources["advice.yaml"].fault(path, problem, "name an indicator of this edition")

"""Questionnaire files made wrong by chance: the check takes them or names file and line, and never fails."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_app.cli.main import commands
from survey_app.core.questionnaire import FaultyQuestionnaire

ROOT = Path(__file__).parents[2]
SMALLEST = ROOT / "tests" / "data" / "editions" / "smallest"
SHIPPED = ROOT / "questionnaires" / "2564"
FAULT = re.compile(r"(?P<file>.+?\.yaml):(?P<line>[0-9]+): .+; .+", re.DOTALL)

PIECES = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\t", b"\r", b"---\n", b"...\n", b"%YAML 9.9\n", b"&a [*a]",
    b"<<: *a\n", b"!!python/object/apply:os.system ['true']", b"!!binary x", b"!!set {a, b}", b"? ",
    b"9" * 5000, b"0x1F", b"1e400", b".inf", b".nan", b"2021-01-01", b"~", b"{", b"}", b"[", b"]",
    b"'", b'"', b"|", b">", b"#", b": ", b"- ", b"[" * 500, b"{a: " * 300, b"a: " * 300,
    "๙".encode(), "\u2028".encode(), "\ufeff".encode(), b"\\u0000", b"<script>", b"{agency.__class__}",
    b"{0}", b"%s", b"${x}", b"x" * 100_000,
)  # fmt: skip


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _insert(content: bytes, chance: random.Random) -> bytes:
    place, cut = chance.randrange(len(content) + 1), chance.randrange(12)
    return content[:place] + chance.choice(PIECES) + content[place + cut :]


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _n in range(chance.choice((1, 5, 200))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _lines(change: Callable[[list[bytes], random.Random], None]) -> Callable[..., bytes]:
    def apply(content: bytes, chance: random.Random) -> bytes:
        lines = content.splitlines(keepends=True)
        if lines:
            change(lines, chance)
        return b"".join(lines)

    return apply


def _drop(lines: list[bytes], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _double(lines: list[bytes], chance: random.Random) -> None:
    place = chance.randrange(len(lines))
    lines[place:place] = [lines[place]] * chance.choice((1, 1, 400))


def _swap(lines: list[bytes], chance: random.Random) -> None:
    one, other = (chance.randrange(len(lines)) for _n in range(2))
    lines[one], lines[other] = lines[other], lines[one]


def _indent(lines: list[bytes], chance: random.Random) -> None:
    place = chance.randrange(len(lines))
    lines[place] = b" " * chance.randrange(9) + lines[place].lstrip(b" ")


def _replace_value(lines: list[bytes], chance: random.Random) -> None:
    place = chance.randrange(len(lines))
    key, colon, _rest = lines[place].partition(b":")
    if colon:
        lines[place] = key + b": " + chance.choice(PIECES) + b"\n"


def _bomb(_content: bytes, _chance: random.Random) -> bytes:
    """Ten levels of ten names for the one below: ten thousand million when written out."""
    lines = [b"a0: &a0 [x]\n"]
    lines += [
        b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 11)
    ]
    return b"".join(lines)


def _in_another_encoding(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-32", "cp874")), "replace")


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _insert, _insert, _insert, _flip, _lines(_drop), _lines(_double), _lines(_swap),
    _lines(_indent), _lines(_replace_value), _lines(_replace_value), _bomb, _in_another_encoding,
)  # fmt: skip


def mutate(folder: Path, chance: random.Random) -> None:
    """One to three things wrong with the files of a folder."""
    files = sorted(folder.glob("*.yaml"))
    for _n in range(chance.choice((1, 1, 2, 3))):
        file = chance.choice(files)
        change = chance.choice(CHANGES)
        file.write_bytes(change(file.read_bytes(), chance))


def check(folder: Path) -> list[str]:
    """The faults that `questionnaire check` names in a folder, each as it is printed."""
    done = CliRunner().invoke(commands, ["questionnaire", "check", str(folder)])
    if done.exit_code == 0:
        return []
    assert isinstance(done.exception, FaultyQuestionnaire), done.exc_info
    faults = [str(fault) for fault in done.exception.faults]
    assert faults, "a refusal says why"
    return faults


def inspect(said: list[str], folder: Path) -> None:
    """Every fault names a file of the folder, a line that is there, what is wrong and what to do."""
    for fault in said:
        found = FAULT.fullmatch(fault)
        assert found, fault[:300]
        file = Path(found["file"])
        assert file.parent == folder, fault[:300]
        lines = file.read_bytes().count(b"\n") + 1 if file.exists() else 1
        assert 1 <= int(found["line"]) <= lines, fault[:300]
        assert len(fault) < 5_000, "a fault quotes, it does not repeat the file"
        fault.encode()


def check_many(times: int, folder: Path) -> None:
    refused = 0
    for seed in range(times):
        chance = random.Random(seed)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(SHIPPED if seed % 10 == 0 else SMALLEST, folder)
        mutate(folder, chance)
        said = check(folder)
        refused += bool(said)
        inspect(said, folder)
    assert refused > times / 2, "most changes of a file are mistakes"


def test_sixty_mutated_questionnaires_are_taken_or_their_faults_named(tmp_path: Path) -> None:
    check_many(60, tmp_path / "edition")


@pytest.mark.soak
def test_a_thousand_mutated_questionnaires_are_taken_or_their_faults_named(tmp_path: Path) -> None:
    check_many(1_000, tmp_path / "edition")


@pytest.mark.parametrize("name", ["scheme.yaml", "iit.yaml", "eit.yaml", "oit.yaml", "advice.yaml"])
@pytest.mark.parametrize(
    "content", [None, b"", b"[]", b"x", b"\0", b"- a", b"null", b"--- a\n--- b\n"]
)
def test_a_file_that_is_missing_or_something_else_is_named(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    folder = tmp_path / "edition"
    shutil.copytree(SMALLEST, folder)
    file = folder / name
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    said = check(folder)
    assert any(name in fault for fault in said)
    inspect(said, folder)


def test_nothing_that_a_file_names_is_run(tmp_path: Path) -> None:
    folder, witness = tmp_path / "edition", tmp_path / "ran"
    shutil.copytree(SMALLEST, folder)
    for harm in (
        f"!!python/object/apply:os.system ['touch {witness}']",
        f"!!python/object/new:os.system ['touch {witness}']",
        f"!!python/object/apply:subprocess.check_output [[touch, {witness}]]",
        "!!python/name:os.system",
        "!!python/module:os",
    ):
        (folder / "advice.yaml").write_text(harm, "utf-8")
        assert any("advice.yaml:1:" in fault for fault in check(folder))
        assert not witness.exists()

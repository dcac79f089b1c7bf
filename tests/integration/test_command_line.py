"""The contract for scripts: the whole story without a browser."""

import csv
import html
import json
import random
import re
import stat
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from tests import naive
from tests.serving import CommandLine


@pytest.fixture
def command(tmp_path: Path) -> CommandLine:
    line = CommandLine(tmp_path / "instance")
    line.run("db", "upgrade")
    return line


def codes_on(pdf: Path) -> list[str]:
    """The admission codes in the QR pictures of a PDF of slips."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=3).to_pil()
        found += [one.text.partition("#")[2] for one in zxingcpp.read_barcodes(picture)]
    document.close()
    return found


class Respondent:
    """Someone without JavaScript: reads the form, fills every radio group, sends it."""

    def __init__(self, link: str, chance: random.Random) -> None:
        self.link, self.chance = link, chance

    def answer(self, code: str = "") -> dict[str, int]:
        """Send a whole sheet; returns the scored answers by row."""
        page = self._fetch(f"{self.link}/form")
        action = re.search(r'<form[^>]*action="([^"]+)"', page)
        groups = self._radios(page)
        instrument = "IIT" if any(name.startswith("i") for name in groups) else "EIT"
        scored = {name: self.chance.randrange(n) for name, n in naive.rows_of(instrument)}
        sent = {
            name: str(values[scored[name]]) for name, values in groups.items() if name in scored
        }
        for name, values in groups.items():
            if name not in scored:
                sent[name] = values[-1]
        sent |= self._hidden(page)
        sent |= {"suggestion": "", **({"admission": code} if code else {})}
        assert action
        landed = self._fetch(urllib.parse.urljoin(self.link, html.unescape(action[1])), sent)
        assert "คำตอบจากแบบฉบับนี้ถูกนับแล้วหนึ่งครั้ง" in landed
        return scored

    def _fetch(self, address: str, fields: dict[str, str] | None = None) -> str:
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with urllib.request.urlopen(address, data, timeout=30) as answer:
            return answer.read().decode()

    @staticmethod
    def _radios(page: str) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for tag in re.findall(r"<input\b[^>]*type=\"radio\"[^>]*>", page):
            name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
            assert name
            assert value
            groups.setdefault(name[1], []).append(value[1])
        return groups

    @staticmethod
    def _hidden(page: str) -> dict[str, str]:
        tags = re.findall(r"<input\b[^>]*type=\"hidden\"[^>]*>", page)
        pairs = ((re.search(r'name="([^"]*)"', t), re.search(r'value="([^"]*)"', t)) for t in tags)
        return {name[1]: html.unescape(value[1]) for name, value in pairs if name and value}


def test_a_whole_round_without_a_browser_gives_what_a_naive_computation_gives(
    command: CommandLine, tmp_path: Path
):
    agency = command.ask("agency", "add", "--name", "เทศบาลตำบลทดสอบ", "--phone", "0 4300 0000")
    password = command.ask("officer", "add", "somsri", "--role", "officer", "--agency", agency)
    assert len(password) >= 12
    assert "somsri\tofficer" in command.ask("officer", "list")
    round_id = command.ask(
        "round", "create", "--agency", agency, "--year", "2564", "--staff", "30", "--public", "30"
    )
    command.run("round", "open", round_id)
    assert command.ask_json("round", "list") == [
        {
            "id": round_id,
            "agency": "เทศบาลตำบลทดสอบ",
            "fiscal_year": 2564,
            "edition": 2564,
            "state": "open",
        }
    ]
    pdf = tmp_path / "slips.pdf"
    command.run("codes", round_id, "--count", "30", "--pdf", str(pdf))
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
    codes = codes_on(pdf)
    assert len(set(codes)) == 30
    links = command.ask_json("round", "links", round_id)
    chance = random.Random(2564)
    sheets: dict[str, list[naive.Answers]] = {"IIT": [], "EIT": []}
    with command.serve() as address, ThreadPoolExecutor(4) as crowd:

        def respond(job: tuple[str, str, int]) -> tuple[str, naive.Answers]:
            instrument, code, seed = job
            link = address + urllib.parse.urlsplit(links[instrument][0]).path
            return instrument, Respondent(link, random.Random(seed)).answer(code)

        jobs = [("IIT", code, seed) for seed, code in enumerate(codes)]
        jobs += [("EIT", "", 100 + seed) for seed in range(30)]
        chance.shuffle(jobs)
        for instrument, answers in crowd.map(respond, jobs):
            sheets[instrument].append(answers)
    points = enter_disclosure(command, round_id, tmp_path, chance)
    command.run("round", "close", round_id)
    check_result(command, round_id, sheets, points)


def enter_disclosure(
    command: CommandLine, round_id: str, folder: Path, chance: random.Random
) -> dict[str, int]:
    """Import all items by CSV; returns the points that count."""
    points = {}
    file = folder / "oit.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["code", "answer", "urls", "note", "score", "comment"])
        for number in range(1, 44):
            present, score = chance.random() < 0.7, chance.choice([0, 100])
            points[f"o{number}"] = score if present else 0
            url = f"https://www.example.go.th/o{number}" if present else ""
            answer = "มี" if present else "ไม่มี"
            writer.writerow([f"o{number}", answer, url, "เมนูหลัก", points[f"o{number}"], ""])
    command.run("disclosure", "import", round_id, str(file))
    return points


def check_result(
    command: CommandLine,
    round_id: str,
    sheets: dict[str, list[naive.Answers]],
    points: dict[str, int],
) -> None:
    """The result is the naive computation's, to the hundredth, and verifies."""
    result = command.ask_json("result", round_id)
    by_instrument = {}
    for instrument in ("IIT", "EIT"):
        indicators, score = naive.survey_scores(instrument, sheets[instrument])
        by_instrument[instrument] = score
        shown = result["instruments"][instrument]
        assert shown["respondents"] == 30
        assert shown["score"] == naive.printed(score)
        expected = {no: naive.printed(one) for no, one in indicators.items()}
        assert {part["no"]: part["score"] for part in shown["indicators"]} == expected
    indicators, oit = naive.disclosure_scores(points)
    shown = result["instruments"]["OIT"]
    assert shown["score"] == naive.printed(oit)
    assert {part["no"]: part["score"] for part in shown["indicators"]} == {
        no: naive.printed(one) for no, one in indicators.items()
    }
    whole = naive.total(by_instrument["IIT"], by_instrument["EIT"], oit)
    assert result["total"] == naive.printed(whole)
    assert command.ask("verify", round_id) == result["fingerprint"]


def test_refusals_are_one_clear_line_and_exit_code_1(command: CommandLine):
    agency = command.ask("agency", "add", "--name", "เทศบาลตำบลทดสอบ")
    for words in (
        ("agency", "add", "--name", "เทศบาลตำบลทดสอบ"),
        (
            "round",
            "create",
            "--agency",
            "nobody",
            "--year",
            "2564",
            "--staff",
            "1",
            "--public",
            "1",
        ),
        ("round", "create", "--agency", agency, "--year", "2564", "--staff", "0", "--public", "1"),
        ("round", "open", "nothing"),
        ("result", "nothing", "--json"),
        ("verify", "nothing"),
        ("questionnaire", "show", "2500"),
    ):
        said = command.run(*words, expect=1)
        assert said.stdout == ""
        assert len(said.stderr.strip().splitlines()) == 1, said.stderr
        assert "Traceback" not in said.stderr


@pytest.mark.parametrize("words", [("round", "create"), ("nonsense",), ("serve", "--port", "x")])
def test_wrong_usage_exits_with_2(command: CommandLine, words: tuple[str, ...]):
    assert "Usage" in command.run(*words, expect=2).stderr


def test_before_closing_there_is_no_result(command: CommandLine):
    agency = command.ask("agency", "add", "--name", "เทศบาลตำบลทดสอบ")
    created = ("round", "create", "--agency", agency, "--staff", "30", "--public", "30")
    round_id = command.ask(*created, "--year", "2565", "--edition", "2564")
    command.run("result", round_id, "--json", expect=1)
    command.run("round", "open", round_id)
    command.run("result", round_id, "--json", expect=1)
    assert "reason" in command.run("round", "close", round_id, expect=1).stderr
    command.run("round", "close", round_id, "--reason", "ทดลองใช้")
    result = command.ask_json("result", round_id)
    assert result["total"] is None
    assert result["instruments"]["IIT"]["withheld"] == "too_few"
    command.run("round", "cancel", round_id, expect=1)
    command.run("round", "close", round_id, "--reason", "อีกครั้ง", expect=1)


def test_the_server_refuses_to_start_without_its_key(command: CommandLine):
    (command.instance / "secret.key").rename(command.instance / "elsewhere")
    assert "secret.key" in command.run("serve", expect=1).stderr
    assert not (command.instance / "secret.key").exists()


def test_wrong_settings_stop_the_start(command: CommandLine):
    command.env = {"SURVEY_APP_PUBLIC_URL": "ita.example.go.th"}
    assert "SURVEY_APP_PUBLIC_URL" in command.run("round", "list", expect=1).stderr


def test_bad_lines_of_a_file_are_named_and_nothing_is_half_imported(
    command: CommandLine, tmp_path: Path
):
    command.run("agency", "add", "--name", "เทศบาลตำบลทดสอบ")
    file = tmp_path / "history.csv"
    file.write_text(
        "agency,fiscal_year,indicator,score\n"
        "เทศบาลตำบลทดสอบ,2563,1,82.39\n"
        "เทศบาลอื่น,2563,2,70\n"
        "เทศบาลตำบลทดสอบ,2563,11,70\n"
        "เทศบาลตำบลทดสอบ,๒๕๖๓,total,100.01\n",
        "utf-8",
    )
    said = command.run("history", "import", str(file), expect=1).stderr
    assert [line for line in (3, 4, 5) if f"บรรทัด {line}" in said] == [3, 4, 5]
    assert "บรรทัด 2" not in said


def test_the_demonstration_builds_once_and_refuses_anybody_elses_database(command: CommandLine):
    command.run("demo", "--build-only")
    rounds = command.ask_json("round", "list")
    assert [(one["fiscal_year"], one["state"]) for one in rounds] == [
        (2565, "open"),
        (2564, "closed"),
    ]
    closed = rounds[1]["id"]
    result = command.ask_json("result", closed)
    assert (result["total"], result["level"], result["passed"]) == ("59.46", "D", False)
    command.run("verify", closed)
    command.run("export", closed, "--to", str(command.instance / "export"))
    exported = json.loads((command.instance / "export" / "result.json").read_text("utf-8"))
    assert exported == result
    command.run("export", rounds[0]["id"], "--to", str(command.instance / "none"), expect=1)
    assert not (command.instance / "none").exists()
    command.run("demo", "--build-only")
    assert command.ask_json("round", "list") == rounds
    command.run("agency", "add", "--name", "เทศบาลอื่น")
    command.run("demo", "--build-only", expect=1)


def test_questionnaire_check_prints_every_mistake_at_once(command: CommandLine, tmp_path: Path):
    assert command.ask("questionnaire", "check") == "ok"
    source = Path(__file__).parents[2] / "questionnaires" / "2564"
    folder = tmp_path / "2564"
    folder.mkdir()
    for file in source.glob("*.yaml"):
        text = file.read_text("utf-8")
        if file.name == "iit.yaml":
            text = text.replace("minutes: 6", "minutes: 06").replace("code: i2\n", "cod: i2\n")
        (folder / file.name).write_text(text, "utf-8")
    said = command.run("questionnaire", "check", str(folder), expect=1).stderr
    assert said.count("iit.yaml:") >= 2
    shown = command.ask_json("questionnaire", "show", "2564")
    assert [part["indicator"] for part in shown["instruments"]["IIT"]] == [1, 2, 3, 4, 5]

"""The command: what it prints, how it fails, and that it serves."""

import json
import re
import select
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main

CASE = {
    "on": "2025-10-01", "subject": "individual",
    "facts": {"act": "land.encroach", "land.kind": "agri_other", "place.kind": "commune", "land.area": "0.03 ha"},
}  # fmt: skip
NORMGRAPH = [sys.executable, "-m", "api.cli"]


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path):
    """Away from any ./normgraph-data, with the package still found."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[1]))
    monkeypatch.delenv("NORMGRAPH_LANG", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return str(path)


def run(*words, **given):
    return CliRunner().invoke(main, list(words), **given)


def test_a_fine_is_told_with_its_clause_and_what_was_assumed(case):
    said = run("fine", case).stdout

    assert "5.000.000 – 10.000.000 đồng" in said
    assert "điểm b khoản 2 Điều 13 Nghị định 123/2024/NĐ-CP" in said
    assert "Giả định" in said
    assert "5,000,000 – 10,000,000 dong" in run("fine", case, "--lang", "en").stdout


def test_missing_facts_are_told_as_questions(tmp_path):
    path = tmp_path / "open.json"
    path.write_text(json.dumps({**CASE, "facts": {**CASE["facts"], "land.area": None}}), encoding="utf-8")

    said = run("fine", str(path)).stdout

    assert "Chưa đủ dữ kiện" in said
    assert "[land.area]" in said
    assert "?" in said


def test_a_case_may_come_from_standard_input_and_on_another_day():
    answer = json.loads(run("fine", "-", "--on", "2024-01-01", "--json", input=json.dumps(CASE)).stdout)

    assert (answer["on"], answer["verdict"]) == ("2024-01-01", "not_in_force")


def test_every_verb_has_help_in_both_languages():
    for verb in main.commands:
        said = run(verb, "--help").stdout
        vi, en = main.commands[verb].help.split("\n\n")
        assert vi.split()[0] in said
        assert en.split()[0] in said


def test_the_rules_for_a_case_and_the_lists_are_told(case):
    assert "Áp dụng:" in run("applicable", case).stdout
    assert "khung phạt" in run("norms", "--doc", "123/2024/nd-cp").stdout
    assert "Xung đột" in run("conflicts").stdout
    assert "Điều" in run("tiers").stdout
    assert "land.area" in run("facts", "dien", "tich").stdout


def test_the_demo_answers_three_questions():
    done = run("demo")

    assert done.exit_code == 0, done.stderr
    assert "5.000.000 – 10.000.000 đồng" in done.stdout
    assert "điểm b khoản 2 Điều 13" in done.stdout
    assert "Ví dụ: ngày" in done.stdout
    assert "SELECT" in done.stdout
    assert re.search(r"^\d+ dòng$", done.stdout, re.MULTILINE)


def test_a_query_file_is_answered(tmp_path):
    path = tmp_path / "numbers.rq"
    path.write_text("SELECT ?n WHERE { VALUES ?n { 7 8 } }", encoding="utf-8")

    assert run("query", str(path)).stdout.split() == ["n", "─", "7", "8"]
    assert run("query", str(path), "--as", "csv").stdout.split() == ["n", "7", "8"]
    rows = json.loads(run("query", str(path), "--json").stdout)["results"]["bindings"]
    assert [row["n"]["value"] for row in rows] == ["7", "8"]


@pytest.mark.parametrize("form", ["ttl", "jsonld", "nq"])
def test_the_graph_is_exported(form, tmp_path):
    done = run("export", "--as", form, "--to", str(tmp_path / "out"))

    assert done.exit_code == 0, done.stderr
    assert "123/2024/NĐ-CP" in (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("fine", "nowhere.json"), "NG500"), (("fine",), "NG700"), (("bogus",), "NG700"), (("norms", "--doc", "0/0"), "NG500"),
        (("conflicts", "--on", "2025-02-30"), "NG203"), (("query", "nowhere.rq"), "NG500"), (("read", "nowhere.txt"), "NG500"),
        (("fine", "x", "--graph", "nowhere"), "NG500"), (("serve", "--port", "99999"), "NG700"),
    ],
)  # fmt: skip
def test_errors_have_a_code_a_remedy_and_status_2(words, code):
    done = run(*words)

    assert done.exit_code == 2
    assert done.stderr.startswith(f"error[{code}]: ")
    assert "cần làm: " in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "what to do: " in run(*words, "--lang", "en").stderr or code == "NG700"


def test_a_fault_of_the_program_is_told_with_a_code(case, monkeypatch):
    monkeypatch.setattr("api.verbs.Verbs.fine", lambda *_: 1 / 0)

    done = run("fine", case)

    assert done.exit_code == 2
    assert done.stderr.startswith("error[NG900]")
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_is_no_error():
    with subprocess.Popen([*NORMGRAPH, "norms", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(10)
        process.stdout.close()
        complaint = process.stderr.read()

    assert process.returncode == 0
    assert complaint == b""


def test_the_version_is_told():
    assert re.match(r"normgraph, version \d", run("--version").stdout)


@pytest.fixture
def service(tmp_path):
    """A service on a free port, and its greeting."""
    with subprocess.Popen(
        [*NORMGRAPH, "serve", "--port", "0", "--lang", "en", "--sparql-seconds", "1"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert select.select([process.stdout], [], [], 60)[0]
        lines = [process.stdout.readline() for _ in range(6)]
        yield process, lines
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


def test_the_service_greets_with_addresses_that_work_and_stops_when_told(service):
    process, lines = service
    address = re.search(r"http://127\.0\.0\.1:\d+", lines[0])[0]
    shown = [url.rstrip("'") for line in lines[3:] for url in re.findall(r"http://\S+", line)]

    assert len(lines[3:]) == 3
    for url in shown:
        tried = url + "?query=ASK%7B%7D" if url.endswith("/sparql") else url
        with urllib.request.urlopen(tried, timeout=20) as answer:
            assert answer.status == 200
    with urllib.request.urlopen(address + "/api/v1/health", timeout=20) as answer:
        assert json.load(answer)["status"] == "ok"
    assert process.poll() is None


def test_the_service_survives_what_is_too_large_and_what_never_ends(service):
    address = re.search(r"http://127\.0\.0\.1:\d+", service[1][0])[0]
    endless = "query=SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }".replace(
        " ", "+"
    ).encode()

    for path, body, code in (
        ("/api/v1/fine", b"x" * 50_000_000, "NG701"),
        ("/sparql", endless, "NG403"),
        ("/sparql", b"update=CLEAR+ALL", "NG401"),
    ):
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(address + path, data=body, timeout=30)
        assert error.value.headers["Content-Type"].startswith("application/problem+json")
        assert json.load(error.value)["code"] == code
    with urllib.request.urlopen(address + "/api/v1/health", timeout=20) as answer:
        assert json.load(answer)["status"] == "ok"


def test_a_taken_port_is_told(service):
    port = re.search(r":(\d+)", lines := service[1][0])[1]

    done = run("serve", "--port", port)

    assert done.exit_code == 2, lines
    assert done.stderr.startswith("error[NG705]")
    assert "--port 0" in done.stderr


def test_that_nobody_reads_on_is_no_failure():
    command = f"{sys.executable} -m api.cli demo | sh -c 'exec <&-; sleep 3'; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stderr) == (0, "")


def test_what_was_not_described_is_told_apart_from_what_is_not_fined(tmp_path):
    def told(**facts):
        path = tmp_path / "case.json"
        path.write_text(json.dumps({"on": "2025-10-01", "facts": facts}), encoding="utf-8")
        return run("fine", str(path), "--lang", "en").stdout

    assert "No breach was described" in told(**{"land.area": "1 ha"})
    assert "No breach was described" not in told(act="land.encroach", **{"land.kind": "rice"})

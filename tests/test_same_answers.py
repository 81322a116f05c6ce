"""One question, three doors: the command, the Python call and the HTTP route say the same, from the base and from the text."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from api.app import create_app
from api.cli import main
from api.schemas import Applicable, Penalty
from api.verbs import Verbs
from api.wire import Wire, case_of
from kg.graph import Graph
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
FACTS = {"act": "land.encroach", "land.kind": "agri_other", "place.kind": "commune", "land.area": "0.03 ha"}
COMMUNE = {"on": "2025-10-01", "subject": "individual", "facts": FACTS}
WARD = {**COMMUNE, "facts": {**FACTS, "place.kind": "ward"}}
COMPANY = {**WARD, "subject": "organisation"}
NO_AREA = {**COMMUNE, "facts": {fact: value for fact, value in FACTS.items() if fact != "land.area"}}
EARLIER = {**COMMUNE, "on": "2024-01-01"}
CASES = {"commune": COMMUNE, "ward": WARD, "company": COMPANY, "no area": NO_AREA, "earlier": EARLIER}
POINT_B = "điểm b khoản 2 Điều 13 Nghị định 123/2024/NĐ-CP"


@pytest.fixture(scope="module")
def graph():
    return Graph.shipped(VI, VN)


@pytest.fixture(scope="module")
def read_graph(documents, tmp_path_factory):
    """A graph directory in which the decree was read from its text."""
    folder = tmp_path_factory.mktemp("graph") / "data"
    path = next(documents.glob("123-2024-ND-CP*"))
    made = Graph.open(folder, VI, VN)
    made.read([(path.name, path.read_bytes())])
    made.close()
    return folder


def doors(graph, case, verb, tmp_path, *options):
    """The answer by command, by Python and by HTTP."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    by_command = CliRunner().invoke(main, [verb, str(path), "--json", *options])
    assert by_command.exit_code == 0, by_command.output
    by_route = create_app(graph, VI, EN, VN).test_client().post(f"/api/v1/{verb}", json=case)
    assert by_route.status_code == 200, by_route.text
    by_python = getattr(Verbs(graph, VI, EN, VN), verb)(case)
    return json.loads(by_command.output), by_python, by_route.json


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("verb", ["fine", "applicable"])
def test_three_doors_say_the_same(graph, name, verb, tmp_path):
    by_command, by_python, by_route = doors(graph, CASES[name], verb, tmp_path)

    assert by_command == by_python == by_route
    {"fine": Penalty, "applicable": Applicable}[verb].model_validate(by_route, strict=True)


def test_a_process_of_its_own_says_the_same_and_the_graph_itself_too(graph, tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(COMMUNE), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "fine", str(path), "--json"], capture_output=True, check=True
    )
    by_graph = Wire(VN, graph.facts, graph.laws()).penalty(graph.fine(case_of(COMMUNE, graph.facts, VN)))

    assert json.loads(done.stdout) == by_graph


def fine(graph, case):
    return Verbs(graph, VI, EN, VN).fine(case)


def sure(answer):
    return [(row["citation"]["text"], row["min"], row["max"]) for row in answer["fines"] if row["verdict"] == "applies"]


def check_commune(graph):
    answer = fine(graph, COMMUNE)

    assert answer["verdict"] == "applies"
    assert sure(answer) == [(POINT_B, 5_000_000, 10_000_000)]


def check_ward(graph):
    answer = fine(graph, WARD)

    assert sure(answer) == [(POINT_B, 10_000_000, 20_000_000)]
    assert [one["factor"] for one in answer["fines"][0]["multipliers"]] == [2]


def check_company(graph):
    answer = fine(graph, COMPANY)

    assert sure(answer) == [(POINT_B, 20_000_000, 40_000_000)]
    assert [one["factor"] for one in answer["fines"][0]["multipliers"]] == [2, 2]
    assert all(one["citation"]["doc"] == "123/2024/NĐ-CP" for one in answer["fines"][0]["multipliers"])


def check_no_area(graph):
    answer = fine(graph, NO_AREA)

    assert answer["verdict"] == "unknown"
    assert "land.area" in answer["missing"]
    assert (POINT_B, "unknown") in [(row["citation"]["text"], row["verdict"]) for row in answer["fines"]]
    assert len(answer["fines"]) > 3
    assert "land.area" in {row["fact"] for row in answer["ask"]}


def check_earlier(graph):
    answer = fine(graph, EARLIER)

    assert answer["verdict"] == "not_in_force"
    assert answer["fines"] == []
    assert POINT_B in [row["citation"]["text"] for row in answer["not_in_force"]]


CHECKS = [check_commune, check_ward, check_company, check_no_area, check_earlier]


@pytest.mark.parametrize("check", CHECKS)
def test_the_shipped_base_answers(graph, check):
    check(graph)


@pytest.mark.corpus
@pytest.mark.parametrize("check", CHECKS)
def test_the_read_document_answers_the_same(read_graph, check):
    check(Graph.open(read_graph, VI, VN, read_only=True))


@pytest.mark.corpus
@pytest.mark.parametrize("name", CASES)
def test_three_doors_say_the_same_of_the_read_document(read_graph, name, tmp_path):
    opened = Graph.open(read_graph, VI, VN, read_only=True)
    by_command, by_python, by_route = doors(opened, CASES[name], "fine", tmp_path, "--graph", str(read_graph))

    assert by_command == by_python == by_route


@pytest.mark.corpus
def test_the_page_of_a_read_provision_shows_its_text(read_graph):
    client = create_app(Graph.open(read_graph, VI, VN, read_only=True), VI, EN, VN).test_client()
    page = client.get("/law/vn/decree/2024/123-2024-nd-cp/dieu_13__khoan_2__diem_b").text

    assert "0,02" in page.partition('class="statute"')[2].partition("</div>")[0]

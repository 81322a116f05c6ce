"""The routes, the SPARQL protocol, and the description of both."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from pyoxigraph import QueryResultsFormat, parse_query_results

from api.app import HEADERS, Limits, create_app
from api.cli import main
from api.schemas import ANSWERS, Problem
from kg.graph import Graph
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
NUMBERS = "SELECT ?n WHERE { VALUES ?n { 1 2 3 } }"


@pytest.fixture(scope="module")
def client():
    return create_app(Graph.shipped(VI, VN), VI, EN, VN, Limits(seconds=2, rows=100)).test_client()


@pytest.mark.parametrize("verb", ["norms", "conflicts", "tiers", "facts"])
def test_a_route_says_what_the_command_prints(client, verb):
    printed = CliRunner().invoke(main, [verb, "--json"])

    assert client.get(f"/api/v1/{verb}").json == json.loads(printed.output)


def test_norms_of_one_document_on_one_day(client):
    every = client.get("/api/v1/norms").json["norms"]
    some = client.get("/api/v1/norms", query_string={"doc": "123/2024/nd-cp", "on": "2025-01-01"}).json["norms"]

    assert 0 < len(some) < len(every)
    assert {row["citation"]["doc"] for row in some} == {"123/2024/NĐ-CP"}
    assert client.get("/api/v1/norms?doc=123/2024/nd-cp&on=2020-01-01").json["norms"] == []


def test_the_description_is_openapi_3_1_and_names_every_verb(client):
    spec = client.get("/openapi.json").json

    assert spec["openapi"] == "3.1.0"
    assert {f"/api/v1/{verb}" for verb in ANSWERS} | {"/sparql"} == set(spec["paths"])
    assert spec["paths"]["/api/v1/fine"]["post"]["requestBody"]["content"]["application/json"]["schema"][
        "$ref"
    ].endswith("/Case")
    refs = set(_refs(spec))
    assert refs
    assert {ref.removeprefix("#/components/schemas/") for ref in refs} <= set(spec["components"]["schemas"])


def _refs(node):
    match node:
        case dict():
            yield from ([node["$ref"]] if "$ref" in node else [])
            for part in node.values():
                yield from _refs(part)
        case list():
            for part in node:
                yield from _refs(part)


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/sparql", query_string={"query": NUMBERS}),
        lambda client: client.post("/sparql", data={"query": NUMBERS}),
        lambda client: client.post("/sparql", data=NUMBERS, content_type="application/sparql-query"),
    ],
)
def test_the_three_ways_of_sending_a_query(client, send):
    answer = send(client)

    assert answer.content_type.startswith("application/sparql-results+json")
    assert [row["n"]["value"] for row in answer.json["results"]["bindings"]] == ["1", "2", "3"]


def ask(client, query, accept):
    return client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})


def test_rows_in_every_format(client):
    query = 'SELECT ?a ?b WHERE { VALUES (?a ?b) { (<http://x/> "đ \\"1\\"\\n2"@vi) (UNDEF 2.5) } }'
    xml = ask(client, query, "application/sparql-results+xml").data
    rows = list(csv.reader(io.StringIO(ask(client, query, "text/csv").text)))
    tsv = ask(client, query, "text/tab-separated-values").text.split("\n")

    assert [[str(term) for term in row] for row in parse_query_results(xml, format=QueryResultsFormat.XML)] == [
        ["<http://x/>", '"đ \\"1\\"\\n2"@vi'],
        ["None", '"2.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'],
    ]
    assert rows == [["a", "b"], ["http://x/", 'đ "1"\n2'], ["", "2.5"]]
    assert tsv == ["?a\t?b", '<http://x/>\t"đ \\"1\\"\\n2"@vi', "\t2.5", ""]


def test_truths_and_graphs(client):
    assert ask(client, "ASK { ?s ?p ?o }", "*/*").json == {"head": {}, "boolean": True}
    assert "<boolean>true</boolean>" in ask(client, "ASK { ?s ?p ?o }", "application/sparql-results+xml").text
    graph = "CONSTRUCT { <http://a/> <http://b/> 'c' } WHERE {}"
    assert ask(client, graph, "*/*").content_type.startswith("text/turtle")
    assert ask(client, graph, "application/n-triples").text == '<http://a/> <http://b/> "c" .\n'
    assert json.loads(ask(client, graph, "application/ld+json").text)


def test_quality_values_decide(client):
    answer = ask(client, NUMBERS, "text/csv;q=0.5, text/tab-separated-values")

    assert answer.content_type.startswith("text/tab-separated-values")
    assert ask(client, NUMBERS, "image/png").status_code == 406


def test_the_row_cap_is_told(client):
    answer = ask(client, "SELECT * WHERE { ?s ?p ?o }", "application/json")

    assert len(answer.json["results"]["bindings"]) == 100
    assert answer.headers["X-Rows-Truncated"] == "true"
    assert ask(client, NUMBERS, "application/json").headers["X-Rows-Truncated"] == "false"


@pytest.mark.parametrize("path", ["/", "/nope", "/api/v1/health", "/openapi.json", "/static/style.css", "/sparql"])
def test_every_answer_is_guarded(client, path):
    headers = client.get(path).headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert {"default-src 'none'", "style-src 'self'", "frame-ancestors 'none'"} <= set(
        headers["Content-Security-Policy"].split("; ")
    )


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [
        ("/nope", "GET", 404, "NG500"), ("/api/v1/fine", "GET", 405, "NG702"), ("/sparql", "DELETE", 405, "NG702"),
        ("/api/v1/norms?strange=1", "GET", 400, "NG700"), ("/api/v1/norms?doc=0/0", "GET", 404, "NG500"),
        ("/api/v1/read", "POST", 403, "NG704"), ("/sparql", "GET", 400, "NG700"), ("/api/v1/conflicts?on=x", "GET", 422, "NG203"),
    ],
)  # fmt: skip
def test_errors_are_problems(client, path, method, status, code):
    answer = client.open(path, method=method)

    assert answer.status_code == status
    assert answer.content_type.startswith("application/problem+json")
    assert Problem.model_validate(answer.json, strict=True).code == code
    assert answer.json["remedy"]


def test_a_fault_of_the_program_shows_no_trace(monkeypatch):
    app = create_app(Graph.shipped(VI, VN), VI, EN, VN)
    monkeypatch.setattr(Graph, "tiers", lambda *_: {}["secret-key"])

    answer = app.test_client().get("/api/v1/tiers")

    assert answer.status_code == 500
    assert answer.json["code"] == "NG900"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_writable_service_reads_documents_and_refuses_other_sites(tmp_path, monkeypatch):
    graph = Graph.open(tmp_path / "data", VI, VN)
    client = create_app(graph, VI, EN, VN, Limits(writable=True)).test_client()

    assert client.post("/api/v1/read", data=b"x", headers={"Origin": "https://evil.example"}).json["code"] == "NG704"
    assert client.post("/api/v1/read", data=b"").json["code"] == "NG101"
    graph.close()

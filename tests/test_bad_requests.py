"""Bad input at the doors: a clear error with code and remedy, the service still up, the graph unchanged."""

import hashlib
import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner

from api.app import Limits, create_app
from api.cli import main
from kg.graph import Graph
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj << /Type /Catalog >> endobj\n" * 20


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    return Graph.open(tmp_path_factory.mktemp("bad") / "data", VI, VN)


@pytest.fixture
def client(graph):
    """A service that may write, in front of a graph whose content must not change."""
    before = content(graph)
    client = create_app(graph, VI, EN, VN, Limits(seconds=1, writable=True)).test_client()
    yield client
    assert client.get("/api/v1/health").json["status"] == "ok"
    assert content(graph) == before


def content(graph):
    return hashlib.sha256("\n".join(sorted(str(quad) for quad in graph.store.match())).encode()).hexdigest()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "NG101"), (b" \n\t ", "NG101"), (PDF, "NG106"), (b"PK\x03\x04" + b"\0" * 200, "NG102"),
        (b"x" * 26_000_000, "NG701"), ("một dòng dài ".encode() * 1_000_000, "NG104"), (b"hello, this is no law", "NG105"),
    ],
)  # fmt: skip
def test_documents_that_cannot_be_read_over_http(client, data, code):
    answer = client.post("/api/v1/read?name=law.txt", data=data, content_type="text/plain")

    assert answer.json["code"] == code
    assert answer.status_code in {413, 415, 422}
    assert answer.json["remedy"]


@pytest.mark.parametrize(("data", "code"), [(b"", "NG101"), (PDF, "NG106"), (b"a" * 50_000_000, "NG104")])
def test_documents_that_cannot_be_read_by_the_command(tmp_path, data, code):
    path, folder = tmp_path / "law.txt", tmp_path / "data"
    path.write_bytes(data)
    started = time.monotonic()

    done = CliRunner().invoke(main, ["read", str(path), "--graph", str(folder)])

    assert done.exit_code == 2
    assert done.stderr.startswith(f"error[{code}]")
    assert "cần làm" in done.stderr
    assert time.monotonic() - started < 20


def test_one_bad_file_keeps_the_whole_call_from_the_graph(graph, tmp_path):
    before = content(graph)
    good = "NGHỊ ĐỊNH\nSố: 1/2031/NĐ-CP\n\nĐiều 1. Một\n1. Cá nhân phải khai báo.\n".encode()

    with pytest.raises(Exception, match=r"."):
        graph.read([("good.txt", good), ("bad.txt", b"")])

    assert content(graph) == before


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "NG202"), (b"null", "NG202"), (b"[]", "NG202"), (b"{" * 50_000, "NG202"), (b'{"facts": 1}', "NG202"), (b"\xff", "NG202"),
        (b'{"fact": {}}', "NG202"), (b'{"facts": {"land.area": "3 kg"}}', "NG202"), (b'{"facts": {"land.area": NaN}}', "NG202"),
        (b'{"facts": {"land.area": 1e999}}', "NG202"), (b'{"facts": {"land.aera": 1}}', "NG201"), (b'{"on": "2025-02-30"}', "NG203"),
        (b'{"facts": {"act": {"a": 1}}}', "NG202"), (b'{"facts": {"act": "land.encroach", "act": "land.destroy"}}', "NG202"),
        (b'{"subject": "robot"}', "NG202"), (b"x" * 2_000_000, "NG202"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["fine", "applicable"])
def test_cases_that_cannot_be_judged(client, verb, body, code):
    answer = client.post(f"/api/v1/{verb}", data=body)

    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.content_type.startswith("application/problem+json")
    assert answer.json["remedy"]


UPDATES = [
    "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <a:a> <b:b> 1 }", "CLEAR ALL", "DROP ALL", "LOAD <file:///etc/hostname>",
    "insert data { <a:a> <b:b> 1 }", "# SELECT\nCLEAR ALL", "PREFIX a: <b:> DELETE WHERE { ?s ?p ?o }",
]  # fmt: skip


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize(
    "send",
    [
        lambda client, text: client.post("/sparql", data={"update": text}),
        lambda client, text: client.post("/sparql", data=text, content_type="application/sparql-update"),
        lambda client, text: client.get("/sparql", query_string={"update": text}),
        lambda client, text: client.post("/sparql", data={"query": text}),
        lambda client, text: client.post("/sparql", data=text, content_type="application/sparql-query"),
    ],
)
def test_updates_are_refused(client, send, update):
    answer = send(client, update)

    assert answer.status_code == 400
    assert answer.json["code"] in {"NG401", "NG402"}


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"query_string": {"query": "ASK {}", "default-graph-uri": "file:///etc/hostname"}}, 400),
        ({"query_string": {"query": "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}}, 400),
        ({"query_string": {"query": "SELECT * FROM <file:///etc/hostname> WHERE { ?s ?p ?o }"}}, 400),
        ({"query_string": {"query": "SELECT"}}, 400),
        ({"query_string": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"method": "POST", "data": b"\xff", "content_type": "application/sparql-query"}, 400),
        ({"method": "POST", "data": b"ASK {}", "content_type": "image/png"}, 415),
        ({"query_string": {"query": "ASK { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }"}}, 400),
        ({"query_string": {"query": "ASK {} #" + "x" * 60_000}}, 413),
    ],
)
def test_queries_that_are_not_answered(client, request_, status):
    answer = client.open("/sparql", **request_)

    assert answer.status_code == status, answer.text
    assert answer.json["remedy"]


def test_a_query_that_never_ends_is_stopped_while_others_are_answered(client):
    with ThreadPoolExecutor() as pool:
        started = time.monotonic()
        endless = pool.submit(client.application.test_client().get, "/sparql", query_string={"query": ENDLESS})
        other = client.get("/sparql", query_string={"query": "ASK { ?s ?p ?o }"})
        answer = endless.result()

    assert other.json["boolean"] is True
    assert (answer.status_code, answer.json["code"]) == (408, "NG403")
    assert time.monotonic() - started < 15


def test_a_query_that_never_ends_by_the_command(tmp_path):
    path = tmp_path / "endless.rq"
    path.write_text(ENDLESS, encoding="utf-8")

    done = CliRunner().invoke(main, ["query", str(path), "--seconds", "1"])

    assert done.exit_code == 2
    assert done.stderr.startswith("error[NG403]")


def test_addresses_that_are_nonsense(client):
    for path in (
        "/%",
        "/%ff",
        "/api/v1/fine/../../x",
        "/law/" + "a" * 5000,
        "/static/../app.py",
        "/static/%2e%2e/app.py",
    ):
        answer = client.get(path)
        assert answer.status_code in {400, 404, 405}
        assert json.loads(answer.text)["code"]

"""Hostile queries: each ends in time with a clear error, reaches nothing outside, and leaves everybody else served."""

import http.server
import threading
import time
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.query_check import checked
from ontology.errors import QueryError, QueryRefused, QuerySyntax, QueryTimeout, QueryTooLarge
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

LIMIT = 1
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def canary():
    """A server that must never be asked."""
    hits = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_HEAD = do_GET  # noqa: N815 (the names of the standard library)

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=["memory", "disk"])
def graph(request, tmp_path_factory):
    vn = jurisdiction()
    made = Graph.shipped(VI, vn) if request.param == "memory" else Graph.open(tmp_path_factory.mktemp("g"), VI, vn)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shipped():
    made = Graph.shipped(VI, jurisdiction())
    yield made
    made.close()


REACHING_OUT = {
    "service": "SELECT * { SERVICE <@/x> { ?s ?p ?o } }",
    "service in lower case": "select * { service <@/x> { ?s ?p ?o } }",
    "service silent": "SELECT * { SERVICE SILENT <@/x> { ?s ?p ?o } }",
    "service by prefix": "PREFIX e: <@/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "service by variable": "SELECT * { BIND(IRI('@/x') AS ?g) SERVICE ?g { ?s ?p ?o } }",
    "service in an optional": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <@/x> { ?s ?q ?r } } }",
    "service in a subquery": "SELECT * { { SELECT * { SERVICE <@/x> { ?s ?p ?o } } } }",
    "service in an exists": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <@/x> { ?s ?q ?r } } }",
    "service in a construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <@/x> { ?s ?p ?o } }",
    "service by escapes": "SELECT * { \\u0053ERVICE <@/x> { ?s ?p ?o } }",
    "service behind a comment": "SELECT * { ?s ?p ?o # }\n SERVICE <@/x> { ?s ?q ?r } }",
    "service behind a carriage return": "SELECT * { ?s ?p ?o # }\r SERVICE <@/x> { ?s ?q ?r } }",
    "service behind a twice escaped quote": (
        'SELECT * { FILTER("\\u005Cu0022) }#" != "" ) SERVICE <@/x> { ?s ?p ?o } }'
    ),
    "from a server": "SELECT * FROM <@/x> { ?s ?p ?o }",
    "from a file": "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <@/x> { GRAPH ?g { ?s ?p ?o } }",
    "load": "LOAD <@/x>",
    "load a file": "LOAD <file:///etc/hostname>",
    "insert": "INSERT DATA { <http://a> <http://b> <http://c> }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "clear after a prologue": "PREFIX x: <http://x/> CLEAR ALL",
    "drop after a query": "ASK {} ; DROP ALL",
    "drop in a comment's shadow": "ASK {} # \nDROP ALL",
    "a foreign function": "SELECT (<@/f>(1) AS ?x) {}",
}


@pytest.mark.parametrize("query", REACHING_OUT.values(), ids=REACHING_OUT.keys())
def test_what_reaches_out_or_changes_is_refused(graph, canary, query):
    place, hits = canary
    before = graph.query(COUNT).rows
    with pytest.raises((QueryRefused, QuerySyntax)) as error:
        graph.query(query.replace("@", place), LIMIT)

    assert error.value.remedy
    assert hits == []
    assert graph.query(COUNT).rows == before


def test_an_escaped_quote_hides_nothing(graph, canary):
    place, hits = canary
    query = 'SELECT * { FILTER("\\u0022) }#" != "" ) SERVICE <@/x> { ?s ?p ?o } }'.replace("@", place)

    assert graph.query(query, LIMIT).rows == []  # the escape closes the string, and the rest is a comment
    assert hits == []


def doubling(times):
    steps = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(times))
    return f"SELECT (STRLEN(?v{times}) AS ?n) {{ BIND('{'a' * 64}' AS ?v0) {steps} }}"


KILLERS = {
    "a cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "a cross product in an order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "a long path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:>|^!<x:>)* ?b . ?b (!<x:>|^!<x:>)* ?c . ?c (!<x:>|^!<x:>)* ?d }",
    "a word that doubles": doubling(60),
    "a group that grows": "SELECT (GROUP_CONCAT(?o) AS ?n) { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f }",
    "braces 300 deep": "SELECT * {" + "{" * 300 + "?s ?p ?o" + "}" * 300 + "}",
    "brackets 3,000 deep": "SELECT * { FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }",
    "nots 20,000 deep": "SELECT * { FILTER(" + "!" * 20_000 + "true) }",
    "a megabyte of values": "SELECT * { VALUES ?x { " + "1 " * 500_000 + "} }",
    "an open brace": "SELECT * { " * 500,
    "nothing": "",
    "not a query": "\x00\x01 \ud7ff DROP",
}


@pytest.mark.parametrize("query", KILLERS.values(), ids=KILLERS.keys())
def test_what_never_ends_is_ended(shipped, query):
    ended(shipped, query)


@pytest.mark.parametrize("name", ["a cross product", "a long path", "a word that doubles"])
def test_what_never_ends_is_ended_on_disk(tmp_path, name):
    graph = Graph.open(tmp_path / "g", VI, jurisdiction())
    ended(graph, KILLERS[name])
    graph.close()


def ended(graph, query):
    graph.query("ASK {}", 30)  # the process stands ready; its start is not the query's time
    began = time.monotonic()
    with pytest.raises((QueryTimeout, QueryTooLarge, QuerySyntax, QueryRefused)):
        graph.query(query, LIMIT, 10_000)

    assert time.monotonic() - began < LIMIT + 2
    assert int(graph.query(COUNT, 5).rows[0]["n"]) > 1000


def test_a_regex_bomb_is_harmless(shipped):
    bomb = f"SELECT * {{ BIND('{'a' * 5000}!' AS ?x) FILTER(REGEX(?x, '^(a+)+$')) }}"
    began = time.monotonic()

    assert shipped.query(bomb, LIMIT).rows == []
    assert time.monotonic() - began < LIMIT


def test_others_are_served_while_one_query_runs(shipped):
    outcome = []

    def endless():
        try:
            shipped.query(KILLERS["a cross product"], 3)
        except QueryError as error:
            outcome.append(type(error))

    threads = [threading.Thread(target=endless) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    found = shipped.query("SELECT * { ?s a ng:Fine } LIMIT 1", 5)
    still_running = [thread for thread in threads if thread.is_alive()]
    for thread in threads:
        thread.join()

    assert len(found.rows) == 1
    assert len(still_running) == 3
    assert outcome == [QueryTimeout] * 3


def test_no_more_rows_than_asked_for(graph):
    found = graph.query("SELECT * { ?s ?p ?o }", rows=7)

    assert (len(found.rows), found.truncated) == (7, True)
    assert not graph.query("SELECT * { ?s ?p ?o } LIMIT 7", rows=7).truncated


def test_an_answer_too_long_to_carry_is_said(shipped):
    with pytest.raises((QueryTooLarge, QueryTimeout)):
        shipped.query("SELECT * { ?a ?b ?c . ?d ?e ?f }", 10, rows=10**9)


def test_the_answer_is_sparql_json(graph):
    found = graph.query(
        "SELECT ?n ?t ?m { ?w a ng:Work ; ng:number ?n ; eli:title ?t ; ng:year ?m } ORDER BY ?n LIMIT 1"
    )
    (row,) = found.json["results"]["bindings"]

    assert found.json["head"] == {"vars": ["n", "t", "m"]}
    assert row["n"] == {"type": "literal", "value": "123/2024/NĐ-CP"}
    assert row["t"]["xml:lang"] == "vi" or row["t"]["xml:lang"] == "en"
    assert row["m"]["datatype"] == "http://www.w3.org/2001/XMLSchema#integer"


def test_the_other_kinds_of_query_are_answered(graph):
    assert graph.query("ASK { ?s a ng:Fine }").json == {"head": {}, "boolean": True}
    assert graph.query("ASK { ?s a ng:Nothing }").json["boolean"] is False
    assert "ns#Fine" in graph.query("CONSTRUCT { ?s a ng:Fine } WHERE { ?s a ng:Fine }", rows=3).triples
    assert graph.query("CONSTRUCT WHERE { ?s a ng:Fine }", rows=3).truncated
    assert "ns#number" in graph.query("DESCRIBE ?w { ?w a ng:Work } LIMIT 1").triples


GOOD = [
    "SELECT ?service ?from ?load { ?service ?from ?load }",
    "PREFIX service: <http://x/> SELECT * { ?s service:load ?o }",
    "SELECT * { ?s ?p 'SERVICE <http://x> DROP ALL' }",
    'SELECT * { ?s ?p """FROM " <x>""" } # SERVICE',
    "SELECT * { ?s <http://x/INSERT#DROP> ?o }",
    "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a/rdfs:subClassOf* ng:Rule } } GROUP BY ?g HAVING (COUNT(*) > 1)",
    "SELECT * { { ?s a ng:Fine } MINUS { ?s ng:hasCap ?c } VALUES ?x { 1 UNDEF } FILTER NOT EXISTS { ?s ng:act ?a } }",
    "SELECT (IF(xsd:integer('1') = 1, 'a', COALESCE(?x, 'b')) AS ?y) {} ORDER BY DESC(?y) LIMIT 5 OFFSET 1",
]


@pytest.mark.parametrize("query", GOOD)
def test_honest_queries_are_answered(graph, query):
    assert graph.query(query, 5).kind == "select"


def test_a_mistake_is_placed():
    with pytest.raises(QuerySyntax) as error:
        checked("SELECT *\nWHERE { ?s ?p }")

    assert error.value.where.startswith("line ")


OF_TEXTS = {"terms-defined-differently.rq"}
"""Queries about texts that were read: the shipped base has none, so these are tested elsewhere."""


def test_every_named_query_has_a_title_and_finds_something(graph):
    paths = sorted((Path(__file__).parents[1] / "kg" / "queries").glob("*.rq"))

    assert len(paths) >= 6
    for path in paths:
        text = path.read_text()
        vi, en = text.splitlines()[0].removeprefix("# ").split(" | ")
        assert vi, en
        assert graph.query(text).rows or path.name in OF_TEXTS, path.name

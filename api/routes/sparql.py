"""/sparql: the query operation of the SPARQL 1.1 Protocol (W3C 2013 §2.1), reading only, within limits."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, request

from api.problems import BadMediaType, NoSuchFormat, RequestError
from api.sparql_results import writers
from kg.graph import Graph
from kg.query import Answer
from ontology.errors import QueryRefused

READ_ONLY = "send a SELECT, ASK, CONSTRUCT or DESCRIBE query; documents are added with `normgraph read`"
SAID = "send ?query=…, a form with `query`, or a body of application/sparql-query"


def sparql(graph: Graph, seconds: float, rows: int) -> APIBlueprint:
    """The endpoint on this graph."""
    endpoint = APIBlueprint("sparql", __name__, tag="sparql")

    @endpoint.route("/sparql", methods=["GET", "POST"])
    @endpoint.doc(summary="SPARQL 1.1 queries, reading only", description=SAID)
    def sparql_endpoint() -> Response:
        return _answered(graph.query(_query(), seconds, rows))

    return endpoint


def _query() -> str:
    """The query of the request. Raises QueryRefused for updates and data sets, RequestError where there is none."""
    given = request.values.to_dict(flat=False)
    kind = request.mimetype
    if "update" in given or kind == "application/sparql-update":
        raise QueryRefused("this endpoint does not change the graph", READ_ONLY)
    if request.method == "POST" and kind == "application/sparql-query":
        given["query"] = [*given.get("query", []), _text(request.get_data())]
    elif request.method == "POST" and kind not in {"application/x-www-form-urlencoded", "multipart/form-data", ""}:
        raise BadMediaType(f"a body of {kind} is no query", SAID)
    if {"default-graph-uri", "named-graph-uri", "using-graph-uri"} & given.keys():
        raise QueryRefused("a request may not choose its own data set", "use GRAPH in the query")
    queries = given.get("query", [])
    if len(queries) != 1 or not queries[0].strip():
        raise RequestError("the request holds no query" if not queries else "send one query, not empty", SAID)
    return queries[0]


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise RequestError("the query is not UTF-8", SAID) from None


def _answered(answer: Answer) -> Response:
    offered = writers(answer.kind)
    usual = next(iter(offered))
    media = request.accept_mimetypes.best_match(list(offered), usual) if request.accept_mimetypes else usual
    if request.accept_mimetypes and not any(request.accept_mimetypes[one] for one in offered):
        raise NoSuchFormat("no media type asked for fits this answer", f"ask for one of {', '.join(offered)}")
    response = Response(offered[media or usual](answer), content_type=f"{media}; charset=utf-8")
    response.headers["X-Query-Seconds"] = f"{answer.seconds:.3f}"
    response.headers["X-Rows-Truncated"] = str(answer.truncated).lower()
    response.headers["Vary"] = "Accept"
    return response

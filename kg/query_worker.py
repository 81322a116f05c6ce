"""One process that answers SPARQL over a frozen copy of the graph: `python -m kg.query_worker COPY MEGABYTES`.

A line of JSON in, a line of JSON out. Hostile queries can hurt only this process: it may not grow, write or (over a copy
in memory) open anything, and whoever started it kills it when the time is over.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat

from kg.quads import PREFIXES, XSD
from kg.query_check import checked
from ontology.errors import NormGraphError, QuerySyntax, QueryTooLarge

BYTES = 20_000_000
STRING = XSD + "string"


def main() -> None:
    """Load the copy, say so, and answer until nobody asks."""
    copy, megabytes = Path(sys.argv[1]), int(sys.argv[2])
    sys.setrecursionlimit(4000)
    out = os.fdopen(os.dup(1), "wb")
    store = loaded(copy)
    confine(megabytes, may_open=copy.is_dir())
    _say(out, {"ready": len(store)})
    for line in sys.stdin.buffer:
        _say(out, answered(store, json.loads(line)))


def loaded(copy: Path) -> pyoxigraph.Store:
    """The graph: a folder of a store, or N-Quads brought into memory."""
    if copy.is_dir():
        return pyoxigraph.Store.read_only(str(copy))
    store = pyoxigraph.Store()
    store.bulk_load(path=str(copy), format=RdfFormat.N_QUADS)
    return store


def confine(megabytes: int, *, may_open: bool) -> None:
    """From here on: no more memory than this, no file written, no core dumped, and no file or socket opened."""
    resource.setrlimit(resource.RLIMIT_AS, (_used() + megabytes * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not may_open:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def answered(store: pyoxigraph.Store, request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request, or the error that it makes."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(spent.ru_utime + spent.ru_stime + request["seconds"]) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    try:
        return run(store, checked(request["query"]), request["rows"])
    except NormGraphError as error:
        return {"error": type(error).__name__, "what": error.what, "remedy": error.remedy, "where": error.where}
    except SyntaxError as error:
        return _failed("QuerySyntax", f"the query does not parse: {error}", "correct it")
    except RecursionError:
        return _failed("QuerySyntax", "the query is nested too deeply", "write it flatter")
    except MemoryError:
        return _failed("QueryTooLarge", "the query needs more memory than it may have", "ask for less at once")
    except (OSError, ValueError, RuntimeError) as error:
        return _failed("QueryError", f"the query stopped: {error}", "change the query")


def run(store: pyoxigraph.Store, query: str, rows: int) -> dict[str, Any]:
    """SPARQL 1.1 JSON for SELECT and ASK, N-Triples for CONSTRUCT and DESCRIBE; never more than `rows`."""
    found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    match found:
        case QueryBoolean():
            return {"kind": "ask", "json": {"head": {}, "boolean": bool(found)}, "truncated": False}
        case QuerySolutions():
            names = [variable.value for variable in found.variables]
            bindings, truncated = _limited((_binding(names, row) for row in found), rows)
            json_ = {"head": {"vars": names}, "results": {"bindings": bindings}}
            return {"kind": "select", "json": json_, "truncated": truncated}
        case QueryTriples():
            lines, truncated = _limited((f"{triple} ." for triple in found), rows)
            return {"kind": "graph", "triples": "".join(f"{line}\n" for line in lines), "truncated": truncated}
    raise QuerySyntax("this kind of query is not answered", "send a SELECT, ASK, CONSTRUCT or DESCRIBE query")


def _limited(results: Iterable[Any], rows: int) -> tuple[list[Any], bool]:
    kept: list[Any] = []
    size = 0
    for result in results:
        if len(kept) == rows:
            return kept, True
        size += len(str(result))
        if size > BYTES:
            raise QueryTooLarge(f"the answer is longer than {BYTES:,} characters", "ask for less, or add LIMIT")
        kept.append(result)
    return kept, False


def _binding(names: list[str], row: Any) -> dict[str, dict[str, str]]:
    return {name: term(row[name]) for name in names if row[name] is not None}


def term(value: Any) -> dict[str, str]:
    """A term as SPARQL 1.1 JSON (W3C 2013, §3.2.2)."""
    match value:
        case NamedNode():
            return {"type": "uri", "value": value.value}
        case BlankNode():
            return {"type": "bnode", "value": value.value}
        case Literal() if value.language:
            return {"type": "literal", "value": value.value, "xml:lang": value.language}
        case Literal() if value.datatype.value != STRING:
            return {"type": "literal", "value": value.value, "datatype": value.datatype.value}
        case Literal():
            return {"type": "literal", "value": value.value}
    return {"type": "literal", "value": str(value)}


def _failed(error: str, what: str, remedy: str) -> dict[str, Any]:
    return {"error": error, "what": what[:500], "remedy": remedy, "where": None}


def _used() -> int:
    """The address space in use already; 1 GB is taken for it where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 2**30


def _say(out: BinaryIO, message: dict[str, Any]) -> None:
    out.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()

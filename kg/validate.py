"""A work's graph held against the shapes (SHACL, W3C 2017), with pySHACL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
from pyoxigraph import Quad, RdfFormat, Triple, serialize
from rdflib import RDF, Graph, Node
from rdflib.namespace import SH

SHAPES = Path(__file__).with_name("shapes.ttl")


@dataclass(frozen=True, slots=True)
class Violation:
    """One node that does not have the shape it should: which, in which property, and why, in Vietnamese and English."""

    node: str
    path: str
    vi: str
    en: str


def violations(quads: Iterable[Quad]) -> tuple[Violation, ...]:
    """What is wrong with one work's graph; nothing where it conforms."""
    _, report, _ = pyshacl.validate(_rdflib(quads), shacl_graph=_shapes(), inference="none", do_owl_imports=False)
    if not isinstance(report, Graph):
        return ()
    found = (_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult))
    return tuple(sorted(found, key=lambda v: (v.node, v.path, v.en)))


def _violation(report: Graph, result: Node) -> Violation:
    said = {getattr(m, "language", None): str(m) for m in report.objects(result, SH.resultMessage)}
    any_words = next(iter(said.values()), "")
    node, path = (report.value(result, p) for p in (SH.focusNode, SH.resultPath))
    return Violation(str(node), str(path or ""), said.get("vi", any_words), said.get("en", any_words))


def _rdflib(quads: Iterable[Quad]) -> Graph:
    """The quads as one rdflib graph, the names of graphs left out."""
    triples = [Triple(q.subject, q.predicate, q.object) for q in quads]
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=data, format="nt")


@cache
def _shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")

"""What every graph holds before anything is read: the vocabulary, the questions and concepts, and the shipped base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat

from kg.names import VOCABULARY
from kg.quads import NS, iri
from kg.to_rdf import concept_quads, fact_quads, law_quads
from ontology.generated import terms as ng
from ontology.pack import Jurisdiction

ONTOLOGY = Path(__file__).resolve().parents[1] / "ontology"
SOURCES = (ONTOLOGY / "norms.ttl", ONTOLOGY / "alignments.ttl", ONTOLOGY / "generated" / "hierarchy.ttl")
WORDS = NS.removesuffix("#")


def base_graphs(vn: Jurisdiction) -> dict[str, list[Quad]]:
    """The graphs of a fresh store, by name."""
    known = {law.work.number: law.work for law in vn.base}
    graphs = {law.work.iri: law_quads(law, known) for law in vn.base}
    return {**graphs, **pack_graphs(vn)}


def pack_graphs(vn: Jurisdiction) -> dict[str, list[Quad]]:
    """The vocabulary, and the questions and concepts of a jurisdiction with the mark of what they were made from."""
    name = pack_graph(vn)
    mark = Quad(iri(name), iri(ng.SHA256), Literal(fingerprint(vn)), iri(name))
    return {WORDS: vocabulary(), name: [mark, *fact_quads(vn.facts.values(), name), *concept_quads(vn.schemes, name)]}


def pack_graph(vn: Jurisdiction) -> str:
    """The name of the graph of a jurisdiction's questions and concepts."""
    return f"{VOCABULARY}/{vn.code}"


@cache
def _ontology_quads() -> tuple[Quad, ...]:
    graph = iri(WORDS)
    named: defaultdict[str, NamedNode] = defaultdict(lambda: iri(f"{WORDS}/.well-known/genid/{len(named)}"))
    found = (triple for path in SOURCES for triple in pyoxigraph.parse(path=str(path), format=RdfFormat.TURTLE))
    return tuple(Quad(_named(t.subject, named), t.predicate, _named(t.object, named), graph) for t in found)


def _named(term: Any, named: Mapping[str, NamedNode]) -> Any:
    """A blank node as an IRI (RDF 1.1 §3.5), so that a graph can be compared and replaced quad by quad."""
    return named[term.value] if isinstance(term, BlankNode) else term


def vocabulary() -> list[Quad]:
    """The OWL vocabulary with its classified hierarchy."""
    return list(_ontology_quads())


def fingerprint(vn: Jurisdiction) -> str:
    """A mark that changes when the shipped base, its facts or the vocabulary do."""
    parts = [repr(vn.base), repr(sorted(vn.facts.items())), repr(vn.schemes)]
    parts += [path.read_text(encoding="utf-8") for path in SOURCES]
    return sha256("\n".join(parts).encode()).hexdigest()

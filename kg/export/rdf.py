"""The graph as RDF: N-Quads keep the named graphs; Turtle and JSON-LD say the same triples for people and programs."""

from __future__ import annotations

from io import BytesIO
from typing import Protocol

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from kg.quads import PREFIXES
from kg.store import Store
from ontology.errors import NotFound

FORMS = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "nq": RdfFormat.N_QUADS}


class Stored(Protocol):
    """Something with a store."""

    @property
    def store(self) -> Store:
        """Its quads."""
        ...


def exported(graph: Stored, form: str) -> bytes:
    """The whole graph as `ttl`, `jsonld` or `nq`. Raises NotFound for another form."""
    if form not in FORMS:
        raise NotFound(f"no export as “{form}”", f"use one of: {', '.join(FORMS)}")
    quads = sorted(graph.store.match(), key=str)
    out = BytesIO()
    if form == "ttl":
        triples = dict.fromkeys(Triple(q.subject, q.predicate, q.object) for q in quads)
        pyoxigraph.serialize(triples, out, format=FORMS[form], prefixes=PREFIXES)
    else:
        prefixes = PREFIXES if form == "jsonld" else None
        pyoxigraph.serialize(quads, out, format=FORMS[form], prefixes=prefixes)
    return out.getvalue()

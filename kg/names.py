"""The IRIs of what a graph speaks of."""

from __future__ import annotations

import hashlib

from pyoxigraph import NamedNode

from kg.quads import iri
from ontology.document import BASE, Source, Work, fact_name, step

VOCABULARY = f"{BASE}vocabulary"


def fact_iri(fact: str) -> NamedNode:
    """The IRI of a question."""
    return iri(fact_name(fact))


def concept_iri(scheme: str, code: str) -> NamedNode:
    """The IRI of a concept."""
    return iri(f"{BASE}concept/{scheme}/{step(code)}")


def rule_iri(work: Work, id: str) -> NamedNode:
    """The IRI of a norm or fine by its id, which begins with the number of its work."""
    return iri(f"{work.iri}/rule/{step(id.removeprefix(work.number + '#'))}")


def source_iri(source: Source) -> NamedNode:
    """The IRI of a source: the same place, words and rule have the same."""
    parts = (source.eid, str(source.span), source.quote, source.rule)
    return iri(f"{source.work.iri}/source/{digest(*parts)}")


def unit_iri(work: Work, eid: str, again: int = 0) -> NamedNode:
    """The IRI of a unit of the text; the root, which has no eId, is the work's text. `again` counts repeated eIds."""
    return iri(work.provision(eid or "text") + (f"~{again + 1}" if again else ""))


def reading_iri(work: Work) -> NamedNode:
    """The IRI of the reading that brought the work's text."""
    return iri(f"{work.iri}/reading")


def received_iri(sha256: str) -> NamedNode:
    """The IRI of a received file."""
    return iri(f"{BASE}received/{sha256}")


def digest(*parts: str) -> str:
    """A short name for these words."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

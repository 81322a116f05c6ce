"""Citations of provisions that the cited work does not have, once the texts of both have been read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from kg import from_rdf
from kg.quads import Match, values
from ontology.document import Document, Finding, Reference, Work
from ontology.generated import terms as ng

ARTICLE = "dieu_"
"""How the eIds of articles begin; annexes and chapters are cited in too many ways to miss one for sure."""

QUOTED = "quoted"
"""The rule of references in new wording: they speak of the work as it will be, not of the text that was read."""

Texts = Callable[[str], frozenset[str]]
"""The eIds in the text of the work with a number; none where its text has not been read."""


def texts(documents: Iterable[Document], works: Mapping[str, Work], match: Match) -> Texts:
    """The provisions of works: of these documents, and of those in the store."""
    known = {one.work.number: frozenset(unit.eid for unit in one.root.walk()) for one in documents}

    def eids(number: str) -> frozenset[str]:
        if number not in known:
            work = works.get(number)
            known[number] = _stored(match, work.iri) if work else frozenset()
        return known[number]

    return eids


def absent(references: Iterable[Reference], provisions: Texts) -> Iterator[Finding]:
    """A `dangling` finding for every article, or part of one, that the text of the cited work does not have."""
    for reference in references:
        number = reference.means or reference.number
        if not number or not reference.eid.startswith(ARTICLE) or reference.source.rule == QUOTED:
            continue
        eids = provisions(number)
        if eids and reference.eid not in eids:
            yield Finding("dangling", reference.source, f"there is no {reference.eid} in {number} as it was read")


def citing(match: Match, graph: str, numbers: Iterable[str]) -> tuple[Reference, ...]:
    """The references of a graph to works with these numbers."""
    quads = (quad for number in numbers for quad in match(None, ng.MEANS_NUMBER, Literal(number), graph))
    nodes = [quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)]
    return from_rdf.references(match, graph, nodes) if nodes else ()


def _stored(match: Match, graph: str) -> frozenset[str]:
    has_text = any(True for _ in match(graph, ng.ROOT, None, graph))
    return frozenset(values(match(None, ng.EID, None, graph))) if has_text else frozenset()

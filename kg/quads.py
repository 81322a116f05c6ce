"""Quads of one named graph, written and read back node by node.

RDF has no order of its own: where a property has more than one value, `ng:sequence` keeps theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ontology.generated import terms as ng
from ontology.text import Text

Term: TypeAlias = NamedNode | Literal
Value: TypeAlias = Term | str | bool | int | date
Node: TypeAlias = NamedNode | BlankNode | Triple
Match: TypeAlias = Callable[[str | None, str | None, Term | None, str | None], Iterable[Quad]]

NS = "https://normgraph.org/ns#"
ELI = "http://data.europa.eu/eli/ontology#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "ng": NS, "eli": ELI, "prov": PROV, "skos": SKOS, "xsd": XSD,
    "rdf": RDF_TYPE.removesuffix("type"), "rdfs": LABEL.removesuffix("label"), "owl": "http://www.w3.org/2002/07/owl#",
}  # fmt: skip

_ILLEGAL = frozenset('<>"{}|^`\\ ')


@lru_cache(maxsize=100_000)
def iri(text: str) -> NamedNode:
    """An IRI; what may not stand in one is percent-encoded."""
    bad = _ILLEGAL.intersection(text) or any(c <= " " for c in text)
    return NamedNode("".join(quote(c) if c in _ILLEGAL or c <= " " else c for c in text) if bad else text)


def term(value: Value) -> Term:
    """A value as RDF: texts are strings, days xsd:date, whole numbers xsd:integer."""
    match value:
        case NamedNode() | Literal():
            return value
        case bool():
            return Literal(value)
        case int():
            return Literal(str(value), datatype=iri(XSD + "integer"))
        case date():
            return Literal(value.isoformat(), datatype=iri(XSD + "date"))
        case str():
            return Literal(value)


def values(quads: Iterable[Quad]) -> list[str]:
    """The objects of quads as strings, blank nodes and quoted triples left out."""
    return [quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)]


class Sheet:
    """The quads of one named graph, while they are written."""

    def __init__(self, graph: str) -> None:
        self.graph = iri(graph)
        self.quads: dict[Quad, None] = {}

    def add(self, subject: NamedNode, predicate: str, *values: Value) -> None:
        """Say this of the subject; more than one value keeps its order."""
        terms = [term(value) for value in values]
        for one in terms:
            self.quads[Quad(subject, iri(predicate), one, self.graph)] = None
        if len(terms) > 1:
            listed = "\n".join([predicate.removeprefix(NS), *(one.value for one in terms)])
            self.quads[Quad(subject, iri(ng.SEQUENCE), Literal(listed), self.graph)] = None

    def type(self, subject: NamedNode, *classes: str) -> None:
        """Say what the subject is."""
        for name in classes:
            self.quads[Quad(subject, iri(RDF_TYPE), iri(name), self.graph)] = None

    def maybe(self, subject: NamedNode, predicate: str, value: Value | None) -> None:
        """Say this where there is something to say."""
        if value is not None and value != "":
            self.add(subject, predicate, value)

    def text(self, subject: NamedNode, predicate: str, text: Text) -> None:
        """Say this in each language that has words for it."""
        for language, words in (("vi", text.vi), ("en", text.en)):
            if words:
                self.quads[Quad(subject, iri(predicate), Literal(words, language=language), self.graph)] = None


class Leaf:
    """What one named graph says of one node."""

    def __init__(self, node: NamedNode, quads: Iterable[Quad]) -> None:
        self.node = node
        self.said: defaultdict[str, list[Term]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.object, NamedNode | Literal):
                self.said[quad.predicate.value].append(quad.object)

    def many(self, predicate: str) -> list[Term]:
        """The values in their order."""
        values = self.said.get(predicate, [])
        if not values:
            return []
        name = predicate.removeprefix(NS) + "\n"
        kept = next((t.value for t in self.said.get(ng.SEQUENCE, ()) if t.value.startswith(name)), None)
        if kept is None:
            return values
        by_value = {one.value: one for one in values}
        return [by_value[value] for value in kept.removeprefix(name).split("\n")]

    def texts(self, predicate: str) -> tuple[str, ...]:
        """The values in their order, as strings."""
        return tuple(one.value for one in self.many(predicate))

    def one(self, predicate: str) -> str:
        """The only value as a string; empty where there is none."""
        return next((one.value for one in self.said.get(predicate, ())), "")

    def has(self, predicate: str) -> bool:
        """Whether anything is said."""
        return predicate in self.said

    def number(self, predicate: str) -> int:
        """The only value as a whole number; 0 where there is none."""
        return int(self.one(predicate) or 0)

    def day(self, predicate: str) -> date | None:
        """The only value as a day."""
        value = self.one(predicate)
        return date.fromisoformat(value) if value else None

    def words(self, predicate: str) -> Text:
        """The values in both languages."""
        said = {one.language: one.value for one in self.said.get(predicate, ()) if isinstance(one, Literal)}
        return Text(said.get("vi", ""), said.get("en", ""))

    def is_a(self, name: str) -> bool:
        """Whether the node is said to be of this class."""
        return any(one.value == name for one in self.said.get(RDF_TYPE, ()))


class Pages:
    """One named graph, read node by node, each once."""

    def __init__(self, match: Match, graph: str) -> None:
        self._match = match
        self.graph = graph
        self._read: dict[str, Leaf] = {}

    def leaf(self, node: str) -> Leaf:
        """What the graph says of the node."""
        if node not in self._read:
            self._read[node] = Leaf(iri(node), self._match(node, None, None, self.graph))
        return self._read[node]

    def all(self, name: str) -> list[Leaf]:
        """The nodes of a class, in reading order."""
        found = [self.leaf(node) for node in self.subjects(name)]
        return sorted(found, key=lambda leaf: (leaf.number(ng.POSITION), leaf.node.value))

    def subjects(self, name: str) -> Iterator[str]:
        """The IRIs of the nodes of a class."""
        for quad in self._match(None, RDF_TYPE, iri(name), self.graph):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value

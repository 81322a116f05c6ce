"""What is narrower than what: for every coded fact, the closure of its codes.

A case may name a broader concept than the law does (land, where the law says rice land): then nobody knows yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontology.answer import Truth
from ontology.fact import CONCEPT, Concept, broader
from ontology.pack import Jurisdiction

Closure = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """For every scheme, and every fact that draws on one: each code with itself and all that it is narrower than; the codes
    below which there is none, in the pack's order; and each code with those of them that are under it.
    """

    above: Mapping[str, Closure]
    leaves: Mapping[str, tuple[str, ...]]
    under: Mapping[str, Closure]

    @classmethod
    def of(cls, vn: Jurisdiction) -> Taxonomy:
        """The closure of every scheme, under its own name and under the facts that draw on it."""
        closures = {name: _closure(scheme) for name, scheme in vn.schemes.items()}
        ends = {name: _leaves(scheme) for name, scheme in vn.schemes.items()}
        coded = {id: fact.scheme for id, fact in vn.facts.items() if fact.kind == CONCEPT and fact.scheme in closures}
        under = {name: _under(closures[name], ends[name]) for name in closures}
        return cls(
            closures | {id: closures[scheme] for id, scheme in coded.items()},
            ends | {id: ends[scheme] for id, scheme in coded.items()},
            under | {id: under[scheme] for id, scheme in coded.items()},
        )

    def up(self, fact: str, code: str) -> frozenset[str]:
        """The code and everything broader; the code alone where no scheme knows it."""
        return self.above.get(fact, {}).get(code) or frozenset((code,))

    def stands(self, fact: str, code: str, codes: tuple[str, ...]) -> Truth:
        """Whether the code is one of these or narrower; unknown where it is broader than one of them."""
        if not self.up(fact, code).isdisjoint(codes):
            return Truth.TRUE
        return Truth.UNKNOWN if any(code in self.up(fact, other) for other in codes) else Truth.FALSE

    def within(self, fact: str, codes: Iterable[str]) -> frozenset[str]:
        """Every code for which `stands` says true: these, and all that are narrower."""
        asked = frozenset(codes)
        return asked.union(code for code, above in self.above.get(fact, {}).items() if not above.isdisjoint(asked))

    def around(self, fact: str, codes: Iterable[str]) -> frozenset[str]:
        """Every code for which `stands` says unknown: those broader than one of these, and not within them."""
        asked = frozenset(codes)
        return frozenset().union(*(self.up(fact, code) for code in asked)) - self.within(fact, asked)

    def below(self, fact: str, codes: Iterable[str]) -> frozenset[str]:
        """The most specific codes under these; a code that no scheme knows is its own."""
        known = self.under.get(fact, {})
        return frozenset().union(*(known.get(code) or (code,) for code in codes))


def _closure(scheme: Mapping[str, Concept]) -> Closure:
    return {code: frozenset(broader(scheme, code)) for code in scheme}


def _leaves(scheme: Mapping[str, Concept]) -> tuple[str, ...]:
    parents = {concept.broader for concept in scheme.values()}
    return tuple(code for code in scheme if code not in parents)


def _under(above: Closure, leaves: tuple[str, ...]) -> Closure:
    found: dict[str, set[str]] = {code: set() for code in above}
    for leaf in leaves:
        for code in above[leaf]:
            found[code].add(leaf)
    return {code: frozenset(under) for code, under in found.items()}

"""Facts of things from patterns over how things are related, one case a thing, with the things that made a fact true.

The same patterns over arrays, for very many things: reason/relations_to_columns.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from ontology.case import Case
from ontology.relation import Having, Link, Part, Pattern, variables


@dataclass(frozen=True, slots=True)
class Relations:
    """Things by kind (what happened is a kind), and pairs of things by relation."""

    kinds: Mapping[str, frozenset[str]]
    links: Mapping[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Match:
    """Why a thing has a fact: the pattern, and every variable with the thing in its place."""

    pattern: Pattern
    things: tuple[tuple[str, str], ...]

    def told(self) -> Iterator[tuple[str, ...]]:
        """What was looked up, part by part: (thing, kind) or (thing, relation, thing)."""
        things = dict(self.things)
        for part in self.pattern.parts:
            match part:
                case Having(of, kind):
                    yield things[of], kind
                case Link(of, relation, to):
                    yield things[of], relation, things[to]
                case _:
                    assert_never(part)


@dataclass(frozen=True, slots=True)
class Derived:
    """For every fact the things that have it, each with its first match; and the facts denied of all others."""

    matches: Mapping[str, Mapping[str, Match]]
    closed: frozenset[str]

    def of(self, thing: str, on: date) -> Case:
        """All that follows of one thing, as a case; what no pattern denies stays unknown."""
        has = {fact: thing in things for fact, things in self.matches.items()}
        return Case({fact: holds for fact, holds in has.items() if holds or fact in self.closed}, on)

    def why(self, thing: str, fact: str) -> tuple[Match, ...]:
        """The match by which a thing has a fact, then those of the facts that it rests on; none where it has it not."""
        match = self.matches.get(fact, {}).get(thing)
        if match is None:
            return ()
        things = dict(match.things)
        below = (self.why(things[part.of], part.kind) for part in match.pattern.parts if isinstance(part, Having))
        return tuple(dict.fromkeys((match, *(one for found in below for one in found))))


def derive(patterns: Iterable[Pattern], relations: Relations) -> Derived:
    """Every fact that the patterns give, in their order."""
    search = _Search(relations)
    matches: dict[str, dict[str, Match]] = {}
    known = tuple(patterns)
    for pattern in known:
        found = matches.setdefault(pattern.fact, {})
        found |= {thing: match for thing, match in search.heads(pattern) if thing not in found}
        search.kinds[pattern.fact] = frozenset(found)
    return Derived(matches, frozenset(pattern.fact for pattern in known if pattern.closed))


class _Search:
    """Backtracking over the parts of a pattern, the most bound first."""

    def __init__(self, relations: Relations) -> None:
        self.kinds: dict[str, frozenset[str]] = dict(relations.kinds)
        self.links = relations.links
        self.ahead: dict[str, Mapping[str, list[str]]] = {}
        self.back: dict[str, Mapping[str, list[str]]] = {}
        for relation, pairs in relations.links.items():
            ordered = sorted(pairs)
            self.ahead[relation] = _grouped(ordered)
            self.back[relation] = _grouped((b, a) for a, b in ordered)

    def heads(self, pattern: Pattern) -> Iterator[tuple[str, Match]]:
        """Every thing that the pattern fits, with the first way in which it does."""
        first = next(part for part in pattern.parts if pattern.of in variables(part))
        for thing in sorted(dict.fromkeys(way[pattern.of] for way in self.ways(first, {}))):
            things = next(self.solve(pattern.parts, {pattern.of: thing}), None)
            if things is not None:
                yield thing, Match(pattern, tuple(sorted(things.items())))

    def solve(self, parts: tuple[Part, ...], things: dict[str, str]) -> Iterator[dict[str, str]]:
        """The ways to give every variable a thing."""
        if not parts:
            yield things
            return
        part = min(parts, key=lambda part: sum(variable not in things for variable in variables(part)))
        rest = tuple(other for other in parts if other is not part)
        for way in self.ways(part, things):
            yield from self.solve(rest, {**things, **way})

    def ways(self, part: Part, things: Mapping[str, str]) -> Iterator[dict[str, str]]:
        """The ways in which one part fits what is already given."""
        match part:
            case Having(of, kind):
                of_kind = self.kinds.get(kind, frozenset())
                given = [things[of]] if of in things else sorted(of_kind)
                yield from ({of: thing} for thing in given if thing in of_kind)
            case Link(of, _, to):
                for a, b in self.pairs(part, things):
                    if things.get(of, a) == a and things.get(to, b) == b and (of != to or a == b):
                        yield {of: a, to: b}
            case _:
                assert_never(part)

    def pairs(self, link: Link, things: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        """The pairs that may fit a link: those from the thing it begins at, those to the thing it ends at, or all."""
        if link.of in things:
            start = things[link.of]
            return ((start, end) for end in self.ahead.get(link.relation, {}).get(start, ()))
        if link.to in things:
            end = things[link.to]
            return ((start, end) for start in self.back.get(link.relation, {}).get(end, ()))
        return sorted(self.links.get(link.relation, ()))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for start, end in pairs:
        found[start].append(end)
    return dict(found)

"""Facts of very many things from patterns, by joins over arrays; the same facts as reason/from_relations.py, without the reasons.

Things are the numbers from 0 to `size`. A kind is an array of things, a relation two arrays of equal length, in any order. What
hangs on a pattern by one link is only looked at for being there (a semi-join, Yannakakis 1981); what is left, the variables in
rings, is joined link by link from the rarest on, and a variable that nothing asks for any more is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ontology.relation import Having, Link, Pattern, variables

Things: TypeAlias = NDArray[np.int32]
Mask: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = dict[str, Things]


@dataclass(frozen=True, slots=True)
class NumberedRelations:
    """So many things, by kind (what happened is a kind), and pairs of them by relation."""

    size: int
    kinds: Mapping[str, Things]
    links: Mapping[str, tuple[Things, Things]]


def derive_columns(patterns: Iterable[Pattern], relations: NumberedRelations) -> dict[str, Things]:
    """For every fact of the patterns the things that have it, in order."""
    facts: dict[str, Things] = {}
    for pattern in patterns:
        found = _Join(pattern, relations, facts).heads()
        earlier = facts.get(pattern.fact, found[:0])
        facts[pattern.fact] = _distinct(np.concatenate((earlier, found)), relations.size) if len(earlier) else found
    return facts


def column(things: Things, of: Things, size: int) -> Mask:
    """Whether each of the things `of` is among the others."""
    return _mask(things, size)[of]


class _Join:
    """One pattern over the arrays."""

    def __init__(self, pattern: Pattern, relations: NumberedRelations, facts: Mapping[str, Things]) -> None:
        self.pattern, self.relations = pattern, relations
        self.masks: dict[str, Mask] = {}
        for part in pattern.parts:
            if isinstance(part, Having):
                things = facts.get(part.kind, relations.kinds.get(part.kind, np.empty(0, np.int32)))
                mask = _mask(things, relations.size)
                self.masks[part.of] = self.masks[part.of] & mask if part.of in self.masks else mask

    def heads(self) -> Things:
        """The things that the pattern fits: those of its head, if everything that hangs together elsewhere fits somewhere."""
        found = np.empty(0, np.int32)
        for island in _islands(self.pattern):
            rows = self.fitting(island)
            if not len(next(iter(rows.values()))):
                return np.empty(0, np.int32)
            if self.pattern.of in rows:
                found = rows[self.pattern.of]
        return _distinct(found, self.relations.size)

    def fitting(self, island: frozenset[str]) -> Rows:
        """The rows of an island of variables, with its head or any one of them."""
        todo = [part for part in self.pattern.parts if isinstance(part, Link) and part.of in island]
        head = self.pattern.of if self.pattern.of in island else min(island)
        while loose := next(_loose(todo, head), None):
            todo.remove(loose[0])
            self.narrow(*loose)
        core = frozenset(variable for link in todo for variable in variables(link)) or {head}
        rows = self.first(core, todo)
        while todo and len(next(iter(rows.values()))):
            link = min(todo, key=lambda link: self.cost(link, rows))
            todo.remove(link)
            rows = self.needed(self.joined(rows, link), todo)
        return rows

    def narrow(self, link: Link, loose: str) -> None:
        """Narrows the variable at the other end of a link to what is linked to something that the loose end may be."""
        starts, ends = self.pairs(link) if loose == link.to else self.pairs(link)[::-1]
        if loose in self.masks:
            starts = starts[self.masks[loose][ends]]
        kept = link.of if loose == link.to else link.to
        mask = _mask(starts, self.relations.size)
        self.masks[kept] = self.masks[kept] & mask if kept in self.masks else mask

    def first(self, core: Iterable[str], todo: list[Link]) -> Rows:
        """The rarest variable of a kind; where none is of a kind, the beginnings of the rarest relation."""
        rare = min(self.masks.keys() & core, key=lambda v: (np.count_nonzero(self.masks[v]), v), default=None)
        if rare is not None:
            return {rare: np.flatnonzero(self.masks[rare]).astype(np.int32)}
        link = min(todo, key=lambda link: len(self.pairs(link)[0]))
        return {link.of: _distinct(self.pairs(link)[0], self.relations.size)}

    def cost(self, link: Link, rows: Rows) -> tuple[int, int]:
        """Links between known things first, then those from a known thing, the rarest relation first."""
        return (link.of not in rows) + (link.to not in rows), len(self.pairs(link)[0])

    def pairs(self, link: Link) -> tuple[Things, Things]:
        """All pairs of a relation."""
        none = np.empty(0, np.int32)
        return self.relations.links.get(link.relation, (none, none))

    def joined(self, rows: Rows, link: Link) -> Rows:
        """The rows that go on along a link."""
        ahead = link.of in rows
        start, end = (link.of, link.to) if ahead else (link.to, link.of)
        keys, ends = self.pairs(link) if ahead else self.pairs(link)[::-1]
        fits = np.flatnonzero(_mask(rows[start], self.relations.size)[keys])
        keys, ends = keys[fits], ends[fits]
        if end in self.masks:
            fits = np.flatnonzero(self.masks[end][ends])
            keys, ends = keys[fits], ends[fits]
        where, found = _looked_up(keys, ends, rows[start], self.relations.size)
        going = {variable: things[where] for variable, things in rows.items()}
        if end not in rows:
            return {**going, end: found}
        same = going[end] == found
        return {variable: things[same] for variable, things in going.items()}

    def needed(self, rows: Rows, todo: list[Link]) -> Rows:
        """The rows without the variables that nothing asks for; each once, where one variable is left."""
        asked = {self.pattern.of, *(variable for link in todo for variable in variables(link))}
        kept = {variable: things for variable, things in rows.items() if variable in asked} or dict([*rows.items()][:1])
        if len(kept) > 1 or len(rows) == 1:
            return kept
        return {variable: _distinct(things, self.relations.size) for variable, things in kept.items()}


def _islands(pattern: Pattern) -> list[frozenset[str]]:
    """The variables by what hangs together through links."""
    islands: list[frozenset[str]] = []
    for part in pattern.parts:
        joined = frozenset(variables(part))
        islands = [
            frozenset().union(joined, *(island for island in islands if island & joined)),
            *(island for island in islands if not island & joined),
        ]
    return islands


def _loose(todo: list[Link], head: str) -> Iterator[tuple[Link, str]]:
    """The links with an end that no other link asks for."""
    asked = Counter(variable for link in todo for variable in {link.of, link.to})
    yield from (
        (link, end)
        for link in todo
        if link.of != link.to
        for end in (link.of, link.to)
        if asked[end] == 1 and end != head
    )


def _looked_up(keys: Things, ends: Things, at: Things, size: int) -> tuple[NDArray[np.intp], Things]:
    """For every place in `at` the ends of its key: which place, and which end."""
    one = np.full(size, -1, np.int32)
    one[keys] = ends
    if np.count_nonzero(one >= 0) == len(keys):
        found = one[at]
        where = np.flatnonzero(found >= 0)
        return where, found[where]
    order = np.argsort(keys, kind="stable")
    keys, ends = keys[order], ends[order]
    first = np.searchsorted(keys, at, "left")
    count = np.searchsorted(keys, at, "right") - first
    where = np.repeat(np.arange(len(at)), count)
    within = np.arange(len(where)) - np.repeat(np.cumsum(count) - count, count)
    return where, ends[first[where] + within]


def _mask(things: Things, size: int) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    mask[things] = True
    return mask


def _distinct(things: Things, size: int) -> Things:
    return np.flatnonzero(_mask(things, size)).astype(np.int32)

"""One breach fined under two provisions that do not exclude each other. Tiers of one table are the business of `tiers`.

Where each provision looks at something that the other does not, and one of these is a lack (no licence, no consent), one
deed is two breaches, and two fines are no conflict. Who did it and how much of it never make a breach of their own.
A special case in the same article is meant as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import TypeAlias

from ontology.condition import AllOf, Compare, Condition, Is, Not, OneOf, atoms, both
from ontology.document import Source
from ontology.norm import Sanction
from reason.bearer import SUBJECT
from reason.boxes import implies
from reason.clash import SAID, Clash, Ground, same_article, same_place, same_work
from reason.taxonomy import Taxonomy
from reason.tiers import tables

KIND = "double_fine"
ACT = "act"

Group: TypeAlias = tuple[Sanction, ...]


def candidates(sanctions: Iterable[Sanction], taxonomy: Taxonomy) -> Iterator[tuple[Group, Group]]:
    """The pairs of fine tables, or of fines that stand alone, that can be about one act."""
    groups = _groups(sanctions)
    index: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for act in _acts(group[0].when, taxonomy):
            index[act].append(number)
    pairs = {pair for numbers in index.values() for pair in combinations(numbers, 2)}
    yield from ((groups[a], groups[b]) for a, b in sorted(pairs))


def clash(a: Group, b: Group, ground: Ground) -> Clash | None:
    """The first two fines of the groups that one case meets, if both speak of one breach."""
    if _two_breaches(a[0].when, b[0].when) or _apart_by_heading(a[0], b[0]):
        return None
    narrower = _narrower(a[0], b[0], ground)
    if narrower and same_article(a[0], b[0]):
        return None
    for first, second in product(a, b):
        case = None if same_place(first, second) else ground.meeting(first, second)
        if case is not None:
            return Clash(KIND, first, second, case, second if narrower is b[0] else first if narrower else None)
    return None


def provision(group: Group) -> Source:
    """What holds the whole group: the fine's own provision, or the one that all tiers share."""
    first = group[0].sources[0]
    steps = [s.sources[0].eid.split("__") for s in group]
    shared = [level[0] for level in zip(*steps, strict=False) if len(set(level)) == 1]
    return Source(first.work, "__".join(shared))


def _groups(sanctions: Iterable[Sanction]) -> list[Group]:
    fines = [sanction for sanction in sanctions if sanction.kind == "fine"]
    found = [tuple(tier.sanction for tier in table) for table in tables(fines)]
    place = {fine.id: number for number, fine in enumerate(fines)}
    together = {fine.id for group in found for fine in group}
    found += [(fine,) for fine in fines if fine.id not in together]
    return sorted(found, key=lambda group: place[group[0].id])


def _narrower(a: Sanction, b: Sanction, ground: Ground) -> Sanction | None:
    """The fine whose breach is a special case of the other's, whatever their bands."""
    first, second = (both(*(p for p in _parts(s.when) if not isinstance(p, Compare))) for s in (a, b))
    inner, outer = implies(first, second, ground.taxonomy), implies(second, first, ground.taxonomy)
    return None if inner == outer else a if inner else b


def _two_breaches(a: Condition, b: Condition) -> bool:
    """Whether each rests on a fact of its own, and one of these on its not being so."""
    first, second = _looks_at(a) - _looks_at(b), _looks_at(b) - _looks_at(a)
    return bool(first and second) and bool((_lacks(a) & first) | (_lacks(b) & second))


def _apart_by_heading(a: Sanction, b: Sanction) -> bool:
    """Whether only words tell the act, in two articles of one document: their headings may speak of different people."""
    coded = ACT in a.when.facts() & b.when.facts()
    return not coded and same_work(a, b) and not same_article(a, b)


def _looks_at(when: Condition) -> frozenset[str]:
    """The facts of a condition without the subject and what is measured."""
    return frozenset(atom.fact for atom in atoms(when) if not isinstance(atom, Compare)) - {SUBJECT}


def _lacks(when: Condition) -> frozenset[str]:
    """The yes/no facts that must not be so."""
    return frozenset(part.of.fact for part in _parts(when) if isinstance(part, Not) and isinstance(part.of, Is))


def _parts(when: Condition) -> tuple[Condition, ...]:
    return when.of if isinstance(when, AllOf) else (when,)


def _acts(when: Condition, taxonomy: Taxonomy) -> set[str]:
    """The most specific acts that a fine can be about; where no pack knows its act, the words it rests on."""
    parts = _parts(when)
    coded = [taxonomy.below(ACT, part.codes) for part in parts if isinstance(part, OneOf) and part.fact == ACT]
    if coded:
        return set(frozenset.intersection(*coded))
    return {part.fact for part in parts if isinstance(part, Is) and part.fact.startswith(SAID)}

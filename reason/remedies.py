"""Duties that a breach turns on: which norms each follows upon, and whose breach it makes good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.norm import Norm, Sanction
from reason.deed import DUTIES
from reason.exceptions import names


@dataclass(frozen=True, slots=True)
class Remedies:
    """By a remedial norm's id: the norms that it follows upon, and the names that nothing is known under; by any norm's id:
    what follows upon its breach, and the duties that make it good.
    """

    upon: Mapping[str, tuple[Norm, ...]]
    unknown: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[Norm, ...]]
    healing: Mapping[str, tuple[Norm, ...]]


NONE = Remedies({}, {}, {}, {})


def remedies(norms: Iterable[Norm], others: Iterable[Norm] = ()) -> Remedies:
    """Who remedies whom; a name is a norm's id, or a provision for all norms there and below.

    `others` are norms that are known but not in force: nothing follows upon them, and their names are no riddle.
    """
    known = tuple(norms)
    remedial = [norm for norm in known if norm.remedies or norm.compensates]
    if not remedial:
        return NONE
    found = _by_name(norm for norm in known if norm.modality in DUTIES)
    passed = _by_name(norm for norm in others if norm.modality in DUTIES)
    after: dict[str, dict[str, Norm]] = defaultdict(dict)
    healing: dict[str, dict[str, Norm]] = defaultdict(dict)
    upon: dict[str, dict[str, Norm]] = defaultdict(dict)
    for norm in remedial:
        for other in _named(norm, (*norm.remedies, *norm.compensates), found):
            upon[norm.id][other.id] = other
            after[other.id][norm.id] = norm
        for other in _named(norm, norm.compensates if norm.modality in DUTIES else (), found):
            healing[other.id][norm.id] = norm
    lost = {norm.id: _lost(norm, {**passed, **found}) for norm in remedial}
    return Remedies(_tuples(upon), lost, _tuples(after), _tuples(healing))


def sanctioning(norm: Norm, sanctions: Iterable[Sanction]) -> tuple[Sanction, ...]:
    """The fines for breaking a norm: those that name it, and those that it names."""
    mine, named = set(names(norm)), set(qualified(norm, norm.sanction))
    return tuple(s for s in sanctions if mine & set(qualified(s, s.violates)) or named & set(names(s)))


def qualified(rule: Norm | Sanction, said: Iterable[str]) -> Iterator[str]:
    """Names of norms or provisions; one without a number is a place in the rule's own document."""
    yield from (name if "#" in name else f"{rule.sources[0].work.number}#{name}" for name in said)


def _named(norm: Norm, said: Iterable[str], found: Mapping[str, list[Norm]]) -> Iterator[Norm]:
    """The norms under these names, but not the norm itself."""
    yield from (other for name in qualified(norm, said) for other in found.get(name, ()) if other.id != norm.id)


def _lost(norm: Norm, found: Mapping[str, list[Norm]]) -> tuple[str, ...]:
    return tuple(name for name in qualified(norm, (*norm.remedies, *norm.compensates)) if name not in found)


def _by_name(norms: Iterable[Norm]) -> dict[str, list[Norm]]:
    found: dict[str, list[Norm]] = defaultdict(list)
    for norm in norms:
        for name in names(norm):
            found[name].append(norm)
    return found


def _tuples(found: Mapping[str, Mapping[str, Norm]]) -> dict[str, tuple[Norm, ...]]:
    return {id: tuple(norms.values()) for id, norms in found.items()}

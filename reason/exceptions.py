"""Norms that take others out of force for some cases: who is an exception to whom, by id or by provision."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.condition import Condition, Not, both
from ontology.norm import Modality, Norm, Sanction
from ontology.pack import Jurisdiction
from reason.bearer import whole


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Exceptions under what they name, and the articles in which something is named."""

    under: Mapping[str, tuple[Norm, ...]]
    articles: frozenset[str]


OPPOSED = (
    frozenset({Modality.OBLIGATION, Modality.PROHIBITION}),
    frozenset({Modality.PERMISSION, Modality.PROHIBITION}),
    frozenset({Modality.OBLIGATION, Modality.EXEMPTION}),
)


def exceptions(norms: Iterable[Norm]) -> Exceptions:
    """The exceptions under what they name: a rule's id, or a provision (`number#eid`) for all rules there and below.

    A name without a number is a place in the exception's own document.
    """
    found: dict[str, list[Norm]] = defaultdict(list)
    for norm in norms:
        for name in norm.exception_to:
            found[name if "#" in name else f"{norm.sources[0].work.number}#{name}"].append(norm)
    return Exceptions(
        {name: tuple(them) for name, them in found.items()},
        frozenset(re.split("__|/[a-z]+(?:~|$)", n)[0] for n in found),
    )


def excepting(rule: Norm | Sanction, known: Exceptions) -> tuple[Norm, ...]:
    """The exceptions to a rule, itself left out."""
    source = rule.sources[0]
    if f"{source.work.number}#{source.eid.partition('__')[0]}" not in known.articles:
        return ()
    found = {norm.id: norm for name in names(rule) for norm in known.under.get(name, ())}
    return tuple(norm for id, norm in found.items() if id != rule.id)


def names(rule: Norm | Sanction) -> Iterator[str]:
    """What a rule may be named by: its id, and its provision with all that this lies in."""
    source = rule.sources[0]
    steps = source.eid.split("__")
    yield from dict.fromkeys((rule.id, rule.id.partition("~")[0]))
    yield from (f"{source.work.number}#{'__'.join(steps[:end])}" for end in range(len(steps), 0, -1))


def remaining(
    rule: Norm | Sanction, known: Exceptions, vn: Jurisdiction, seen: frozenset[str] = frozenset()
) -> Condition:
    """When a rule holds after its exceptions, and theirs, have taken their part."""
    own = whole(rule, vn) if isinstance(rule, Norm) else rule.when
    past = seen | {rule.id}
    others = [norm for norm in excepting(rule, known) if norm.id not in past]
    return both(own, *(Not(remaining(norm, known, vn, past)) for norm in others))


def opposed(a: Norm, b: Norm) -> bool:
    """Whether two norms on one act say things that cannot both be followed or relied upon."""
    return frozenset({a.modality, b.modality}) in OPPOSED

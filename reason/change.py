"""How one fact can be told otherwise: the values worth trying, and which of all values will do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from ontology.case import Value
from ontology.condition import AllOf, Atom, Compare, Condition, Is, Not, OneOf, Op, Quantity
from ontology.fact import DONE, USUAL, deed
from ontology.pack import Jurisdiction
from reason.answers import answers, cells, inside, measured, sorts
from reason.ranges import DATE, Range
from reason.sanction import ACT
from reason.taxonomy import Taxonomy

NOTHING = ""
"""The act of who does nothing: a code that stands under none."""


def free(fact: str, vn: Jurisdiction) -> bool:
    """Whether a fact can be changed; of deeds whether they are done, but not when they were."""
    known = vn.facts.get(fact)
    return fact.startswith(DONE) or not (deed(fact) or (known and known.fixed))


def weight(fact: str, vn: Jurisdiction) -> int:
    """How much it takes to change a fact: least to do, or not to do, what is asked."""
    known = vn.facts.get(fact)
    return 1 if fact.startswith(DONE) else known.weight if known else USUAL


def values(fact: str, about: Iterable[Atom], taxonomy: Taxonomy) -> tuple[Value, ...]:
    """One value of every sort that these atoms tell apart; an act can only be left undone, and amounts are not below zero."""
    if fact == ACT:
        return (NOTHING,)
    known = tuple(about)
    plain = (atom for atom in known if not isinstance(atom, Compare))
    return (*answers(fact, plain, taxonomy), *(inside(part) for _, part in _possible(known)))


def distance(before: Value | None, after: Value) -> Decimal:
    """How far two amounts are apart; nothing, for all others."""
    if isinstance(before, Quantity) and isinstance(after, Quantity):
        return abs(before.value - after.value)
    return Decimal(0)


def must(
    fact: str,
    before: Value | None,
    after: Value,
    about: tuple[Atom, ...],
    will_do: Callable[[Value], bool],
    taxonomy: Taxonomy,
) -> Condition:
    """All the values that will do, of amounts and days those around the one proposed."""
    match after:
        case bool():
            return Is(fact) if after else Not(Is(fact))
        case str() if after == NOTHING:
            return Not(OneOf(fact, (str(before),)))
        case str():
            alike = sorts(fact, about, taxonomy).values()
            return OneOf(fact, tuple(_covered(fact, [c for them in alike if will_do(them[0]) for c in them], taxonomy)))
        case _:
            unit, number = measured(after)
            return _between(fact, list(_around(number, unit, about, will_do)))


def _covered(fact: str, codes: list[str], taxonomy: Taxonomy) -> Iterator[str]:
    """The same codes, with a broader one where all that are under it are among them."""
    left = dict.fromkeys(codes)
    under = taxonomy.under.get(fact, {})
    for code, below in sorted(under.items(), key=lambda one: -len(one[1])):
        if below <= left.keys():
            yield code
            for one in below:
                del left[one]
    yield from left


def _around(number: Decimal, unit: str, about: Iterable[Atom], will_do: Callable[[Value], bool]) -> Iterator[Range]:
    """The unbroken run of cells that will do about a number."""
    run: list[Range] = []
    for cell, part in _possible(about):
        if cell.unit == unit and will_do(inside(part)):
            run.append(cell)
        elif any(one.holds(number) for one in run):
            break
        else:
            run = []
    yield from run


def _possible(about: Iterable[Atom]) -> Iterator[tuple[Range, Range]]:
    """The cells that can be, each with its part that is not below zero."""
    for cell in cells(about):
        part = cell if cell.unit == DATE else cell.meet(Range(cell.unit, Decimal(0), at_low=True))
        if not part.empty():
            yield cell, part


def _between(fact: str, run: list[Range]) -> Condition:
    low, high = run[0], run[-1]
    parts: list[Condition] = []
    if low.low > 0 or (low.low == 0 and not low.at_low):
        parts.append(Compare(fact, Op.GE if low.at_low else Op.GT, _bound(low.low, low.unit)))
    if high.high.is_finite():
        parts.append(Compare(fact, Op.LE if high.at_high else Op.LT, _bound(high.high, high.unit)))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _bound(number: Decimal, unit: str) -> Quantity | date:
    return date.fromordinal(int(number)) if unit == DATE else Quantity(number, unit)

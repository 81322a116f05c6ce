"""A population and a rule book of our own making, always the same: what the figures about tables of cases are measured on.

1,000 norms of 3,960 conditions, of which 1,088 are different ones, over 645 different atoms; of every fact 8 to 15 cases in
a hundred say nothing. Exceptions, hierarchies, days and amounts all occur.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from ontology.condition import AllOf, AnyOf, Atom, Compare, Condition, Is, Not, OneOf, Op, Quantity
from ontology.condition import atoms as leaves_of
from ontology.document import Source, Work
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO, Concept, Fact
from ontology.norm import Act, Modality, Norm, Party
from ontology.pack import Jurisdiction
from ontology.text import Text
from packs.vn import jurisdiction
from reason.columns import Coded, Column, Columns, Days, Flags, Measured

NORMS, CONDITIONS, DISTINCT, ATOMS = 1000, 3960, 1088, 645
AMOUNTS, FLAGS, CODED, DATED = 24, 48, 10, 4
DAY, FIRST = date(2030, 1, 1), date(2000, 1, 1)
FACTS = {
    **{f"amount{i}": QUANTITY for i in range(AMOUNTS)},
    **{f"flag{i}": YES_NO for i in range(FLAGS)},
    **{f"code{i}": CONCEPT for i in range(CODED)},
    **{f"day{i}": DATE for i in range(DATED)},
}


def made_jurisdiction() -> Jurisdiction:
    """The facts, and for every coded one a scheme of three levels: 3, 9 and 27 codes."""
    facts = {
        id: Fact(id, kind, Text(id), Text(id), "ha" if kind == QUANTITY else "", id if kind == CONCEPT else "")
        for id, kind in FACTS.items()
    }
    scheme = {code: Concept(code, Text(code), broader=code[:-1]) for code in _codes()}
    schemes = {id: scheme for id, kind in FACTS.items() if kind == CONCEPT}
    return replace(jurisdiction(), facts=facts, schemes=schemes, base=())


def made_norms(atoms: int = ATOMS) -> tuple[Norm, ...]:
    """The rule book, over so many atoms; one norm in fifty is an exception to the one before."""
    draw = random.Random(20301)
    leaves = _atoms(draw, atoms)
    pool: dict[Condition, None] = dict.fromkeys(leaves)
    while len(pool) < DISTINCT:
        some = tuple(draw.sample(leaves, draw.choice((2, 2, 3))))
        pool[draw.choice((AnyOf(some), AllOf(some[:2]), Not(AllOf(some)), Not(AnyOf(some[:2]))))] = None
    parts = _dealt(draw, list(pool))
    return tuple(_norm(i, parts[i]) for i in range(NORMS))


def made_population(cases: int, seed: int = 7) -> Columns:
    """So many cases; the first of a larger population are not those of a smaller one."""
    draw = np.random.default_rng(seed)
    return Columns(cases, {id: _column(kind, cases, draw) for id, kind in FACTS.items()})


def sizes(norms: tuple[Norm, ...]) -> dict[str, int]:
    """Conditions, different conditions and different atoms of a rule book."""
    parts = [part for norm in norms for part in (norm.when.of if isinstance(norm.when, AllOf) else (norm.when,))]
    leaves = {atom for part in parts for atom in leaves_of(part)}
    return {"norms": len(norms), "conditions": len(parts), "distinct": len(set(parts)), "atoms": len(leaves)}


def _codes() -> list[str]:
    return ["abc"[i] + rest for i in range(3) for rest in ("", *"abc", *(x + y for x in "abc" for y in "abc"))]


def _atoms(draw: random.Random, number: int) -> list[Atom]:
    found: dict[Atom, None] = {Is(f"flag{i}"): None for i in range(FLAGS)}
    while len(found) < number:
        kind = draw.choices((QUANTITY, CONCEPT, DATE), (70, 22, 8))[0]
        fact = draw.choice([id for id, its in FACTS.items() if its == kind])
        found[_atom(draw, kind, fact)] = None
    return list(found)


def _atom(draw: random.Random, kind: str, fact: str) -> Atom:
    op = draw.choice((Op.GE, Op.GE, Op.LT, Op.LT, Op.GT, Op.LE))
    if kind == QUANTITY:
        return Compare(fact, op, Quantity(Decimal(draw.randrange(5, 196)) / 100, "ha"))
    if kind == DATE:
        return Compare(fact, op, date.fromordinal(FIRST.toordinal() + draw.randrange(1000, 9000)))
    return OneOf(fact, tuple(sorted(draw.sample(_codes(), draw.choice((2, 3, 5))))))


def _dealt(draw: random.Random, pool: list[Condition]) -> list[list[Condition]]:
    """Every condition at least once, and so many in all; no norm has one twice."""
    hands: list[list[Condition]] = [[] for _ in range(NORMS)]
    deck = [*pool, *(draw.choice(pool) for _ in range(CONDITIONS - len(pool)))]
    for at, part in enumerate(deck):
        while part in hands[at % NORMS]:
            part = draw.choice(pool)  # noqa: PLW2901
        hands[at % NORMS].append(part)
    return hands


def _norm(i: int, parts: list[Condition]) -> Norm:
    source = Source(Work("decree", "1/2030/XX", 2030), f"dieu_{i}")
    exception = (f"dieu_{i - 1}",) if i % 50 == 49 else ()
    return Norm(
        f"n{i}", Modality.OBLIGATION, Party(), Act("act"), (source,), AllOf(tuple(parts)), exception_to=exception
    )


def _column(kind: str, cases: int, draw: np.random.Generator) -> Column:
    nobody = draw.random(cases, np.float32) < draw.uniform(0.08, 0.15)
    if kind == YES_NO:
        return Flags(np.where(nobody, 0, 1 + (draw.random(cases, np.float32) < 0.4)).astype(np.uint8))
    if kind == CONCEPT:
        codes = ("", *_codes())
        return Coded(np.where(nobody, 0, draw.integers(1, len(codes), cases)).astype(np.uint8), codes)
    if kind == DATE:
        return Days(np.where(nobody, 0, FIRST.toordinal() + draw.integers(0, 10000, cases)).astype(np.int32))
    return Measured(np.where(nobody, np.nan, draw.integers(0, 20_000, cases) / 10_000), "ha")

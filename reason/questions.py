"""What to ask next: the open facts, those first that by themselves settle the most open verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import assert_never

from ontology.answer import Judged, Proof, Truth, Verdict
from ontology.case import Case, Value
from ontology.condition import ALWAYS, NEVER, AllOf, AnyOf, Atom, Compare, Condition, Is, Not, OneOf, Quantity, atoms
from ontology.pack import Jurisdiction
from reason.boxes import satisfiable
from reason.evaluate import evaluate
from reason.ranges import COUNTED
from reason.taxonomy import Taxonomy

NO_DAY = date(1, 1, 1)


def ask(judged: Iterable[Judged], vn: Jurisdiction) -> tuple[tuple[str, int], ...]:
    """The facts worth asking for, each with the number of open verdicts that its answer alone can settle.

    A fact that matters only together with others stands last, with 0; one that can change nothing is left out.
    """
    taxonomy = Taxonomy.of(vn)
    settles: dict[str, int] = {}
    for one in judged:
        if one.verdict is Verdict.UNKNOWN and one.proof is not None:
            for fact, alone in _useful(still_open(one.proof), taxonomy):
                settles[fact] = settles.get(fact, 0) + alone
    return tuple(sorted(settles.items(), key=lambda item: -item[1]))


def still_open(proof: Proof) -> Condition:
    """What remains of a condition once its settled parts are left out."""
    if proof.truth is not Truth.UNKNOWN:
        return ALWAYS if proof.truth is Truth.TRUE else NEVER
    match proof.claim:
        case Is() | Compare() | OneOf() as atom:
            return atom
        case Not():
            return Not(still_open(proof.because[0]))
        case AllOf():
            return AllOf(tuple(still_open(part) for part in proof.because if part.truth is Truth.UNKNOWN))
        case AnyOf():
            return AnyOf(tuple(still_open(part) for part in proof.because if part.truth is Truth.UNKNOWN))
        case _:
            assert_never(proof.claim)


def _useful(condition: Condition, taxonomy: Taxonomy) -> Iterator[tuple[str, bool]]:
    """The facts that matter, and whether each can settle the condition alone."""
    if not (satisfiable(condition, taxonomy) and satisfiable(Not(condition), taxonomy)):
        return
    for fact in sorted(condition.facts()):
        answers = [_supposing(condition, fact, value, taxonomy) for value in _answers(fact, condition, taxonomy)]
        alone = any(proof.truth is not Truth.UNKNOWN for proof in answers)
        if alone or _differ([still_open(proof) for proof in answers], taxonomy):
            yield fact, alone


def _supposing(condition: Condition, fact: str, value: Value, taxonomy: Taxonomy) -> Proof:
    return evaluate(condition, Case({fact: value}, NO_DAY), taxonomy)


def _differ(rests: list[Condition], taxonomy: Taxonomy) -> bool:
    """Whether it matters for the rest which of the answers is given."""
    return any(
        satisfiable(AllOf((a, Not(b))), taxonomy) or satisfiable(AllOf((b, Not(a))), taxonomy)
        for a, b in combinations(dict.fromkeys(rests), 2)
    )


def _answers(fact: str, condition: Condition, taxonomy: Taxonomy) -> list[Value]:
    """Answers that stand for all: both, or one code of every sort, or the bounds and what lies about them."""
    about = [atom for atom in atoms(condition) if atom.fact == fact]
    coded = [taxonomy.below(fact, atom.codes) for atom in about if isinstance(atom, OneOf)]
    sorts = {tuple(code in codes for codes in coded): code for code in taxonomy.leaves.get(fact, ()) if coded}
    named = [code for codes in coded for code in sorted(codes)[:1]]
    return list(dict.fromkeys([*named, *sorts.values(), *(v for atom in about for v in _around(atom))]))


def _around(atom: Atom) -> Iterator[Value]:
    match atom:
        case Is():
            yield from (True, False)
        case OneOf():
            pass
        case Compare(_, _, value):
            if isinstance(value, Quantity):
                step = Decimal(1) if value.unit in COUNTED else Decimal("0.000001")
                yield from (Quantity(value.value + way * step, value.unit) for way in (-1, 0, 1))
            else:
                yield from (value + way * timedelta(days=1) for way in (-1, 0, 1))
        case _:
            assert_never(atom)

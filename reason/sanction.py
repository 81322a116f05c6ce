"""What a breach risks: the tiers that apply or may apply, multiplied and capped, and the facts still to ask for.

Amounts are the widest range over all that may yet turn out, given what is known: where nobody said whether a clause
holds, both ways are reckoned, and only those that can be true together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from ontology.answer import Fined, Penalty, Proof, Truth, Verdict
from ontology.case import Case, Value
from ontology.condition import AllOf, Compare, Condition, Is, Not, OneOf, Op, Quantity, both
from ontology.norm import Cap, Measure, Multiplier, Sanction
from ontology.pack import Jurisdiction
from reason.assumptions import met, presuming
from reason.bearer import SUBJECT
from reason.boxes import satisfiable
from reason.evaluate import evaluate
from reason.taxonomy import Taxonomy
from reason.validity import in_force

ACT, SAID = "act", "said:"


def penalty(sanctions: Iterable[Sanction], case: Case, vn: Jurisdiction) -> Penalty:
    """The fines that apply in the case or may apply, the certain ones first, in dong.

    A fine that nothing but unanswered questions ties to the case is counted in `left_out`; without an act, all are.
    """
    known = tuple(sanctions)
    judge = _Judge(presuming(case, vn), case, Taxonomy.of(vn))
    open_or_true = [(s, p) for s in known if (p := judge.truth(s.when)).truth is not Truth.FALSE]
    relevant = [(s, p) for s, p in open_or_true if p.truth is Truth.TRUE or judge.linked(s.when, p)]
    fines = tuple(sorted((judge.fined(s, p) for s, p in relevant if in_force(s, case.on)), key=_certainty))
    assumed = met(judge.case, (c for fine in fines for c in _conditions(fine.sanction)))
    return Penalty(
        case=case.assuming({fact: judge.case.facts[fact] for fact in assumed}),
        fines=fines,
        missing=_ranked(fines) if fines or ACT in case.facts else (ACT,),
        assumed=assumed,
        not_in_force=tuple(s for s, _ in relevant if not in_force(s, case.on)),
        looked_at=len(known),
        left_out=len(open_or_true) - len(relevant),
    )


class _Judge:
    """One case, as given and with what is presumed."""

    def __init__(self, case: Case, given: Case, taxonomy: Taxonomy) -> None:
        self.case = case
        self.given = given
        self.taxonomy = taxonomy

    def truth(self, condition: Condition) -> Proof:
        return evaluate(condition, self.case, self.taxonomy)

    def linked(self, when: Condition, proof: Proof) -> bool:
        """Whether something that was said ties an open fine to the case: its act, else the law's own words, else a fact."""
        facts = when.facts()
        if ACT in facts:
            return ACT in self.given.facts
        opaque = {fact for fact in facts if fact.startswith(SAID)}
        told = {leaf for leaf in _holding(proof) if leaf in self.given.facts} - {SUBJECT}
        return bool(told & opaque if opaque else told)

    def fined(self, sanction: Sanction, proof: Proof) -> Fined:
        multipliers = tuple((m, self.truth(m.when)) for m in sanction.multipliers)
        caps = tuple((c, self.truth(c.when)) for c in sanction.caps)
        printed = _printed(sanction, self.case)
        minimum, maximum = (
            self.amounts(sanction, printed, [(m, p.truth) for m, p in multipliers], [(c, p.truth) for c, p in caps])
            if printed
            else (None, None)
        )
        most = _reckoned(*printed, [m for m in sanction.multipliers if m.factor > 1])[1] if printed else None
        clauses = [p for _, p in multipliers] + [p for c, p in caps if most is None or c.amount < most]
        unknown = sanction.rate.facts if sanction.rate and not printed else ()
        holding = [c for c, p in caps if p.truth is Truth.TRUE]
        measures = ((m, self.truth(m.when).truth) for m in sanction.measures)
        return Fined(
            sanction=sanction,
            verdict=Verdict.APPLIES if proof.truth is Truth.TRUE else Verdict.UNKNOWN,
            proof=proof,
            minimum=minimum,
            maximum=maximum,
            multipliers=tuple((m, p.truth) for m, p in multipliers),
            cap=min(holding, key=lambda cap: cap.amount, default=None),
            measures=tuple((m, truth) for m, truth in measures if truth is not Truth.FALSE),
            missing=tuple(dict.fromkeys((*(f for p in (proof, *clauses) for f in p.missing()), *unknown))),
        )

    def amounts(
        self,
        sanction: Sanction,
        printed: tuple[Decimal, Decimal],
        multipliers: list[tuple[Multiplier, Truth]],
        caps: list[tuple[Cap, Truth]],
    ) -> tuple[int, int]:
        """The least and the most that may be due."""
        clauses: list[tuple[Multiplier | Cap, Truth]] = [*multipliers, *caps]
        ends = [
            _reckoned(*printed, [clause for (clause, _), holds in zip(clauses, holding, strict=True) if holds])
            for holding in product(*(_ways(truth) for _, truth in clauses))
            if all(truth is not Truth.UNKNOWN for _, truth in clauses)
            or self.possible(sanction.when, [(clause.when, h) for (clause, _), h in zip(clauses, holding, strict=True)])
        ]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def possible(self, when: Condition, clauses: list[tuple[Condition, bool]]) -> bool:
        """Whether the tier and the clauses can come out like this with what is known."""
        wanted = both(when, *(clause if holds else Not(clause) for clause, holds in clauses))
        known = (_equal(f, v) for f, v in self.case.facts.items() if f in wanted.facts())
        return satisfiable(AllOf((*known, wanted)), self.taxonomy)


def _holding(proof: Proof) -> Iterator[str]:
    """The facts of the atoms that hold."""
    match proof.claim:
        case Is() | Compare() | OneOf() as atom:
            if proof.truth is Truth.TRUE:
                yield atom.fact
        case _:
            for part in proof.because:
                yield from _holding(part)


def _ways(truth: Truth) -> tuple[bool, ...]:
    return (False, True) if truth is Truth.UNKNOWN else (truth is Truth.TRUE,)


def _equal(fact: str, value: Value) -> Condition:
    match value:
        case bool():
            return Is(fact) if value else Not(Is(fact))
        case str():
            return OneOf(fact, (value,))
        case _:
            return Compare(fact, Op.EQ, value)


def _printed(sanction: Sanction, case: Case) -> tuple[Decimal, Decimal] | None:
    """The amounts before any clause; None where they are a rate of what nobody told."""
    rate = sanction.rate
    if rate is None:
        return Decimal(sanction.minimum), Decimal(sanction.maximum)
    known = [case.facts.get(fact) for fact in rate.facts]
    factor = Decimal(1) / 100 if rate.unit == "percent" else Decimal(1)
    for value in known:
        if not isinstance(value, Quantity):
            return None
        factor *= value.value
    return rate.low * factor, rate.high * factor


def _reckoned(low: Decimal, high: Decimal, holding: Iterable[Multiplier | Cap]) -> tuple[int, int]:
    for clause in holding:
        match clause:
            case Multiplier(factor):
                low, high = low * factor, high * factor
            case Cap(amount):
                low, high = min(low, Decimal(amount)), min(high, Decimal(amount))
    return int(low), int(high)


def _certainty(fine: Fined) -> bool:
    return fine.verdict is not Verdict.APPLIES


def _conditions(sanction: Sanction) -> Iterator[Condition]:
    clauses: tuple[Multiplier | Cap | Measure, ...] = (*sanction.multipliers, *sanction.caps, *sanction.measures)
    yield sanction.when
    yield from (clause.when for clause in clauses)


def _ranked(fines: Iterable[Fined]) -> tuple[str, ...]:
    """The missing facts, those first that the most fines wait for."""
    return tuple(fact for fact, _ in Counter(fact for fine in fines for fact in fine.missing).most_common())

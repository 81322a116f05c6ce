"""What applies to a case: a verdict on every norm, after exceptions, with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from ontology.answer import Judged, Proof, Verdict
from ontology.case import Case
from ontology.condition import AllOf, AnyOf, Condition, Is, Not
from ontology.document import Source
from ontology.norm import Norm
from ontology.pack import Jurisdiction
from ontology.quick import judged_as, proof_of
from reason.assumptions import presuming
from reason.bearer import said_id, whole
from reason.calendar import Calendar
from reason.deed import Deed, Told, deed
from reason.evaluate import evaluate, together
from reason.exceptions import Exceptions, excepting, exceptions, opposed
from reason.remedies import Remedies, remedies
from reason.taxonomy import Taxonomy
from reason.truth import FALSE, TRUE, all_of, any_of
from reason.validity import in_force

APPLIES, NOT_APPLIES = Verdict.APPLIES, Verdict.NOT_APPLIES


def applicable(norms: Iterable[Norm], case: Case, vn: Jurisdiction) -> tuple[Judged, ...]:
    """The verdict on every norm, in order. What the pack presumes is assumed where the case is silent.

    For many cases, `rules.Rules` says the same and works out once what does not depend on the case.
    """
    known = tuple(norms)
    judge = Judge.of(known, case, vn)
    return tuple(judge.verdict(norm) for norm in known)


def disagreeing(by: Iterable[Norm]) -> tuple[tuple[Norm, Norm], ...]:
    """The pairs among the exceptions to one norm that themselves cannot both be followed."""
    return tuple((a, b) for a, b in combinations(by, 2) if opposed(a, b))


class Held:
    """The norms in force on a day, and all about them that does not depend on a case."""

    def __init__(self, norms: Iterable[Norm], on: date, vn: Jurisdiction, taxonomy: Taxonomy) -> None:
        known = tuple(norms)
        self.vn, self.taxonomy = vn, taxonomy
        self.norms = tuple(norm for norm in known if in_force(norm, on))
        self.exceptions: Exceptions = exceptions(self.norms)
        self.remedies: Remedies = remedies(self.norms, known)
        self.calendar = Calendar.of(vn)

    def own(self, norm: Norm) -> Condition:
        """Bearer and conditions of a norm, without its exceptions."""
        return whole(norm, self.vn)


class Judge:
    """One case, with what is needed to judge many norms on it."""

    def __init__(self, held: Held, case: Case) -> None:
        self.held, self.case = held, case

    @classmethod
    def of(cls, norms: Iterable[Norm], case: Case, vn: Jurisdiction) -> Judge:
        """The judge of a case, with what the pack presumes of it; only norms in force on its day have a say."""
        return cls(Held(norms, case.on, vn, Taxonomy.of(vn)), presuming(case, vn))

    def verdict(self, norm: Norm) -> Judged:
        """What the norm says of the case."""
        if not in_force(norm, self.case.on):
            return Judged(norm, Verdict.NOT_IN_FORCE, None)
        own, against = self._parts(norm, frozenset())
        return verdict(norm, own, against, less(own, against))

    def holding(self, norm: Norm, seen: frozenset[str] = frozenset()) -> Proof:
        """That the norm is owed in the case: its bearer, its conditions, the breach it follows upon, none of its exceptions."""
        return less(*self._parts(norm, seen))

    def broken(self, norm: Norm, seen: frozenset[str] = frozenset()) -> Proof:
        """That the norm is owed and broken, made good or not."""
        return proof_of_all(self.holding(norm, seen), self.judged(self.deed(norm).broken))

    def deed(self, norm: Norm) -> Deed:
        """When the norm is kept and when broken, in the words of this case."""
        return deed(norm, Told(norm, self.case, self.held.calendar))

    def judged(self, condition: Condition) -> Proof:
        """A condition in this case."""
        return evaluate(condition, self.case, self.held.taxonomy)

    def _parts(self, norm: Norm, seen: frozenset[str]) -> tuple[Proof, list[tuple[Norm, Proof]]]:
        own = self.judged(self.held.own(norm))
        if norm.id in self.held.remedies.unknown:
            own = proof_of_all(own, self._turned_on(norm, seen | {norm.id}))
        others = excepting(norm, self.held.exceptions)
        if not others:
            return own, []
        past = seen | {norm.id}
        return own, [(other, self.holding(other, past)) for other in others if other.id not in past]

    def _turned_on(self, norm: Norm, past: frozenset[str]) -> Proof:
        """That one of the norms that a remedial duty names is broken; a breach that rests on the duty itself is none."""
        breaches = [
            replace(self.broken(other, past), source=other.sources[0])
            for other in self.held.remedies.upon.get(norm.id, ())
            if other.id not in past
        ]
        lost = [self.judged(Is(said_id(name))) for name in self.held.remedies.unknown[norm.id]]
        return proof_of_any(*breaches, *lost)


def verdict(norm: Norm, own: Proof, against: Sequence[tuple[Norm, Proof]], proof: Proof) -> Judged:
    """What a norm says, from its own proof, those of its exceptions, and that of both together."""
    by = tuple([other for other, holding in against if holding.truth is TRUE])
    return judged_as(norm, Verdict.DISPLACED, proof, by) if by and own.truth is not FALSE else said(norm, proof)


def said(norm: Norm, proof: Proof) -> Judged:
    """What a norm says that nothing displaces."""
    truth = proof.truth
    if truth is FALSE:
        return judged_as(norm, NOT_APPLIES, proof)
    if truth is TRUE:
        return judged_as(norm, APPLIES, proof)
    return judged_as(norm, Verdict.UNKNOWN, proof, (), tuple(proof.missing()))


def proof_of_all(*parts: Proof) -> Proof:
    """That all of it holds."""
    return Proof(AllOf(tuple(part.claim for part in parts)), all_of(part.truth for part in parts), parts)


def proof_of_any(*parts: Proof) -> Proof:
    """That some of it holds."""
    return Proof(AnyOf(tuple(part.claim for part in parts)), any_of(part.truth for part in parts), parts)


def proof_of_not(part: Proof) -> Proof:
    """That it does not hold."""
    return Proof(Not(part.claim), ~part.truth, (part,))


def less(own: Proof, against: Sequence[tuple[Norm, Proof]]) -> Proof:
    """The norm's own proof, and that none of its exceptions holds."""
    if not against:
        return own
    claim = AllOf((own.claim, *(Not(proof.claim) for _, proof in against)))
    return none_of(claim, [other.sources[0] for other, _ in against], (own, *(proof for _, proof in against)))


def none_of(claim: AllOf, sources: Sequence[Source], proofs: Sequence[Proof]) -> Proof:
    """That the first of these holds and none of the others, each of which another clause says."""
    nots = zip(claim.of[1:], sources, proofs[1:], strict=True)
    return together(claim, (proofs[0], *[proof_of(no, ~proof.truth, (proof,), source) for no, source, proof in nots]))

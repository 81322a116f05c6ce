"""What applies to a case: a verdict on every norm, after exceptions, with its proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from ontology.answer import Judged, Proof, Truth, Verdict
from ontology.case import Case
from ontology.condition import ALWAYS, AllOf, AnyOf, Condition, Is, Not
from ontology.norm import Norm, Party
from ontology.pack import Jurisdiction
from reason.assumptions import presuming
from reason.bearer import bearing, said_id
from reason.calendar import Calendar
from reason.deed import Deed, Told, deed
from reason.evaluate import evaluate
from reason.exceptions import Exceptions, excepting, exceptions, opposed
from reason.remedies import Remedies, remedies
from reason.taxonomy import Taxonomy
from reason.truth import all_of, any_of
from reason.validity import in_force

VERDICTS = {Truth.TRUE: Verdict.APPLIES, Truth.UNKNOWN: Verdict.UNKNOWN, Truth.FALSE: Verdict.NOT_APPLIES}


def applicable(norms: Iterable[Norm], case: Case, vn: Jurisdiction) -> tuple[Judged, ...]:
    """The verdict on every norm, in order. What the pack presumes is assumed where the case is silent."""
    known = tuple(norms)
    judge = Judge(known, case, vn)
    return tuple(judge.verdict(norm) for norm in known)


def disagreeing(by: Iterable[Norm]) -> tuple[tuple[Norm, Norm], ...]:
    """The pairs among the exceptions to one norm that themselves cannot both be followed."""
    return tuple((a, b) for a, b in combinations(by, 2) if opposed(a, b))


class Judge:
    """One case, with what is needed to judge many norms on it; only those in force on its day have a say."""

    def __init__(self, norms: Iterable[Norm], case: Case, vn: Jurisdiction) -> None:
        self.case = presuming(case, vn)
        self.vn = vn
        self.taxonomy = Taxonomy.of(vn)
        known = tuple(norms)
        self.norms = [norm for norm in known if in_force(norm, case.on)]
        self.exceptions: Exceptions = exceptions(self.norms)
        self.remedies: Remedies = remedies(self.norms, known)
        self.calendar = Calendar.of(vn)
        self.bearers: dict[Party, Proof] = {}

    def verdict(self, norm: Norm) -> Judged:
        """What the norm says of the case."""
        if not in_force(norm, self.case.on):
            return Judged(norm, Verdict.NOT_IN_FORCE, None)
        own, against = self._parts(norm, frozenset())
        by = tuple(other for other, proof in against if proof.truth is Truth.TRUE)
        proof = _less(own, against)
        displaced = bool(by) and own.truth is not Truth.FALSE
        verdict = Verdict.DISPLACED if displaced else VERDICTS[proof.truth]
        missing = tuple(proof.missing()) if proof.truth is Truth.UNKNOWN else ()
        return Judged(norm, verdict, proof, by if displaced else (), missing)

    def holding(self, norm: Norm, seen: frozenset[str] = frozenset()) -> Proof:
        """That the norm is owed in the case: its bearer, its conditions, the breach it follows upon, none of its exceptions."""
        return _less(*self._parts(norm, seen))

    def broken(self, norm: Norm, seen: frozenset[str] = frozenset()) -> Proof:
        """That the norm is owed and broken, made good or not."""
        return proof_of_all(self.holding(norm, seen), self.judged(self.deed(norm).broken))

    def deed(self, norm: Norm) -> Deed:
        """When the norm is kept and when broken, in the words of this case."""
        return deed(norm, Told(norm, self.case, self.calendar))

    def judged(self, condition: Condition) -> Proof:
        """A condition in this case."""
        return evaluate(condition, self.case, self.taxonomy)

    def _parts(self, norm: Norm, seen: frozenset[str]) -> tuple[Proof, list[tuple[Norm, Proof]]]:
        own = self._own(norm)
        if norm.id in self.remedies.unknown:
            own = proof_of_all(own, self._turned_on(norm, seen | {norm.id}))
        others = excepting(norm, self.exceptions)
        if not others:
            return own, []
        past = seen | {norm.id}
        return own, [(other, self.holding(other, past)) for other in others if other.id not in past]

    def _turned_on(self, norm: Norm, past: frozenset[str]) -> Proof:
        """That one of the norms that a remedial duty names is broken; a breach that rests on the duty itself is none."""
        breaches = [
            replace(self.broken(other, past), source=other.sources[0])
            for other in self.remedies.upon.get(norm.id, ())
            if other.id not in past
        ]
        lost = [self.judged(Is(said_id(name))) for name in self.remedies.unknown[norm.id]]
        return proof_of_any(*breaches, *lost)

    def _own(self, norm: Norm) -> Proof:
        """Bearer and conditions; the bearer is judged once for all its norms."""
        bearer = self.bearers.get(norm.bearer)
        if bearer is None:
            bearer = evaluate(bearing(norm.bearer, self.vn), self.case, self.taxonomy)
            self.bearers[norm.bearer] = bearer
        when = evaluate(norm.when, self.case, self.taxonomy)
        if ALWAYS in (when.claim, bearer.claim):
            return bearer if when.claim == ALWAYS else when
        return Proof(AllOf((bearer.claim, when.claim)), all_of((bearer.truth, when.truth)), (bearer, when))


def proof_of_all(*parts: Proof) -> Proof:
    """That all of it holds."""
    return Proof(AllOf(tuple(part.claim for part in parts)), all_of(part.truth for part in parts), parts)


def proof_of_any(*parts: Proof) -> Proof:
    """That some of it holds."""
    return Proof(AnyOf(tuple(part.claim for part in parts)), any_of(part.truth for part in parts), parts)


def proof_of_not(part: Proof) -> Proof:
    """That it does not hold."""
    return Proof(Not(part.claim), ~part.truth, (part,))


def _less(own: Proof, against: list[tuple[Norm, Proof]]) -> Proof:
    """The norm's own proof, and that none of its exceptions holds."""
    if not against:
        return own
    return proof_of_all(own, *(replace(proof_of_not(proof), source=other.sources[0]) for other, proof in against))

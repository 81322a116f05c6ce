"""What applies to a case: a verdict on every norm, after exceptions, with its proof."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from ontology.answer import Judged, Proof, Truth, Verdict
from ontology.case import Case
from ontology.condition import ALWAYS, AllOf, Not
from ontology.norm import Norm, Party
from ontology.pack import Jurisdiction
from reason.assumptions import presuming
from reason.bearer import bearing
from reason.evaluate import evaluate
from reason.exceptions import Exceptions, excepting, exceptions, opposed
from reason.taxonomy import Taxonomy
from reason.truth import all_of
from reason.validity import in_force

VERDICTS = {Truth.TRUE: Verdict.APPLIES, Truth.UNKNOWN: Verdict.UNKNOWN, Truth.FALSE: Verdict.NOT_APPLIES}


def applicable(norms: Iterable[Norm], case: Case, vn: Jurisdiction) -> tuple[Judged, ...]:
    """The verdict on every norm, in order. What the pack presumes is assumed where the case is silent."""
    known = tuple(norms)
    judge = _Judge(presuming(case, vn), vn, [norm for norm in known if in_force(norm, case.on)])
    return tuple(judge.verdict(norm) for norm in known)


def disagreeing(by: Iterable[Norm]) -> tuple[tuple[Norm, Norm], ...]:
    """The pairs among the exceptions to one norm that themselves cannot both be followed."""
    return tuple((a, b) for a, b in combinations(by, 2) if opposed(a, b))


class _Judge:
    """One case, with what is needed to judge many norms on it."""

    def __init__(self, case: Case, vn: Jurisdiction, holding: list[Norm]) -> None:
        self.case = case
        self.vn = vn
        self.taxonomy = Taxonomy.of(vn)
        self.exceptions: Exceptions = exceptions(holding)
        self.bearers: dict[Party, Proof] = {}

    def verdict(self, norm: Norm) -> Judged:
        if not in_force(norm, self.case.on):
            return Judged(norm, Verdict.NOT_IN_FORCE, None)
        own, against = self._parts(norm, frozenset())
        by = tuple(other for other, proof in against if proof.truth is Truth.TRUE)
        proof = _less(own, [proof for _, proof in against])
        displaced = bool(by) and own.truth is not Truth.FALSE
        verdict = Verdict.DISPLACED if displaced else VERDICTS[proof.truth]
        missing = tuple(proof.missing()) if proof.truth is Truth.UNKNOWN else ()
        return Judged(norm, verdict, proof, by if displaced else (), missing)

    def _parts(self, norm: Norm, seen: frozenset[str]) -> tuple[Proof, list[tuple[Norm, Proof]]]:
        own = self._own(norm)
        others = excepting(norm, self.exceptions)
        if not others:
            return own, []
        past = seen | {norm.id}
        return own, [(other, self._holding(other, past)) for other in others if other.id not in past]

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

    def _holding(self, norm: Norm, seen: frozenset[str]) -> Proof:
        own, against = self._parts(norm, seen)
        return _less(own, [proof for _, proof in against])


def _less(own: Proof, against: list[Proof]) -> Proof:
    """The norm's own proof, and that none of its exceptions holds."""
    if not against:
        return own
    parts = (own, *(Proof(Not(proof.claim), ~proof.truth, (proof,)) for proof in against))
    return Proof(AllOf(tuple(part.claim for part in parts)), all_of(part.truth for part in parts), parts)

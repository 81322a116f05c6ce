"""How every duty that a case owes stands: done, broken, made good, still open, or not known, and by which facts.

A breach is judged first (*broken*); a duty that `compensates` it makes it good where that duty is itself done. What nobody
told is unknown, never undone. Readings, and how to choose another: docs/contrary-to-duty.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ontology.answer import Proof, Standing, Status, Truth
from ontology.case import Case
from ontology.norm import Norm, Sanction
from ontology.pack import Jurisdiction
from reason.applicable import Judge, proof_of_all, proof_of_any, proof_of_not
from reason.deed import DUTIES, Told
from reason.evaluate import evaluate
from reason.remedies import sanctioning
from reason.validity import in_force

ACT = "act"
"""The fact by which fines name the act that they are for."""


def compliance(
    norms: Iterable[Norm], case: Case, vn: Jurisdiction, sanctions: Iterable[Sanction] = ()
) -> tuple[Standing, ...]:
    """How each obligation and prohibition that is or may be owed stands, in order; with the fines of those broken."""
    judge = Judge.of(norms, case, vn)
    fines = tuple(sanction for sanction in sanctions if in_force(sanction, case.on))
    return tuple(
        standing for norm in judge.held.norms if norm.modality in DUTIES for standing in _standing(norm, judge, fines)
    )


def _standing(norm: Norm, judge: Judge, fines: tuple[Sanction, ...]) -> Iterator[Standing]:
    owed = judge.holding(norm)
    if owed.truth is Truth.FALSE:
        return
    claims = _claims(norm, owed, judge)
    proved = [(status, proof) for status, proof in claims if proof.truth is Truth.TRUE]
    status, proof = proved[0] if proved else (Status.UNKNOWN, next(p for _, p in claims if p.truth is Truth.UNKNOWN))
    told = Told(norm, judge.case, judge.held.calendar)
    broken = status in {Status.VIOLATED, Status.COMPENSATED}
    assumed = sorted(proof.claim.facts() & judge.case.assumed)
    yield Standing(
        norm=norm,
        status=status,
        proof=replace(proof, source=norm.sources[0]),
        due=told.due(),
        missing=() if proved else tuple(dict.fromkeys(fact for _, p in claims for fact in p.missing())),
        sanctions=tuple(_turned_on(norm, fines, judge)) if status is Status.VIOLATED else (),
        remedies=tuple(_owed(judge.held.remedies.after.get(norm.id, ()), judge)) if broken else (),
        assumed=(*assumed, *dict.fromkeys(f"calendar:{year}" for year in told.guessed())),
    )


def _claims(norm: Norm, owed: Proof, judge: Judge) -> list[tuple[Status, Proof]]:
    """What each status would say; of a duty that is owed exactly one is true, as far as the facts are known."""
    deed = judge.deed(norm)
    kept, undone = judge.judged(deed.kept), judge.judged(deed.broken)
    broken = proof_of_all(owed, undone)
    claims = [
        (Status.FULFILLED, proof_of_all(owed, kept)),
        (Status.PENDING, proof_of_all(owed, proof_of_not(kept), proof_of_not(undone))),
    ]
    healing = judge.held.remedies.healing.get(norm.id, ())
    if not healing:
        return [(Status.VIOLATED, broken), *claims]
    healed = proof_of_any(*(_kept(duty, judge) for duty in healing))
    return [
        (Status.VIOLATED, proof_of_all(broken, proof_of_not(healed))),
        (Status.COMPENSATED, proof_of_all(broken, healed)),
        *claims,
    ]


def _kept(duty: Norm, judge: Judge) -> Proof:
    """That a remedial duty is owed and done."""
    done = proof_of_all(judge.holding(duty), judge.judged(judge.deed(duty).kept))
    return replace(done, source=duty.sources[0])


def _owed(duties: Iterable[Norm], judge: Judge) -> Iterator[Norm]:
    yield from (duty for duty in duties if judge.holding(duty).truth is not Truth.FALSE)


def _turned_on(norm: Norm, fines: tuple[Sanction, ...], judge: Judge) -> Iterator[tuple[Sanction, Truth]]:
    """The fines for the breach that apply or may: its act is the one that each of them is for."""
    for fine in sanctioning(norm, fines):
        act = {ACT: fine.act.concept} if fine.act.concept else {}
        case = replace(judge.case, facts={**judge.case.facts, **act})
        truth = evaluate(fine.when, case, judge.held.taxonomy).truth
        if truth is not Truth.FALSE:
            yield fine, truth

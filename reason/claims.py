"""What each status of a duty says, as one condition: for every judge that reads conditions (columns, SQL, SPARQL, a solver).

The conditions rest on the yes/no questions of reason/deed.py (`done:K`, `over:K`, `in_time:K` for the norm alone) beside
the norm's own facts; exactly one status of a duty that is owed holds once all of them are answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ontology.answer import Status
from ontology.condition import AnyOf, Condition, Not, both
from ontology.norm import Norm, Party
from ontology.pack import Jurisdiction
from reason.deed import DUTIES, Asked, Leaves
from reason.owed import Owed
from reason.validity import in_force


@dataclass(frozen=True, slots=True)
class Claim:
    """That a duty is owed and stands so."""

    norm: Norm
    status: Status
    when: Condition


def claims(
    norms: Iterable[Norm], on: date, vn: Jurisdiction, leaves: Callable[[Norm], Leaves] = Asked
) -> tuple[Claim, ...]:
    """All statuses of all duties in force on a day, in order; a status that cannot come about is left out.

    `leaves` says of a norm which facts tell what was done.
    """
    known = tuple(norms)
    owed = Owed((norm for norm in known if in_force(norm, on)), vn, known, leaves)
    return tuple(claim for norm in owed.norms if norm.modality in DUTIES for claim in _claims(norm, owed))


def as_norms(claims: Iterable[Claim]) -> tuple[Norm, ...]:
    """Each claim as a norm that applies where it is true, `id=status`, so that what judges norms judges statuses."""
    return tuple(
        Norm(f"{norm.id}={status}", norm.modality, Party(), norm.action, norm.sources, when)
        for norm, status, when in ((claim.norm, claim.status, claim.when) for claim in claims)
    )


def _claims(norm: Norm, owed: Owed) -> Iterator[Claim]:
    """The statuses of one duty."""
    holds, done = owed.owed(norm), owed.deed(norm)
    broken, healing = owed.broken(norm), owed.remedies.healing.get(norm.id, ())
    if healing:
        healed = AnyOf(tuple(owed.kept(duty) for duty in healing))
        yield Claim(norm, Status.VIOLATED, both(broken, Not(healed)))
        yield Claim(norm, Status.COMPENSATED, both(broken, healed))
    else:
        yield Claim(norm, Status.VIOLATED, broken)
    yield Claim(norm, Status.FULFILLED, owed.kept(norm))
    yield Claim(norm, Status.PENDING, both(holds, Not(done.kept), Not(done.broken)))

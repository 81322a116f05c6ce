"""What each status of a duty says, as one condition: for every judge that reads conditions (columns, SQL, SPARQL, a solver).

The conditions rest on the yes/no questions of reason/deed.py (`done:K`, `over:K`, `in_time:K` for the norm alone) beside
the norm's own facts; exactly one status of a duty that is owed holds once all of them are answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ontology.answer import Status
from ontology.condition import AnyOf, Condition, Is, Not, both
from ontology.norm import Norm, Party
from ontology.pack import Jurisdiction
from reason.bearer import said_id, whole
from reason.deed import DUTIES, Asked, deed
from reason.exceptions import excepting, exceptions
from reason.remedies import remedies
from reason.validity import in_force


@dataclass(frozen=True, slots=True)
class Claim:
    """That a duty is owed and stands so."""

    norm: Norm
    status: Status
    when: Condition


def claims(norms: Iterable[Norm], on: date, vn: Jurisdiction) -> tuple[Claim, ...]:
    """All statuses of all duties in force on a day, in order; a status that cannot come about is left out."""
    writer = _Writer([norm for norm in norms if in_force(norm, on)], vn)
    return tuple(claim for norm in writer.norms if norm.modality in DUTIES for claim in writer.claims(norm))


def as_norms(claims: Iterable[Claim]) -> tuple[Norm, ...]:
    """Each claim as a norm that applies where it is true, `id=status`, so that what judges norms judges statuses."""
    return tuple(
        Norm(f"{norm.id}={status}", norm.modality, Party(), norm.action, norm.sources, when)
        for norm, status, when in ((claim.norm, claim.status, claim.when) for claim in claims)
    )


class _Writer:
    """Norms of one day."""

    def __init__(self, norms: list[Norm], vn: Jurisdiction) -> None:
        self.norms, self.vn = norms, vn
        self.exceptions, self.remedies = exceptions(norms), remedies(norms)

    def claims(self, norm: Norm) -> Iterator[Claim]:
        """The statuses of one duty."""
        owed, done = self.owed(norm, frozenset()), deed(norm, Asked(norm))
        broken, healing = both(owed, done.broken), self.remedies.healing.get(norm.id, ())
        if healing:
            healed = AnyOf(tuple(self.kept(duty) for duty in healing))
            yield Claim(norm, Status.VIOLATED, both(broken, Not(healed)))
            yield Claim(norm, Status.COMPENSATED, both(broken, healed))
        else:
            yield Claim(norm, Status.VIOLATED, broken)
        yield Claim(norm, Status.FULFILLED, both(owed, done.kept))
        yield Claim(norm, Status.PENDING, both(owed, Not(done.kept), Not(done.broken)))

    def owed(self, norm: Norm, seen: frozenset[str]) -> Condition:
        """Bearer and conditions, the breach that the norm follows upon, and none of its exceptions."""
        past = seen | {norm.id}
        against = [other for other in excepting(norm, self.exceptions) if other.id not in past]
        turned_on = [self.turned_on(norm, past)] if norm.id in self.remedies.unknown else []
        return both(whole(norm, self.vn), *turned_on, *(Not(self.owed(other, past)) for other in against))

    def turned_on(self, norm: Norm, past: frozenset[str]) -> Condition:
        """That one of the norms that a remedial duty names is broken."""
        upon = [other for other in self.remedies.upon.get(norm.id, ()) if other.id not in past]
        lost = [Is(said_id(name)) for name in self.remedies.unknown[norm.id]]
        parts = (*(both(self.owed(other, past), deed(other, Asked(other)).broken) for other in upon), *lost)
        return AnyOf(parts)

    def kept(self, duty: Norm) -> Condition:
        """That a remedial duty is owed and done."""
        return both(self.owed(duty, frozenset()), deed(duty, Asked(duty)).kept)

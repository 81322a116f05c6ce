"""When a norm is owed, as one condition: its bearer, its conditions, the breach that it follows upon, none of its exceptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ontology.condition import AnyOf, Condition, Is, Not, both
from ontology.norm import Norm
from ontology.pack import Jurisdiction
from reason.bearer import said_id, whole
from reason.deed import Asked, Deed, Leaves, deed
from reason.exceptions import excepting, exceptions
from reason.remedies import remedies

NOBODY: frozenset[str] = frozenset()


class Owed:
    """Norms with their exceptions and remedies, all of which are taken to be in force; `others` are known and are not."""

    def __init__(
        self,
        norms: Iterable[Norm],
        vn: Jurisdiction,
        others: Iterable[Norm] = (),
        leaves: Callable[[Norm], Leaves] = Asked,
    ) -> None:
        self.norms, self.vn, self.leaves = tuple(norms), vn, leaves
        self.exceptions, self.remedies = exceptions(self.norms), remedies(self.norms, others)

    def owed(self, norm: Norm, seen: frozenset[str] = NOBODY) -> Condition:
        """When a norm is owed, that of the norms `seen` is not asked again."""
        past = seen | {norm.id}
        against = [other for other in excepting(norm, self.exceptions) if other.id not in past]
        turned_on = [self._turned_on(norm, past)] if norm.id in self.remedies.unknown else []
        return both(whole(norm, self.vn), *turned_on, *(Not(self.owed(other, past)) for other in against))

    def deed(self, norm: Norm) -> Deed:
        """When a norm is kept and when broken."""
        return deed(norm, self.leaves(norm))

    def broken(self, norm: Norm, seen: frozenset[str] = NOBODY) -> Condition:
        """When a norm is owed and broken, made good or not."""
        return both(self.owed(norm, seen), self.deed(norm).broken)

    def kept(self, norm: Norm) -> Condition:
        """When a norm is owed and kept."""
        return both(self.owed(norm), self.deed(norm).kept)

    def _turned_on(self, norm: Norm, past: frozenset[str]) -> Condition:
        """That one of the norms that a remedial duty names is broken; a name that no norm has is an open question."""
        upon = [other for other in self.remedies.upon.get(norm.id, ()) if other.id not in past]
        lost = [Is(said_id(name)) for name in self.remedies.unknown[norm.id]]
        return AnyOf((*(self.broken(other, past) for other in upon), *lost))

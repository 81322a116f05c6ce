"""Whether two rules meet in one possible case: the ground that every kind of conflict stands on.

A clash is only reported with a case in which both rules hold after their exceptions, as `evaluate` finds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ontology.answer import Truth
from ontology.case import Case
from ontology.condition import Condition, both
from ontology.norm import Norm, Sanction
from ontology.pack import Jurisdiction
from reason.boxes import implies, witness
from reason.evaluate import evaluate
from reason.exceptions import remaining
from reason.owed import Owed
from reason.priority import Side
from reason.taxonomy import Taxonomy
from reason.validity import day_in, over, shared

SAID = "said:"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rules that meet, how, in which case, and which of them is the narrower one, if either is."""

    kind: str
    a: Side
    b: Side
    witness: Case
    narrower: Side | None = None


class Ground:
    """All rules with their exceptions, and the day that is asked about; conditions are worked out once a rule."""

    def __init__(self, norms: Iterable[Norm], on: date, vn: Jurisdiction) -> None:
        self.on = on
        self.vn = vn
        self.taxonomy = Taxonomy.of(vn)
        self._owed = Owed(norms, vn)
        self._when: dict[str, Condition] = {}
        self._opaque: dict[str, frozenset[str]] = {}

    def when(self, rule: Norm | Sanction) -> Condition:
        """When the rule holds, its exceptions taken away; a remedial duty only upon the breach."""
        if rule.id not in self._when:
            self._when[rule.id] = (
                self._owed.owed(rule) if isinstance(rule, Norm) else remaining(rule, self._owed.exceptions, self.vn)
            )
        return self._when[rule.id]

    def meeting(self, a: Side, b: Side) -> Case | None:
        """A case, on a day of both that is not over, in which both rules hold."""
        period = shared(a.in_force, b.in_force)
        if period is None or over(a, self.on) or over(b, self.on) or self.unlike(a, b):
            return None
        facts = witness(both(self.when(a), self.when(b)), self.taxonomy)
        if facts is None:
            return None
        case = Case(facts, day_in(period, self.on))
        return case if self.holds(a, case) and self.holds(b, case) else None

    def holds(self, rule: Side, case: Case) -> bool:
        """Whether the rule holds in the case, by its proof and on its day."""
        proof = evaluate(self.when(rule), case, self.taxonomy)
        return proof.truth is Truth.TRUE and rule.in_force.holds(case.on)

    def unlike(self, a: Side, b: Side) -> bool:
        """Whether each rests on words of the law that the other does not know: nobody can tell if both can come together."""
        first, second = self._words(a), self._words(b)
        return bool(first - second) and bool(second - first)

    def _words(self, rule: Side) -> frozenset[str]:
        if rule.id not in self._opaque:
            self._opaque[rule.id] = frozenset(f for f in self.when(rule).facts() if f.startswith(SAID))
        return self._opaque[rule.id]

    def narrower(self, a: Side, b: Side) -> Side | None:
        """The side all of whose cases are cases of the other, but not the other way round."""
        inner = implies(self.when(a), self.when(b), self.taxonomy)
        outer = implies(self.when(b), self.when(a), self.taxonomy)
        return None if inner == outer else a if inner else b


def same_place(a: Side, b: Side) -> bool:
    """Whether one provision is the other or lies within it: then it is one rule, said in parts."""
    if not same_work(a, b):
        return False
    near, far = sorted((a.sources[0].eid, b.sources[0].eid), key=len)
    return not near or near == far or far.startswith(near + "__")


def same_article(a: Side, b: Side) -> bool:
    """Whether both stand in one article of one document."""
    return same_work(a, b) and a.sources[0].eid.split("__")[0] == b.sources[0].eid.split("__")[0]


def same_work(a: Side, b: Side) -> bool:
    """Whether both stand in one document."""
    first, second = a.sources[0].work, b.sources[0].work
    return first is second or (first.number == second.number and first.iri == second.iri)

"""What it takes to break each rule, as one condition: a fine applies, a prohibition is broken by what is done, a duty is not done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.answer import Status
from ontology.case import Case
from ontology.condition import AnyOf, Atom, Condition, OneOf, atoms
from ontology.norm import Deadline, Modality, Norm, Sanction
from ontology.pack import Jurisdiction
from reason.calendar import Calendar
from reason.claims import claims
from reason.deed import Told
from reason.sanction import ACT
from reason.validity import in_force


@dataclass(frozen=True, slots=True, eq=False)
class Breach:
    """A rule, and when it is broken; `about` are the atoms of that by the fact they are about."""

    rule: Norm | Sanction
    when: Condition
    about: Mapping[str, tuple[Atom, ...]]

    @classmethod
    def of(cls, rule: Norm | Sanction, when: Condition) -> Breach:
        """The breach of a rule under this condition."""
        found: dict[str, dict[Atom, None]] = defaultdict(dict)
        for atom in atoms(when):
            found[atom.fact][atom] = None
        return cls(rule, when, {fact: tuple(them) for fact, them in found.items()})


def breaches(norms: Iterable[Norm], sanctions: Iterable[Sanction], case: Case, vn: Jurisdiction) -> tuple[Breach, ...]:
    """Every way to act unlawfully on the day of the case: fines first, then norms. A breach made good is none."""
    return tuple(_breaches(norms, sanctions, case, vn))


def _breaches(norms: Iterable[Norm], sanctions: Iterable[Sanction], case: Case, vn: Jurisdiction) -> Iterator[Breach]:
    calendar = Calendar.of(vn)
    yield from (Breach.of(fine, fine.when) for fine in sanctions if in_force(fine, case.on))
    for claim in claims(norms, case.on, vn, lambda norm: _Acted(Told(norm, case, calendar), vn)):
        if claim.status is Status.VIOLATED:
            yield Breach.of(claim.norm, claim.when)


@dataclass(frozen=True, slots=True)
class _Acted:
    """What a case tells of a deed; what it names as its act is done, too, where that is forbidden."""

    told: Told
    vn: Jurisdiction

    def done(self) -> Condition:
        norm, facts, done = self.told.norm, self.told.case.facts, self.told.done()
        if (
            norm.modality is not Modality.PROHIBITION
            or ACT not in facts
            or norm.action.concept not in self.vn.concepts(ACT)
        ):
            return done
        named = OneOf(ACT, (norm.action.concept,))
        return AnyOf((done, named)) if done.facts() & facts.keys() else named

    def over(self, limit: Deadline) -> Condition:
        return self.told.over(limit)

    def in_time(self, limit: Deadline) -> Condition:
        return self.told.in_time(limit)

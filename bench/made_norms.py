"""A thousand norms that are no copies of each other, and cases for them; the same ones every time.

They rest on the facts of the pack: each on four or so, thresholds and codes from a few that are shared, as in real law; a norm in
eight is an exception to one before it, one in twelve is not in force on the day, some hold a range or an alternative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ontology.case import Case, Value
from ontology.condition import AnyOf, Compare, Condition, Is, Not, OneOf, Op, Quantity, both
from ontology.document import Source, Work
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO, Fact
from ontology.norm import Act, Modality, Norm, Party, Period
from ontology.pack import Jurisdiction

DAY = date(2025, 10, 1)
WORK = Work("decree", "1/2020/NĐ-CP", 2020)
MODALITIES = (Modality.OBLIGATION,) * 5 + (Modality.PROHIBITION,) * 2 + (Modality.PERMISSION, Modality.EXEMPTION)
PAST = Period(date(2020, 1, 1), date(2022, 1, 1))
AMOUNTS = tuple(
    Decimal(n) / 100 for n in (5, 10, 30, 50, 100, 150, 200, 300, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000)
)


@dataclass(frozen=True, slots=True)
class Maker:
    """What the norms and cases are drawn from."""

    random: Random
    vn: Jurisdiction
    facts: Sequence[Fact]
    bearers: Sequence[str]

    def norm(self, number: int) -> Norm:
        """The norm with this number."""
        random = self.random
        parts = [self.part() for _ in range(random.randint(3, 4))]
        before = (f"{WORK.number}#dieu_{random.randrange(number)}",) if number and random.random() < 1 / 8 else ()
        return Norm(
            f"{WORK.number}#dieu_{number}/norm",
            Modality.EXEMPTION if before else random.choice(MODALITIES),
            Party(random.choice(self.bearers)),
            Act(random.choice(("land.register", "water.discharge", "eia.carry_out"))),
            (Source(WORK, f"dieu_{number}"),),
            when=both(*parts),
            exception_to=before,
            in_force=PAST if random.random() < 1 / 12 else Period(date(2020, 1, 1)),
        )

    def part(self) -> Condition:
        """An atom, its opposite, a range of amounts or an alternative."""
        match self.random.random():
            case chance if chance < 0.1:
                return AnyOf((self.atom(), self.atom()))
            case chance if chance < 0.2:
                return Not(self.atom())
            case _:
                return self.atom()

    def atom(self) -> Condition:
        fact = self.random.choice(self.facts)
        match fact.kind:
            case "quantity":
                low, high = sorted(self.random.sample(AMOUNTS, 2))
                least = Compare(fact.id, Op.GE, Quantity(low, fact.unit))
                return both(least, Compare(fact.id, Op.LT, Quantity(high, fact.unit))) if low < 1 else least
            case "date":
                return Compare(fact.id, Op.GE, DAY - timedelta(days=365 * self.random.randint(1, 5)))
            case "concept":
                codes = sorted(self.vn.concepts(fact.id))
                return OneOf(fact.id, tuple(self.random.sample(codes, min(len(codes) - 1, self.random.randint(1, 3)))))
            case _:
                return Is(fact.id)

    def value(self, fact: Fact) -> Value:
        match fact.kind:
            case "quantity":
                return Quantity(Decimal(self.random.randint(1, 40_000)) / 100, fact.unit)
            case "date":
                return DAY - timedelta(days=self.random.randint(1, 2000))
            case "concept":
                return self.random.choice(sorted(self.vn.concepts(fact.id)))
            case _:
                return self.random.random() < 0.5

    def case(self, told: float) -> Case:
        """A case that tells this part of the facts."""
        facts = {fact.id: self.value(fact) for fact in self.facts if self.random.random() < told}
        return Case({**facts, "subject": self.random.choice(self.bearers)}, DAY)


def made(vn: Jurisdiction, seed: int = 4) -> Maker:
    """The maker: some ninety facts of all kinds, amounts drawn twice as often as others, and the subjects that are codes."""
    random = Random(seed)
    known = [fact for id, fact in sorted(vn.facts.items()) if id not in {"subject", "act"} and fact.presume is None]
    coded = [fact for fact in known if fact.kind == CONCEPT and len(vn.concepts(fact.id)) > 1]
    measured = [fact for fact in known if fact.kind == QUANTITY]
    others = [fact for fact in known if fact.kind in {YES_NO, DATE}]
    facts = [*random.sample(coded, 20), *measured, *measured, *random.sample(others, 60)]
    return Maker(random, vn, facts, ("individual", "household", "organisation", "enterprise", "community"))


def made_norms(vn: Jurisdiction, count: int = 1000) -> tuple[Norm, ...]:
    """So many norms, the same ones every time."""
    maker = made(vn)
    return tuple(maker.norm(number) for number in range(count))


def made_cases(vn: Jurisdiction, count: int, told: float = 0.8, seed: int = 5) -> tuple[Case, ...]:
    """So many cases that tell this part of the facts, about one in seven codes a broad one; the same ones every time."""
    maker = made(vn)
    fresh = Maker(Random(seed), vn, maker.facts, maker.bearers)
    return tuple(fresh.case(told) for _ in range(count))

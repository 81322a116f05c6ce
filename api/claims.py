"""What a law of the base says that a text can confirm: citations, amounts, numbers, time limits, dates, quoted wording.

A comment with `NUMBER EID` in a base file (`# per 146/2025/QH15 dieu_1__khoan_4`) names the provision of another law that
rewrote, added or ended what the article below it says; above the block `law`, what moved the day on which the law takes effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from ontology.condition import Compare, Condition, Quantity, atoms
from ontology.document import Source
from ontology.law import Law
from ontology.norm import Deadline, Norm, Period, Sanction
from ontology.text import Text

Value: TypeAlias = str | int | Decimal | Quantity | Deadline | date
Place: TypeAlias = tuple[str, str]
"""A provision of some document: number and eId; an empty number is the law itself, an empty eId the whole text."""
Amended: TypeAlias = Mapping[str, tuple[Place, ...]]
"""What other laws changed, by article of this one; under the empty article, its own day in force."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said, of a kind, and the provisions at one of which it should stand."""

    kind: str
    at: tuple[Place, ...]
    value: Value


def claims(law: Law, amended: Amended) -> tuple[Claim, ...]:
    """All that a law of the base claims, each once, in reading order."""
    return tuple(dict.fromkeys(_Of(law, amended).all()))


def amendments(notation: str) -> Amended:
    """The provisions of other laws that the comments of a base file name, by article."""
    found: dict[str, list[Place]] = {}
    pending: list[Place] = []
    for line in notation.splitlines():
        if line.startswith("#"):
            pending += re.findall(r"(\d[\w.]*/\S+) (dieu_\w+)", line)
        elif pending and re.match(r"[a-z]", line):
            article = next(iter(re.findall(r" (dieu_[^_\s]+)", line)), "")
            found.setdefault(article, []).extend(pending)
            pending = []
    return {article: tuple(dict.fromkeys(places)) for article, places in found.items()}


@dataclass(frozen=True, slots=True)
class _Of:
    """The claims of one law."""

    law: Law
    amended: Amended

    def all(self) -> Iterator[Claim]:
        head = (("", ""), *((number, "") for number, _ in self.amended.get("", ())))
        yield from (Claim("date", head, day) for day in _days(Period(self.law.work.date, self.law.in_force.start)))
        for places in self.amended.values():
            yield from (Claim("citation", (place,), place[1]) for place in places)
        for norm in self.law.norms:
            yield from self.norm(norm)
        for sanction in self.law.sanctions:
            yield from self.sanction(sanction)
        for office in self.law.authorities:
            yield from self.cited((office.source, *office.measures))
            if office.ceiling:
                yield Claim("amount", self.at((office.source,)), office.ceiling)
        for period in self.law.limitations:
            yield from self.cited((period.source,))
            yield Claim("deadline", self.at((period.source,)), Deadline(Decimal(period.value), period.unit))
        for finding in self.law.findings:
            if finding.source:
                yield from self.cited((finding.source,))
                yield Claim("quote", self.at((finding.source,)), finding.text)

    def at(self, sources: Iterable[Source]) -> tuple[Place, ...]:
        """The provisions, and those of other laws that changed their articles."""
        own = [("", source.eid) for source in sources]
        others = [place for _, eid in own for place in self.amended.get(eid.split("__")[0], ())]
        return tuple(dict.fromkeys([*own, *others]))

    def cited(self, sources: Iterable[Source]) -> Iterator[Claim]:
        yield from (Claim("citation", self.at((source,)), source.eid) for source in sources)

    def norm(self, norm: Norm) -> Iterator[Claim]:
        yield from self.cited(norm.sources)
        at = self.at(norm.sources)
        whole = tuple(dict.fromkeys([*at, ("", ""), *((number, "") for number, _ in at)]))
        known = {*_days(norm.in_force), *_days(self.law.in_force)}
        yield from (Claim("date", whole, day) for day in _days(norm.in_force) if day not in _days(self.law.in_force))
        yield from self.figures(at, norm.when, norm.summary, known)
        yield from (Claim("deadline", at, deadline) for deadline in norm.deadline)

    def sanction(self, sanction: Sanction) -> Iterator[Claim]:
        yield from self.cited(sanction.sources)
        at = self.at(sanction.sources)
        yield from (Claim("amount", at, amount) for amount in (sanction.minimum, sanction.maximum) if amount)
        yield from self.figures(at, sanction.when, sanction.summary)
        for multiplier in sanction.multipliers:
            at = self.at((multiplier.source,))
            yield from self.cited((multiplier.source,))
            yield Claim("number", at, multiplier.factor)
            yield from self.figures(at, multiplier.when, multiplier.reason)
        for cap in sanction.caps:
            yield from self.cited((cap.source,))
            yield Claim("amount", self.at((cap.source,)), cap.amount)
        for measure in sanction.measures:
            yield from self.cited((measure.source,))
            yield from self.figures(self.at((measure.source,)), measure.when, measure.text)

    def figures(
        self, at: tuple[Place, ...], when: Condition, said: Text, known: Iterable[date] = ()
    ) -> Iterator[Claim]:
        """The figures of a condition and of the summary beside it; `known` days and their years are claimed elsewhere."""
        own = {*known, *_days(self.law.in_force)}
        for atom in atoms(when):
            match atom:
                case Compare(value=Quantity() as value):
                    yield Claim("number", at, value)
                case Compare(value=date() as day) if day not in own:
                    yield Claim("date", at, day)
        for words, comma in ((said.vi, ","), (said.en, ".")):
            for found in re.findall(rf"(?<![\w/-])\d+(?:[{comma}]\d+)?(?![\w/-])", words):
                number = Decimal(found.replace(",", "."))
                if number not in {day.year for day in own}:
                    yield Claim("number", at, number)


def _days(period: Period) -> tuple[date, ...]:
    return tuple(day for day in (period.start, period.end) if day)

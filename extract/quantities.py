"""Numbers with units, the bounds that a text puts on them, and amounts of money.

Ranges are kept as printed: `[)` is from the first up to, without, the second. Offsets are those of the text handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.alternatives import Hit, hits
from ontology.condition import Compare, Condition, Op, both
from ontology.document import Span
from ontology.fact import Fact
from ontology.pack import Jurisdiction, Language

TOPIC = "quantities"

# The bound that each pattern of the pack puts on its number or numbers.
BOUNDS = {
    "above_to_below": "()",
    "above_to": "(]",
    "from_to_below": "[)",
    "from_to": "[]",
    "from_above_up": ">=",
    "from_above": ">",
    "from_below": "<",
    "from_up": ">=",
    "not_more": "<=",
    "not_less": ">=",
    "below": "<",
    "above": ">",
    "within": "<=",
    "up": ">=",
    "down": "<=",
    "ceiling": "<=",
    "to": "<=",
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound as printed: `op` is < <= > >= or a pair of brackets over `value` and `value2`; `unit` as written."""

    span: Span
    op: str
    value: Decimal
    unit: str
    value2: Decimal | None = None

    def condition(self, fact: Fact, vn: Jurisdiction) -> Condition:
        """The bound on this fact, in its canonical unit. Raises BadValue where the unit is of another dimension."""
        return both(*(Compare(fact.id, op, vn.measured(value, self.unit, fact)) for op, value in self._sides()))

    def _sides(self) -> Iterator[tuple[Op, Decimal]]:
        if self.value2 is None:
            yield Op(self.op), self.value
            return
        yield Op.GE if self.op[0] == "[" else Op.GT, self.value
        yield Op.LE if self.op[1] == "]" else Op.LT, self.value2


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole dong, and where it stands."""

    span: Span
    amount: int


def thresholds(text: str, vi: Language) -> tuple[Threshold, ...]:
    """The bounds in a text, in reading order; none overlaps another."""
    return tuple(_threshold(hit, vi) for hit in hits(text, vi, TOPIC, "bounds"))


def money(text: str, vi: Language) -> tuple[Money, ...]:
    """The amounts of money in a text, in whole dong."""
    pattern = vi.pattern(TOPIC, "money")
    return tuple(
        Money(Span(*found.span()), int(number(found["n"], vi) * _scale(found["scale"], vi)))
        for found in pattern.finditer(text)
    )


def number(words: str, vi: Language) -> Decimal:
    """A printed number: thousands grouped and decimals parted as the language does; or a spelt one, with its figure or without."""
    cues = vi.cues[TOPIC]
    spelt: dict[str, int] = cues["spelt_numbers"]
    words = words.rsplit("(", maxsplit=1)[-1].strip()
    if not words[:1].isdigit():
        return Decimal(spelt[" ".join(words.lower().split())])
    return Decimal(words.replace(cues["thousands"], "").replace(cues["comma"], "."))


def is_time(threshold: Threshold, vi: Language) -> bool:
    """Whether the bound is one of time (days, months …), which may be a deadline instead."""
    return threshold.unit.lower() in vi.words(TOPIC, "time_words")


def _scale(word: str | None, vi: Language) -> int:
    return int(vi.cues[TOPIC]["scales"][word.lower()]) if word else 1


def _threshold(hit: Hit, vi: Language) -> Threshold:
    parts, op = hit.parts, BOUNDS[hit.name]
    last, unit = number(parts["b"], vi), re.sub(r"\s+", " ", parts["v"])
    if "a" not in parts:
        return Threshold(hit.span, op, last, unit)
    return Threshold(hit.span, op, number(parts["a"], vi), unit, last)

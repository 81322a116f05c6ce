"""Ranges of numbers and of days: where they meet, and a plain value inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import assert_never

from ontology.condition import Op

DATE = "date"
COUNTED = frozenset({"1", "day", DATE})
"""Units of which there are only whole numbers: pieces, days of a period, days of the calendar."""

OPPOSITE = {Op.LT: Op.GE, Op.LE: Op.GT, Op.GE: Op.LT, Op.GT: Op.LE}
"""The relation that holds where this one does not; an equation has none."""

BELOW_ALL, ABOVE_ALL = Decimal("-Infinity"), Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers of one unit between two bounds; `at_low` and `at_high`: the bound itself is one of them."""

    unit: str
    low: Decimal = BELOW_ALL
    high: Decimal = ABOVE_ALL
    at_low: bool = False
    at_high: bool = False

    def meet(self, other: Range) -> Range:
        """The numbers in both; of different units: none."""
        if self.unit != other.unit:
            return Range(self.unit, Decimal(0), Decimal(0))
        low, open_low = max((self.low, not self.at_low), (other.low, not other.at_low))
        high, at_high = min((self.high, self.at_high), (other.high, other.at_high))
        return Range(self.unit, low, high, not open_low, at_high)

    def empty(self) -> bool:
        """Whether no number lies within."""
        exact = self._exact()
        return exact.low > exact.high or (exact.low == exact.high and not (exact.at_low and exact.at_high))

    def holds(self, value: Decimal) -> bool:
        """Whether the number lies within."""
        above = value > self.low or (self.at_low and value == self.low)
        return above and (value < self.high or (self.at_high and value == self.high))

    def inside(self) -> Decimal:
        """A plain number within, off the bounds where there is room, with as few digits as will do."""
        exact = self._exact()
        floor = Decimal(0) if exact.low == BELOW_ALL and exact.high > 0 else exact.low
        off = Range(self.unit, floor, exact.high)
        whole = self.unit in COUNTED
        near = [n for n in _plainer(exact.middle()) if not whole or n == n.to_integral_value()]
        return next(n for range in (off, exact) for n in near if range.holds(n))

    def middle(self) -> Decimal:
        """The number halfway between the bounds; where one is missing, near the other and above zero if it can be."""
        step = Decimal(2) if self.unit == DATE else max(abs(self.low), Decimal(2))
        match self.low.is_finite(), self.high.is_finite():
            case False, False:
                return Decimal(1)
            case True, False:
                return self.low + step / 2
            case False, True:
                return self.high / 2 if self.high > 0 and self.unit != DATE else self.high - 1
            case _:
                return (self.low + self.high) / 2

    def _exact(self) -> Range:
        """The same numbers; where only whole ones count, between bounds that are among them."""
        if self.unit not in COUNTED:
            return self
        low, high = self.low, self.high
        if low.is_finite():
            low = low.to_integral_value(ROUND_CEILING) + (0 if self.at_low or low % 1 else 1)
        if high.is_finite():
            high = high.to_integral_value(ROUND_FLOOR) - (0 if self.at_high or high % 1 else 1)
        return Range(self.unit, low, high, at_low=True, at_high=True)


def compared(op: Op, value: Decimal, unit: str) -> Range:
    """The numbers that stand in this relation to the value."""
    match op:
        case Op.LT | Op.LE:
            return Range(unit, high=value, at_high=op is Op.LE)
        case Op.GT | Op.GE:
            return Range(unit, low=value, at_low=op is Op.GE)
        case Op.EQ:
            return Range(unit, value, value, at_low=True, at_high=True)
        case _:
            assert_never(op)


def _plainer(value: Decimal) -> Iterator[Decimal]:
    """The value to ever more digits, and at last itself."""
    for digits in range(8):
        yield round(value, digits) + Decimal(0)
    yield value

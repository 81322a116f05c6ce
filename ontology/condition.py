"""Conditions: the one tree that every judge reads.

A condition never knows how it will be judged. It is data; `reason/` holds the judges.

>>> big = Compare("capacity", Op.GE, Quantity(Decimal(50), "m3/day"))
>>> sorted(AllOf((big, Not(Is("exempt")))).facts())
['capacity', 'exempt']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias


class Op(StrEnum):
    """How a measured fact may stand to a threshold."""

    LT = "<"
    LE = "<="
    EQ = "="
    GE = ">="
    GT = ">"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a canonical unit of the pack (`1` for a bare count)."""

    value: Decimal
    unit: str = "1"

    def __str__(self) -> str:
        number = format(self.value, "f")
        number = number.rstrip("0").rstrip(".") if "." in number else number
        return number if self.unit == "1" else f"{number} {self.unit}"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What every node offers: the facts that it rests on."""

    def facts(self) -> frozenset[str]:
        """The ids of all facts below this node."""
        found: set[str] = set()
        todo: list[Any] = [self]
        while todo:
            match todo.pop():
                case AllOf(of) | AnyOf(of):
                    todo += of
                case Not(of):
                    todo.append(of)
                case atom:
                    found.add(atom.fact)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Is(_Facts):
    """A yes/no fact holds. Words of the law that no pack knows become one of these, too."""

    fact: str


@dataclass(frozen=True, slots=True)
class Compare(_Facts):
    """A measured fact, or a day, stands in a relation to a threshold."""

    fact: str
    op: Op
    value: Quantity | date


@dataclass(frozen=True, slots=True)
class OneOf(_Facts):
    """A coded fact is one of the listed concepts or narrower than one of them."""

    fact: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not(_Facts):
    """The opposite; unknown stays unknown."""

    of: Condition


@dataclass(frozen=True, slots=True)
class AllOf(_Facts):
    """Every part holds; of nothing: always."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(_Facts):
    """At least one part holds; of nothing: never."""

    of: tuple[Condition, ...]


Condition: TypeAlias = Is | Compare | OneOf | Not | AllOf | AnyOf
Atom: TypeAlias = Is | Compare | OneOf

ALWAYS = AllOf(())
NEVER = AnyOf(())


def atoms(condition: Condition) -> Iterator[Atom]:
    """The leaves, left to right."""
    match condition:
        case Is() | Compare() | OneOf():
            yield condition
        case Not(of):
            yield from atoms(of)
        case AllOf(of) | AnyOf(of):
            for part in of:
                yield from atoms(part)


def both(*conditions: Condition) -> Condition:
    """All of them together, flat, without empty or repeated parts."""
    parts: dict[Condition, None] = {}
    for condition in conditions:
        for part in condition.of if isinstance(condition, AllOf) else (condition,):
            parts[part] = None
    return next(iter(parts)) if len(parts) == 1 else AllOf(tuple(parts))

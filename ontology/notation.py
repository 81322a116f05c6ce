"""Conditions as text, both ways: `parse(show(c)) == c` for every condition.

>>> show(parse("land.area < 0.02 ha and not exempt"))
'land.area < 0.02 ha and not exempt'
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import LarkError

from ontology.condition import ALWAYS, NEVER, AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, Op, Quantity
from ontology.errors import NotationError


def show(condition: Condition) -> str:
    """A condition in our notation."""
    match condition:
        case Is(fact):
            return fact
        case Compare(fact, op, value):
            return f"{fact} {op} {value}"
        case OneOf(fact, codes):
            return f"{fact} in {{{', '.join(codes)}}}"
        case Not(of):
            return f"not {_wrapped(of)}"
        case AllOf(of):
            return _joined(of, " and ", "always", "all")
        case AnyOf(of):
            return _joined(of, " or ", "never", "any")


def parse(text: str, where: str | None = None) -> Condition:
    """A condition from our notation. Raises NotationError with the place and what was expected there."""
    try:
        return _Tree().transform(_GRAMMAR.parse(text))
    except (LarkError, RecursionError) as error:
        first = str(error).splitlines()[0]
        raise NotationError(f"“{text[:200]}” is no condition: {first}", "see docs/notation.md", where) from error


def _joined(of: tuple[Condition, ...], word: str, empty: str, single: str) -> str:
    if len(of) == 1:
        return f"{single}({show(of[0])})"
    return word.join(map(_wrapped, of)) or empty


def _wrapped(condition: Condition) -> str:
    composite = isinstance(condition, AllOf | AnyOf) and len(condition.of) > 1
    return f"({show(condition)})" if composite else show(condition)


class _Tree(Transformer[Token, Condition]):
    def holds(self, items: list[Any]) -> Condition:
        return Is(str(items[0]))

    def compare(self, items: list[Any]) -> Condition:
        fact, op, number, unit = items
        return Compare(str(fact), Op(op), Quantity(Decimal(number), str(unit or "1")))

    def day(self, items: list[Any]) -> Condition:
        return Compare(str(items[0]), Op(items[1]), date.fromisoformat(items[2]))

    def one_of(self, items: list[Any]) -> Condition:
        return OneOf(str(items[0]), tuple(map(str, items[1:])))

    def negation(self, items: list[Any]) -> Condition:
        return Not(items[0])

    def all_of(self, items: list[Any]) -> Condition:
        return AllOf(tuple(items))

    def any_of(self, items: list[Any]) -> Condition:
        return AnyOf(tuple(items))

    def all_list(self, items: list[Any]) -> Condition:
        return AllOf(tuple(item for item in items if item is not None))

    def any_list(self, items: list[Any]) -> Condition:
        return AnyOf(tuple(item for item in items if item is not None))

    def always(self, _: list[Any]) -> Condition:
        return ALWAYS

    def never(self, _: list[Any]) -> Condition:
        return NEVER


_GRAMMAR = Lark(
    Path(__file__).with_name("condition.lark").read_text(encoding="utf-8"), start="condition", parser="lalr"
)

"""How the matches of a regular expression can begin: what lets a search pass over the places where none can."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as codes  # Python's parser of its patterns has no other name
from re import _parser as parser
from typing import Any

DEEP = 4
"""Characters of a beginning that are told apart; more of them cost more than they save."""
MOST = 3_000
"""Beginnings of one pattern; where there are more, every place is believed possible."""
WIDTHLESS = frozenset({codes.AT, codes.ASSERT, codes.ASSERT_NOT})
REPEATS = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT})
CATEGORIES = {codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_SPACE: r"\s", codes.CATEGORY_WORD: r"\w"}

Beginning = tuple[str, ...]
"""A pattern for each character; one that is shorter than DEEP may go on in any way."""


def ahead(pattern: str) -> str:
    """A condition that holds at every place at which the pattern can match, and at few others.

    >>> ahead("(?:ab|ac?|x)y")
    '(?=a(?:by|cy|y)|xy)'
    """
    steps = parser.parse(pattern)
    found = set() if steps.state.flags & re.IGNORECASE else _of(tuple(steps), DEEP)
    return f"(?={_either(found)})" if found and () not in found else ""


def _of(steps: Sequence[Any], deep: int) -> set[Beginning]:
    """The beginnings of a sequence of steps; only the empty one, where it can begin in any way."""
    if not steps or not deep:
        return {()}
    (code, value), rest = steps[0], tuple(steps[1:])
    if code in WIDTHLESS:
        return _of(rest, deep)
    if code is codes.SUBPATTERN and not value[1]:
        return _of((*value[3], *rest), deep)
    if code is codes.BRANCH:
        return _all(_of((*branch, *rest), deep) for branch in value[1])
    if code in REPEATS:
        return _repeated(code, value, rest, deep)
    following = _of(rest, deep - 1)
    return {(one, *more) for one in _characters(code, value) for more in following} or {()}


def _repeated(code: Any, value: Any, rest: tuple[Any, ...], deep: int) -> set[Beginning]:
    least, most, inner = value
    if () in _of(tuple(inner), 1):
        return {()}
    again = ((code, (max(least - 1, 0), most - 1, inner)),) if most > 1 else ()
    once = _of((*inner, *again, *rest), deep)
    return once if least else _all((once, _of(rest, deep)))


def _all(several: Iterable[set[Beginning]]) -> set[Beginning]:
    found = {one for group in several for one in group}
    return found if len(found) <= MOST else {()}


def _characters(code: Any, value: Any) -> list[str]:
    """The patterns of the characters that a step may be; none where it may be nearly any."""
    if code is codes.LITERAL:
        return [re.escape(chr(value))]
    if code is not codes.IN:
        return []
    found = [_member(*one) for one in value]
    return [one for one in found if one] if all(found) else []


def _member(code: Any, value: Any) -> str:
    if code is codes.LITERAL:
        return re.escape(chr(value))
    if code is codes.RANGE:
        return f"[{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}]"
    return CATEGORIES.get(value, "") if code is codes.CATEGORY else ""


def _either(found: Iterable[Beginning]) -> str:
    """One pattern for all the beginnings, those with the same first character together."""
    below: dict[str, set[Beginning]] = {}
    for one in found:
        below.setdefault(one[0], set()).add(one[1:])
    ways = [one if () in more else one + _grouped(more) for one, more in sorted(below.items())]
    return "|".join(ways)


def _grouped(found: set[Beginning]) -> str:
    either = _either(found)
    return f"(?:{either})" if "|" in either else either

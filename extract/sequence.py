"""Which of the lines that look like beginnings are: those that follow one another in order.

The next label wins where it comes first; a gap is crossed only where no next label is left, and is reported.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extract.marks import FIRST, Key, Mark

Problem = tuple[Mark, str]
TWICE = frozenset({"clause", "point"})
"""Kinds of units whose labels texts repeat by mistake."""

WINDOW = 400
"""Candidates on the way to the next label that are looked through for inserted ones."""

MAX_GAPS = 100
"""A text with more gaps than this has no order to follow."""


def chain(
    candidates: Sequence[Mark], stops: Sequence[int] = (), leap: int = 10_000, *, from_one: bool = False
) -> tuple[list[Mark], list[Problem]]:
    """The candidates in order, from the first label on, and what was left out or is missing.

    `stops` are places that the order does not cross; `leap` is the widest gap; `from_one` demands a first label.
    """
    places = _places(candidates)
    at = _first(candidates, places, from_one)
    chosen: list[Mark] = []
    problems: list[Problem] = []
    if at is not None and candidates[at].key[0] > 1:
        problems.append((candidates[at], f"the first label is {candidates[at].label}"))
    while at is not None:
        chosen.append(candidates[at])
        following = _again(candidates, at)
        if following is not None:
            problems.append((candidates[following], f"{candidates[following].label} stands twice"))
            at = following
            continue
        following = _next(candidates, places, at, leap if len(problems) < MAX_GAPS else 0)
        if following is not None and _stopped(candidates, stops, at, following):
            break
        if following is not None and not candidates[following].follows(candidates[at]):
            words = f"{candidates[following].label} follows {candidates[at].label}"
            problems.append((candidates[following], words))
        at = following
    taken = {mark.start for mark in chosen}
    end = next((s for s in stops if chosen and s > chosen[-1].start), None)
    left = [m for m in candidates if not m.inline and m.start not in taken and (end is None or m.start < end)]
    if len(chosen) == 1 and chosen[0].inline:
        chosen = []
    return chosen, problems + [(m, f"{m.label} is out of order and was left as text") for m in left]


def _places(candidates: Sequence[Mark]) -> dict[Key, list[int]]:
    places: dict[Key, list[int]] = defaultdict(list)
    for i, mark in enumerate(candidates):
        places[mark.key].append(i)
    return dict(places)


def _first(candidates: Sequence[Mark], places: Mapping[Key, list[int]], from_one: bool) -> int | None:
    if FIRST in places:
        return _lines_first(candidates, places[FIRST])
    if from_one or not candidates:
        return None
    return min(range(len(candidates)), key=lambda i: (candidates[i].key, i))


def _next(candidates: Sequence[Mark], places: Mapping[Key, list[int]], at: int, leap: int) -> int | None:
    number, letter, index = candidates[at].key
    keys = ((number + 1, 0, 0), (number, letter + 1, 0), (number, letter, index + 1))
    nearest = [i for key in keys for i in _after(candidates, places.get(key, []), at)]
    if not nearest:
        return _across(candidates, at, leap)
    following = _lines_first(candidates, sorted(nearest))
    return _inserted(candidates, at, following) if following < at + WINDOW else following


def _inserted(candidates: Sequence[Mark], at: int, following: int) -> int:
    """The place of an inserted label on the way (78g between 78a and 79), else the one that follows."""
    key, end = candidates[at].key, candidates[following].key
    between = [i for i in range(at + 1, following) if key < candidates[i].key < end and candidates[i].key[0] == key[0]]
    lines = [i for i in between if not candidates[i].inline]
    return min(lines, key=lambda i: candidates[i].key) if lines else following


def _again(candidates: Sequence[Mark], at: int) -> int | None:
    """The next line if it has the very same label by mistake: where the order goes on behind it as if it had not."""
    mark, twin, after = (*candidates[at : at + 3], None, None)[:3]
    if mark is None or twin is None or mark.kind not in TWICE or mark.inline or not twin.firm or twin.inline:
        return None
    goes_on = after is None or (0 < after.key[0] - mark.key[0] <= 2 and not any(after.key[1:]))
    return at + 1 if twin.key == mark.key and goes_on else None


def _after(candidates: Sequence[Mark], places: Sequence[int], at: int) -> Sequence[int]:
    """The next place with a line of its own, and the next in the middle of a line."""
    after = bisect_right(places, at)
    later = places[after : after + 8]
    return [*[i for i in later if not candidates[i].inline][:1], *[i for i in later if candidates[i].inline][:1]]


def _lines_first(candidates: Sequence[Mark], places: Sequence[int]) -> int:
    """The first place with a line of its own; only where there is none, the first in the middle of a line."""
    return next((i for i in places if not candidates[i].inline), places[0])


def _across(candidates: Sequence[Mark], at: int, leap: int) -> int | None:
    key = candidates[at].key
    later = (i for i in range(at + 1, len(candidates)) if candidates[i].firm and not candidates[i].inline)
    fitting = [i for i in later if key < candidates[i].key and candidates[i].key[0] - key[0] <= leap]
    return min(fitting, key=lambda i: (candidates[i].key, i)) if fitting and leap else None


def _stopped(candidates: Sequence[Mark], stops: Sequence[int], at: int, following: int) -> bool:
    return any(candidates[at].start < stop <= candidates[following].start for stop in stops)

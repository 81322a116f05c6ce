"""What of the time in a clause limits the act, and what measures something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from extract.deadlines import is_life
from extract.passages import Passage
from extract.quantities import Threshold, is_time
from ontology.norm import Deadline

MEASURES = "quantities"
LONG_REACH = 110
"""Characters looked at before a bound."""
BOUNDED = frozenset({"<=", ">="})
"""The bounds that a length of time may have which is no time limit."""
DAY_OF_YEAR = "date_yearly"
YEARLY = Deadline(Decimal(1), "per_year")
"""“Every year”, which a day of the year says already."""
Range = tuple[int, int]


def limits(p: Passage, start: int, end: int, inside: Iterable[Range]) -> tuple[Deadline, ...]:
    """The time limits of the act, each once: none that only tells of the case or the exception in which it is found."""
    told = list(inside)
    found = (
        limit.deadline
        for limit in p.limits
        if start <= limit.span.start
        and limit.span.end <= end
        and not any(a < limit.span.start and limit.span.end <= b for a, b in told)
    )
    kept = tuple(dict.fromkeys(found))
    return tuple(d for d in kept if d != YEARLY) if any(d.unit == DAY_OF_YEAR for d in kept) else kept


def bounds(p: Passage, start: int, end: int) -> tuple[Threshold, ...]:
    """The thresholds between two places, with where they stand in the document."""
    return tuple(
        replace(t, span=p.raw(t.span.start, t.span.end))
        for t in p.bounds
        if start <= t.span.start and t.span.end <= end and measures(p, t)
    )


def measures(p: Passage, bound: Threshold) -> bool:
    """Whether a bound is a threshold: one of time only if it tells of practice or how long something lasts, and limits no act."""
    if not is_time(bound, p.vi):
        return True
    start, end = bound.span.start, bound.span.end
    if any(limit.span.start < end and start < limit.span.end for limit in p.limits):
        return False
    says = p.vi.pattern
    return bool(
        says(MEASURES, "lasts").search(p.text[start:end])
        or (
            bound.op in BOUNDED
            and (is_life(p.text, start, start, p.vi) or bound.unit.lower() in p.vi.words(MEASURES, "year_words"))
        )
        or says(MEASURES, "practice_after").match(p.text, end)
        or says(MEASURES, "practice_before").search(p.text[max(0, start - LONG_REACH) : start])
    )

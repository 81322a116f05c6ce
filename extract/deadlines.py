"""Time limits in a text: lengths with what starts them, days of the year, at once, before an event, every so often.

Units are those of the annotation guide; `value` is 0 where the unit says it all, MMDD for a day of
the year (`date_yearly`), YYYYMMDD for one day (`date`).
Offsets are those of the text handed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.alternatives import Hit, hits
from extract.quantities import number
from ontology.document import Span
from ontology.norm import Deadline
from ontology.pack import Language

TOPIC = "deadlines"

# Patterns of the pack that say it all: their unit and value.
FIXED = {
    "at_once": ("immediate", 0),
    "promptly": ("prompt", 0),
    "before_event": ("before_event", 0),
    "next_session": ("next_session", 0),
    "yearly": ("per_year", 1),
    "regularly": ("periodic", 0),
    "monthly_day": ("periodic", 0),
}

# Patterns whose length may also be the life of a thing; and the words looked at before them to tell.
MAY_LAST = frozenset({"latest", "event_first", "at_least", "so_long"})
BOUNDED = frozenset({"latest", "at_least"})
REACH = 120
BACK = 24
"""Characters after a length that may tell that it looks back."""

# Patterns of the pack whose length is not the time within which.
DIRECTIONS = {"every": "every", "at_least": "at_least", "later": "after", "notice_so_long": "before"}


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit, and where it stands."""

    span: Span
    deadline: Deadline


def deadlines(text: str, vi: Language) -> tuple[TimeLimit, ...]:
    """The time limits in a text, in reading order; none overlaps another."""
    found = (hit for hit in hits(text, vi, TOPIC, "kinds") if not _lasts(text, hit, vi))
    return tuple(TimeLimit(hit.span, _deadline(hit, vi)) for hit in found)


def lengths(text: str, vi: Language) -> Iterator[tuple[Decimal, str]]:
    """Every length of time in a text with its unit, whatever it limits."""
    for found in vi.pattern(TOPIC, "length").finditer(text):
        yield _value(found["n"], vi), _unit(found["u"], bool(found["w"]), vi)


def _lasts(text: str, hit: Hit, vi: Language) -> bool:
    """Whether a length says how long a thing lives (a licence, a lease) or back to when, not by when something is done."""
    if hit.name == "promptly":
        return bool(vi.pattern(TOPIC, "purpose").search(text[max(0, hit.span.start - REACH) : hit.span.start]))
    if "n" in hit.parts and vi.pattern(TOPIC, "backwards").search(text[hit.span.start : hit.span.end + BACK]):
        return True
    if hit.name not in MAY_LAST:
        return False
    number_at = text.find(hit.parts["n"].split()[0], hit.span.start)
    return is_life(text, hit.span.start, number_at, vi) or _years(text, hit, vi)


def is_life(text: str, start: int, number_at: int, vi: Language) -> bool:
    """Whether the words before a length of time say that something lasts so long: a licence, a use."""
    return bool(vi.pattern(TOPIC, "lasting").search(text[max(0, start - REACH) : number_at]))


def _years(text: str, hit: Hit, vi: Language) -> bool:
    """Whether years are bounded above or below: no one is given years for an act, unless they run from somewhere."""
    bounded = hit.name in BOUNDED and "after" not in hit.parts and "before" not in hit.parts
    if not bounded or vi.pattern(TOPIC, "by_then").search(text, hit.span.start, hit.span.end):
        return False
    kept = vi.pattern(TOPIC, "kept").search(text[max(0, hit.span.start - REACH) : hit.span.start])
    return not kept and _unit(hit.parts["u"], False, vi) == "year"


def _deadline(hit: Hit, vi: Language) -> Deadline:
    if hit.name in FIXED:
        unit, value = FIXED[hit.name]
        return Deadline(Decimal(value), unit)
    match hit.name:
        case "day_of_year" | "yearly_day":
            return Deadline(Decimal(int(hit.parts["m"]) * 100 + int(hit.parts["d"])), "date_yearly", direction="before")
        case "fixed_day":
            day = int(hit.parts["y"]) * 10000 + int(hit.parts["m"]) * 100 + int(hit.parts["d"])
            return Deadline(Decimal(day), "date", direction="before")
        case "per_year":
            return Deadline(_times(hit, vi), "per_year", direction="every")
        case "times_a_month":
            return Deadline(1 / _times(hit, vi), _unit(hit.parts["u"], False, vi), direction="every")
        case _:
            return _length(hit, vi)


def _length(hit: Hit, vi: Language) -> Deadline:
    parts = hit.parts
    value = _value(parts.get("n") or parts["n2"], vi)
    unit = _unit(parts.get("u") or parts["u2"], "w" in parts, vi)
    if "before" in parts:
        return Deadline(value, unit, parts["before"].strip(), "before")
    return Deadline(value, unit, parts.get("after", "").strip(" ,"), DIRECTIONS.get(hit.name, "within"))


def _value(words: str, vi: Language) -> Decimal:
    counts: dict[str, int] = vi.cues[TOPIC]["counts"]
    spelled = counts.get(" ".join(words.lower().split()))
    return Decimal(spelled) if spelled else number(words.rsplit("(", maxsplit=1)[-1].strip(), vi)


def _unit(words: str, working: bool, vi: Language) -> str:
    units: dict[str, str] = vi.cues[TOPIC]["units"]
    unit = units[" ".join(words.lower().split())]
    return "working_day" if working and unit == "day" else unit


def _times(hit: Hit, vi: Language) -> Decimal:
    words = next(hit.parts[key] for key in "kji" if key in hit.parts)
    counts: dict[str, int] = vi.cues[TOPIC]["counts"]
    return Decimal(counts.get(words.lower()) or int(words))

"""What was done of a norm, and when that keeps or breaks it; the facts that tell are named here and in docs/facts.md.

For a norm with key K (its act's concept; or ten hexadecimal digits for the norm alone, which go first where a case has them):
`done:K` whether the act was done, `done_on:K` on which day; for the norm alone `in_time:K` whether within its time limit and
`over:K` whether that has run out, where no days tell (`K.1`, `K.2` … where there are several); `day:H` is the day that a limit
runs from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ontology.case import Case, Value
from ontology.condition import ALWAYS, NEVER, AnyOf, Compare, Condition, Is, Not, Op, both
from ontology.fact import DONE, DONE_ON, IN_TIME, OVER, SINCE
from ontology.norm import Deadline, Modality, Norm
from reason.bearer import said_id
from reason.calendar import LONGEST, Calendar

DUTIES = (Modality.OBLIGATION, Modality.PROHIBITION)


@dataclass(frozen=True, slots=True)
class Deed:
    """When a norm that is owed is kept and when it is broken; where neither, its time still runs."""

    kept: Condition
    broken: Condition


class Leaves(Protocol):
    """What the skeleton of a deed is filled with."""

    def done(self) -> Condition:
        """The act was done."""

    def over(self, limit: Deadline) -> Condition:
        """The time limit has run out."""

    def in_time(self, limit: Deadline) -> Condition:
        """The act lies within the time limit."""


def deed(norm: Norm, leaves: Leaves) -> Deed:
    """When an obligation or a prohibition is kept and broken. Without a time limit an obligation is due at once."""
    done = leaves.done()
    if norm.modality is Modality.PROHIBITION:
        broken = both(done, *map(leaves.in_time, norm.deadline))
        return Deed(Not(broken), broken)
    limits = [_limit(limit, done, leaves) for limit in norm.deadline] or [(ALWAYS, ALWAYS)]
    late = [both(over, Not(both(done, within))) for over, within in limits]
    return Deed(both(done, *(within for _, within in limits)), late[0] if len(late) == 1 else AnyOf(tuple(late)))


def _limit(limit: Deadline, done: Condition, leaves: Leaves) -> tuple[Condition, Condition]:
    """When the act can no longer be done in time, and when it was."""
    match limit.direction:
        case "after":
            return done, leaves.in_time(limit)
        case "every":
            return leaves.over(limit), leaves.in_time(limit)
        case _:
            over = leaves.over(limit)
            return over, AnyOf((Not(over), leaves.in_time(limit)))


def own_key(norm: Norm) -> str:
    """The key of the norm alone."""
    return said_id(norm.id).partition(":")[2]


def key(norm: Norm, facts: Mapping[str, Value]) -> str:
    """The key under which these facts tell of the norm's act."""
    own = own_key(norm)
    return own if not norm.action.concept or DONE + own in facts or DONE_ON + own in facts else norm.action.concept


def limit_key(norm: Norm, limit: Deadline) -> str:
    """The key of one time limit of a norm: the norm's own, numbered where there are several."""
    own = own_key(norm)
    return own if len(norm.deadline) == 1 else f"{own}.{norm.deadline.index(limit) + 1}"


def start_of(limit: Deadline, norm: Norm) -> str:
    """The date fact that a time limit runs from."""
    return limit.since or SINCE + said_id(limit.after or norm.id).partition(":")[2]


@dataclass(frozen=True, slots=True)
class Asked:
    """The same yes/no questions for every case: the leaves of conditions that any judge may read."""

    norm: Norm

    def done(self) -> Condition:
        """The act was done."""
        return Is(DONE + own_key(self.norm))

    def over(self, limit: Deadline) -> Condition:
        """The time limit has run out."""
        return Is(OVER + limit_key(self.norm, limit))

    def in_time(self, limit: Deadline) -> Condition:
        """The act lies within the time limit."""
        return Is(IN_TIME + limit_key(self.norm, limit))


@dataclass(frozen=True, slots=True)
class Told:
    """What one case tells: days where it has them, else the yes/no questions."""

    norm: Norm
    case: Case
    calendar: Calendar

    def done(self) -> Condition:
        """The act was done, under a prohibition while that held."""
        said, day = self._act()
        held = self.norm.in_force if self.norm.modality is Modality.PROHIBITION and day in self.case.facts else None
        return both(
            Is(said) if said in self.case.facts or day not in self.case.facts else Compare(day, Op.LE, self.case.on),
            *([Compare(day, Op.GE, held.start)] if held and held.start else []),
            *([Compare(day, Op.LT, held.end)] if held and held.end else []),
        )

    def over(self, limit: Deadline) -> Condition:
        """The time limit has run out before the day of the case."""
        said = OVER + limit_key(self.norm, limit)
        if said not in self.case.facts:
            if limit.unit == "date":
                return ALWAYS if _day(limit) < self.case.on else NEVER
            if _reckonable(limit):
                return Compare(start_of(limit, self.norm), Op.LT, self.calendar.first_start(limit, self.case.on))
        return Is(said)

    def in_time(self, limit: Deadline) -> Condition:
        """The day of the act lies within the limit; beyond it, where the limit says *not before*."""
        said, (_, day) = IN_TIME + limit_key(self.norm, limit), self._act()
        if said not in self.case.facts:
            if limit.direction == "every" and _reckonable(limit):
                return Compare(day, Op.GE, self.calendar.first_start(limit, self.case.on))
            end = self.end(limit)
            if end:
                return Compare(day, Op.GE if limit.direction == "after" else Op.LE, end)
        return Is(said)

    def end(self, limit: Deadline) -> date | None:
        """The last day of a limit, or the first on which the act may be done; None where the days do not tell."""
        if limit.unit == "date":
            return _day(limit)
        start = self._start(limit)
        return self.calendar.end(start, limit) if start and _reckonable(limit) else None

    def due(self) -> date | None:
        """The day by which the act is to be done, where the days tell; of several, the first."""
        return min((end for limit in self.norm.deadline if (end := self._last(limit))), default=None)

    def guessed(self) -> Iterator[int]:
        """The years through which a limit was counted although their holidays are not listed."""
        for limit in self.norm.deadline:
            start, end = self._start(limit), self.end(limit)
            if start and end:
                yield from self.calendar.unlisted(start, end)

    def _last(self, limit: Deadline) -> date | None:
        """The last day of a limit that has one: from the last time it was done, where it comes back."""
        if limit.direction == "after":
            return None
        done = self.case.facts.get(self._act()[1]) if limit.direction == "every" else None
        return self.calendar.end(done, limit) if isinstance(done, date) and _reckonable(limit) else self.end(limit)

    def _start(self, limit: Deadline) -> date | None:
        start = self.case.facts.get(start_of(limit, self.norm))
        return start if isinstance(start, date) else None

    def _act(self) -> tuple[str, str]:
        act = key(self.norm, self.case.facts)
        return DONE + act, DONE_ON + act


def _reckonable(limit: Deadline) -> bool:
    return limit.unit in LONGEST and limit.direction != "at_least"


def _day(limit: Deadline) -> date:
    """The day of a limit of unit `date`, written YYYYMMDD."""
    return date.fromisoformat(f"{int(limit.value)}")

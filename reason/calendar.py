"""Working days, and the day on which a time limit ends; what counts as one is data of the pack."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING

from ontology.norm import Deadline
from ontology.pack import Jurisdiction

DAY = timedelta(days=1)
LONGEST = {"hour": 1, "day": 1, "week": 7, "month": 31, "year": 366, "working_day": 3}
"""The units whose end can be reckoned, each with a number of days that it never exceeds on average."""

SLACK = 40
"""Days by which holidays and rest may move an end."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of rest: of every week (1 is Monday), of every year (MM-DD) and single ones; single days worked nevertheless.

    `known` are the years whose single days are listed. A limit that ends on a day of rest ends later where it `rolls`.
    """

    weekend: frozenset[int]
    yearly: frozenset[str]
    off: frozenset[date]
    worked: frozenset[date]
    known: frozenset[int]
    rolls: bool

    @classmethod
    def of(cls, vn: Jurisdiction) -> Calendar:
        """The calendar of a jurisdiction."""
        table = vn.settings["calendar"]
        years = table["years"]
        single = {key: frozenset(day for year in years.values() for day in year[key]) for key in ("off", "worked")}
        return cls(
            frozenset(table["weekend"]), frozenset(table["yearly"]), single["off"], single["worked"],
            frozenset(map(int, years)), table["rolls"],
        )  # fmt: skip

    def works(self, day: date) -> bool:
        """Whether it is a working day."""
        rest = day.isoweekday() in self.weekend or f"{day:%m-%d}" in self.yearly or day in self.off
        return day in self.worked or not rest

    def end(self, start: date, limit: Deadline) -> date:
        """The last day of a limit of a reckonable unit: counted forward from its start, or back from it (`before`)."""
        number = int(limit.value.to_integral_value(ROUND_CEILING))
        if limit.direction == "before":
            return self._moved(start, limit.unit, -number)
        end = self._moved(start, limit.unit, number)
        while self.rolls and limit.direction != "after" and not self.works(end):
            end += DAY
        return end

    def first_start(self, limit: Deadline, day: date) -> date:
        """The first start from which the limit has not ended before this day."""
        reach = LONGEST[limit.unit] * int(limit.value.to_integral_value(ROUND_CEILING)) + SLACK
        around = range(day.toordinal() - reach, day.toordinal() + reach)
        found = bisect_left(around, day, key=lambda ordinal: self.end(date.fromordinal(ordinal), limit))
        return date.fromordinal(around[found])

    def unlisted(self, start: date, end: date) -> Iterator[int]:
        """The years between two days whose single days nobody listed."""
        yield from (year for year in range(min(start, end).year, max(start, end).year + 1) if year not in self.known)

    def _moved(self, start: date, unit: str, number: int) -> date:
        match unit:
            case "working_day":
                return self._worked(start, number)
            case "month":
                return _months(start, number)
            case "year":
                return _months(start, 12 * number)
            case "week":
                return start + 7 * number * DAY
            case "hour":
                return start + -(-number // 24) * DAY
            case _:
                return start + number * DAY

    def _worked(self, start: date, number: int) -> date:
        step = DAY if number > 0 else -DAY
        for _ in range(abs(number)):
            start += step
            while not self.works(start):
                start += step
        return start


def _months(start: date, number: int) -> date:
    years, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    return date(years, month + 1, min(start.day, monthrange(years, month + 1)[1]))

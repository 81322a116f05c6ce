"""Who must, must not or may do what, when; and what a breach costs. A norm cannot be built without a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ontology.condition import ALWAYS, Condition
from ontology.document import Source
from ontology.text import Text


class Modality(StrEnum):
    """What kind of norm. An obligation does not silently imply a permission."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    EXEMPTION = "exemption"
    POWER = "power"
    DELEGATION = "delegation"


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open: from the first day in force to the first day no longer; None is not known or not ended."""

    start: date | None = None
    end: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the day lies within."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True)
class Party:
    """A bearer: a concept of the pack where known, else the law's words; `found` says how (subject, chapeau, …)."""

    concept: str = ""
    words: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What is done or left undone: a concept of the pack where known, else the law's words."""

    concept: str = ""
    words: str = ""


DIRECTIONS = ("within", "before", "after", "at_least", "every")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit: `unit` is working_day, day, month, …; `after` is what starts it; `direction` is one of DIRECTIONS.

    `since` is the date fact that says when it starts, where the pack has one.
    """

    value: Decimal
    unit: str
    after: str = ""
    direction: str = "within"
    since: str = ""


@dataclass(frozen=True, slots=True)
class Norm:
    """One rule. `exception_to` names norms by id.

    It is owed only once a norm that `remedies` or `compensates` names is broken; doing it makes good the breach of those in
    `compensates`.
    """

    id: str
    modality: Modality
    bearer: Party
    action: Act
    sources: tuple[Source, ...]
    when: Condition = ALWAYS
    counterparty: Party | None = None
    object: str = ""
    exception_to: tuple[str, ...] = ()
    deadline: tuple[Deadline, ...] = ()
    sanction: tuple[str, ...] = ()
    in_force: Period = Period()
    summary: Text = Text("")
    remedies: tuple[str, ...] = ()
    compensates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.sources:
            message = f"norm {self.id} has no source"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Multiplier:
    """A clause that multiplies the fines of its targets when its condition holds."""

    factor: Decimal
    when: Condition
    reason: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Cap:
    """A clause that no fine of its targets may exceed, after multiplying."""

    amount: int
    when: Condition
    source: Source


@dataclass(frozen=True, slots=True)
class Measure:
    """A supplementary sanction or a remedial measure; `kind` is `supplementary` or `remedial`."""

    kind: str
    text: Text
    when: Condition
    source: Source


RATES = ("percent_of_value", "times_of_value", "per_unit", "surcharge")
VALUE_UNIT, COUNT_UNIT = "VND", "1"


@dataclass(frozen=True, slots=True)
class Rate:
    """How a fine is reckoned that is no fixed amount: from `low` to `high` in `unit` (percent, times or VND).

    `basis` is the value that it is a share or multiple of, `per` that for each of which it is counted, both in the law's
    words; each is asked for by the measured fact named beside it.
    """

    low: Decimal
    high: Decimal
    unit: str
    basis: str = ""
    basis_fact: str = ""
    per: str = ""
    per_fact: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the amount rests on."""
        return tuple(fact for fact in (self.basis_fact, self.per_fact) if fact)


@dataclass(frozen=True, slots=True)
class Sanction:
    """One fine tier. `kind` is fine, warning or one of RATES; amounts are integer dong as printed, before multipliers.

    A tier with a `rate` has no amounts of its own: they are reckoned once the facts of the rate are known. `when` holds the whole description of the breach: the act, its conditions and the tier's own bounds.
    """

    id: str
    kind: str
    when: Condition
    sources: tuple[Source, ...]
    act: Act = Act()
    minimum: int = 0
    maximum: int = 0
    multipliers: tuple[Multiplier, ...] = ()
    caps: tuple[Cap, ...] = ()
    measures: tuple[Measure, ...] = ()
    violates: tuple[str, ...] = ()
    in_force: Period = Period()
    summary: Text = Text("")
    rate: Rate | None = None

    def __post_init__(self) -> None:
        if not self.sources:
            message = f"sanction {self.id} has no source"
            raise ValueError(message)
        if (self.kind in RATES) != (self.rate is not None):
            message = f"sanction {self.id}: {self.kind} and its rate do not go together"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that speaks of other provisions' fines: exactly one of multiplier, cap, measure is set.

    It touches a sanction whose provision is one of `targets` or lies below one, and none of `excluding`.
    A target is an eId of the same document; the empty string is the whole document. `widens` names the fact for whose
    other values the clause says what the same act costs (a ward, where the tier itself speaks of a commune).
    """

    targets: tuple[str, ...]
    excluding: tuple[str, ...] = ()
    widens: str = ""
    multiplier: Multiplier | None = None
    cap: Cap | None = None
    measure: Measure | None = None

"""What the judges say: a truth, its reasons, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from ontology.case import Case, Value
from ontology.condition import AllOf, AnyOf, Condition, Not
from ontology.document import Source
from ontology.norm import Cap, Measure, Multiplier, Norm, Sanction


class Truth(Enum):
    """Three truth values (Kleene 1952): what holds, what does not, what nobody has told us."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __invert__(self) -> Truth:
        return OPPOSITE[self._value_]


OPPOSITE = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)


@dataclass(frozen=True, slots=True)
class Proof:
    """A condition, its truth in one case, the proofs it rests on, and the clause that makes it matter, where another's."""

    claim: Condition
    truth: Truth
    because: tuple[Proof, ...] = ()
    source: Source | None = None

    def missing(self) -> Iterator[str]:
        """The facts to ask for before this can be settled, each once, in reading order."""
        yield from dict.fromkeys(_open(self))


def _open(proof: Proof) -> Iterator[str]:
    if proof.truth is not Truth.UNKNOWN:
        return
    match proof.claim:
        case Not() | AllOf() | AnyOf():
            for part in proof.because:
                yield from _open(part)
        case atom:
            yield atom.fact


class Verdict(StrEnum):
    """What a norm says of a case."""

    APPLIES = "applies"
    NOT_APPLIES = "not_applies"
    DISPLACED = "displaced"
    UNKNOWN = "unknown"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Judged:
    """A norm's verdict on a case, with its proof; `by` are the exceptions that displaced it."""

    norm: Norm
    verdict: Verdict
    proof: Proof | None
    by: tuple[Norm, ...] = ()
    missing: tuple[str, ...] = ()


class Status(StrEnum):
    """How a duty that is owed stands: done, broken, broken and made good, its time still running, or not known."""

    FULFILLED = "fulfilled"
    VIOLATED = "violated"
    COMPENSATED = "compensated"
    PENDING = "pending"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one obligation or prohibition stands in a case, with the proof of just that status; `due` is its last day.

    `sanctions` and `remedies` are what its breach has turned on: fines that apply (or may: unknown), and remedial duties.
    `assumed` are the facts taken for granted, and `calendar:YEAR` for years whose holidays the pack does not list.
    """

    norm: Norm
    status: Status
    proof: Proof
    due: date | None = None
    missing: tuple[str, ...] = ()
    sanctions: tuple[tuple[Sanction, Truth], ...] = ()
    remedies: tuple[Norm, ...] = ()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fined:
    """What one tier risks: amounts after multipliers and cap, in dong, as the widest range the known facts allow.

    The amounts are None where they are a rate of what nobody told; the facts to ask for are then among `missing`.
    """

    sanction: Sanction
    verdict: Verdict
    proof: Proof | None
    minimum: int | None
    maximum: int | None
    multipliers: tuple[tuple[Multiplier, Truth], ...] = ()
    cap: Cap | None = None
    measures: tuple[tuple[Measure, Truth], ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Penalty:
    """The answer to "what does this breach risk": the tiers that apply or may apply, and what to ask."""

    case: Case
    fines: tuple[Fined, ...]
    missing: tuple[str, ...]
    assumed: tuple[str, ...] = ()
    not_in_force: tuple[Sanction, ...] = ()
    looked_at: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One fact told otherwise; None is what nobody told, and of an act that it is not done. `must`: all that will do."""

    fact: str
    before: Value | None
    after: Value | None
    must: Condition


@dataclass(frozen=True, slots=True)
class Repair:
    """The smallest changes of facts after which nothing is broken any more: `ways`, each as good as the others.

    `broken` are the rules that the case breaks as it is; `open` those of which nobody knows. Where something is broken and no
    way is found, `conflict` are rules that cannot all be kept with what is `fixed`, each of them needed for that; they are
    empty where the search was given up.
    """

    case: Case
    broken: tuple[Norm | Sanction, ...]
    open: tuple[Norm | Sanction, ...]
    ways: tuple[tuple[Change, ...], ...] = ()
    conflict: tuple[Norm | Sanction, ...] = ()
    fixed: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rules, a case that shows the clash, and who prevails, if anyone; `code` is the official one."""

    id: str
    kind: str
    code: str
    sides: tuple[Norm | Sanction, ...]
    witness: Case | None
    text: str
    prevails: Norm | Sanction | None = None
    principle: Source | None = None
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TierDefect:
    """A fault of a fine table: gap, overlap, step_down or wording; the witness is a case in the faulty place."""

    kind: str
    sources: tuple[Source, ...]
    text: str
    witness: Case | None = None

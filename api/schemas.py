"""The shapes of the interface as pydantic models, for OpenAPI and for the tests that hold every answer against them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.repair_shape import Repair
from api.shapes import Citation, DecidingQuestion, Question, Shape, Words


class Case(BaseModel):
    """What is known. Facts that are not said are unknown, never false."""

    model_config = ConfigDict(extra="forbid")

    on: str | None = Field(None, examples=["2025-10-01"], description="the day to judge; today where none is said")
    subject: str | None = Field(None, examples=["individual"])
    facts: dict[str, bool | float | str] = Field(
        default_factory=dict, examples=[{"act": "land.encroach", "land.kind": "agri_other", "land.area": "0.03 ha"}]
    )


class Multiplier(Shape):
    """A clause that multiplies a fine."""

    factor: float
    reason: str
    citation: Citation


class Measure(Shape):
    """A supplementary sanction or a remedial measure."""

    text: str
    citation: Citation


class Cap(Shape):
    """The most that a fine may be."""

    amount: int
    citation: Citation


class Office(Shape):
    """Who may impose a fine, and up to what."""

    office: str
    individual: int | None
    organisation: int | None
    citation: Citation


class Limitation(Shape):
    """Until when a breach may be punished."""

    value: int
    unit: str
    citation: Citation


class Fine(Shape):
    """One tier: amounts in dong after multipliers and cap."""

    citation: Citation
    min: int | None
    max: int | None
    verdict: Literal["applies", "unknown"]
    multipliers: list[Multiplier]
    cap: Cap | None
    supplementary: list[Measure]
    remedial: list[Measure]
    authorities: list[Office]
    limitation: list[Limitation]


class Penalty(Shape):
    """What a described violation risks."""

    on: str
    verdict: Literal["applies", "unknown", "not_applies", "not_in_force"]
    fines: list[Fine]
    missing: list[str]


class Norm(Shape):
    """A norm or a fine tier."""

    norm: str
    modality: str
    citation: Citation
    bearer: dict[str, Any] | None
    action: dict[str, Any] | None
    when: str
    summary: Words
    sanction: list[Citation]


class Norms(Shape):
    """The norms and fine tiers known."""

    norms: list[Norm]


class TurnedOn(Shape):
    """A fine that the breach of a duty has turned on."""

    citation: Citation
    verdict: Literal["applies", "unknown"]


class Standing(Shape):
    """How a duty stands: with what is missing to know it, or what its breach has turned on."""

    status: Literal["fulfilled", "violated", "compensated", "pending", "unknown"]
    due: str | None
    missing: list[Question]
    assumed: list[str]
    fines: list[TurnedOn]
    remedies: list[Citation]
    proof: dict[str, Any]


class Verdict(Shape):
    """What one norm says of a case."""

    norm: str
    modality: str
    citation: Citation
    summary: Words
    verdict: Literal["applies", "not_applies", "displaced", "unknown", "not_in_force"]
    missing: list[str]
    deadline: list[dict[str, Any]]
    sanctions: list[Citation]
    displaced_by: list[Citation]
    disagree: list[list[Citation]]
    proof: dict[str, Any] | None
    standing: Standing | None = None


class Applicable(Shape):
    """The verdict of every norm, and the questions that would settle most."""

    on: str
    verdicts: list[Verdict]
    ask: list[DecidingQuestion]


class Counts(Shape):
    """Of how many cases a norm has which verdict."""

    applies: int
    not_applies: int
    displaced: int
    unknown: int
    not_in_force: int


class Counted(Shape):
    """A norm on a table of cases."""

    norm: str
    citation: Citation
    summary: Words
    counts: Counts


class Evaluated(Shape):
    """A table of cases against every norm; `on` is null where each case has its own day."""

    on: str | None
    cases: int
    norms: list[Counted]


class Witness(Shape):
    """A case that shows a fault."""

    facts: dict[str, bool | float | str]
    on: str


class Conflict(Shape):
    """Two rules that cannot both be followed in the witness's case."""

    id: str
    kind: str
    code: str
    norms: list[Citation]
    witness: Witness | None
    prevails: Citation | None
    principle: Citation | None
    arguments: list[str]
    status: str


class Conflicts(Shape):
    """Every conflict, and how much was looked at."""

    conflicts: list[Conflict]
    looked_at: dict[str, int]


class TierDefect(Shape):
    """A fault of a fine table."""

    citation: Citation
    kind: str
    text: str


class Tiers(Shape):
    """The faults of fine tables."""

    tiers: list[TierDefect]


class Finding(Shape):
    """Something a person should look at."""

    code: str
    where: Citation | None
    text: str


class ReadAudit(Shape):
    """How many sentences sound like rules, how many were taken, and why the others were not."""

    sentences: int
    taken: int
    reasons: dict[str, int]
    unexplained: int


class ReadDocument(Shape):
    """What was read of one document."""

    doc: str
    title: str
    articles: int
    norms: int
    sanctions: int
    references: int
    definitions: int
    findings: list[Finding]
    audit: ReadAudit


class Read(Shape):
    """What was read."""

    documents: list[ReadDocument]


class Facts(Shape):
    """The facts that a case may state."""

    facts: list[Question]


class Health(Shape):
    """That the service is up, and what its graph holds."""

    status: Literal["ok"]
    documents: int
    norms: int
    sanctions: int


class Problem(Shape):
    """An error (RFC 9457) with its code, what to do, and where."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    remedy: str
    where: str | None


ANSWERS: dict[str, type[Shape]] = {
    "fine": Penalty, "applicable": Applicable, "repair": Repair, "evaluate": Evaluated, "norms": Norms, "conflicts": Conflicts, "tiers": Tiers,
    "facts": Facts, "read": Read, "health": Health,
}  # fmt: skip

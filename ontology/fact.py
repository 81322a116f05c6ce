"""The questions that conditions rest on, and the concepts that may answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ontology.case import Value
from ontology.text import Text

USUAL = 2
"""What a fact weighs of which its pack says nothing; a deed weighs less."""

YES_NO, QUANTITY, CONCEPT, DATE = "yes_no", "quantity", "concept", "date"
DONE, DONE_ON, IN_TIME, OVER, SINCE = "done:", "done_on:", "in_time:", "over:", "day:"
DEEDS: Mapping[str, str] = {DONE: YES_NO, DONE_ON: DATE, IN_TIME: YES_NO, OVER: YES_NO, SINCE: DATE}
"""How the ids of facts about deeds begin, and their kinds; they come with the norms, no pack declares them (docs/facts.md)."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A code of a scheme: its words, the phrases by which the law names it, what it is narrower than (SKOS broader).

    In the scheme of bearers, `when` is the condition under which a case is about such a bearer.
    """

    code: str
    label: Text
    phrases: tuple[str, ...] = ()
    broader: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A question that conditions rest on: kind is yes_no, quantity (with canonical unit), concept (with scheme) or date.

    `presume` is the value assumed, and always printed as assumed, where a case says nothing. Who is looking for a way to act
    lawfully cannot change what is `fixed` (a day gone by, a place), and what weighs less (`weight`) sooner than what weighs more.
    """

    id: str
    kind: str
    label: Text
    question: Text
    unit: str = ""
    scheme: str = ""
    phrases: tuple[str, ...] = ()
    presume: Value | None = None
    fixed: bool = False
    weight: int = USUAL


def fact_of(id: str, row: Mapping[str, Any]) -> Fact:
    """A fact from its row in a pack."""
    label = Text(row["vi"], row["en"])
    asked = row.get("ask", {})
    question = Text(asked.get("vi", label.vi), asked.get("en", label.en))
    return Fact(
        id, row["kind"], label, question, row.get("unit", ""), row.get("scheme", ""),
        tuple(row.get("phrases", ())), row.get("presume"), row.get("fixed", False), row.get("weight", USUAL),
    )  # fmt: skip


def concept_of(code: str, row: Mapping[str, Any]) -> Concept:
    """A concept from its row in a pack."""
    return Concept(
        code, Text(row["vi"], row["en"]), tuple(row.get("phrases", ())), row.get("broader", ""), row.get("when", "")
    )


def deed(id: str) -> Fact | None:
    """A fact that tells what was done, or since when, by its id alone; None where the id is of another sort."""
    kind = DEEDS.get(id[: id.find(":") + 1])
    return Fact(id, kind, Text(id), Text(id)) if kind else None


def said(id: str, words: str, unit: str = "") -> Fact:
    """A fact that only the law's own words describe: a yes/no question, or a quantity where a unit is given."""
    return Fact(id, QUANTITY if unit else YES_NO, Text(words), Text(words), unit)


def broader(scheme: Mapping[str, Concept], code: str) -> Iterator[str]:
    """The code itself and everything it is narrower than, nearest first."""
    while code in scheme:
        yield code
        code = scheme[code].broader

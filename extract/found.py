"""A norm as found in the text, with the words and places of its parts; `assemble` makes the `Norm` of it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.quantities import Threshold
from ontology.document import Span, Unit
from ontology.norm import Deadline, Modality


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the law and their place in the document as received; `partial` where they touch a part of the act alone,
    `after` where they follow the word that makes the norm.
    """

    words: str
    span: Span
    partial: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a norm, in the law's words; `found` is subject, chapeau, heading, inherited, passive or implicit."""

    words: str = ""
    found: str = "implicit"
    authority: bool = False


@dataclass(frozen=True, slots=True)
class FoundNorm:
    """One norm: its unit, the span that states it, and its parts. `rule` names the rule that found it.

    `items` are the conditions listed below the norm's line: all must hold, or one of them where `any_item`.
    """

    unit: Unit
    modality: Modality
    span: Span
    bearer: Bearer
    action: str
    rule: str
    conditions: tuple[Part, ...] = ()
    exceptions: tuple[Part, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    items: tuple[Part, ...] = ()
    any_item: bool = False

"""What we know, and on which day. Everything else is unknown, never false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from ontology.condition import Quantity

Value: TypeAlias = bool | Quantity | str | date


@dataclass(frozen=True, slots=True)
class Case:
    """Facts by id, the day, and which of the facts were only assumed (every answer prints those)."""

    facts: Mapping[str, Value]
    on: date
    assumed: frozenset[str] = field(default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    def assuming(self, presumed: Mapping[str, Value]) -> Case:
        """The same case with these facts where nothing was said of them, marked as assumed."""
        new = {fact: value for fact, value in presumed.items() if fact not in self.facts}
        return replace(self, facts={**self.facts, **new}, assumed=self.assumed | frozenset(new))

"""What a language and a jurisdiction must offer. Packs are folders of data; they are handed in, never imported by the rooms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from ontology.condition import Quantity
from ontology.errors import BadValue, NotationError
from ontology.fact import Concept, Fact
from ontology.law import Law
from ontology.text import Text

EXACT = Context(prec=1000)
"""Room for every number that a law or a case may hold, so that no conversion rounds."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit of measure: its dimension's canonical unit and the factor to it."""

    canonical: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Instrument:
    """A kind of document: label, rank (1 is highest), and the endings of its numbers."""

    code: str
    label: Text
    rank: int
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the document tree: its word in headings and citations, eId prefix, and how it is numbered."""

    kind: str
    word: str
    prefix: str
    numbering: str


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A human language: named word lists and patterns (`cues`, one table a topic), and how things are said (`phrases`).

    Each is itself only (`eq=False`), so that its patterns can be kept once compiled.
    """

    code: str
    cues: Mapping[str, Mapping[str, Any]]
    phrases: Mapping[str, str]

    def words(self, topic: str, key: str) -> tuple[str, ...]:
        """A word list of a topic."""
        return tuple(self.cues[topic][key])

    def pattern(self, topic: str, key: str) -> re.Pattern[str]:
        """A regular expression of a topic, compiled once; `{name}` stands for another pattern of the topic."""
        return _compiled(self, topic, key)

    def say(self, key: str, **values: object) -> str:
        """A phrase with its values filled in."""
        return self.phrases[key].format(**values)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A country's law as data: instruments, levels, units, facts, concepts, and the shipped base."""

    code: str
    instruments: Mapping[str, Instrument]
    levels: tuple[Level, ...]
    units: Mapping[str, Measured]
    facts: Mapping[str, Fact]
    schemes: Mapping[str, Mapping[str, Concept]]
    base: tuple[Law, ...] = field(default=(), repr=False)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def level(self, kind: str) -> Level:
        """The level of this kind."""
        return next(level for level in self.levels if level.kind == kind)

    def quantity(self, text: str, fact: Fact | None = None) -> Quantity:
        """A number with a unit, in canonical units. Raises BadValue where number, unit or dimension is wrong."""
        found = re.fullmatch(r"\s*([+-]?[\d_]+(?:\.\d+)?)\s*(.*?)\s*", text)
        if not found:
            raise BadValue(
                f"“{text}” is not a number with a unit", "write for example 0.03 ha", fact.id if fact else None
            )
        try:
            number = Decimal(found[1].replace("_", ""))
        except InvalidOperation:
            raise BadValue(
                f"“{text}” is not a number", "write for example 0.03 ha", fact.id if fact else None
            ) from None
        return self.measured(number, found[2] or (fact.unit if fact else "1"), fact)

    def measured(self, number: Decimal, unit: str, fact: Fact | None = None) -> Quantity:
        """A number in some unit, in the canonical one. Raises BadValue where the unit is unknown or of another dimension."""
        known = self.units.get(unit.strip().lower())
        if known is None:
            raise BadValue(
                f"unknown unit “{unit}”", f"use one of: {', '.join(sorted(self.units)[:40])}", fact.id if fact else None
            )
        if fact and fact.unit and known.canonical != fact.unit:
            raise BadValue(f"“{unit}” is no unit of {fact.id}", f"give it in {fact.unit}", fact.id)
        return Quantity(EXACT.multiply(number, known.factor), known.canonical)

    def concepts(self, fact: str) -> Mapping[str, Concept]:
        """The codes that a fact may take; empty for facts that are not concepts."""
        known = self.facts.get(fact)
        return self.schemes.get(known.scheme, {}) if known else {}


def tables(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The TOML tables of a folder, by file name."""
    for path in sorted(folder.glob("*.toml")):
        yield path.stem, toml(path)


def toml(path: Path) -> dict[str, Any]:
    """One TOML file. Raises NotationError with file and line where it does not parse."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise NotationError(f"{path.name}: {error}", "correct the file", str(path)) from error


@cache
def _compiled(language: Language, topic: str, key: str) -> re.Pattern[str]:
    return re.compile(_expanded(language.cues[topic], key))


def _expanded(table: Mapping[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str):
        return "(?:" + "|".join(re.escape(word) for word in sorted(value, key=len, reverse=True)) + ")"
    return re.sub(r"\{([a-z_]+)\}", lambda found: _expanded(table, found[1]), value)

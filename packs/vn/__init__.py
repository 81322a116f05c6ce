"""Vietnam, the jurisdiction: its instruments, levels, units, facts, concepts and the shipped base."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from ontology.check_pack import check_pack
from ontology.fact import Concept, Fact, concept_of, fact_of
from ontology.from_notation import read_law
from ontology.law import Law
from ontology.pack import Instrument, Jurisdiction, Level, Measured, tables, toml
from ontology.text import Text

HERE = Path(__file__).parent


@cache
def jurisdiction() -> Jurisdiction:
    """Vietnam with everything that the pack holds, the base included."""
    bare = Jurisdiction("vn", _instruments(), _levels(), _units(), _facts(), _schemes(), settings=dict(tables(HERE)))
    return check_pack(replace(bare, base=_base(bare)))


def _instruments() -> dict[str, Instrument]:
    rows = toml(HERE / "instruments.toml")
    return {
        code: Instrument(code, Text(row["vi"], row["en"]), row["rank"], tuple(row["endings"]))
        for code, row in rows.items()
    }


def _levels() -> tuple[Level, ...]:
    rows = toml(HERE / "structure.toml")["levels"]
    return tuple(Level(row["kind"], row["word"], row["prefix"], row["numbering"]) for row in rows)


def _units() -> dict[str, Measured]:
    rows = toml(HERE / "units.toml")
    return {
        spelling.lower(): Measured(canonical, Decimal(factor))
        for canonical, spellings in rows.items()
        for spelling, factor in spellings.items()
    }


def _facts() -> dict[str, Fact]:
    return {id: fact_of(id, row) for _, table in tables(HERE / "facts") for id, row in table.items()}


def _schemes() -> dict[str, dict[str, Concept]]:
    return {
        name: {code: concept_of(code, row) for code, row in table.items()} for name, table in tables(HERE / "concepts")
    }


def _base(bare: Jurisdiction) -> tuple[Law, ...]:
    paths = sorted((HERE / "base").glob("*.norms"))
    return tuple(read_law(path.read_text(encoding="utf-8"), path.name, bare) for path in paths)

"""A language from its folder: every TOML file but `phrases` and `interface` is a topic of cues."""

from __future__ import annotations

from pathlib import Path

from ontology.pack import Language, tables, toml


def language(code: str, folder: Path) -> Language:
    """The language in this folder."""
    cues = {name: table for name, table in tables(folder) if name != "phrases"}
    return Language(code, cues, toml(folder / "phrases.toml"))

"""Which act a law's name means in a text: by the day written beside it, by the text's own number for it, or by the time.

The same name is borne by one act after another; a decree of 2015 and one of 2025 mean different ones by it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from extract.citations import TOPIC
from extract.references import BASIS, EXTERNAL
from ontology.document import Document, Reference
from ontology.pack import Jurisdiction, Language

NUMBER, DAY, TEXT, TIME = "number", "day", "text", "time"
"""Why a reference means an act: its number is written, its day is, the text gives its number elsewhere, it was the one in force."""

BESIDE = 60
"""Characters behind a name in which its day can stand."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act that bore a name: its number ("" where the name was given up), signed on a day, in force since another."""

    number: str
    signed: str
    since: str


@dataclass(frozen=True, slots=True)
class _Names:
    """What the names of a text can mean: the acts of each name, and the numbers that this text itself gives."""

    vi: Language
    acts: Mapping[str, tuple[Act, ...]]
    basis: Mapping[str, str]
    elsewhere: Mapping[str, str]
    number: str
    day: str

    def act(self, name: str, beside: str) -> tuple[str, str]:
        """The number meant and why, both empty where nobody can tell."""
        plain = spelt(name, self.vi)
        acts = self.acts.get(plain, ())
        dated = _dated(acts, beside, self)
        if dated is not None:
            return dated, DAY if dated else ""
        if plain in self.basis:
            return self.basis[plain], TEXT
        number = self.number if self.number in {act.number for act in acts} else in_force(acts, self.day)
        if number:
            return number, TIME
        return (self.elsewhere[plain], TEXT) if plain in self.elsewhere else ("", "")


def meant(
    references: Iterable[Reference], document: Document, since: date | None, vi: Language, vn: Jurisdiction
) -> tuple[Reference, ...]:
    """The references with the number of the act that each means and why; what the text wrote stays as it is."""
    found = tuple(references)
    acts = _acts(vn.settings.get("acts", {}).get("acts", {}))
    day = since or document.work.date
    names = _Names(vi, acts, {}, {}, document.work.number, day.isoformat() if day else "")
    basis, elsewhere = _own(found, document.text, names)
    names = replace(names, basis=basis, elsewhere=elsewhere)
    return tuple(_meant(reference, document.text, names) for reference in found)


def spelt(name: str, vi: Language) -> str:
    """A name in one spelling: lower case, the tone marks where they stand today."""
    spelling = vi.cues[TOPIC]["spelling"]
    return " ".join(spelling.get(word, word) for word in name.lower().split())


def in_force(acts: Iterable[Act], day: str) -> str:
    """The number of the act that bore a name on a day, or of the first, where it was signed but not in force yet.

    Without a day, that of the only one there ever was.
    """
    known = list(acts)
    if not day:
        return known[0].number if len(known) == 1 else ""
    held = next((act.number for act in reversed(known) if act.since <= day), None)
    return held if held is not None else next((act.number for act in known[:1] if act.signed <= day), "")


def _meant(reference: Reference, text: str, names: _Names) -> Reference:
    if reference.kind != EXTERNAL:
        return reference
    if reference.number:
        return replace(reference, means=reference.number, why=NUMBER)
    number, why = names.act(reference.name, _beside(reference, text))
    return replace(reference, means=number, why=why)


def _own(references: Iterable[Reference], text: str, names: _Names) -> tuple[dict[str, str], dict[str, str]]:
    """The numbers that a text gives for names: those in its basis, and elsewhere the only ones."""
    given: defaultdict[str, dict[str, None]] = defaultdict(dict)
    basis: dict[str, str] = {}
    for reference in references:
        for name, number in _given(reference, text, names):
            given[name][number] = None
            if reference.source.rule == BASIS:
                basis.setdefault(name, number)
    return basis, {name: next(iter(numbers)) for name, numbers in given.items() if len(numbers) == 1}


def _given(reference: Reference, text: str, names: _Names) -> Iterator[tuple[str, str]]:
    """The name beside a number in a reference, or the act of the day beside its name in the basis."""
    if reference.kind != EXTERNAL:
        return
    if reference.number:
        quote = " ".join(reference.source.quote.split())
        for found in names.vi.pattern(TOPIC, "name_and_number").finditer(quote):
            yield spelt(found["name"], names.vi), reference.number
    elif reference.source.rule == BASIS:
        name = spelt(reference.name, names.vi)
        if number := _dated(names.acts.get(name, ()), _beside(reference, text), names):
            yield name, number


def _beside(reference: Reference, text: str) -> str:
    span = reference.source.span
    return " ".join(text[span.end : span.end + BESIDE].split()) if span else ""


def _dated(acts: Iterable[Act], beside: str, names: _Names) -> str | None:
    """The number of the act with the day or year that stands behind its name; None where none stands there."""
    found = names.vi.pattern(TOPIC, "day_beside").match(beside)
    if found is None:
        return None
    if found["year"]:
        fitting = [act for act in acts if found["year"] in {act.signed[:4], act.since[:4]}]
        return in_force(fitting, names.day) or next((act.number for act in fitting), "")
    year, month, day = (int(part) for part in re.findall(r"\d+", found["day"])[::-1])
    return next((act.number for act in acts if act.signed == f"{year:04}-{month:02}-{day:02}"), "")


def _acts(table: Mapping[str, Any]) -> dict[str, tuple[Act, ...]]:
    return {name: tuple(Act(*row) for row in rows) for name, rows in table.items()}

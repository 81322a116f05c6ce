"""A passage cut into clauses: at full stops, semicolons and line ends, never inside brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.tokens import TOPIC
from ontology.pack import Language

CUTS = re.compile(r"[.;\n()\[\]]")
CELL = "|"
A_SENTENCE = 40
"""Characters that tell a sentence after a table from its last cell."""
REACH = 24
"""Characters looked at before a full stop to tell an abbreviation."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A range of a passage; `first` in its sentence, `opens` a list, `listed` behind a dash, of which `sentence`."""

    start: int
    end: int
    sentence: int
    first: bool
    opens: bool
    listed: bool


def clauses(text: str, vi: Language) -> tuple[Clause, ...]:
    """The clauses of a passage, in order, without the punctuation that ends them."""
    found: list[Clause] = []
    start = sentence = 0
    first = True
    for end, closes in _cuts(text, vi):
        clause = _clause(text, start, end, sentence, first, vi)
        if clause:
            found.append(clause)
            first = False
        if closes:
            sentence, first = sentence + 1, True
        start = end + 1
    return tuple(found)


def _cuts(text: str, vi: Language) -> Iterator[tuple[int, bool]]:
    depth = 0
    for found in CUTS.finditer(text):
        at, mark = found.start(), found[0]
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth = max(0, depth - 1)
        elif mark == "\n":
            depth = 0
            yield at, text[max(0, at - REACH) : at].rstrip()[-1:] != ";"
        elif depth == 0 and (mark == ";" or _full_stop(text, at, vi)):
            yield at, mark == "."
    yield len(text), True


def _full_stop(text: str, at: int, vi: Language) -> bool:
    after = text[at + 1 : at + 3]
    if not after.strip() or after[0] not in " \n":
        return not after.strip()
    follows = after[1:2]
    if not (follows.isupper() or follows in '\u201c"-('):
        return False
    return not vi.pattern(TOPIC, "abbreviation").search(text[max(0, at - REACH) : at])


def _beside_table(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the cells of a table: what follows them if that is a sentence, else what stands before."""
    first = text.find(CELL, start, end)
    if first < 0:
        return start, end
    last = text.rfind(CELL, start, end) + 1
    return (last, end) if text[last:end].strip()[:1].isupper() and end - last > A_SENTENCE else (start, first)


def _clause(text: str, start: int, end: int, sentence: int, first: bool, vi: Language) -> Clause | None:
    start, end = _beside_table(text, start, end)
    while start < end and text[start] in " \n,;.":
        start += 1
    bullet = vi.pattern(TOPIC, "bullet").match(text[start : start + REACH])
    listed = bool(bullet) and start + (bullet.end() if bullet else 0) < end
    start += bullet.end() if bullet and listed else 0
    while end > start and text[end - 1] in " \n,;./":
        end -= 1
    opens = text[end - 1 : end] == ":"
    while end > start and text[end - 1] in " :":
        end -= 1
    return Clause(start, end, sentence, first, opens, listed) if end > start else None

"""Citations as they are written: units with their labels, joined in a chain, and the document at its end.

Nothing is resolved here; see `attach` (which unit belongs to which) and `resolve` (what they are in the tree).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ontology.pack import Language

TOPIC = "references"
ANNEX_PARTS = frozenset({"annex", "form", "row"})
LEAD = 16
"""Characters that the small words before a unit take at most."""

MAX_PARTS = 200
"""Units in one chain; no sentence of a law has more."""

MAX_RANGE = 100
"""Labels that a range may leave out; no law has cited more at once."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit word with its labels ("" where it has none); `this` for "this article"; `how` joins it to what went before."""

    kind: str
    labels: tuple[str, ...]
    this: bool
    start: int
    end: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A document: by number, by name, or `this` one; `short` where only "the law" is said."""

    number: str
    name: str
    this: bool
    start: int
    end: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A chain of units and the document that governs it; a document alone has no parts."""

    parts: tuple[Part, ...]
    cited: Cited | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of a language, and the letters of points in their order."""

    vi: Language
    letters: str

    def match(self, key: str, text: str, at: int, end: int) -> re.Match[str] | None:
        """The pattern of that name at a place."""
        return self.vi.pattern(TOPIC, key).match(text, at, end)

    def kind(self, word: str) -> str:
        """The kind of unit that a word names."""
        return str(self.vi.cues[TOPIC]["kinds"][" ".join(word.lower().split())])

    def has(self, key: str, word: str) -> bool:
        """Whether a word stands in a list of the language."""
        return " ".join(word.lower().split()) in self.vi.words(TOPIC, key)


def citations(text: str, start: int, end: int, grammar: Grammar) -> Iterator[Citation]:
    """The citations in a stretch of the text (in which line breaks are spaces)."""
    done = start
    opening, before = (grammar.vi.pattern(TOPIC, key) for key in ("opening", "word_before"))
    for word in grammar.vi.pattern(TOPIC, "word").finditer(text, start, end):
        if word.start() < done:
            continue
        lead = before.search(text, max(done, word.start() - LEAD), word.start())
        found = (lead and opening.match(text, lead.start(), end)) or opening.match(text, word.start(), end)
        if found is None:
            continue
        read = _chain if found["unit"] else _alone
        if citation := read(text, found.start(), end, grammar):
            done = citation.end
            yield citation


def _alone(text: str, at: int, end: int, grammar: Grammar) -> Citation | None:
    cited = document(text, at, end, grammar)
    if cited is None or cited.this or cited.short:
        return None
    titled = cited.name and _in_title(text, at, grammar)
    return None if titled else Citation((), cited, cited.start, cited.end)


def _in_title(text: str, at: int, grammar: Grammar) -> bool:
    """Whether a law is named only within the title of another act."""
    words = grammar.vi.pattern(TOPIC, "in_title").search(text, max(0, at - 80), at)
    return bool(words and grammar.vi.pattern(TOPIC, "title_of").search(text, max(0, at - 240), words.start()))


def _chain(text: str, at: int, end: int, grammar: Grammar) -> Citation | None:
    first = _part(text, at, end, "", grammar)
    if first is None:
        return None
    parts = [first]
    while len(parts) < MAX_PARTS and (further := _joined(text, parts[-1], end, grammar)):
        parts.append(further)
    cited = _governing(text, parts[-1].end, end, grammar)
    return Citation(tuple(parts), cited, first.start, cited.end if cited else parts[-1].end)


def _joined(text: str, last: Part, end: int, grammar: Grammar) -> Part | None:
    found = grammar.match("join", text, last.end, end)
    if found is None or found.end() == last.end:
        return None
    return _part(text, found.end(), end, " ".join((found["how"] or "").split()), grammar)


def _governing(text: str, at: int, end: int, grammar: Grammar) -> Cited | None:
    found = grammar.match("tail", text, at, end)
    if found is None:
        return None
    named = document(text, found.end(), end, grammar)
    other = None if named else _uncommon(text, found.end(), end, grammar)
    return _by_name(other) if other else named


def _uncommon(text: str, at: int, end: int, grammar: Grammar) -> re.Match[str] | None:
    """What is a document only where a provision of it is cited."""
    return grammar.match("regulation", text, at, end) or grammar.match("treaty", text, at, end)


def document(text: str, at: int, end: int, grammar: Grammar) -> Cited | None:
    """The document named at a place: this one, one by its number, or a law by its name."""
    if found := grammar.match("this_document", text, at, end):
        return Cited("", "", True, at, found.end())
    if found := grammar.match("known_numbered", text, at, end) or grammar.match("numbered", text, at, end):
        return Cited(re.sub(r"\s", "", found["number"]).replace("–", "-"), "", False, at, found.end())
    for key in ("named", "unknown", "bare_law"):
        if found := grammar.match(key, text, at, end):
            return _by_name(found, short=key == "bare_law")
    return None


def _by_name(found: re.Match[str], *, short: bool = False) -> Cited:
    return Cited("", " ".join(found["name"].lower().split()), False, found.start(), found.end(), short)


def listed_of(text: str, start: int, end: int, grammar: Grammar) -> Cited | None:
    """The document of which a chapeau announces provisions: "the following articles of the law"."""
    for found in grammar.vi.pattern(TOPIC, "listed").finditer(text, start, end):
        if cited := document(text, found.end(), end, grammar):
            return cited
    return None


def parent_law(title: str, text: str, grammar: Grammar) -> str:
    """The law that "the law" alone means: the only one in an act's title, or the one that the text says to call so."""
    named = grammar.vi.pattern(TOPIC, "named")
    found = {" ".join(f["name"].lower().split()) for f in named.finditer(title)}
    declared = None if len(found) == 1 else grammar.vi.pattern(TOPIC, "called_the_law").search(text)
    if declared:
        place = (max(0, declared.start() - 200), declared.start())
        before = [*named.finditer(text, *place)] or [*grammar.vi.pattern(TOPIC, "unknown").finditer(text, *place)]
        found = {" ".join(f["name"].lower().split()) for f in before[-1:]}
    return found.pop() if len(found) == 1 else ""


def _part(text: str, at: int, end: int, how: str, grammar: Grammar) -> Part | None:
    opened = grammar.match("unit", text, at, end)
    if opened is None:
        return None
    kind = grammar.kind(opened["word"])
    this = grammar.match("this", text, opened.end(), end)
    if this and grammar.has("this_kinds", kind) and not opened["plural"]:
        return Part(kind, ("",), True, at, this.end(), how)
    labels, stop = _labels(text, opened.end(), end, kind, grammar)
    if labels:
        return Part(kind, labels, False, at, stop, how)
    if kind == "annex" and grammar.match("bare_annex", text, opened.end(), end):
        return Part(kind, ("",), False, at, opened.end() - 1, how)
    return None


def _labels(text: str, at: int, end: int, kind: str, grammar: Grammar) -> tuple[tuple[str, ...], int]:
    found = grammar.match(f"label_{kind}", text, at, end)
    labels: list[str] = []
    while found:
        labels.append(_label(found["label"]))
        at = found.end()
        found, ranged = _next_label(text, at, end, kind, grammar)
        if found and ranged:
            labels += between(labels[-1], _label(found["label"]), grammar.letters)
    return tuple(labels), at


def _next_label(text: str, at: int, end: int, kind: str, grammar: Grammar) -> tuple[re.Match[str] | None, bool]:
    """The next bare label of a list, or the end of a range, where the sentence then goes on as after a label."""
    for key in ("list_separator", "range_separator"):
        separator = grammar.match(key, text, at, end)
        label = separator and grammar.match(f"label_{kind}", text, separator.end(), end)
        if (
            label
            and (kind in ANNEX_PARTS or not label["label"].startswith("0"))
            and grammar.match("after_label", text, label.end(), end)
        ):
            return label, key == "range_separator"
    return None, False


def _label(written: str) -> str:
    return " ".join(written.strip("()").split())


@cache
def between(first: str, last: str, letters: str) -> tuple[str, ...]:
    """The labels strictly between two, in the order of numbers or of the letters of points; none where unclear."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= MAX_RANGE:
        return tuple(str(n) for n in range(int(first) + 1, int(last)))
    low, high = letters.find(first), letters.find(last)
    if len(first) == len(last) == 1 and 0 <= low < high:
        return tuple(letters[low + 1 : high])
    return ()

"""The text beside the text: normalised for matching, with the way back to every character as received.

Letters are composed (the texts mix NFC and NFD), invisible characters, markdown marks, page furniture and the
editor's lines of codified texts are left out. The law itself is never altered: results are spans of the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ontology.document import Span
from ontology.pack import Language

TOPIC = "structure"
SHORT = 1_000
"""Characters of a text that is not worth keeping once cleaned."""
_MARKS = "\u0300-\u036f"
_UNUSUAL = re.compile(rf"[{_MARKS}\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]")
_DECOMPOSED = re.compile(rf"[^\W\d_][{_MARKS}]+")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]+")
# Every way begins with a character of its own, so that a search passes over all others at once.
_LAYOUT = re.compile(r"\*+|#(?<=^#)#{0,5}[ ]+|\\(?=[-.()\[\]*_#])|[ ](?<=[ ][ ])[ ]*|[ ]+(?=\n)", re.MULTILINE)
# Other spaces, Cyrillic letters that look Latin, and the Icelandic letter that is typed for the Vietnamese one.
_SAME_LENGTH = {
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\r": " ", "\f": " ",
    "\u0430": "a", "\u0441": "c", "\u0435": "e", "\u043e": "o", "\u0440": "p", "\u0445": "x", "\u0443": "y",
    "\u00d0": "\u0110", "\u00f0": "\u0111", "\u0189": "\u0110",
}  # fmt: skip
_OTHER = re.compile(f"[{''.join(_SAME_LENGTH)}]")

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Map:
    """Where the characters of an edited text come from: from `here[i]` on, they are those from `there[i]` on."""

    here: tuple[int, ...] = (0,)
    there: tuple[int, ...] = (0,)

    def back(self, at: int) -> int:
        """The place before editing."""
        i = bisect_right(self.here, at) - 1
        return self.there[i] + at - self.here[i]

    def forth(self, at: int) -> int:
        """The place after editing; of what was left out, the place where it stood."""
        i = bisect_right(self.there, at) - 1
        if i < 0:
            return 0
        after = self.here[i] + at - self.there[i]
        return min(after, self.here[i + 1]) if i + 1 < len(self.here) else after


UNEDITED = Map()


@dataclass(frozen=True, slots=True)
class Clean:
    """A text for matching. `span` leads from it to the raw text, `at` from the raw text to it."""

    text: str
    raw: str
    maps: tuple[Map, ...]

    def place(self, at: int) -> int:
        """The raw place of a character of this text."""
        for edited in reversed(self.maps):
            at = edited.back(at)
        return min(at, len(self.raw))

    def span(self, start: int, end: int) -> Span:
        """The raw span of a range of this text, with the marks of its last letter."""
        if end <= start:
            at = self.place(start)
            return Span(at, at)
        last = self.place(end - 1) + 1
        while last < len(self.raw) and unicodedata.combining(self.raw[last]):
            last += 1
        return Span(self.place(start), last)

    def at(self, raw: int) -> int:
        """The place here of a raw place."""
        for edited in self.maps:
            raw = edited.forth(raw)
        return min(raw, len(self.text))

    def of(self, span: Span) -> str:
        """What this text has for a raw span."""
        return self.text[self.at(span.start) : self.at(span.end)]


def plain(text: str) -> tuple[str, Map]:
    """A piece of text with composed letters and plain spaces, and the way back."""
    composed, back = _edited(text, _letters(text)) if _UNUSUAL.search(text) else (text, Map())
    return _OTHER.sub(lambda found: _SAME_LENGTH[found[0]], composed), back


def clean(text: str, vi: Language) -> Clean:
    """The text for matching: composed letters, plain spaces, nothing that is not the law's.

    Every step of a reading asks for it: whole documents are kept, a few at a time; short pieces are done at once.
    """
    return _kept(text, vi) if len(text) > SHORT else _cleaned(text, vi)


@lru_cache(maxsize=8)
def _kept(text: str, vi: Language) -> Clean:
    return _cleaned(text, vi)


def _cleaned(text: str, vi: Language) -> Clean:
    composed, first = plain(text)
    furnished, second = _edited(composed, ((f.start(), f.end(), "") for f in _LAYOUT.finditer(composed)))
    final, third = _edited(furnished, _furniture(furnished, vi))
    return Clean(final, text, tuple(edited for edited in (first, second, third) if edited != UNEDITED))


def _letters(text: str) -> Iterator[Edit]:
    found = [(f.start(), f.end(), unicodedata.normalize("NFC", f[0])) for f in _DECOMPOSED.finditer(text)]
    found += [(f.start(), f.end(), "") for f in _HIDDEN.finditer(text)]
    return iter(sorted(found))


def _furniture(text: str, vi: Language) -> Iterator[Edit]:
    found = [f.span("out") for key in ("page_header", "signature_stamp", "editor_line", "related_line", "crawled_title")
             if vi.cues[TOPIC]["furniture_cues"].get(key, "") in text
             for f in vi.pattern(TOPIC, key).finditer(text)]  # fmt: skip
    if "[" in text:
        found += [f.span(f.lastgroup or 0) for f in vi.pattern(TOPIC, "note_mark").finditer(text)]
    done = 0
    for start, end in sorted(found):
        if start >= done:
            yield start, end, ""
            done = end


def _edited(text: str, edits: Iterable[Edit]) -> tuple[str, Map]:
    parts: list[str] = []
    here, there, done, length = [0], [0], 0, 0
    for start, end, new in edits:
        parts += (text[done:start], new)
        length += start - done + len(new)
        done = end
        if here[-1] == length:
            there[-1] = end
        else:
            here.append(length)
            there.append(end)
    return ("".join((*parts, text[done:])), Map(tuple(here), tuple(there))) if parts else (text, Map())

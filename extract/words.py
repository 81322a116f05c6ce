"""The words of a span as they are matched: one space between words, nothing around them; every letter knows its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extract.lines import Clean, clean
from ontology.document import Span
from ontology.pack import Language

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Words:
    """A reading copy of a stretch of a text: its character `i` is character `at[i]` of the page."""

    text: str
    at: tuple[int, ...]
    page: Clean

    @property
    def lower(self) -> str:
        """The same in lower case, letter for letter."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else "".join(c.lower()[:1] for c in self.text)

    def part(self, start: int, end: int) -> Words:
        """The words from one place up to another, without white space and end punctuation around them."""
        inner = self.text[start:end]
        begin = start + len(inner) - len(inner.lstrip(" ,;:"))
        end = max(begin, start + len(inner.rstrip(" .,;:")))
        return Words(self.text[begin:end], self.at[begin:end], self.page)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where the words from one place up to another stand in the text as received."""
        last = len(self.text) if end is None else end
        return self.page.span(self.at[start], self.at[last - 1] + 1) if start < last else Span(0, 0)


def words(page: Clean, span: Span | None = None) -> Words:
    """The reading copy of a span of the raw text; of all of it, where none is given."""
    start, end = (page.at(span.start), page.at(span.end)) if span else (0, len(page.text))
    text: list[str] = []
    at: list[int] = []
    for found in _WORD.finditer(page.text, start, end):
        if at:
            text.append(" ")
            at.append(at[-1] + 1)
        text.append(found[0])
        at.extend(range(found.start(), found.end()))
    return Words("".join(text), tuple(at), page)


def words_of(text: str, vi: Language) -> Words:
    """The reading copy of a text that stands alone."""
    return words(clean(text, vi))


def plain(text: str) -> str:
    """A phrase as it is matched: composed, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())

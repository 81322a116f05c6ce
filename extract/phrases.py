"""Many phrases looked for at once: by their first word, so that a text costs its words and not the number of phrases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a group at a place."""

    start: int
    end: int
    group: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by first word, the longest first; each with its group."""

    by_word: Mapping[str, tuple[tuple[str, str], ...]]

    def hits(self, text: str) -> Iterator[Hit]:
        """The phrases in a text, whole words only; those of one group do not overlap, the longest at a place is taken."""
        done: dict[str, int] = {}
        for word in WORD.finditer(text):
            start = word.start()
            for phrase, group in self.by_word.get(word[0], ()):
                end = start + len(phrase)
                if start >= done.get(group, 0) and text.startswith(phrase, start) and not _goes_on(text, end):
                    done[group] = end
                    yield Hit(start, end, group, phrase)


def phrases(groups: Iterable[tuple[str, Iterable[str]]]) -> Phrases:
    """An index over the phrases of these groups."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for group, several in groups:
        for phrase in several:
            first = WORD.match(phrase)
            if first:
                found[first[0]][phrase, group] = None
    return Phrases({word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()})


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and WORD.match(text, end) is not None

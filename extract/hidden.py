"""A provision's own words with quotations and asides hidden, each character where it was.

New wording becomes one sign, a quoted phrase another, so that what is quoted is neither command nor citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from extract.quotes import Payloads
from ontology.pack import Language

TOPIC = "amendments"
WORDING, PHRASE, LAST = "\ue000", "\ue001", "\ue002"
_QUOTED = re.compile(r"[“„\"][^“”„\"\ue000]{1,3000}[”\"]")
_NESTS = 3
"""Quotations within quotations: no law has more."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The text of a stretch as commands are looked for in it; offsets are those of `start` on."""

    text: str
    start: int
    lines: str
    """The same stretch with its line breaks."""

    def opens_line(self, at: int) -> bool:
        """Whether a line begins at a place, with a capital letter."""
        return self.lines[at - 1 : at] == "\n" and self.lines[at].isupper()

    def words(self, flat: str, start: int, end: int) -> str:
        """What stands at a place, hidden or not."""
        return flat[self.start + start : self.start + end]


def hidden(lines: str, start: int, end: int, quoted: Payloads, vi: Language) -> Hidden:
    """The stretch with its quotations, asides and tales of earlier changes hidden."""
    text = _without_wording(lines[start:end].replace("\n", " "), start, end, quoted)
    for _ in range(_NESTS):
        covered = _QUOTED.sub(lambda found: PHRASE * (len(found[0]) - 1) + LAST, text)
        if covered == text:
            break
        text = covered
    for key in ("aside", "history_said", "excepted"):
        text = vi.pattern(TOPIC, key).sub(lambda found: " " * len(found[0]), text)
    return Hidden(text, start, lines[start:end])


def _without_wording(text: str, start: int, end: int, quoted: Payloads) -> str:
    for i in range(max(0, bisect_right(quoted.starts, start) - 1), bisect_left(quoted.starts, end)):
        first, last = max(quoted.starts[i], start) - start, min(quoted.ends[i], end) - start
        if first < last:
            text = text[:first] + WORDING * (last - first) + text[last:]
    return text

"""Quoted payloads: the new wording that an amending act holds between quotation marks.

Marks are paired with a stack, so that a mark without its partner hides nothing but itself. Where new wording was
never closed, it ends before the line with the next command.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.lines import SHORT, TOPIC
from ontology.pack import Language

_MARK = re.compile(r"[“”„\"]|’’|''")
_OPENS, _CLOSES = "“„", "”’'"
_BEFORE_OPENING = " \n(["
_AFTER_CLOSING = " \n.,;:)]/"
FARTHEST = 40_000
"""Characters of the longest wording that is believed without its closing mark."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of a text that do not overlap, in its order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def around(self, at: int) -> tuple[int, int] | None:
        """The stretch in which this place lies, if any."""
        i = bisect_right(self.starts, at) - 1
        return (self.starts[i], self.ends[i]) if i >= 0 and at < self.ends[i] else None

    def __contains__(self, at: int) -> bool:
        return self.around(at) is not None


Payloads = Stretches
"""Where the outer quotations of several lines begin and end."""


def payloads(text: str, vi: Language) -> Payloads:
    """The quotations that follow a colon or another quotation, the outermost of each nest.

    One in which new wording is announced again was never closed where it should have been.
    """
    return _kept(text, vi) if len(text) > SHORT else _payloads(text, vi)


@lru_cache(maxsize=4)
def _kept(text: str, vi: Language) -> Payloads:
    return _payloads(text, vi)


def _payloads(text: str, vi: Language) -> Payloads:
    pairs, unclosed = _pairs(text)
    found = [pair for pair in sorted(pairs) if _is_payload(text, pair[0], vi)]
    announced = [start for start, _ in found if _is_announced(text, start, vi)]
    closed: list[Pair] = []
    for start, end in found:
        i = bisect_right(announced, start)
        if i == len(announced) or announced[i] >= end:
            closed.append((start, end))
        else:
            unclosed.append(start)
    return _outermost([*closed, *_ended(text, unclosed, vi)])


def _outermost(pairs: list[Pair]) -> Payloads:
    outer: list[Pair] = []
    for start, end in sorted(pairs):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return Payloads(tuple(s for s, _ in outer), tuple(e for _, e in outer))


def _ended(text: str, unclosed: list[int], vi: Language) -> Iterator[Pair]:
    """The new wordings without a closing mark, up to the next command."""
    for start in unclosed:
        if _is_announced(text, start, vi) and vi.pattern(TOPIC, "quoted_label").match(text, start):
            command = vi.pattern(TOPIC, "command").search(text, start, start + FARTHEST)
            if command:
                yield start, command.start()


def _pairs(text: str) -> tuple[list[Pair], list[int]]:
    """The marks that belong together, and the opening ones without a partner."""
    waiting: list[int] = []
    pairs: list[Pair] = []
    for found in _MARK.finditer(text):
        at = found.start()
        if _opens(text, at):
            waiting.append(at)
        elif waiting and _closes(text, found):
            pairs.append((waiting.pop(), found.end()))
    return pairs, waiting


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] or "\n", text[at + 1 : at + 2]
    if text[at] == '"':
        return before in _BEFORE_OPENING and bool(after) and not after.isspace()
    if text[at] == "”":
        return before == "\n" and after.isalnum()
    return text[at] in _OPENS and (before in _BEFORE_OPENING or after.isalnum())


def _closes(text: str, mark: re.Match[str]) -> bool:
    return text[mark.start()] in _CLOSES or (text[mark.end() : mark.end() + 1] or "\n") in _AFTER_CLOSING


def _is_payload(text: str, start: int, vi: Language) -> bool:
    lead = text[max(0, start - 80) : start].rstrip()
    labelled = vi.pattern(TOPIC, "quoted_label").match(text, start)
    if not lead or lead[-1] == ":":
        return bool(labelled) or _is_announced(text, start, vi)
    return bool(labelled) and bool(set(lead[-3:]) & set('”"'))


def _is_announced(text: str, start: int, vi: Language) -> bool:
    return bool(vi.pattern(TOPIC, "announces").search(text[max(0, start - 40) : start]))

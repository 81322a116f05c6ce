"""Quoted payloads: the new wording that an amending act holds between quotation marks.

Marks are paired with a stack, so that a mark without its partner hides nothing but itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extract.lines import TOPIC
from ontology.pack import Language

_MARK = re.compile(r"[“”„\"]")
_OPENS, _CLOSES = "“„", "”"
_BEFORE_OPENING = " \n(["
_AFTER_CLOSING = " \n.,;:)]/"


@dataclass(frozen=True, slots=True)
class Payloads:
    """Where the outer quotations of several lines begin and end."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def around(self, at: int) -> tuple[int, int] | None:
        """The payload in which this place lies, if any."""
        i = bisect_right(self.starts, at) - 1
        return (self.starts[i], self.ends[i]) if i >= 0 and at < self.ends[i] else None

    def __contains__(self, at: int) -> bool:
        return self.around(at) is not None


def payloads(text: str, vi: Language) -> Payloads:
    """The quotations that follow a colon or another quotation, the outermost of each nest.

    One in which new wording is announced again was never closed where it should have been: it counts for nothing.
    """
    found = [pair for pair in sorted(_pairs(text)) if _is_payload(text, pair[0], vi)]
    announced = [start for start, _ in found if _is_announced(text, start, vi)]
    outer: list[tuple[int, int]] = []
    for start, end in found:
        i = bisect_right(announced, start)
        closed = i == len(announced) or announced[i] >= end
        if closed and (not outer or start >= outer[-1][1]):
            outer.append((start, end))
    return Payloads(tuple(s for s, _ in outer), tuple(e for _, e in outer))


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    waiting: list[int] = []
    for found in _MARK.finditer(text):
        at = found.start()
        if _opens(text, at):
            waiting.append(at)
        elif waiting and _closes(text, at):
            yield waiting.pop(), at + 1


def _opens(text: str, at: int) -> bool:
    if text[at] != '"':
        return text[at] in _OPENS
    before, after = text[at - 1 : at] or "\n", text[at + 1 : at + 2]
    return before in _BEFORE_OPENING and bool(after) and not after.isspace()


def _closes(text: str, at: int) -> bool:
    return text[at] in _CLOSES or (text[at + 1 : at + 2] or "\n") in _AFTER_CLOSING


def _is_payload(text: str, start: int, vi: Language) -> bool:
    lead = text[max(0, start - 80) : start].rstrip()
    labelled = vi.pattern(TOPIC, "quoted_label").match(text, start)
    if not lead or lead[-1] == ":":
        return bool(labelled) or _is_announced(text, start, vi)
    return bool(labelled) and bool(set(lead[-3:]) & set('”"'))


def _is_announced(text: str, start: int, vi: Language) -> bool:
    return bool(vi.pattern(TOPIC, "announces").search(text[max(0, start - 40) : start]))

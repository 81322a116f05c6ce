"""The conditions and exceptions of a clause, as stretches of its words."""

from __future__ import annotations

from collections.abc import Iterator

from extract.adjuncts import CASES, SINCE, Fronted
from extract.passages import Cue, Passage
from extract.tokens import TOPIC

REACH = 12
LONGEST = 400
"""Characters that a time limit may take."""
Range = tuple[int, int]


def conditions(p: Passage, phrases: Fronted, cue: Range, end: int) -> list[Range]:
    """What must be the case: fronted phrases, a case inside the subject, and what follows the act."""
    found = [(a.start, a.end) for a in phrases.phrases if a.kind in {CASES, SINCE} and not _deadline(p, a.start, a.end)]
    found += _inner(p, phrases.body, cue[0])
    close = p.text.find(";", cue[1], end)
    stop = next((start for start, _ in exceptions(p, cue[0], end)), close if close >= 0 else end)
    return found + list(_trailing(p, cue[1], stop))


def exceptions(p: Passage, start: int, end: int) -> list[Range]:
    """What is left out: from the first “except” to the end of the clause."""
    cue = next((c for c in p.cues("trigger", start, end) if c.label == "exception"), None)
    return [p.trim(cue.start, end)] if cue else []


def _inner(p: Passage, start: int, end: int) -> Iterator[Range]:
    cue = next((c for c in p.cues("trigger", start + 1, end) if is_case(p, c)), None)
    if cue:
        found = p.vi.pattern(TOPIC, "ending_then").search(p.text[cue.start : end].rstrip())
        yield p.trim(cue.start, cue.start + found.start() if found else end)


def _trailing(p: Passage, start: int, end: int) -> Iterator[Range]:
    """From each case to the next one, or to a time that a comma parts from it."""
    cues = [c for c in p.cues("trigger", start, end) if is_case(p, c)]
    if cues:
        yield p.trim(cues[0].start, _stop(p, cues[0], end))


def _stop(p: Passage, cue: Cue, end: int) -> int:
    end = next((at for at in [p.text.find(";", cue.end, end)] if at >= 0), end)
    times = (c.start for c in p.cues("trigger", cue.end, end) if c.label == "time" and p.text[c.start - 2] == ",")
    return min(times, default=end)


def is_case(p: Passage, cue: Cue) -> bool:
    """Whether a trigger inside a clause opens a condition, rather than belonging to a noun or a time limit."""
    if cue.label != CASES or p.vi.pattern(TOPIC, "scope_only").match(p.text, cue.start):
        return False
    before = p.text[max(0, cue.start - REACH) : cue.start]
    if p.vi.pattern(TOPIC, "bare_case").fullmatch(p.text, cue.start, cue.end) and not before.rstrip().endswith(","):
        return False
    return not (p.vi.pattern(TOPIC, "case_of_noun_before").search(before) or _deadline(p, cue.start, cue.end))


def _deadline(p: Passage, start: int, end: int) -> bool:
    near = p.cues("deadline", max(0, start - LONGEST), end + LONGEST)
    return any(d.start < end and start < d.end for d in near)

"""The clauses of a passage, cut once more where another modal word has its own act or case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.adjuncts import CASES, fronted
from extract.lead_ins import joined
from extract.modality import REACH, actor, coordinated, main, modals, relative
from extract.passages import Cue, Passage
from extract.sentences import Clause
from extract.tokens import TOPIC

CUTTING = frozenset({"obligation", "prohibition", "mixed", "exemption", "only", "permission"})
STRICT = frozenset({"obligation", "prohibition"})
FRESH = 90
"""Characters that a new subject may take."""


def pieces(p: Passage) -> Iterator[Clause]:
    """The clauses, cut once more before a coordinated cue: each has its own modal word."""
    for clause in joined(p):
        yield from _cut(p, clause)


def _cut(p: Passage, clause: Clause) -> Iterator[Clause]:
    start = clause.start
    for place in _cuts(p, clause):
        end = _without_conjunction(p, start, p.trim(start, place)[1])
        yield replace(clause, start=start, end=end, opens=False, first=clause.first and start == clause.start)
        start = place
    yield clause if start == clause.start else replace(clause, start=start, first=False)


def _cuts(p: Passage, clause: Clause) -> list[int]:
    """Where another modal word, or a case with a modal word of its own, begins after the first one."""
    body = fronted(p, clause.start, clause.end).body
    first = main(p, body, clause.end)
    if first is None:
        return []
    begins = _acts_first(p, clause)
    cues = [c for c in modals(p, body, clause.end) if not _same_duty(p, first, c)]
    if _spared(p, body, first):
        return [first.start]
    places = {c.start for c in cues if c.start > first.start and c.label in CUTTING and coordinated(p, c)}
    after = begins if begins is not None else first.end
    cases = (c for c in p.cues("trigger", after, clause.end) if c.label == CASES and p.text[c.start - 2] == ",")
    places |= {case.start for case in cases if cues and cues[-1].start > case.end}
    places |= {place for c in cues if c.start > first.end and (place := _fresh_subject(p, first, c)) is not None}
    return sorted(places)


def _same_duty(p: Passage, first: Cue, cue: Cue) -> bool:
    """Whether “and bear other responsibility” goes on with what must be done."""
    must = p.vi.pattern("norms", "must").fullmatch(p.text, first.start, first.end)
    return must is not None and p.vi.pattern("norms", "goes_on_bearing").match(p.text, cue.start) is not None


def _fresh_subject(p: Passage, first: Cue, cue: Cue) -> int | None:
    """Where a thing begins, after a comma, that must itself be or do something."""
    if first.label not in STRICT or cue.label not in STRICT:
        return None
    if (who := _fresh_actor(p, first, cue)) is not None:
        return who
    found = p.vi.pattern("norms", "fresh_subject").search(p.text, max(first.end, cue.start - FRESH), cue.start)
    if found is None or actor(p, found.start("who")) or p.at_start("verb", found.start("who")):
        return None
    inside = any(next(p.cues(group, *found.span("who")), None) for group in ("modal", "trigger"))
    return None if inside else found.start("who")


def _fresh_actor(p: Passage, first: Cue, cue: Cue) -> int | None:
    """Where, after “and”, someone else is named who answers for it."""
    found = p.vi.pattern("norms", "fresh_actor").search(p.text, max(first.end, cue.start - FRESH), cue.end)
    return found.start("who") if found and actor(p, found.start("who")) else None


def _acts_first(p: Passage, clause: Clause) -> int | None:
    """Where the first verb of a clause ends that begins with an act, or with one who acts and the act."""
    verb = p.at_start("verb", clause.start)
    return verb.end if verb else None


def _without_conjunction(p: Passage, start: int, end: int) -> int:
    found = p.vi.pattern("norms", "conjunction").search(p.text[start:end])
    return p.trim(start, end - len(found[0]))[1] if found else end


def _spared(p: Passage, start: int, cue: Cue) -> bool:
    """Whether a clause says what someone does, and only then what need not be done: “… but need not …”."""
    before = p.text[max(0, cue.start - REACH) : cue.start]
    if cue.label != "exemption" or not p.vi.pattern(TOPIC, "but_before").search(before):
        return False
    head = actor(p, start)
    verbs = p.cues("verb", head.end, cue.start) if head else iter(())
    return any(not relative(p, verb.start, head.end) for verb in verbs if head)

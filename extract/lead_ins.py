"""Pieces that end in a semicolon and yet state nothing: a basis, a case or one more of those who act; what follows goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract import modality
from extract.adjuncts import fronted
from extract.passages import Cue, Passage
from extract.sentences import Clause, clauses
from extract.tokens import TOPIC

LONGEST = 900
"""Characters that pieces may be put together to."""
LEADS = frozenset({"basis", "condition", "time"})


def joined(p: Passage) -> Iterator[Clause]:
    """The clauses of a passage, each with the pieces that lead to it and the provisions that it goes on to name."""
    held: Clause | None = None
    for clause in clauses(p.text, p.vi):
        if held is not None and _together(p, held, clause):
            held = replace(held, end=clause.end, opens=clause.opens)
            continue
        if held is not None:
            yield held
        held = clause
    if held is not None:
        yield held


def _together(p: Passage, held: Clause, clause: Clause) -> bool:
    if held.opens or clause.listed or clause.sentence != held.sentence or "\n" in p.text[held.end : clause.start]:
        return False
    if p.vi.pattern(TOPIC, "provision_first").match(p.text, clause.start, clause.end):
        return True
    if clause.end - held.start > LONGEST or not _leads_in(p, held):
        return False
    head = modality.actor(p, held.start)
    other = modality.actor(p, clause.start)
    return head is None or _same(p, head, other) or (other is not None and not any(p.cues("verb", head.end, held.end)))


def _same(p: Passage, one: Cue, other: Cue | None) -> bool:
    """Whether two are of a kind: offices, or the same word."""
    if other is None:
        return False
    same = p.text[one.start : one.end].lower() == p.text[other.start : other.end].lower()
    return same or (one.label == other.label == "authority")


def _leads_in(p: Passage, clause: Clause) -> bool:
    if not clause.first or p.text[clause.end : clause.end + 1] != ";":
        return False
    trigger = p.at_start("trigger", clause.start)
    if trigger is not None:
        return trigger.label in LEADS and not _states(p, clause)
    head = modality.actor(p, clause.start)
    return head is not None and _only_names(p, head, clause.end)


def _states(p: Passage, clause: Clause) -> bool:
    """Whether someone acts, or something must be, after the phrase that the clause begins with."""
    found = fronted(p, clause.start, clause.end)
    if not found.phrases:
        return False
    basis = found.phrases[0].kind == "basis" or p.vi.pattern(TOPIC, "on_basis").match(p.text, clause.start)
    cue = modality.main(p, found.body, clause.end)
    says = p.at_start("verb", found.body) is not None or modality.actor(p, found.body) is not None
    return says or not basis or (cue is not None and not modality.received(p, cue))


def _only_names(p: Passage, head: Cue, end: int) -> bool:
    """Whether a piece is but a name: no modal word, and no verb but one that tells whom it means."""
    if next(p.cues("modal", head.end, end), None):
        return False
    verbs = (
        v for v in p.cues("verb", head.end, end) if not p.vi.pattern(TOPIC, "chief_before").search(p.text[: v.start])
    )
    return all(v.start == head.end + 1 and modality.is_verb(p, v, "right") for v in verbs)

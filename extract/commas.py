"""What a comma is followed by: one more of a list, a name alone, or a clause of its own."""

from __future__ import annotations

from itertools import pairwise

from extract import modality
from extract.passages import Cue, Passage
from extract.tokens import TOPIC

WORDS = "conditions"
"""The topic of the words that tell where a phrase goes on."""
LIST, SHORT = 2, 5
"""Commas that make a list, and words of one of its things."""


def is_list(p: Passage, trigger: Cue, commas: list[int]) -> bool:
    """Whether a scope names several short things, with nobody and nothing else after them: “for A, B, C … must”."""
    if len(commas) < LIST or not p.vi.pattern(TOPIC, "scope").match(p.text, trigger.start):
        return False
    ends = [trigger.end, *commas]
    short = all(len(p.text[a:b].split()) <= SHORT for a, b in pairwise(ends))
    return short and not any(modality.actor(p, p.trim(c, len(p.text))[0]) for c in commas)


def lists_on(p: Passage, trigger: Cue, comma: int) -> bool:
    """Whether what follows a comma is one more of what the phrase began with: a verb after a verb, the same noun again."""
    first, last = p.trim(comma, len(p.text))
    opening, _ = p.trim(trigger.end, comma)
    if p.at_start("trigger", first) or p.at_start("modal", first) or modality.actor(p, first):
        return False
    if p.at_start("verb", first):
        return _begins_with_act(p, opening) or any(v.end == comma for v in p.cues("verb", opening, comma + 1))
    if not p.vi.pattern(TOPIC, "scope").match(p.text, trigger.start) or p.at_start("thing", first) is None:
        return False
    word = p.text[first:last].split(maxsplit=1)[0].lower()
    return word in p.text[opening:comma].lower().split()


def _begins_with_act(p: Passage, place: int) -> bool:
    found = p.vi.pattern(WORDS, "act_before").match(p.text, place)
    if p.vi.pattern(WORDS, "an_act").match(p.text, place):
        return True
    return p.at_start("verb", found.end() if found else place) is not None


def loose(p: Passage, comma: int) -> bool:
    """Whether the noun after the comma more often goes on with a list than begins a clause."""
    first, _ = p.trim(comma, len(p.text))
    cue = p.at_start("thing", first)
    return cue is not None and cue.label == "loose" and modality.actor(p, first) is None


def someone(p: Passage, verb: int, comma: int) -> bool:
    """Whether one who acts follows a comma, and none was named since the verb before: then it does not go on with a list."""
    return modality.actor(p, p.trim(comma, len(p.text))[0]) is not None and not any(p.cues("actor", verb, comma))


def begins_main(p: Passage, comma: int, end: int) -> bool:
    """Whether a clause with its own verb follows a comma."""
    first, _ = p.trim(comma, end)
    if p.at_start("verb", first) and not p.at_start("actor", first):
        return True
    head = modality.actor(p, first)
    return bool(head and next(p.cues("verb", head.end, end), None))


def is_name(p: Passage, comma: int, following: int) -> bool:
    """Whether a segment between commas is nothing but a short name of one who acts."""
    first, last = p.trim(comma, following)
    head = modality.actor(p, first)
    return bool(head) and last - first < 60 and not next(p.cues("verb", head.end if head else first, last), None)


def only_verb(p: Passage, comma: int) -> bool:
    """Whether a comma goes on with a verb alone: then it is one of several acts, not a new clause."""
    first, _ = p.trim(comma, len(p.text))
    groups = ("trigger", "modal", "thing")
    return not modality.actor(p, first) and not any(p.at_start(group, first) for group in groups)

"""Where a fronted phrase ends although no comma or “then” closes it: before a name, a demand, an act that follows at once."""

from __future__ import annotations

from extract import modality
from extract.passages import Cue, Passage
from extract.tokens import TOPIC

WORDS = "conditions"
SHORT_NAME = 30
"""Characters that a name without attributes may take."""


def short_case(p: Passage, trigger: Cue, end: int) -> int | None:
    """Where a case ends that is said in a word, if one who acts or an act follows at once."""
    found = p.vi.pattern(WORDS, "short_case").match(p.text, trigger.start, end)
    if found is None:
        return None
    place = found.start("next")
    says = modality.actor(p, place) or p.at_start("verb", place) or p.at_start("modal", place)
    return found.end() if says else None


def before_name(p: Passage, trigger: Cue, cue: Cue) -> int:
    """The cue, or the last comma before it, if only one who acts can have what it says: then a name that is not known stands there."""
    comma = p.text.rfind(",", trigger.end, cue.start)
    named = (
        comma > 0 and cue.start - comma < SHORT_NAME and p.vi.pattern(TOPIC, "of_actors_only").match(p.text, cue.start)
    )
    return comma if named and not p.vi.pattern(TOPIC, "scope").match(p.text, trigger.start) else cue.start


def demand(p: Passage, trigger: Cue, start: int, end: int) -> int | None:
    """Where something is demanded right after what it is demanded of."""
    found = p.vi.pattern(WORDS, "demand").search(p.text, start, end)
    if found is None or not p.vi.pattern(TOPIC, "scope").match(p.text, trigger.start):
        return None
    place = found.start("act")
    return found.start() if p.at_start("verb", place) or p.at_start("modal", place) else None


def listed(p: Passage, trigger: Cue, commas: list[int]) -> set[int]:
    """The commas inside a list of two: between words that go together, or between those who act together."""
    first, last = trigger.start, commas[-1]
    pairs = p.vi.pattern(WORDS, "listed_pair").finditer(p.text, trigger.end, min(len(p.text), last + SHORT_NAME))
    before, after = p.vi.pattern(WORDS, "paired_before"), p.vi.pattern(WORDS, "paired")
    found = {p.text.index(",", pair.start()) for pair in pairs}
    return found | {
        c for c in commas if after.match(p.text, c) and before.search(p.text[max(first, c - SHORT_NAME) : c])
    }


def bare_state(p: Passage, trigger: Cue, end: int) -> int | None:
    """Where a case ends that names a state in a few words, if an act follows after a comma: “if need be, submits …”."""
    found = p.vi.pattern(WORDS, "bare_state").match(p.text, trigger.start, end)
    if found is None:
        return None
    place, _ = p.trim(found.end(), end)
    return found.end() if p.at_start("verb", place) or p.at_start("modal", place) else None

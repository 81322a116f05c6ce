"""The conditions and exceptions of a clause, as stretches of its words."""

from __future__ import annotations

from collections.abc import Iterator

from extract import modality
from extract.adjuncts import CASES, PROCESS, SINCE, Adjunct, Fronted
from extract.closings import bare_state, short_case
from extract.passages import Cue, Passage
from extract.tokens import TOPIC

EXCEPTION = "exception"
WORDS = "conditions"
"""The topic of the words that only this module needs."""
REACH, LONG_REACH = 12, 110
"""Characters looked at before a trigger."""
LONGEST = 400
"""Characters that a time limit may take."""
Range = tuple[int, int]


def conditions(p: Passage, phrases: Fronted, cue: Range, end: int) -> list[Range]:
    """What must be the case for all that the clause says: before the act, inside the subject, after the act."""
    close = _semicolon(p, cue[1], end)
    before = [found for a in phrases.phrases if (found := _case(p, a))]
    before += [*_fact(p, phrases), *_inner(p, phrases.body, cue[0])]
    stop = next((start for start, _ in _after_except(p, cue[0], end)), end)
    return [part for whole in [*before, *_trailing(p, cue[1], min(stop, close))] for part in _split(p, *whole)]


def of_opening(p: Passage, phrases: Fronted, start: int, cue: Range | None, end: int) -> list[Range]:
    """The conditions that an opening states for all below it: those before its act, or all of a line that only names a case."""
    if cue or phrases.phrases:
        place = cue or (phrases.body, phrases.body)
        busy = {a.start for a in phrases.phrases if a.kind == PROCESS}
        return [part for part in conditions(p, phrases, place, place[1]) if part[0] not in busy]
    trigger = p.at_start("trigger", start)
    whole = len(p.text) - end <= 1 or p.text[end : end + 1] in ":\n"
    if trigger is None or trigger.label != CASES or not whole or _is_time(p, start):
        return []
    tail = p.vi.pattern(WORDS, "opening_tail").search(p.text, trigger.end, end)
    stop = tail.start() if tail else end
    thing = p.vi.pattern(WORDS, "thing_below").search(p.text, trigger.end, stop)
    return list(_split(p, start, thing.start() if thing else stop))


def _fact(p: Passage, phrases: Fronted) -> Iterator[Range]:
    """A fact that “then” closes though no trigger opens it: “a farm that has no … , then the owner must …”."""
    if phrases.topic and p.vi.pattern(WORDS, "fact").search(p.text, *phrases.topic):
        start, end = phrases.topic
        yield start, _without_then(p, start, end)


def _case(p: Passage, phrase: Adjunct) -> Range | None:
    """The condition of a fronted phrase: all of it, or the case that goes on inside it; what one is busy with, if a case is joined to it."""
    if phrase.kind in {CASES, SINCE}:
        return None if _is_time(p, phrase.start) else (phrase.start, phrase.end)
    joined = p.vi.pattern(WORDS, "joined_case").search(p.text, phrase.start, phrase.end)
    if phrase.kind != PROCESS:
        return (joined.end(), phrase.end) if joined else None
    found = p.vi.pattern(WORDS, "case_inside").search(p.text, phrase.start, phrase.end)
    return (found.end(), phrase.end) if found else (phrase.start, phrase.end) if joined else None


def partial(p: Passage, cue: Range, end: int) -> list[Range]:
    """What must be the case for a later part of the clause alone: after a semicolon."""
    found, place = [], _semicolon(p, cue[1], end)
    while place < end:
        close = _semicolon(p, place + 1, end)
        stop = next((start for start, _ in _after_except(p, place, close)), close)
        found += [part for whole in _trailing(p, place, stop) for part in _split(p, *whole)]
        place = close
    return found


def exceptions(p: Passage, phrases: Fronted, cue: Range, end: int) -> list[Range]:
    """What is left out: of the case, of the subject, and from the first “except” after the cue on."""
    ranges = [(a.start, a.end) for a in phrases.phrases] + [(phrases.body, cue[0])]
    before = [found for start, stop in ranges for found in _after_except(p, start, stop)]
    return before + _after_except(p, cue[0], end)


def is_case(p: Passage, cue: Cue) -> bool:
    """Whether a trigger inside a clause opens a condition, rather than belonging to a noun or a time limit."""
    if cue.label == SINCE:
        return _since(p, cue)
    if cue.label != CASES or (p.vi.pattern(TOPIC, "scope_only").match(p.text, cue.start) and not _scopes_case(p, cue)):
        return False
    if p.vi.pattern(WORDS, "no_case").match(p.text, cue.start):
        return False
    if p.vi.pattern(WORDS, "parted").match(p.text, cue.start) and not _after_comma(p, cue.start):
        return False
    if _inside_bracket(p, cue.start) or _of_emergency(p, cue):
        return False
    before = p.text[max(0, cue.start - REACH) : cue.start]
    if p.vi.pattern(TOPIC, "bare_case").fullmatch(p.text, cue.start, cue.end) and before.rstrip()[-1:] not in ",(;:":
        return False
    return not (p.vi.pattern(TOPIC, "case_of_noun_before").search(before) or _deadline(p, cue.start, cue.end))


def _of_emergency(p: Passage, cue: Cue) -> bool:
    """Whether an emergency is what the act prepares for, rather than its case."""
    says = p.vi.pattern(WORDS, "emergency").match(p.text, cue.start)
    before = p.text[max(0, cue.start - LONG_REACH) : cue.start]
    return says is not None and p.vi.pattern(WORDS, "for_emergency_before").search(before) is not None


def _since(p: Passage, cue: Cue) -> bool:
    """Whether “since” tells from which event on, rather than the start of a time limit or of a life."""
    before = p.text[max(0, cue.start - LONG_REACH) : cue.start]
    if p.vi.pattern(WORDS, "since_of_noun_before").search(before) or p.vi.pattern(WORDS, "of_signing").match(
        p.text, cue.start
    ):
        return False
    return not _deadline(p, cue.start, cue.end)


def _scopes_case(p: Passage, cue: Cue) -> bool:
    """Whether a trailing scope is a case: after “only”, or of what is new or under way; never as the object of a verb."""
    if p.vi.pattern(WORDS, "only_before").search(p.text[max(0, cue.start - LONGEST) : cue.start]):
        return True
    object_of = any(v.end >= cue.start - 1 for v in p.cues("verb", max(0, cue.start - 2 * REACH), cue.start))
    return not object_of and p.vi.pattern(WORDS, "scope_of_case").match(p.text, cue.start) is not None


def _after_except(p: Passage, start: int, end: int) -> list[Range]:
    """From the first “except” to the end, to the bracket that closes it, or to where another act begins."""
    cue = next((c for c in p.cues("trigger", start, end) if c.label == EXCEPTION), None)
    if cue is None:
        return []
    stop = end
    if p.text[max(0, cue.start - 2) : cue.start].rstrip().endswith("("):
        stop = _bracket(p, cue.end, end)
    place = _semicolon(p, cue.end, stop)
    while place < stop:
        if not _goes_on(p, cue, place):
            stop = place
        place = _semicolon(p, place + 1, stop)
    return [p.trim(cue.start, _without_then(p, cue.start, stop))]


def _goes_on(p: Passage, cue: Cue, place: int) -> bool:
    """Whether what follows a semicolon is one more thing left out: it begins with the word that the first began with."""
    words = p.text[cue.end : place].split(maxsplit=1)
    after = p.text[p.trim(place, len(p.text))[0] :][:REACH].split(maxsplit=1)
    return bool(words and after) and words[0] == after[0]


def _inner(p: Passage, start: int, end: int) -> Iterator[Range]:
    """A case between the subject and the word that makes the norm."""
    cue = next((c for c in p.cues("trigger", start + 1, end) if is_case(p, c) and _tells_of_actor(p, start, c)), None)
    if cue:
        yield p.trim(cue.start, _without_then(p, cue.start, end))


def _tells_of_actor(p: Passage, start: int, cue: Cue) -> bool:
    """Whether what follows “after” is the case of one who acts, rather than what became of a thing."""
    after = p.vi.pattern(WORDS, "after").match(p.text, cue.start, cue.end)
    return not after or p.text[: cue.start].rstrip().endswith(",") or modality.acts(p, start, cue.start)


def _without_then(p: Passage, start: int, end: int) -> int:
    found = p.vi.pattern(TOPIC, "ending_then").search(p.text[start:end].rstrip())
    return start + found.start() if found else end


def _trailing(p: Passage, start: int, end: int) -> Iterator[Range]:
    """From the first case to the end, or to what goes on with the act."""
    cue = next((c for c in p.cues("trigger", start, end) if is_case(p, c) and not _of_listed(p, c)), None)
    if cue:
        yield p.trim(cue.start, _stop(p, cue, end))


def _of_listed(p: Passage, cue: Cue) -> bool:
    """Whether “after …” stands in a list of things, of one of which it tells."""
    after = p.vi.pattern(WORDS, "after").match(p.text, cue.start, cue.end)
    return (
        bool(after)
        and p.vi.pattern(WORDS, "listing").search(p.text[max(0, cue.start - LONGEST) : cue.start]) is not None
    )


def _stop(p: Passage, cue: Cue, end: int) -> int:
    if p.text[max(0, cue.start - 1) : cue.start] == "(":
        end = _bracket(p, cue.end, end)
    short = short_case(p, cue, end) or bare_state(p, cue, end)
    if short is not None:
        return short
    found = p.vi.pattern(WORDS, "goes_on").search(p.text, cue.end, end)
    end = found.start() if found else end
    then = p.vi.pattern(TOPIC, "then").search(p.text, cue.end, end)
    end = then.start() if then else end
    times = (c.start for c in p.cues("trigger", cue.end, end) if c.label == "time" and _after_comma(p, c.start))
    return min(times, default=end)


def _split(p: Passage, start: int, end: int) -> Iterator[Range]:
    """A stretch that holds several cases, one by one; what is left out of a case is an exception, no condition."""
    stop = next((c.start for c in p.cues("trigger", start, end) if c.label == EXCEPTION), end)
    cases = (c for c in p.cues("trigger", start + 1, stop) if c.label == CASES)
    cuts = [(place, c.start) for c in cases if (place := _cut(p, start, c)) is not None]
    firsts, lasts = [start, *(first for _, first in cuts)], [*(last for last, _ in cuts), stop]
    for first, last in zip(firsts, lasts, strict=True):
        limit = next((d.start for d in p.cues("deadline", first + 1, last) if _after_comma(p, d.start)), last)
        found = p.trim(first, _without_then(p, first, limit))
        if found[0] < found[1] and not _is_time(p, found[0]):
            yield found


def _cut(p: Passage, start: int, cue: Cue) -> int | None:
    """Where a case ends before a trigger that opens another: after a comma, after “or”, or where “or” begins another act."""
    if _after_comma(p, cue.start):
        return cue.start
    first = p.at_start("trigger", start)
    if first is None or first.label != CASES or p.vi.pattern(TOPIC, "scope_only").match(p.text, cue.start):
        return None
    joined = p.vi.pattern(WORDS, "or_before").search(p.text, start, cue.start)
    if joined is not None:
        return joined.start()
    if p.text[first.start : first.end] != p.text[cue.start : cue.end]:
        return None
    acts = p.vi.pattern(WORDS, "or_act").finditer(p.text, first.end, cue.start)
    return next((act.start() for act in acts if p.at_start("verb", act.end())), None)


def _after_comma(p: Passage, place: int) -> bool:
    return p.text[max(0, place - 2) : place].strip() in (",", ":")


def _inside_bracket(p: Passage, place: int) -> bool:
    """Whether an aside in brackets goes on here, which did not begin here."""
    near = p.text[max(0, place - LONGEST) : place].rstrip()
    opened = near.rfind("(")
    return opened > near.rfind(")") and opened < len(near) - 1


def _bracket(p: Passage, start: int, end: int) -> int:
    at = p.text.find(")", start, end)
    return at if at >= 0 else end


def _semicolon(p: Passage, start: int, end: int) -> int:
    """The next semicolon, but none between provisions that are listed."""
    at = p.text.find(";", start, end)
    while at >= 0 and p.vi.pattern(WORDS, "more_provisions").match(p.text, at, end):
        at = p.text.find(";", at + 1, end)
    return at if at >= 0 else end


def _is_time(p: Passage, start: int) -> bool:
    """Whether a phrase opens with a time limit: then it tells by when, not in which case."""
    return _deadline(p, start, start + 1)


def _deadline(p: Passage, start: int, end: int) -> bool:
    near = p.cues("deadline", max(0, start - LONGEST), end + LONGEST)
    return any(d.start < end and start < d.end for d in near)

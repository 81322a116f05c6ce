"""Phrases before the subject of a clause: cases, times, scopes. Where they end, the norm itself begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract import modality
from extract.closings import before_name, demand, listed, short_case
from extract.commas import begins_main, is_list, is_name, lists_on, loose, only_verb, someone
from extract.passages import Cue, Passage, once
from extract.tokens import TOPIC

CASES = "condition"
SINCE = "since"
PROCESS = "process"
PARTING = frozenset({CASES, "time", "basis", PROCESS})
"""Labels of triggers that begin a phrase of their own after a comma."""
WORDS = "conditions"
"""The topic of the words that tell where a phrase goes on."""
REACH = 2500
"""Characters in which a fronted phrase and the cue of its clause must end."""
MOST = 8
"""Fronted phrases of one clause."""
COMMAS = re.compile(r"[,;:()]")


@dataclass(frozen=True, slots=True)
class Adjunct:
    """A fronted phrase: its kind is the label of its trigger."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fronted:
    """The fronted phrases of a clause, and where its body begins."""

    phrases: tuple[Adjunct, ...]
    body: int
    topic: tuple[int, int] | None = None
    """What “then” closes where no trigger opens it and someone else acts after it."""


@once
def fronted(p: Passage, start: int, end: int) -> Fronted:
    """The fronted phrases of a clause. A phrase without a clause after it is no fronted phrase."""
    phrases: list[Adjunct] = []
    place = start
    while len(phrases) < MOST and (trigger := _trigger(p, place)) is not None:
        stop = _stop(p, trigger, min(end, place + REACH))
        if stop is None or stop <= place:
            break
        phrases.append(Adjunct(trigger.label, *p.trim(place, stop)))
        place = _body(p, stop, end)
    if phrases:
        return Fronted(tuple(phrases), place)
    body = _after_topic(p, start, end)
    return Fronted((), body, p.trim(start, body) if body > start else None)


def _trigger(p: Passage, place: int) -> Cue | None:
    """The trigger that begins here, or the length of time that a limit begins with."""
    found = p.at_start("trigger", place)
    if found or not p.text[place : place + 1].isdigit():
        return found
    limit = next(p.cues("deadline", place, place + REACH), None)
    return Cue("time", place, place + 1) if limit and limit.start == place else None


def _after_topic(p: Passage, start: int, end: int) -> int:
    """Where the clause begins after a topic that “then” closes, if someone else acts there."""
    found = p.says("then") and p.vi.pattern(TOPIC, "then").search(p.text, start, end)
    place = _body(p, found.start(), end) if found else start
    return place if place < end and modality.actor(p, place) else start


def _body(p: Passage, place: int, end: int) -> int:
    found = p.vi.pattern(TOPIC, "after_phrase").match(p.text, place, end)
    return found.end() if found else place


def _stop(p: Passage, trigger: Cue, end: int) -> int | None:
    limit = next((d for d in p.cues("deadline", trigger.start, end) if d.start == trigger.start), None)
    least = limit.end if limit else trigger.end
    short = short_case(p, trigger, end)
    if short is not None:
        return short
    closed = _inside(p, trigger, least) if limit else _troubled(p, trigger, least, end)
    if closed is not None:
        return closed
    then = _then(p, trigger, least, end)
    if then is not None and (trigger.label == CASES or not any(_openings(p, least, then))):
        return then
    commas = _unpaired(p, trigger, least, end)
    commas = [c for c in commas if c >= p.text.rfind(";", least, end)] or commas
    asked = p.vi.pattern(WORDS, "asked").search(p.text, least, end)
    if asked and (not commas or asked.start() <= commas[0] or _asked_later(p, trigger, commas[0], asked.start())):
        return asked.start()
    demanded = demand(p, trigger, least, commas[0] if commas else end)
    if demanded is not None:
        return demanded
    if commas and p.text[commas[0]] == ":":
        return None if p.vi.pattern(TOPIC, "made_of_before").search(p.text, least, commas[0]) else commas[0]
    if commas:
        before = _cue(p, trigger, least, commas[0])
        if before and (only_verb(p, commas[0]) or _goes_on(p, trigger, before, commas[0], end)):
            return before.start
        return commas[0] if _ends_at_once(p, trigger) else _subject_comma(p, trigger, commas, end)
    cue = _cue(p, trigger, least, end)
    return before_name(p, trigger, cue) if cue else None


def _asked_later(p: Passage, trigger: Cue, comma: int, asked: int) -> bool:
    """Whether the case goes on past a comma to what is asked for after another one: no duty was said before."""
    parted = p.text[asked] == ","
    return parted and trigger.label == CASES and next(iter(modality.modals(p, comma, asked)), None) is None


def _unpaired(p: Passage, trigger: Cue, start: int, end: int) -> list[int]:
    """The commas after which something begins, without those inside a list: for a scope none may be left, for a case some must."""
    commas = list(_openings(p, start, end))
    inside = listed(p, trigger, commas) if commas else set()
    alone = [c for c in commas if c not in inside]
    return alone if alone or _is_scope(p, trigger) else commas


def _is_scope(p: Passage, trigger: Cue) -> bool:
    return p.vi.pattern(TOPIC, "scope").match(p.text, trigger.start) is not None


def _troubled(p: Passage, trigger: Cue, least: int, end: int) -> int | None:
    """Where a case of difficulties ends that someone is then asked to report."""
    found = p.vi.pattern(TOPIC, "troubled").search(p.text, least, end) if trigger.label == CASES else None
    return found.end() if found else None


def _ends_at_once(p: Passage, trigger: Cue) -> bool:
    """Whether the first comma ends a phrase: that of a time, unless it names acts: “before …ing, …ing, the owner must …”."""
    return trigger.label == SINCE or (
        trigger.label == "time" and not p.vi.pattern(TOPIC, "before_acts").match(p.text, trigger.start)
    )


def _inside(p: Passage, trigger: Cue, end: int) -> int | None:
    """Where “then” or a duty ends a time limit that was read too far."""
    found = p.says("then") and p.vi.pattern(TOPIC, "then").search(p.text, trigger.end, end)
    if found and "(" not in p.text[trigger.end : found.start()]:
        return found.start()
    duty = (c for c in modality.modals(p, trigger.end + 1, end) if c.label in {"obligation", "prohibition"})
    return next((c.start for c in duty if c.start > trigger.end + 2), None)


def _cue(p: Passage, trigger: Cue, start: int, end: int) -> Cue | None:
    found = (c for c in modality.modals(p, start + 1, end) if c.label != "weak" and c.start > trigger.end + 2)
    return next(found, None)


def _goes_on(p: Passage, trigger: Cue, before: Cue, comma: int, end: int) -> bool:
    """Whether the clause of a cue goes on after a comma, rather than beginning there with someone else and an act."""
    if _cue(p, trigger, comma, end) is not None or _someone_may(p, comma, end):
        return False
    described = trigger.label == "basis" and modality.received(p, before)
    return not ((described or modality.coordinated(p, before)) and begins_main(p, comma, end))


def _someone_may(p: Passage, comma: int, end: int) -> bool:
    """Whether one who acts follows a comma and is granted something: then the clause begins there."""
    head = modality.actor(p, p.trim(comma, end)[0])
    cue = next(iter(modality.modals(p, head.end, end)), None) if head else None
    return cue is not None and not any(p.cues("verb", head.end if head else comma, cue.start))


def _then(p: Passage, trigger: Cue, least: int, end: int) -> int | None:
    """Where “then” closes the phrase, unless a case further in is what it closes."""
    found = p.says("then") and p.vi.pattern(TOPIC, "then").search(p.text, least, end)
    if not found:
        return None
    inner = [c for c in p.cues("trigger", least, found.start()) if c.label == CASES and _after_comma(p, c)]
    owned = (
        any(begins_main(p, comma, inner[0].start) for comma in _openings(p, least, inner[0].start)) if inner else False
    )
    return None if owned or _tells_of_subject(p, trigger, least, found) else found.start()


def _tells_of_subject(p: Passage, trigger: Cue, least: int, then: re.Match[str]) -> bool:
    """Whether “then” closes what is told of the subject after a scope: “for ponds, the owner who has paid then may …”."""
    if not _is_scope(p, trigger) or p.at_start("modal", then.end() + 1) is None:
        return False
    return any(modality.actor(p, p.trim(comma, then.start())[0]) for comma in _openings(p, least, then.start()))


def _after_comma(p: Passage, cue: Cue) -> bool:
    return p.text[max(0, cue.start - 2) : cue.start].strip() in (",", ":")


def _openings(p: Passage, start: int, end: int) -> Iterator[int]:
    """Commas after which a subject, a verb, a cue or another fronted phrase begins."""
    depth = 0
    for found in COMMAS.finditer(p.text, start, end):
        mark = found[0]
        depth += (mark == "(") - (mark == ")")
        if depth <= 0 and mark in ",;:":
            first, _ = p.trim(found.end(), end, " \n")
            if first < end and _opens(p, first, mark):
                yield found.start()


def _opens(p: Passage, first: int, mark: str) -> bool:
    if mark == ":":
        return p.text[first].isupper()
    trigger = p.at_start("trigger", first)
    if trigger and trigger.label in PARTING:
        return True
    return any(
        (modality.actor(p, first), p.at_start("thing", first), p.at_start("modal", first), p.at_start("verb", first))
    )


def _subject_comma(p: Passage, trigger: Cue, commas: list[int], end: int) -> int | None:
    """The comma after which the main clause begins: the last before its cue, and back over a list of actors.

    Where every comma only goes on with a list of the phrase, the cue itself.
    """
    cue = next(iter(modality.modals(p, commas[0], end)), None)
    if cue:
        before = [c for c in commas if c < cue.start]
        listed = is_list(p, trigger, before)
        commas = [c for c in commas if c > cue.start or not (listed or lists_on(p, trigger, c))]
        if not commas or commas[0] > cue.start:
            return cue.start
    verb = None if cue else _first_verb(p, trigger, commas, end)
    stop = cue.start + 1 if cue else verb
    if stop is None:
        return None
    chosen = [c for c in commas if c < stop]
    another = _first_trigger(p, chosen)
    if another is not None:
        return another
    chosen = [c for c in chosen if not loose(p, c)] or chosen
    if cue and all(only_verb(p, c) for c in chosen):
        return cue.start
    at = len(chosen) - 1
    while at > 0 and is_name(p, chosen[at - 1], chosen[at]):
        at -= 1
    return chosen[at]


def _first_trigger(p: Passage, commas: list[int]) -> int | None:
    for comma in commas:
        first, _ = p.trim(comma, len(p.text))
        cue = p.at_start("trigger", first)
        if cue and cue.label in PARTING:
            return comma
    return None


def _first_verb(p: Passage, trigger: Cue, commas: list[int], end: int) -> int | None:
    """Where there is no cue: the verb of the first comma's clause that has one who acts before it, or the comma's own."""
    found = [comma for comma in commas if begins_main(p, comma, end)]
    others = [comma for comma in found if not lists_on(p, trigger, comma)] or found
    if others and modality.actor(p, p.trim(others[0], end)[0]) is None:
        others = [comma for comma in others if someone(p, others[0], comma)] or others
    return next((comma + 1 for comma in others), None)

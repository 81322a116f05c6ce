"""The word that makes a clause a norm, and what kind of norm it makes."""

from __future__ import annotations

from collections.abc import Iterator

from extract.alternatives import says
from extract.passages import Cue, Passage, once
from extract.tokens import TOPIC
from ontology.norm import Modality

REACH = 28
"""Characters looked at on either side of a cue."""

MEANING = {
    "obligation": Modality.OBLIGATION,
    "mixed": Modality.PERMISSION,
    "prohibition": Modality.PROHIBITION,
    "exemption": Modality.EXEMPTION,
    "only": Modality.PERMISSION,
    "permission": Modality.PERMISSION,
    "weak": Modality.PERMISSION,
    "power": Modality.POWER,
}


@once
def main(p: Passage, start: int, end: int) -> Cue | None:
    """The cue that governs a stretch, or nothing: the first that is no part of a relative clause.

    A permission that another cue follows without a conjunction only describes the subject of the other.
    """
    found: Cue | None = None
    does = _done(p, start, end)
    for cue in modals(p, start, end):
        suffered = received(p, cue) or _matches(p, "is_forbidden", p.text[cue.start : cue.end], anchored=True)
        if cue.start > does and (suffered or _of_object(p, cue, does)):
            continue
        if found is None or concluding(p, cue):
            found = cue
        elif _may_describe(p, found, start) and not coordinated(p, cue) and not _guarded(p, found.end, cue.start):
            if cue.label != "weak":
                found = cue
        else:
            break
    return None if found and _only_describes(p, found, start, end) else found


def _of_object(p: Passage, cue: Cue, does: int) -> bool:
    """Whether a cue only describes what an authority makes rules about or decides: “… sets out which owners must …”."""
    rules = (verb := p.at_start("verb", does)) is not None and is_verb(p, verb, "rule")
    sets = rules or p.vi.pattern(TOPIC, "sets_out").match(p.text, does, cue.start)
    owned = p.vi.pattern(TOPIC, "of_actors_only").match(p.text, cue.start)
    if owned or coordinated(p, cue) or concluding(p, cue):
        return False
    if p.vi.pattern(TOPIC, "attribute_before").search(p.text, does, cue.start):
        return True
    parted = p.vi.pattern(TOPIC, "parted").search(p.text, does, cue.start)
    return bool(sets) and parted is None and not _guarded(p, does, cue.start)


def _may_describe(p: Passage, cue: Cue, start: int) -> bool:
    """Whether a cue may only describe: what is received, or what was not done to a thing."""
    if received(p, cue):
        return True
    undone = cue.label == "prohibition" and _matches(p, "undone", p.text[cue.start : cue.end + REACH], anchored=True)
    return undone and not acts(p, start, cue.start)


def _only_describes(p: Passage, cue: Cue, start: int, end: int) -> bool:
    """Whether a thing that “is granted …” is what the clause goes on to say something else of: “… is computed by …”."""
    if not received(p, cue) or acts(p, start, cue.start):
        return False
    said = _search(p, "said_to_be", p.text[cue.end : min(end, cue.end + 80)])
    if said and not _search(p, "called_before", p.text[max(0, start - REACH) : start]):
        return True
    later = next((c for c in p.cues("modal", cue.end, end) if c.label == "weak"), None)
    if later is None or coordinated(p, later) or _guarded(p, cue.end, later.start):
        return False
    verb = p.at_start("verb", p.trim(later.end, end)[0])
    return verb is not None and is_verb(p, verb, "passive") and "," not in p.text[cue.end : later.start]


def _done(p: Passage, start: int, end: int) -> int:
    """Where an authority's own act begins: what someone receives further on is part of its object."""
    head = actor(p, start)
    if head is None or head.label != "authority" or p.vi.pattern(TOPIC, "any_office").match(p.text, head.start):
        return end
    described = -1
    for verb in p.cues("verb", head.end, end):
        if relative(p, verb.start, head.end) or verb.start == described + 1:
            described = verb.end
        else:
            return verb.start
    return end


def relative(p: Passage, place: int, head: int) -> bool:
    """Whether a verb describes the one who acts rather than saying the act, or going on after “organises”."""
    if p.vi.pattern(TOPIC, "organises_before").search(p.text, max(head - REACH, 0), place):
        return False
    if not _search(p, "relative_before", p.text[max(head - REACH, place - REACH, 0) : place]):
        return False
    council = p.vi.pattern(TOPIC, "council_before").search(p.text[max(0, place - REACH) : place])
    return not (council and not p.vi.pattern(TOPIC, "council_names").match(p.text, place))


def modals(p: Passage, start: int, end: int) -> Iterator[Cue]:
    """The cues of a stretch that may govern it."""
    cues = p.cues("modal", start, end)
    return (cue for cue in cues if not _aside(p, cue, start) and _governs(p, cue, start))


def received(p: Passage, cue: Cue) -> bool:
    """Whether the cue may only describe someone who received something."""
    return cue.label in {"weak", "permission", "exemption"} and passive(p, cue)


def concluding(p: Passage, cue: Cue) -> bool:
    """Whether “then” stands right before the cue: what came before it was the case."""
    return _search(p, "then_before", _before(p, cue))


def coordinated(p: Passage, cue: Cue) -> bool:
    """Whether a comma or conjunction stands before the cue."""
    return _search(p, "coordinator", _before(p, cue))


def modality(p: Passage, cue: Cue, authority: bool) -> Modality:
    """What the cue says of such a bearer: a right of an authority is a power; a duty to make rules is a delegation."""
    meaning = MEANING[cue.label]
    if authority and cue.label in {"obligation", "permission", "power"} and _rules(p, cue.end):
        return Modality.DELEGATION
    if authority and cue.label == "permission" and not passive(p, cue):
        return Modality.POWER
    return meaning


def passive(p: Passage, cue: Cue) -> bool:
    """Whether the cue is one of receiving, not of having."""
    return p.vi.pattern(TOPIC, "receives").match(p.text[cue.start : cue.end]) is not None


def is_verb(p: Passage, cue: Cue, kind: str) -> bool:
    """Whether the words at the cue are of this list of the pack."""
    return p.text[cue.start : cue.end].lower() in p.vi.cues[TOPIC]["verb"][kind]


def _rules(p: Passage, place: int) -> bool:
    start, _ = p.trim(place, min(len(p.text), place + REACH))
    verb = p.at_start("verb", start)
    return verb is not None and is_verb(p, verb, "decree")


def _governs(p: Passage, cue: Cue, start: int) -> bool:
    if concluding(p, cue):
        return cue.label != "weak" or _granted(p, cue, start)
    if cue.start > start and _search(p, "relative_clause", p.text[start : cue.start]):
        return False
    match cue.label:
        case "weak":
            return _granted(p, cue, start)
        case "exemption":
            relative = passive(p, cue) and _search(p, "permission_relative_before", _before(p, cue))
            return not (relative or _of_money(p, cue, start)) and not _matches(
                p, "not_exempt_after", _after(p, cue), anchored=True
            )
        case "only":
            return not _search(p, "not_only_before", _before(p, cue))
        case "prohibition":
            return _forbids(p, cue, start)
        case "obligation":
            bare = p.vi.pattern(TOPIC, "must").match(p.text, cue.start, cue.end)
            aside = bare and _search(p, "must_relative_before", _before(p, cue))
            owed = _matches(p, "owed_after", p.text[cue.end : cue.end + 140], anchored=True)
            return not (aside or (owed and not acts(p, start, cue.start)))
        case "power":
            return not _search(p, "competent_before", _before(p, cue))
        case "permission" if _matches(p, "can", p.text[cue.start : cue.end + REACH], anchored=True):
            return acts(p, start, cue.start) or _matches(
                p, "can_be", p.text[cue.start : cue.end + REACH], anchored=True
            )
        case "permission" if not passive(p, cue) and coordinated(p, cue):
            return True
        case "permission":
            described = _search(p, "permission_relative_before", _before(p, cue)) or _of_money(p, cue, start)
            named = passive(p, cue) and actor(p, start) is None and _search(p, "copula", p.text[start : cue.start])
            return not (described or named)
        case _:
            return True


def _pauses(p: Passage, cue: Cue, start: int) -> bool:
    """Whether “must pause” only describes a thing further on in a clause."""
    if not _matches(p, "pauses_after", _after(p, cue), anchored=True):
        return False
    return not (acts(p, start, cue.start) or coordinated(p, cue) or concluding(p, cue))


def _forbids(p: Passage, cue: Cue, start: int) -> bool:
    """Whether a word of prohibition forbids, rather than naming what is forbidden or a case."""
    if _matches(p, "no_right", p.text[cue.start : cue.end], anchored=True):
        return True
    if _search(p, "forbidden_case_before", _before(p, cue)) and not _whole_subject(p, cue, start):
        return False
    verb = p.text[cue.start : cue.end].lower() in p.vi.words(TOPIC, "also_nouns")
    return cue.start == start or not (verb and _search(p, "prohibited_noun_before", _before(p, cue)))


def _whole_subject(p: Passage, cue: Cue, start: int) -> bool:
    """Whether one who acts is the subject, whatever noun stands last in its name."""
    near = p.vi.pattern(TOPIC, "near_case_before").search(_before(p, cue))
    return near is None and cue.start > start and acts(p, start, cue.start)


def _aside(p: Passage, cue: Cue, start: int) -> bool:
    """Whether a cue stands in brackets that were opened after the start, or says only what someone must suffer."""
    if p.text.count("(", start, cue.start) > p.text.count(")", start, cue.start):
        return True
    if cue.label == "obligation" and _pauses(p, cue, start):
        return True
    return cue.label in {"obligation", "permission"} and _search(p, "suffers_after", _after(p, cue))


def _of_money(p: Passage, cue: Cue, start: int) -> bool:
    """Whether money is what is “used”: that says where it comes from, and grants nothing."""
    if not passive(p, cue):
        return False
    if p.vi.pattern(TOPIC, "grade").match(p.text, start, cue.start):
        return True
    drawn = _matches(p, "drawn_from", p.text[cue.start : cue.end + REACH], anchored=True)
    return drawn or bool(p.vi.pattern(TOPIC, "money").match(p.text, start, cue.start))


def _granted(p: Passage, cue: Cue, start: int) -> bool:
    """Whether a bare passive grants something: it does to those who act, and of things where it names a grant."""
    described = _search(p, "weak_relative_before", _before(p, cue)) or _search(p, "copula", p.text[start : cue.start])
    if described or (_of_money(p, cue, start) and not _conceded(p, cue)):
        return False
    after = _after(p, cue)
    then = concluding(p, cue)
    if _matches(p, "agent_after", after, anchored=True):
        helped = start < cue.start and _matches(p, "helped_by", p.text[cue.end : cue.end + 140], anchored=True)
        return helped and acts(p, start, cue.start)
    if _guarded(p, start, cue.start) and not then:
        return False
    if _matches(p, "thing_right", after, anchored=True) or _conceded(p, cue):
        return True
    someone = then or acts(p, start, cue.start)
    if not someone or _search(p, "given_before", p.text[cue.end : cue.end + 80]):
        return False
    first, _ = p.trim(cue.end, len(p.text))
    verb = p.at_start("verb", first)
    if acts(p, start, cue.start) and _matches(p, "act_of_person", p.text[cue.end : cue.end + REACH], anchored=True):
        return True
    return verb is None or not is_verb(p, verb, "passive")


def _conceded(p: Passage, cue: Cue) -> bool:
    """Whether what a thing “is …” depends on a case that follows: then it is granted in that case."""
    return _matches(p, "thing_right_if", p.text[cue.end : cue.end + 140], anchored=True)


def acts(p: Passage, start: int, end: int) -> bool:
    """Whether a stretch begins with one who can act (or is empty: then the one before does)."""
    start, end = p.trim(start, end)
    return start >= end or actor(p, start) is not None


def actor(p: Passage, start: int) -> Cue | None:
    """The head of a noun phrase of one who acts that begins here, determiners aside."""
    found = p.at_start("actor", start)
    if found:
        return found
    word = p.vi.pattern(TOPIC, "determiner").match(p.text, start)
    return p.at_start("actor", word.end()) if word else None


def _guarded(p: Passage, start: int, end: int) -> bool:
    return any(cue.label == "condition" for cue in p.cues("trigger", start, end))


def _before(p: Passage, cue: Cue) -> str:
    return p.text[max(0, cue.start - REACH) : cue.start]


def _after(p: Passage, cue: Cue) -> str:
    return p.text[cue.end : cue.end + REACH]


def _search(p: Passage, key: str, words: str) -> bool:
    return says(p.vi, TOPIC, key, words)


def _matches(p: Passage, key: str, words: str, *, anchored: bool) -> bool:
    pattern = p.vi.pattern(TOPIC, key)
    return bool(pattern.match(words) if anchored else pattern.search(words))

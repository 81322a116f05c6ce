"""Who bears a norm: the subject of its clause, an agent in the passive, or nobody named."""

from __future__ import annotations

from extract import modality
from extract.adjuncts import CASES, Adjunct, Fronted
from extract.found import Bearer
from extract.guards import is_case
from extract.passages import Cue, Passage
from extract.tokens import TOPIC

NOBODY = Bearer()
LONGEST_NEW = 120
LONGEST = 400
"""Characters that the name of a bearer may take."""


def subject(p: Passage, start: int, cue: Cue) -> Bearer | None:
    """The bearer that the words before a cue name; nobody for a thing; None where no subject is said."""
    start, end = without_adverbs(p, start, cue.start)
    if start >= end:
        return None
    head = modality.actor(p, start)
    label = None if head else p.vi.pattern(TOPIC, "label_before").match(p.text, start, end)
    if label and (head := modality.actor(p, label.end())):
        start = label.end()
    if head is None:
        by = None if modality.coordinated(p, cue) else agent_before(p, start, end)
        return by or _of_topic(p, start, cue) or _new_name(p, start, end, cue) or _nearer(p, start, end, cue) or NOBODY
    stop = p.vi.pattern(TOPIC, "name_stops").search(p.text, head.end + 1, end) if modality.concluding(p, cue) else None
    words = p.words(start, name_end(p, head.end, stop.start() if stop else end))
    anybody = p.vi.pattern(TOPIC, "anybody").search(words)
    return Bearer(words, "subject", head.label == "authority" and not anybody)


def _nearer(p: Passage, start: int, end: int, cue: Cue) -> Bearer | None:
    """Who acts after the last comma, where a topic stands first and only those who act have such duties, or something ended."""
    comma = p.text.rfind(", ", start, end)
    if comma < 0:
        return None
    ended = p.vi.pattern(TOPIC, "at_end").match(p.text, start, end)
    head = modality.actor(p, comma + 2)
    office = head is not None and head.label == "authority" and p.at_start("verb", start) is not None
    if not (ended or office or p.vi.pattern(TOPIC, "of_actors_only").match(p.text, cue.start)):
        return None
    if head is not None:
        return Bearer(p.words(comma + 2, name_end(p, head.end, end)), "subject", head.label == "authority")
    named = ended and p.vi.pattern(TOPIC, "doer").match(p.text, comma + 2, end)
    return Bearer(p.words(comma + 2, name_end(p, comma + 2, end)), "subject") if named else None


def agent_before(p: Passage, start: int, end: int) -> Bearer | None:
    """Who “by …” names right before the act; no one whose own verb stands there: “what the office makes must be …”."""
    found = p.vi.pattern(TOPIC, "agent_before").search(p.text, start, end)
    head = modality.actor(p, found.start("who")) if found else None
    if head is None or any(verb.end >= end for verb in p.cues("verb", head.end, end)):
        return None
    return Bearer(p.words(head.start, end), "passive", head.label == "authority")


def _new_name(p: Passage, start: int, end: int, cue: Cue) -> Bearer | None:
    """A name that is not among the known ones: only those who act have duties and rights, and some words end as names do."""
    first = p.vi.pattern(TOPIC, "determiner").match(p.text, start)
    head = first.end() if first else start
    person = p.vi.pattern(TOPIC, "name_of_person").match(p.text, head, end)
    other = any(p.at_start(group, head) for group in ("thing", "trigger")) or (p.at_start("verb", head) and not person)
    if other or end - start > LONGEST_NEW or p.vi.pattern(TOPIC, "negative").match(p.text, start):
        return None
    says = p.vi.pattern(TOPIC, "of_actors_only").match(p.text, cue.start)
    if says or person:
        heads = p.vi.pattern(TOPIC, "head_of").match(p.text, head, end) is not None
        return Bearer(p.words(start, name_end(p, head, end)), "subject", heads)
    return None


def _of_topic(p: Passage, start: int, cue: Cue) -> Bearer | None:
    """Who acts in the case that “then” closes."""
    if not modality.concluding(p, cue):
        return None
    for head in p.cues("actor", start, cue.start):
        if p.vi.pattern(TOPIC, "case_opens_before").search(p.text[max(start, head.start - 12) : head.start]):
            return Bearer(
                p.words(head.start, _case_name_end(p, head.end, cue.start)), "inherited", head.label == "authority"
            )
    return None


def without_adverbs(p: Passage, start: int, end: int) -> tuple[int, int]:
    """The range without adverbs and conjunctions at its edges."""
    found = p.vi.pattern(TOPIC, "adverbs").search(p.text[max(start, end - 60) : end])
    if found:
        end = max(start, end - len(found[0]))
    leading = p.vi.pattern(TOPIC, "leading").match(p.text, start, end)
    return p.trim(leading.end() if leading else start, end)


def name_end(p: Passage, start: int, end: int) -> int:
    """Where the name of an actor ends: before a case or a time inside it."""
    for cue in p.cues("trigger", start, end):
        if cue.label in {"time", "basis"} or is_case(p, cue):
            return p.trim(start, cue.start, " ,;:.\n(")[1]
    return min(end, start + LONGEST)


def of_scope(p: Passage, phrases: Fronted) -> Bearer | None:
    """The bearer that a fronted “for …” names."""
    for phrase in phrases.phrases:
        found = p.vi.pattern(TOPIC, "scope").match(p.text, phrase.start, phrase.end)
        head = modality.actor(p, found.end()) if found else None
        if found and head and head.end <= phrase.end:
            return Bearer(p.words(found.end(), phrase.end), "subject", head.label == "authority")
    return None


def of_case(p: Passage, phrases: Fronted) -> Bearer | None:
    """The bearer that a fronted case names as the one who acts in it."""
    for phrase in phrases.phrases:
        found = p.vi.pattern(TOPIC, "case_of_actor").match(p.text, phrase.start, phrase.end)
        head = modality.actor(p, found.end()) if found else None
        if found and head and head.end <= phrase.end:
            start, head = _found_out(p, found.end(), head, phrase.end)
            return Bearer(
                p.words(start, _case_name_end(p, head.end, phrase.end)), "inherited", head.label == "authority"
            )
    return next((who for phrase in phrases.phrases if (who := _after_comma(p, phrase))), None)


def _after_comma(p: Passage, phrase: Adjunct) -> Bearer | None:
    """The one who acts in a scope that “then” closes: “for …, an investor who has … then …”."""
    comma = p.text.find(", ", phrase.start, phrase.end)
    head = modality.actor(p, comma + 2) if comma > 0 and phrase.kind == CASES else None
    then = p.vi.pattern(TOPIC, "then").match(p.text, phrase.end + 1)
    if head is None or then is None or head.end > phrase.end:
        return None
    if p.vi.pattern(TOPIC, "described_before").search(p.text, phrase.start, comma):
        return None
    start, head = _found_out(p, comma + 2, head, phrase.end)
    return Bearer(p.words(start, _case_name_end(p, head.end, phrase.end)), "subject", head.label == "authority")


def _found_out(p: Passage, start: int, head: Cue, end: int) -> tuple[int, Cue]:
    """Of whom an office finds something: they are to act, not the office."""
    finds = p.vi.pattern(TOPIC, "finds").search(p.text, head.end, end) if head.label == "authority" else None
    whom = modality.actor(p, finds.end()) if finds else None
    return (finds.end(), whom) if finds and whom and whom.end <= end else (start, head)


def of_topic(p: Passage, start: int, end: int) -> Bearer:
    """Who a fronted topic names, if it begins with one who acts."""
    head = modality.actor(p, start)
    if head is None:
        return NOBODY
    return Bearer(p.words(start, _case_name_end(p, head.end, end)), "inherited", head.label == "authority")


def doer(p: Passage, start: int, end: int) -> Bearer:
    """Who is named before an act: those encouraged to do it; nobody where the act itself comes first."""
    head = modality.actor(p, start)
    if head is None:
        return NOBODY
    end = name_end(p, head.end, _case_name_end(p, head.end, end))
    return Bearer(p.words(start, end), "subject", head.label == "authority")


def asked(p: Passage, start: int, end: int) -> Bearer | None:
    """Whom “we ask …” asks to do something."""
    found = p.vi.pattern(TOPIC, "asks").match(p.text, start, end)
    head = modality.actor(p, found.end()) if found else None
    if found is None or head is None:
        return None
    act = next((verb.start for verb in p.cues("verb", head.end, end)), end)
    name = p.words(found.end(), _case_name_end(p, head.end, p.trim(head.end, act)[1]))
    return Bearer(name, "subject", head.label == "authority")


def _case_name_end(p: Passage, start: int, end: int) -> int:
    stops = [found.start()] if (found := p.vi.pattern(TOPIC, "name_stops").search(p.text, start, end)) else []
    stops += [verb.start for verb in p.cues("verb", start, end) if not _names(p, verb)][:1]
    return p.trim(start, min(stops, default=end))[1]


def _names(p: Passage, verb: Cue) -> bool:
    """Whether a verb stands right behind a word that needs one to be a name: “those who use …”, but not “itself”."""
    alone = p.vi.pattern(TOPIC, "itself").match(p.text, verb.start)
    before = p.text[max(0, verb.start - modality.REACH) : verb.start]
    return alone is None and p.vi.pattern(TOPIC, "named_by_act").search(before) is not None


def agent(p: Passage, start: int, end: int, *, at_once: bool = False) -> tuple[Bearer, int] | None:
    """The agent of a passive, and where its verb begins."""
    received = p.vi.pattern(TOPIC, "received_from").match(p.text, start, end) if at_once else None
    if received:
        return _giver(p, received.end(), end)
    found = p.vi.pattern(TOPIC, "passive_agent").search(p.text, start, end)
    if found and at_once and found.start() > start + 1:
        return None
    head = modality.actor(p, found.start("who")) if found else None
    if not found or (head is None and not p.vi.pattern(TOPIC, "budget_pays").match(p.text, found.start("who"))):
        return None
    authority = head is not None and head.label == "authority"
    return Bearer(p.words(*found.span("who")), "passive", authority), found.start("verb")


def _giver(p: Passage, start: int, end: int) -> tuple[Bearer, int] | None:
    """Who does what must be received: “must be approved by …”, said with the one who acts before the act."""
    head = modality.actor(p, start)
    verbs = [v for v in p.cues("verb", head.end, end) if _acts(p, v)] if head else []
    verb = next((v for v in verbs if head and not modality.relative(p, v.start, head.end)), next(iter(verbs), None))
    if head is None or verb is None:
        return None
    return Bearer(p.words(*p.trim(start, verb.start)), "passive", head.label == "authority"), verb.start


def _acts(p: Passage, verb: Cue) -> bool:
    return any(modality.is_verb(p, verb, kind) for kind in ("duty", "power", "rule"))

"""Norms without a modal word: one who acts, and a verb of duty, power or rule-making."""

from __future__ import annotations

from extract import bearers, modality
from extract.adjuncts import CASES, Fronted
from extract.found import Bearer
from extract.modality import REACH
from extract.passages import Cue, Passage
from extract.sentences import Clause
from extract.setting import Draft, Setting
from extract.tokens import TOPIC
from ontology.norm import Modality


def without_modal(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """One who acts, and a verb of duty, power or rule-making with no modal word."""
    start, _ = bearers.without_adverbs(p, phrases.body, clause.end)
    head = modality.actor(p, start)
    if head is None and (label := p.vi.pattern(TOPIC, "label_before").match(p.text, start, clause.end)):
        start, head = label.end(), modality.actor(p, label.end())
    if head is None and not setting.frame.silent:
        return _of_budget(p, clause, phrases)
    if head is None or setting.frame.silent or p.text[head.start : head.end].isupper():
        return None
    verb = _verb(p, head.end, clause.end)
    if verb is None or defines(p, phrases.body, verb.start) or _no_act(p, head.end, verb.end, clause.end):
        return None
    authority = head.label == "authority"
    negated = p.vi.pattern(TOPIC, "negated").search(p.text, head.end, verb.start)
    kind = (
        _refrains(authority) if negated else _unmarked(p, verb, clause, head, _called_for(p, start, phrases, setting))
    )
    if kind is None:
        return None
    end = p.trim(start, negated.start() if negated else verb.start)[1]
    bearer = Bearer(p.words(start, bearers.name_end(p, head.end, end)), "subject", authority)
    return Draft(kind, clause.start, clause.end, (verb.start, verb.start), bearer, phrases, "verb")


def _of_budget(p: Passage, clause: Clause, phrases: Fronted) -> Draft | None:
    """What the money of the state pays for."""
    found = p.vi.pattern(TOPIC, "budget").match(p.text, phrases.body, clause.end)
    if not found:
        return None
    bearer, place = Bearer(p.words(*found.span()), "subject"), (found.start("verb"), found.start("verb"))
    return Draft(Modality.OBLIGATION, clause.start, clause.end, place, bearer, phrases, "budget")


def _called_for(p: Passage, start: int, phrases: Fronted, setting: Setting) -> str:
    """What makes a bare verb a duty of anybody: a procedure, or a case that the clause opens with; or a power."""
    if setting.frame.powers or setting.frame.duties:
        return "powers" if setting.frame.powers else "duties"
    cased = any(phrase.kind == "condition" for phrase in phrases.phrases)
    said = p.vi.pattern(TOPIC, "called_before").search(p.text[max(0, start - 8) : start])
    return "procedure" if setting.frame.procedure or cased or said else ""


def _refrains(authority: bool) -> Modality | None:
    """What “… does not …” says: an authority is told what it leaves undone; of others it only describes a case."""
    return Modality.PROHIBITION if authority else None


def _unmarked(p: Passage, verb: Cue, clause: Clause, head: Cue, called_for: str) -> Modality | None:
    """What a bare verb says: authorities make rules and exercise powers; within a time limit, everybody has a duty."""
    authority = head.label == "authority"
    timed = bool(next(p.cues("deadline", clause.start, clause.end), None))
    to_someone = modality.actor(p, p.trim(verb.end, clause.end)[0]) is not None
    if authority and modality.is_verb(p, verb, "rule") and (modality.is_verb(p, verb, "decree") or not to_someone):
        return Modality.DELEGATION
    handed_out = called_for != "powers" and p.vi.pattern(TOPIC, "handed_out").match(p.text, verb.start)
    power = modality.is_verb(p, verb, "power") and not (timed or handed_out or called_for == "duties")
    if power and (authority or called_for == "powers"):
        return Modality.POWER
    handed = modality.is_verb(p, verb, "handed")
    duty = modality.is_verb(p, verb, "duty") and (authority or timed or bool(called_for) or handed)
    return Modality.OBLIGATION if duty else None


def _verb(p: Passage, start: int, end: int) -> Cue | None:
    """The verb that says the act: none that describes the one who acts, nor, after “on the basis of”, any but a decision."""
    said = [v for v in p.cues("verb", start, end) if _acts(p, v)]
    verbs = [v for v in said if not modality.relative(p, v.start, start) and not _received(p, said, v)]
    if not verbs:
        verbs = [v for v in said if _right_after(p, v, start)]
    if p.vi.pattern(TOPIC, "on_basis").match(p.text, start, end):
        verbs = [v for v in verbs or said if p.vi.pattern(TOPIC, "decides").match(p.text, v.start)] or verbs
    return verbs[0] if verbs else None


def _right_after(p: Passage, verb: Cue, head: int) -> bool:
    """Whether a verb that is said of anybody follows the one who acts at once, and no competence."""
    if verb.start != head + 1 or not modality.is_verb(p, verb, "handed"):
        return False
    competent = p.vi.pattern(TOPIC, "competence_before").search(p.text[max(0, head - REACH) : head])
    return not (competent or p.vi.pattern(TOPIC, "organises").search(p.text[: verb.end]))


def _received(p: Passage, verbs: list[Cue], verb: Cue) -> bool:
    """Whether the verb only goes on with one that is received: “is … to …”."""
    first = verb
    for earlier in reversed(verbs):
        if earlier.end + 1 == first.start:
            first = earlier
    return first is not verb and bool(
        p.vi.pattern(TOPIC, "receives_before").search(p.text[max(0, first.start - REACH) : first.start])
    )


def _acts(p: Passage, verb: Cue) -> bool:
    return any(modality.is_verb(p, verb, kind) for kind in ("rule", "power", "duty"))


def _no_act(p: Passage, start: int, verb: int, end: int) -> bool:
    """Whether one who acts only has a policy, suffers a consequence, or is but the topic of what follows “then”."""
    then = p.says("then") and p.vi.pattern(TOPIC, "then").search(p.text, verb, end)
    if then and not _of_added_case(p, verb, then.start()):
        return True
    says = p.vi.pattern(TOPIC, "policy").match(p.text, start, end)
    return bool(says or p.vi.pattern(TOPIC, "consequence").search(p.text, start, end))


def _of_added_case(p: Passage, verb: int, then: int) -> bool:
    """Whether “then” closes a case that was added to the act after a comma: “… examines it and, if …, then …”."""
    cases = (c for c in p.cues("trigger", verb, then) if c.label == CASES)
    return any(p.text[c.start - 2 : c.start] == ", " for c in cases)


def defines(p: Passage, start: int, end: int) -> bool:
    """Whether a stretch says what something is or is made of."""
    return bool(p.vi.pattern(TOPIC, "definition").search(p.text[start:end]))

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


def bare(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """Without a modal word; but “to organise …” in a list of duties is no organisation."""
    listed = setting.item and (setting.frame.lists or setting.frame.steps)
    goes_on = not clause.first and setting.before is not None and p.text[clause.start].islower()
    found = p.vi.pattern(TOPIC, "organise_act").match(p.text, clause.start) if listed or goes_on else None
    if found and _organises(p, clause.start, found.end()):
        return None
    draft = without_modal(p, clause, phrases, setting)
    made = draft and p.vi.pattern(TOPIC, "made_one").search(p.text, clause.start, draft.cue[0])
    return None if made else draft


def _organises(p: Passage, start: int, end: int) -> bool:
    """Whether a verb follows “to organise”, or has it as its own first words, or what one organises does."""
    verb = p.at_start("verb", start)
    whole = verb is not None and verb.end > end
    return bool(whole or p.at_start("verb", end) or p.vi.pattern(TOPIC, "organise_what").match(p.text, end))


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
        _refrains(authority)
        if negated
        else _unmarked(p, verb, clause, _called_for(p, start, phrases, setting), authority=authority)
    )
    if kind is None:
        return None
    organised = p.vi.pattern(TOPIC, "organises_before").search(p.text, head.end, verb.start)
    end = p.trim(start, next((found.start() for found in (negated, organised) if found), verb.start))[1]
    if organised and kind == Modality.DELEGATION:
        kind = Modality.OBLIGATION
    named = Bearer(p.words(start, bearers.name_end(p, head.end, end)), "subject", authority)
    bearer = bearers.agent_before(p, start, end) or named
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


def _unmarked(p: Passage, verb: Cue, clause: Clause, called_for: str, *, authority: bool) -> Modality | None:
    """What a bare verb says: authorities make rules and exercise powers; within a time limit, everybody has a duty."""
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
    verbs = [v for v in said if not _describes(p, v, start) and not _received(p, said, v)]
    verbs = verbs or [v for v in said if _right_after(p, v, start)] or _after_role(p, said, start)
    if p.vi.pattern(TOPIC, "on_basis").match(p.text, start, end):
        verbs = [v for v in verbs or said if p.vi.pattern(TOPIC, "decides").match(p.text, v.start)] or verbs
    return verbs[0] if verbs else None


def _describes(p: Passage, verb: Cue, start: int) -> bool:
    """Whether a verb describes the one who acts; not where only its basis stands between commas before it."""
    aside = p.vi.pattern(TOPIC, "aside_before").search(p.text, start, verb.start)
    return aside is None and modality.relative(p, verb.start, start)


def _after_role(p: Passage, said: list[Cue], head: int) -> list[Cue]:
    """What someone does who is named by a verb and its object: “the office receiving files issues …”."""
    if not said or said[0].start != head + 1:
        return []
    return [v for v in said[1:] if p.vi.pattern(TOPIC, "role_object_before").search(p.text[: v.start], head)][:1]


def _right_after(p: Passage, verb: Cue, head: int) -> bool:
    """Whether a verb that is said of anybody follows the one who acts at once, and no competence."""
    if verb.start != head + 1 or not modality.is_verb(p, verb, "handed"):
        return False
    before = p.text[max(0, head - REACH) : head]
    competent = any(p.vi.pattern(TOPIC, key).search(before) for key in ("competence_before", "role_heads"))
    return not (competent or p.vi.pattern(TOPIC, "organises").search(p.text[: verb.end]))


def _received(p: Passage, verbs: list[Cue], verb: Cue) -> bool:
    """Whether the verb only goes on with one that is received: “is … to …”."""
    first = verb
    for earlier in reversed(verbs):
        if p.text[earlier.end : first.start] in {" ", ", "}:
            first = earlier
    return first is not verb and bool(
        p.vi.pattern(TOPIC, "receives_before").search(p.text[max(0, first.start - REACH) : first.start])
    )


def _acts(p: Passage, verb: Cue) -> bool:
    return any(modality.is_verb(p, verb, kind) for kind in ("rule", "power", "duty"))


def _no_act(p: Passage, start: int, verb: int, end: int) -> bool:
    """Whether one who acts only has a policy, is someone, suffers a consequence, or is but the topic of what follows “then”."""
    then = p.says("then") and p.vi.pattern(TOPIC, "then").search(p.text, verb, end)
    if then and not _of_added_case(p, verb, then.start()):
        return True
    says = p.vi.pattern(TOPIC, "policy").match(p.text, start, end) or p.vi.pattern(TOPIC, "is_one").match(
        p.text, start, verb
    )
    return bool(says or p.vi.pattern(TOPIC, "consequence").search(p.text, start, end))


def _of_added_case(p: Passage, verb: int, then: int) -> bool:
    """Whether “then” closes a case that was added to the act after a comma: “… examines it and, if …, then …”."""
    cases = (c for c in p.cues("trigger", verb, then) if c.label == CASES)
    return any(p.text[c.start - 2 : c.start] == ", " for c in cases)


def defines(p: Passage, start: int, end: int) -> bool:
    """Whether a stretch says what something is or is made of."""
    return bool(p.vi.pattern(TOPIC, "definition").search(p.text[start:end]))

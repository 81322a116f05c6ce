"""A clause judged: is it a norm, of which kind, whose. The rules are tried in order; the first that fits names the draft."""

from __future__ import annotations

from dataclasses import dataclass

from extract import bearers, modality
from extract.adjuncts import Fronted, fronted
from extract.bearers import NOBODY
from extract.found import Bearer
from extract.frames import REQUIREMENTS, Frame
from extract.passages import Cue, Passage
from extract.sentences import Clause
from extract.tokens import TOPIC
from ontology.norm import Modality


@dataclass(frozen=True, slots=True)
class Draft:
    """A norm in the making: `cue` is the range of the word that made it one."""

    modality: Modality
    start: int
    end: int
    cue: tuple[int, int]
    bearer: Bearer
    phrases: Fronted
    rule: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a clause may lean on: the frame around it, the draft before it, and whether it opens a list item."""

    frame: Frame
    before: Draft | None = None
    item: bool = False


def judge(p: Passage, clause: Clause, setting: Setting) -> Draft | None:
    """The norm that a clause states, if it states one."""
    if p.vi.pattern(TOPIC, "amends").match(p.text, clause.start, clause.end):
        return None
    phrases = fronted(p, clause.start, clause.end)
    rules = (_competent, _by_modal, _without_modal, _after_phrase, _as_item, _opposite, _negative, _by_agent)
    return next((draft for rule in rules if (draft := rule(p, clause, phrases, setting))), None)


def _by_modal(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    cue = modality.main(p, phrases.body, clause.end)
    if cue is None or (cue.label != "prohibition" and _defines(p, phrases.body, cue.start)):
        return None
    if setting.item and setting.frame.lists and _inside_object(p, cue, phrases.body, setting.frame):
        return None
    named = bearers.subject(p, phrases.body, cue)
    case = bearers.of_case(p, phrases) if clause.first and named is None and not setting.item else None
    bearer = named or case or _leaning(p, phrases, setting)
    if named == NOBODY and (agent := bearers.agent(p, cue.end, clause.end, at_once=True)):
        bearer = agent[0]
    kind = modality.modality(p, cue, bearer.authority)
    if cue.label == "mixed" or named is not None or kind != setting.frame.modality or not setting.item:
        return Draft(kind, clause.start, clause.end, (cue.start, cue.end), bearer, phrases, f"modal:{cue.label}")
    return Draft(kind, clause.start, clause.end, (cue.start, cue.end), bearer, phrases, f"item:{cue.label}")


def _competent(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:  # noqa: ARG001
    found = p.vi.pattern(TOPIC, "competent").match(p.text[clause.start : clause.end])
    if not found:
        return None
    start = clause.start + found.start("who")
    if modality.actor(p, start) is None:
        return None
    bearer = Bearer(p.words(start, clause.end), "subject", authority=True)
    return Draft(Modality.POWER, clause.start, clause.end, (clause.start, start), bearer, phrases, "competent")


def _without_modal(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """One who acts, and a verb of duty, power or rule-making with no modal word."""
    start, _ = bearers.without_adverbs(p, phrases.body, clause.end)
    head = modality.actor(p, start)
    if head is None or setting.frame.silent or p.text[head.start : head.end].isupper():
        return None
    verb = _verb(p, head.end, clause.end)
    if verb is None or _defines(p, phrases.body, verb.start) or _no_act(p, head.end, verb.end, clause.end):
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


def _refrains(authority: bool) -> Modality | None:
    """What “… does not …” says: an authority is told what it leaves undone; of others it only describes a case."""
    return Modality.PROHIBITION if authority else None


def _called_for(p: Passage, start: int, phrases: Fronted, setting: Setting) -> str:
    """What makes a bare verb a duty of anybody: a procedure, or a case that the clause opens with; or a power."""
    if setting.frame.powers:
        return "powers"
    cased = any(phrase.kind == "condition" for phrase in phrases.phrases)
    then = p.vi.pattern(TOPIC, "then_before").search(p.text[max(0, start - 8) : start])
    return "procedure" if setting.frame.procedure or cased or then else ""


def _unmarked(p: Passage, verb: Cue, clause: Clause, head: Cue, called_for: str) -> Modality | None:
    """What a bare verb says: authorities make rules and exercise powers; within a time limit, everybody has a duty."""
    authority = head.label == "authority"
    timed = bool(next(p.cues("deadline", clause.start, clause.end), None))
    to_someone = modality.actor(p, p.trim(verb.end, clause.end)[0]) is not None
    if authority and modality.is_verb(p, verb, "rule") and not to_someone:
        return Modality.DELEGATION
    power = modality.is_verb(p, verb, "power") and not timed
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
    competent = p.vi.pattern(TOPIC, "competence_before").search(p.text[:head])
    organises = p.vi.pattern(TOPIC, "organises").search(p.text[: verb.end])
    return verb.start == head + 1 and modality.is_verb(p, verb, "handed") and not (competent or organises)


def _received(p: Passage, verbs: list[Cue], verb: Cue) -> bool:
    """Whether the verb only goes on with one that is received: “is … to …”."""
    first = verb
    for earlier in reversed(verbs):
        if earlier.end + 1 == first.start:
            first = earlier
    return first is not verb and bool(p.vi.pattern(TOPIC, "receives_before").search(p.text[: first.start]))


def _acts(p: Passage, verb: Cue) -> bool:
    return any(modality.is_verb(p, verb, kind) for kind in ("rule", "power", "duty"))


def _after_phrase(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """A case or a time, then a verb: the duty of the one who acted before."""
    verb = p.at_start("verb", phrases.body)
    if not phrases.phrases or verb is None or not modality.is_verb(p, verb, "duty"):
        return None
    bearer = _leaning(p, phrases, setting)
    kind = setting.frame.modality if setting.item and setting.frame.lists else Modality.OBLIGATION
    return Draft(
        kind or Modality.OBLIGATION, clause.start, clause.end, (verb.start, verb.start), bearer, phrases, "after-phrase"
    )


def _as_item(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """An item of a list whose opening says what its items are."""
    frame = setting.frame
    if not setting.item or not frame.lists or frame.modality is None:
        return None
    if frame.from_heading and (not _begins_with_act(p, clause.start) or _describes(p, clause)):
        return None
    kind = _item_kind(p, clause, frame)
    return Draft(
        kind, clause.start, clause.end, (clause.start, clause.start), frame.bearer, phrases, f"list:{frame.rule}"
    )


def _item_kind(p: Passage, clause: Clause, frame: Frame) -> Modality:
    kind = frame.modality or Modality.OBLIGATION
    if frame.rule == REQUIREMENTS:
        return kind
    if kind != Modality.PROHIBITION and p.vi.pattern(TOPIC, "opens_not").match(p.text, clause.start):
        return Modality.PROHIBITION
    if kind in {Modality.OBLIGATION, Modality.POWER} and p.vi.pattern(TOPIC, "opens_right").match(p.text, clause.start):
        return Modality.PERMISSION
    if frame.mixed:
        verb = p.at_start("verb", clause.start)
        return Modality.PERMISSION if verb and modality.is_verb(p, verb, "right") else Modality.OBLIGATION
    if frame.bearer.authority and kind in {Modality.OBLIGATION, Modality.POWER}:
        verb = p.at_start("verb", clause.start)
        return Modality.DELEGATION if verb and modality.is_verb(p, verb, "rule") and frame.delegates else kind
    return kind


def _opposite(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """After a prohibition, a verb that is not forbidden is a duty."""
    before = setting.before
    if (
        before is None
        or clause.first
        or before.modality != Modality.PROHIBITION
        or setting.frame.modality == Modality.PROHIBITION
    ):
        return None
    verb = p.at_start("verb", clause.start)
    if verb is None or not modality.is_verb(p, verb, "duty"):
        return None
    place = (verb.start, verb.start)
    return Draft(Modality.OBLIGATION, clause.start, clause.end, place, _inherited(before.bearer), phrases, "opposite")


def _negative(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """After a norm, a clause that only says what is not done: a prohibition without a modal word."""
    if setting.before is None or clause.first or setting.frame.modality == Modality.PROHIBITION:
        return None
    if not p.vi.pattern(TOPIC, "negative").match(p.text, clause.start, clause.end):
        return None
    place, bearer = (clause.start, clause.start), _inherited(setting.before.bearer)
    return Draft(Modality.PROHIBITION, clause.start, clause.end, place, bearer, phrases, "negative")


def _by_agent(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """“The … is done by …”: a duty or a power of the agent."""
    if setting.frame.silent or not p.vi.pattern(TOPIC, "opens_matter").match(p.text, phrases.body):
        return None
    found = bearers.agent(p, phrases.body, clause.end)
    verb = p.at_start("verb", found[1]) if found else None
    if found is None or verb is None:
        return None
    kind = Modality.OBLIGATION
    competence = p.vi.pattern(TOPIC, "opens_competence").match(p.text, phrases.body)
    if found[0].authority and modality.is_verb(p, verb, "rule"):
        kind = Modality.DELEGATION
    elif competence or (found[0].authority and modality.is_verb(p, verb, "power")):
        kind = Modality.POWER
    return Draft(kind, clause.start, clause.end, (verb.start, verb.start), found[0], phrases, "agent")


def _leaning(p: Passage, phrases: Fronted, setting: Setting) -> Bearer:
    """The bearer where the clause names no subject."""
    scoped = bearers.of_scope(p, phrases)
    if scoped:
        return scoped
    if setting.item and setting.frame.bearer.words:
        return setting.frame.bearer
    if setting.before is not None and setting.before.bearer.words:
        return _inherited(setting.before.bearer)
    return bearers.of_case(p, phrases) or setting.frame.bearer


def _inherited(bearer: Bearer) -> Bearer:
    return Bearer(bearer.words, "inherited" if bearer.words else "implicit", bearer.authority)


def _no_act(p: Passage, start: int, verb: int, end: int) -> bool:
    """Whether one who acts only has a policy, suffers a consequence, or is but the topic of what follows “then”."""
    if p.vi.pattern(TOPIC, "then").search(p.text, verb, end):
        return True
    says = p.vi.pattern(TOPIC, "policy").match(p.text, start, end)
    return bool(says or p.vi.pattern(TOPIC, "consequence").search(p.text, start, end))


def _inside_object(p: Passage, cue: Cue, start: int, frame: Frame) -> bool:
    """Whether the item begins with its own verb, so that a right or duty further on belongs to something in its object."""
    verb = p.at_start("verb", start)
    if verb is None or modality.actor(p, start) is not None:
        return False
    if cue.label in {"weak", "permission", "exemption", "power"}:
        return True
    return bool(frame.bearer.words) and not (modality.coordinated(p, cue) or modality.concluding(p, cue))


def _defines(p: Passage, start: int, end: int) -> bool:
    return bool(p.vi.pattern(TOPIC, "definition").search(p.text[start:end]))


def _describes(p: Passage, clause: Clause) -> bool:
    return bool(p.vi.pattern(TOPIC, "copula").search(p.text, clause.start, clause.end))


def _begins_with_act(p: Passage, start: int) -> bool:
    verb = p.at_start("verb", start)
    starts = ("opens_not", "opens_granted")
    return bool(verb) or any(p.vi.pattern(TOPIC, key).match(p.text, start) for key in starts)

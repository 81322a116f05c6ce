"""A clause judged: is it a norm, of which kind, whose. The rules are tried in order; the first that fits names the draft."""

from __future__ import annotations

from dataclasses import replace

from extract import bearers, modality
from extract.adjuncts import CASES, Fronted, fronted
from extract.agents import by_agent
from extract.bare_verbs import bare, defines
from extract.bearers import NOBODY
from extract.found import Bearer
from extract.frames import PRINCIPLES, REQUIREMENTS, Frame
from extract.modality import REACH
from extract.passages import Cue, Passage
from extract.policies import (
    as_assigned,
    as_charged,
    as_competence,
    as_encouraged,
    as_lost,
    as_need,
    as_policy,
    as_refusal,
    as_relief,
    as_shared,
    as_willing,
)
from extract.sentences import Clause
from extract.sequels import inherited, negative, opposite
from extract.setting import Draft, Setting
from extract.steps import as_concluded, as_step, next_sentence, of_thing
from extract.tokens import TOPIC
from ontology.norm import Modality


def judge(p: Passage, clause: Clause, setting: Setting) -> Draft | None:
    """The norm that a clause states, if it states one."""
    if p.vi.pattern(TOPIC, "amends").match(p.text, clause.start, clause.end):
        return None
    phrases = fronted(p, clause.start, clause.end)
    if setting.frame.silent and setting.item:
        return _own_rule(p, _by_modal(p, clause, phrases, setting))
    rules = (
        as_competence,
        as_lost,
        as_willing,
        as_encouraged,
        as_assigned,
        _by_modal,
        bare,
        as_charged,
        _after_phrase,
        _as_item,
        as_step,
        opposite,
        negative,
        by_agent,
        of_thing,
        next_sentence,
        as_policy,
        as_shared,
        as_need,
        as_refusal,
        as_relief,
        as_concluded,
    )
    return next((draft for rule in rules if (draft := rule(p, clause, phrases, setting))), None)


def _own_rule(p: Passage, draft: Draft | None) -> Draft | None:
    """What an item of a list that states nothing says all the same: after “then”, or of one who acts, what must be."""
    if draft is None:
        return None
    concluded = p.vi.pattern(TOPIC, "then").search(p.text, draft.start, draft.cue[0])
    strict = draft.modality in {Modality.OBLIGATION, Modality.PROHIBITION} and draft.bearer.found == "subject"
    named = draft.rule == "modal:weak" and p.vi.pattern(TOPIC, "pointed_at").match(p.text, draft.start, draft.cue[0])
    says = named or (strict and draft.rule.startswith("modal"))
    return draft if concluded or says or when_must(p, draft.start, draft.end) else None


def when_must(p: Passage, start: int, end: int) -> bool:
    """Whether a clause is a case of nobody named and, right after it, what must be done: “when closing the gate, one must …”."""
    trigger = p.at_start("trigger", start)
    if trigger is None or trigger.label != CASES or modality.actor(p, p.trim(trigger.end, end)[0]) is not None:
        return False
    body = fronted(p, start, end).body
    cue = p.at_start("modal", body) if body > start else None
    return cue is not None and cue.label == "obligation"


def _by_modal(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    cue = modality.main(p, phrases.body, clause.end)
    if cue is None or (cue.label != "prohibition" and defines(p, phrases.body, cue.start)):
        return None
    if setting.item and setting.frame.lists and _inside_object(p, cue, phrases.body, setting.frame):
        return None
    if _said_of_object(p, cue, phrases.body, clause) or _inside_basis(p, cue, phrases):
        return None
    named = bearers.subject(p, phrases.body, cue)
    case = bearers.of_case(p, phrases) if clause.first and named is None and not setting.item else None
    bearer = named or case or _leaning(p, phrases, setting)
    if named is None and p.vi.pattern(TOPIC, "recorded").match(p.text, cue.start):
        bearer = _recorder(clause, setting)
    elif named == NOBODY and setting.item and _of_list(p, phrases.body, cue, setting):
        bearer = setting.frame.bearer
    if named == NOBODY and not bearer.words and (agent := bearers.agent(p, cue.end, clause.end, at_once=True)):
        bearer = agent[0]
    kind = modality.modality(p, cue, bearer.authority or setting.frame.powers)
    if cue.label == "mixed" or named is not None or kind != setting.frame.modality or not setting.item:
        return Draft(kind, clause.start, clause.end, (cue.start, cue.end), bearer, phrases, f"modal:{cue.label}")
    return Draft(kind, clause.start, clause.end, (cue.start, cue.end), bearer, phrases, f"item:{cue.label}")


def _of_list(p: Passage, start: int, cue: Cue, setting: Setting) -> bool:
    """Whether an item's modal word is said of the one whom the opening names: only those who act have such duties, a
    requirement holds for what must meet it, or the item begins with an act.
    """
    if setting.frame.rule == REQUIREMENTS or p.vi.pattern(TOPIC, "of_actors_only").match(p.text, cue.start):
        return True
    return setting.frame.lists and bool(setting.frame.bearer.words) and _acts_on(p, start)


def _recorder(clause: Clause, setting: Setting) -> Bearer:
    """Who must write down something: never who, in the case before it, did not sign."""
    if setting.item and setting.frame.bearer.words:
        return setting.frame.bearer
    return inherited(setting.before.bearer) if setting.before and not clause.first else NOBODY


def _after_phrase(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """A case or a time, then a verb: the duty of the one who acted before."""
    verb = p.at_start("verb", phrases.body)
    if not phrases.phrases or verb is None or not modality.is_verb(p, verb, "duty") or _is_noun(p, verb, clause.end):
        return None
    if clause.opens and p.vi.pattern(TOPIC, "basis_named").match(p.text, clause.start):
        return None
    bearer = bearers.asked(p, verb.start, clause.end) or _leaning(p, phrases, _anew(p, verb, clause, setting))
    listed = setting.item and setting.frame.lists and not setting.frame.mixed
    kind = setting.frame.modality if listed else Modality.OBLIGATION
    return Draft(
        kind or Modality.OBLIGATION, clause.start, clause.end, (verb.start, verb.start), bearer, phrases, "after-phrase"
    )


def _anew(p: Passage, verb: Cue, clause: Clause, setting: Setting) -> Setting:
    """The setting without the one who acted before, where a new sentence only says what applies."""
    applies = clause.first and p.vi.pattern(TOPIC, "impersonal").match(p.text, verb.start)
    return replace(setting, before=None) if applies else setting


def _is_noun(p: Passage, verb: Cue, end: int) -> bool:
    """Whether something is said of the “verb” further on, so that it is a thing: “a decision … is …”."""
    comma = p.text.find(",", verb.end, end)
    said = (cue for cue in p.cues("modal", verb.end, end if comma < 0 else comma) if cue.label == "weak")
    return any(
        not p.vi.pattern(TOPIC, "weak_relative_before").search(p.text[max(0, cue.start - REACH) : cue.start])
        for cue in said
        if p.text[cue.start - 1] != "("
    )


def _as_item(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """An item of a list whose opening says what its items are."""
    frame = setting.frame
    if not setting.item or not frame.lists or frame.modality is None:
        return None
    quality = frame.rule == PRINCIPLES and p.vi.pattern(TOPIC, "opens_quality").match(p.text, clause.start)
    acts = quality or _begins_with_act(p, clause.start) or _names_nobody(p, clause, setting.frame)
    if frame.from_heading and (not acts or _describes(p, clause, frame)):
        return None
    if (
        frame.rule == REQUIREMENTS
        and not acts
        and p.vi.pattern(TOPIC, "pointer").match(p.text, clause.start, clause.end)
    ):
        return None
    kind = _item_kind(p, clause, frame)
    return Draft(
        kind, clause.start, clause.end, (clause.start, clause.start), frame.bearer, phrases, f"list:{frame.rule}"
    )


def _names_nobody(p: Passage, clause: Clause, frame: Frame) -> bool:
    """Whether an item under a heading that says who acts tells an act, in whatever verb: it names no subject."""
    if not frame.bearer.words or not clause.first:
        return False
    named = modality.actor(p, clause.start) or p.at_start("thing", clause.start) or p.at_start("trigger", clause.start)
    nouns = ("opens_noun", "opens_matter", "name_of_person")
    return named is None and not any(p.vi.pattern(TOPIC, key).match(p.text, clause.start) for key in nouns)


def _item_kind(p: Passage, clause: Clause, frame: Frame) -> Modality:
    kind = frame.modality or Modality.OBLIGATION
    if frame.rule == REQUIREMENTS:
        return kind
    if kind != Modality.PROHIBITION and p.vi.pattern(TOPIC, "opens_not").match(p.text, clause.start):
        return Modality.PROHIBITION
    if frame.rule == PRINCIPLES:
        return kind
    if kind in {Modality.OBLIGATION, Modality.POWER} and p.vi.pattern(TOPIC, "opens_right").match(p.text, clause.start):
        return Modality.PERMISSION
    if frame.mixed:
        verb = p.at_start("verb", clause.start)
        right = verb is not None and modality.is_verb(p, verb, "right")
        if frame.bearer.authority:
            return Modality.POWER if right and verb and not modality.is_verb(p, verb, "duty") else Modality.OBLIGATION
        return Modality.PERMISSION if right else Modality.OBLIGATION
    if frame.bearer.authority and kind in {Modality.OBLIGATION, Modality.POWER}:
        verb = p.at_start("verb", clause.start)
        return Modality.DELEGATION if verb and modality.is_verb(p, verb, "rule") and frame.delegates else kind
    return kind


def _leaning(p: Passage, phrases: Fronted, setting: Setting) -> Bearer:
    """The bearer where the clause names no subject."""
    scoped = bearers.of_scope(p, phrases)
    if scoped:
        return scoped
    if setting.item and setting.frame.bearer.words:
        return setting.frame.bearer
    if setting.before is not None and setting.before.bearer.words:
        return inherited(setting.before.bearer)
    return bearers.of_case(p, phrases) or setting.frame.bearer


def _said_of_object(p: Passage, cue: Cue, start: int, clause: Clause) -> bool:
    """Whether a clause begins with an act, and the passive further on only describes what it acts on."""
    if modality.actor(p, start) is not None:
        return False
    if not clause.first and cue.label == "obligation":
        return bool(_acts_on(p, start) and p.vi.pattern(TOPIC, "about_before").search(p.text, start, cue.start))
    if cue.label == "permission" and p.vi.pattern(TOPIC, "can").match(p.text, cue.start):
        return _acts_on(p, start) and not modality.coordinated(p, cue)
    if cue.label not in {"weak", "permission"} or not modality.passive(p, cue):
        return False
    allowed = clause.first and p.vi.pattern(TOPIC, "allowed").match(p.text, cue.start)
    told = modality.coordinated(p, cue) or modality.concluding(p, cue)
    return _acts_on(p, start) and not (allowed or told)


def _inside_basis(p: Passage, cue: Cue, phrases: Fronted) -> bool:
    """Whether the cue only describes what a fronted “on the basis of …” names: no clause follows it."""
    last = phrases.phrases[-1] if phrases.phrases else None
    return last is not None and last.kind == "basis" and cue.start == phrases.body and modality.received(p, cue)


def _acts_on(p: Passage, start: int) -> bool:
    verb = p.at_start("verb", start)
    return verb is not None and modality.is_verb(p, verb, "duty")


def _inside_object(p: Passage, cue: Cue, start: int, frame: Frame) -> bool:
    """Whether the item begins with its own verb, so that a right or duty further on belongs to something in its object."""
    verb = p.at_start("verb", start)
    if verb is None or modality.actor(p, start) is not None:
        return False
    if cue.label in {"weak", "permission", "exemption", "power"}:
        return True
    return bool(frame.bearer.words) and not (modality.coordinated(p, cue) or modality.concluding(p, cue))


def _describes(p: Passage, clause: Clause, frame: Frame) -> bool:
    """Whether an item says what something is; where its heading names who acts, what it acts on may be something."""
    made_of = clause.opens and p.vi.pattern(TOPIC, "opens_made_of").search(p.text, clause.start, clause.end)
    if made_of or not p.vi.pattern(TOPIC, "copula").search(p.text, clause.start, clause.end):
        return bool(made_of)
    return not frame.bearer.words or p.vi.pattern(TOPIC, "opens_noun").match(p.text, clause.start) is not None


def _begins_with_act(p: Passage, start: int) -> bool:
    verb = p.at_start("verb", start)
    starts = ("opens_not", "opens_granted")
    return bool(verb) or any(p.vi.pattern(TOPIC, key).match(p.text, start) for key in starts)

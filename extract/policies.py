"""Norms of plain statements: what the state encourages, whose duty something is, what is needed, lost or not done."""

from __future__ import annotations

from dataclasses import replace

from extract import bearers, modality
from extract.adjuncts import CASES, Adjunct, Fronted
from extract.bearers import NOBODY
from extract.found import Bearer
from extract.frames import POLICY
from extract.passages import Passage
from extract.sentences import Clause
from extract.setting import Draft, Setting
from extract.tokens import TOPIC
from ontology.norm import Modality


def as_lost(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """What is withdrawn in a case that follows: a duty of nobody named, whatever is forbidden in the case."""
    if not _free(replace(clause, opens=False), setting):
        return None
    found = p.vi.pattern(TOPIC, "lost_in_case").match(p.text, phrases.body, clause.end)
    if found is None or modality.actor(p, phrases.body) is not None:
        return None
    return _draft(Modality.OBLIGATION, clause, phrases, found.start("verb"), NOBODY, "lost")


def as_willing(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """What those who act do of themselves: “organisations actively carry out …”."""
    head = modality.actor(p, phrases.body) if _free(clause, setting) else None
    found = head and p.vi.pattern(TOPIC, "of_themselves").match(p.text, head.end, clause.end)
    if head is None or not found or p.at_start("verb", found.end()) is None:
        return None
    between = next(
        (cue for group in ("modal", "verb", "trigger") for cue in p.cues(group, head.end, found.end())), None
    )
    cue = modality.main(p, phrases.body, clause.end)
    if between or (cue and not (modality.received(p, cue) and not modality.coordinated(p, cue))):
        return None
    place = found.start("how")
    bearer = Bearer(p.words(*p.trim(phrases.body, place)), "subject", head.label == "authority")
    return _draft(Modality.OBLIGATION, clause, phrases, place, bearer, "willing")


def as_policy(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """What the state promises."""
    if not _free(clause, setting):
        return None
    found = p.vi.pattern(TOPIC, "state_policy").match(p.text, phrases.body, clause.end)
    if found:
        bearer = Bearer(p.words(*found.span("who")), "subject", authority=True)
        return _draft(Modality.OBLIGATION, clause, phrases, found.start("verb"), bearer, "policy")
    return _allowed(p, clause, phrases)


def _allowed(p: Passage, clause: Clause, phrases: Fronted) -> Draft | None:
    """What is allowed without saying by whom, of a topic or in a case."""
    found = p.vi.pattern(TOPIC, "allows").match(p.text, phrases.body, clause.end)
    if found is None or modality.actor(p, phrases.body) or not (phrases.phrases or found.start("verb") > phrases.body):
        return None
    if next(p.cues("modal", phrases.body, found.start("verb")), None):
        return None
    return _draft(Modality.PERMISSION, clause, phrases, found.start("verb"), NOBODY, "allowed")


def as_encouraged(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """What is encouraged without saying by whom, and who is to do it; not in a list of what the state does."""
    if not _free(clause, setting) or (setting.item and setting.frame.rule == POLICY and setting.frame.bearer.words):
        return None
    urged = p.vi.pattern(TOPIC, "encouraged").match(p.text, phrases.body, clause.end)
    if urged is None or (not clause.first and setting.before is not None and p.text[clause.start].islower()):
        return None
    who = bearers.doer(p, urged.end(), clause.end)
    return _draft(Modality.PERMISSION, clause, phrases, phrases.body, who, "encouraged")


def as_assigned(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """“Duties of the office: to lead …”: the act that follows the colon is its duty."""
    if setting.frame.silent or clause.opens:
        return None
    found = p.vi.pattern(TOPIC, "duty_label").match(p.text, clause.start, clause.end)
    head = modality.actor(p, found.start("who")) if found else None
    if found is None or head is None or p.at_start("verb", found.end()) is None:
        return None
    bearer = Bearer(p.words(*found.span("who")), "chapeau", head.label == "authority")
    return _draft(Modality.OBLIGATION, clause, phrases, found.end(), bearer, "assigned")


def as_shared(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """Whose duty or right an act is: “protecting … is the duty of …”."""
    if setting.frame.silent or clause.opens:
        return None
    found = p.vi.pattern(TOPIC, "is_duty_of").match(p.text, phrases.body, clause.end)
    head = modality.actor(p, found.start("who")) if found else None
    if found is None or head is None:
        return None
    kind = Modality.OBLIGATION if p.vi.pattern(TOPIC, "duty_word").search(found["what"]) else Modality.PERMISSION
    bearer = Bearer(p.words(*p.trim(found.start("who"), clause.end)), "subject", head.label == "authority")
    return _draft(kind, clause, phrases, found.start("what"), bearer, "shared")


def as_need(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """What is needed of those who act, or for what is named before: “for …, one needs to check …”."""
    if not _free(clause, setting) or not p.says("needs"):
        return None
    needed = p.vi.pattern(TOPIC, "must_be_so").search(p.text, phrases.body, clause.end)
    if needed and modality.actor(p, phrases.body) is None:
        return _draft(Modality.OBLIGATION, clause, phrases, needed.start(), NOBODY, "need")
    found = p.vi.pattern(TOPIC, "needs").search(p.text, max(phrases.body - 1, clause.start), clause.end)
    verb = p.at_start("verb", found.end()) if found else None
    head = modality.actor(p, phrases.body)
    opened = phrases.phrases or p.at_start("trigger", clause.start)
    closed = found and p.vi.pattern(TOPIC, "ending_then").search(p.text, clause.start, found.start())
    acts = closed or (verb is not None and modality.is_verb(p, verb, "duty"))
    if found is None or not acts or not (head or opened):
        return None
    if head and any(p.cues("verb", head.end, found.start())):
        return None
    named = head and Bearer(p.words(*p.trim(phrases.body, found.start())), "subject", head.label == "authority")
    return _draft(Modality.OBLIGATION, clause, phrases, found.end(), named or NOBODY, "need")


def as_refusal(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """A unit that begins with what is not done: nobody may do it."""
    phrases = _before_refusal(p, clause, phrases)
    if not _free(clause, setting) or not (setting.item or phrases.phrases) or not clause.first:
        return None
    key = "refusal_after" if phrases.phrases else "opens_refusal"
    found = p.vi.pattern(TOPIC, key).match(p.text, phrases.body, clause.end)
    verb = p.at_start("verb", found.end()) if found else None
    if verb is None or not modality.is_verb(p, verb, "duty"):
        return None
    return _draft(Modality.PROHIBITION, clause, phrases, verb.start, bearers.NOBODY, "refusal")


def _before_refusal(p: Passage, clause: Clause, phrases: Fronted) -> Fronted:
    """The fronted phrases of a clause, where a case stands before what is not done and nobody acts between them."""
    trigger = p.at_start("trigger", clause.start)
    if phrases.phrases or trigger is None or trigger.label != CASES:
        return phrases
    found = p.vi.pattern(TOPIC, "refused_after").search(p.text, trigger.end, clause.end)
    if found is None:
        return phrases
    return Fronted((Adjunct(CASES, clause.start, found.start()),), found.start("what"))


def as_charged(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """“The … is charged with …”: an authority's duty, or its rule-making."""
    found = p.vi.pattern(TOPIC, "charges").match(p.text, phrases.body, clause.end)
    head = modality.actor(p, found.end()) if found and not (setting.item and setting.frame.lists) else None
    if found is None or head is None or head.label != "authority":
        return None
    verb = next((v for v in p.cues("verb", head.end, clause.end) if not modality.relative(p, v.start, head.end)), None)
    if verb is None:
        return None
    kind = Modality.DELEGATION if modality.is_verb(p, verb, "rule") else Modality.OBLIGATION
    bearer = Bearer(p.words(*p.trim(found.end(), verb.start)), "subject", authority=True)
    return Draft(kind, clause.start, clause.end, (verb.start, verb.start), bearer, phrases, "charged")


def as_relief(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """A charge that a unit begins by lifting: whoever would owe it is spared."""
    if not _free(replace(clause, opens=False), setting) or not clause.first:
        return None
    found = p.vi.pattern(TOPIC, "relief").match(p.text, phrases.body, clause.end)
    if found is None or p.vi.pattern(TOPIC, "copula").search(p.text, clause.start, clause.end):
        return None
    return _draft(Modality.EXEMPTION, clause, phrases, phrases.body, NOBODY, "relief")


def as_competence(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:  # noqa: ARG001
    """“Competent to …: the …”: a power of the one named."""
    found = p.vi.pattern(TOPIC, "competent").match(p.text[clause.start : clause.end])
    if not found:
        return None
    start = clause.start + found.start("who")
    if modality.actor(p, start) is None:
        return None
    bearer = Bearer(p.words(start, clause.end), "subject", authority=True)
    return Draft(Modality.POWER, clause.start, clause.end, (clause.start, start), bearer, phrases, "competent")


def _free(clause: Clause, setting: Setting) -> bool:
    """Whether a clause is no opening and no item of a list that says what its items are."""
    listed = setting.item and setting.frame.lists and not setting.frame.from_heading
    return not (setting.frame.silent or clause.opens or listed)


def _draft(kind: Modality, clause: Clause, phrases: Fronted, place: int, bearer: Bearer, rule: str) -> Draft:
    return Draft(kind, clause.start, clause.end, (place, place), bearer, phrases, rule)

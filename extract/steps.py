"""Norms that name nobody: steps that begin with their verb, what a thing must meet, and the sentence that goes on with a list item."""

from __future__ import annotations

from extract import modality
from extract.adjuncts import CASES, Adjunct, Fronted
from extract.bearers import of_topic
from extract.found import Bearer
from extract.passages import Passage
from extract.quantities import is_time
from extract.sentences import Clause
from extract.setting import Draft, Setting
from extract.tokens import TOPIC
from ontology.norm import Modality

FEWEST = 3
"""Words after its verb that tell a step from a mere title, where the opening promises steps;"""
ENOUGH = 6
"""and where only the heading does."""


def as_step(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """A step of a procedure that begins with its verb: a duty of whoever the opening names, or of nobody named."""
    if not p.text[clause.start].isupper() or _describes(p, clause) or not (setting.item or _alone(clause, setting)):
        return None
    promised = setting.item and setting.frame.steps and _words_after(p, clause, phrases) >= FEWEST
    if promised or (setting.frame.orders and _orders(p, clause, phrases)):
        return _draft(Modality.OBLIGATION, clause, phrases, phrases.body, setting.frame.bearer, "step")
    return None


def _alone(clause: Clause, setting: Setting) -> bool:
    """Whether a later sentence goes on with no one named before."""
    return clause.first and not (setting.before and setting.before.bearer.words)


def _words_after(p: Passage, clause: Clause, phrases: Fronted) -> int:
    """How many words follow the verb that the clause begins with; none where it begins with no such verb."""
    verb = p.at_start("verb", phrases.body)
    duty = verb.end if verb and modality.is_verb(p, verb, "duty") else None
    order = p.vi.pattern(TOPIC, "imperative").match(p.text, phrases.body, clause.end)
    end = duty or (order.end() if order else clause.end)
    return len(p.text[end : clause.end].split())


def _orders(p: Passage, clause: Clause, phrases: Fronted) -> bool:
    """Whether a line orders an act with its verb alone, and does not merely name it."""
    label = p.vi.pattern(TOPIC, "label_before").match(p.text, phrases.body, clause.end)
    imperative = p.vi.pattern(TOPIC, "imperative")
    found = imperative.match(p.text, label.end(), clause.end) if label else None
    found = found or imperative.match(p.text, phrases.body, clause.end)
    if found is None or clause.opens or len(p.text[found.end() : clause.end].split()) < ENOUGH:
        return False
    return not _is_subject(p, found.start(), clause.end)


def _is_subject(p: Passage, start: int, end: int) -> bool:
    """Whether something is said of the act, so that it is a thing: “measuring … is done by …”."""
    agent = p.vi.pattern(TOPIC, "by_someone").search(p.text, start, end)
    by = agent is not None and modality.actor(p, agent.end()) is not None
    return by or bool(p.vi.pattern(TOPIC, "said_of_act").search(p.text, start, end))


def of_thing(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """What a thing or an act must meet, said without a modal word: “the work … ensures …”."""
    if setting.frame.silent or clause.opens:
        return None
    found = p.vi.pattern(TOPIC, "thing_meets").match(p.text, phrases.body, clause.end)
    if found is None and (timed := p.vi.pattern(TOPIC, "time_set").match(p.text, phrases.body, clause.end)):
        an_act = p.at_start("verb", timed.start("act")) and _says_how_long(p, phrases.body, clause.end)
        return _draft(Modality.OBLIGATION, clause, phrases, phrases.body, Bearer(), "time") if an_act else None
    found = found or p.vi.pattern(TOPIC, "bounded").match(p.text, phrases.body, clause.end)
    if found is None or modality.actor(p, phrases.body) is not None:
        return None
    return _draft(Modality.OBLIGATION, clause, phrases, found.start(found.lastgroup or 0), Bearer(), "thing")


def _says_how_long(p: Passage, start: int, end: int) -> bool:
    """Whether a stretch gives a time limit, or bounds how long something lasts."""
    bounded = any(start <= b.span.start and b.span.end <= end and is_time(b, p.vi) for b in p.bounds)
    return bounded or next(p.cues("deadline", start, end), None) is not None


def as_concluded(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """A fact that “then” closes, and the verb of what is to be done: the fact is the case."""
    if setting.frame.silent or clause.opens or phrases.phrases or not p.says("then"):
        return None
    then = p.vi.pattern(TOPIC, "then").search(p.text, clause.start, clause.end)
    verb = p.at_start("verb", p.trim(then.end(), clause.end)[0]) if then else None
    if then is None or verb is None or not modality.is_verb(p, verb, "duty"):
        return None
    if p.vi.pattern(TOPIC, "by_rule").match(p.text, verb.start):
        return None
    case = Adjunct(CASES, *p.trim(clause.start, then.start()))
    bearer = of_topic(p, clause.start, then.start())
    return _draft(Modality.OBLIGATION, clause, Fronted((case,), verb.start), verb.start, bearer, "concluded")


def next_sentence(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """A sentence that begins with a verb, after one that states a duty: the same one acts on."""
    before = setting.before
    if before is None or setting.item or setting.frame.silent or not clause.first or not p.text[clause.start].isupper():
        return None
    verb = p.at_start("verb", phrases.body)
    duty = before.modality in {Modality.OBLIGATION, Modality.POWER} and bool(before.bearer.words)
    if not duty or verb is None or not modality.is_verb(p, verb, "duty") or _describes(p, clause):
        return None
    if len(p.text[verb.end : clause.end].split()) < FEWEST or _is_subject(p, phrases.body, clause.end):
        return None
    bearer = Bearer(before.bearer.words, "inherited", before.bearer.authority)
    return _draft(before.modality, clause, phrases, verb.start, bearer, "sentence")


def _draft(kind: Modality, clause: Clause, phrases: Fronted, place: int, bearer: Bearer, rule: str) -> Draft:
    return Draft(kind, clause.start, clause.end, (place, place), bearer, phrases, rule)


def _describes(p: Passage, clause: Clause) -> bool:
    return bool(p.vi.pattern(TOPIC, "copula").search(p.text, clause.start, clause.end))

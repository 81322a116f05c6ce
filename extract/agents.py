"""Norms of an office that is named last: “… is decided by …”."""

from __future__ import annotations

from extract import bearers, modality
from extract.adjuncts import Fronted
from extract.passages import Passage
from extract.sentences import Clause
from extract.setting import Draft, Setting
from extract.tokens import TOPIC
from ontology.norm import Modality


def by_agent(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """“The … is done by …”: a duty or a power of the agent."""
    if setting.frame.silent:
        return None
    found = bearers.agent(p, phrases.body, clause.end)
    verb = p.at_start("verb", found[1]) if found else None
    if found is None or verb is None:
        return None
    last = p.vi.pattern(TOPIC, "by_last").search(p.text[: p.trim(verb.start, clause.end)[1]], phrases.body)
    matter = last or p.vi.pattern(TOPIC, "opens_matter").match(p.text, phrases.body)
    if not matter and not (found[0].authority and _by_office(p, clause, phrases, setting)):
        return None
    kind = Modality.OBLIGATION
    competence = p.vi.pattern(TOPIC, "opens_competence").match(p.text, phrases.body)
    if found[0].authority and modality.is_verb(p, verb, "rule"):
        kind = Modality.DELEGATION
    elif competence or (found[0].authority and modality.is_verb(p, verb, "power")):
        kind = Modality.POWER
    return Draft(kind, clause.start, clause.end, (verb.start, verb.start), found[0], phrases, "agent")


def _by_office(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> bool:
    """Whether a whole sentence, no item that names a thing, says of something that an office decides or does it."""
    named = setting.frame.lists or modality.actor(p, phrases.body) or p.text[clause.end : clause.end + 1] != "."
    return not named and p.vi.pattern(TOPIC, "by_office").match(p.text, phrases.body, clause.end) is not None

"""Norms that lean on the one before them in the same sentence: the opposite of what is forbidden, and what is not done."""

from __future__ import annotations

from extract import modality
from extract.adjuncts import Fronted
from extract.found import Bearer
from extract.passages import Passage
from extract.sentences import Clause
from extract.setting import Draft, Setting
from extract.tokens import TOPIC
from ontology.norm import Modality


def inherited(bearer: Bearer) -> Bearer:
    """The same bearer, taken over from the words before."""
    return Bearer(bearer.words, "inherited" if bearer.words else "implicit", bearer.authority)


def opposite(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
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
    return Draft(Modality.OBLIGATION, clause.start, clause.end, place, inherited(before.bearer), phrases, "opposite")


def negative(p: Passage, clause: Clause, phrases: Fronted, setting: Setting) -> Draft | None:
    """After a norm, a clause that only says what is not done: a prohibition without a modal word."""
    if setting.before is None or clause.first or setting.frame.modality == Modality.PROHIBITION:
        return None
    if not p.vi.pattern(TOPIC, "negative").match(p.text, clause.start, clause.end):
        return None
    place, bearer = (clause.start, clause.start), inherited(setting.before.bearer)
    return Draft(Modality.PROHIBITION, clause.start, clause.end, place, bearer, phrases, "negative")

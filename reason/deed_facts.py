"""The questions that tell what was done of each duty, as facts that a case may state; they come with the norms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontology.fact import DEEDS, DONE, DONE_ON, IN_TIME, OVER, SINCE, Fact
from ontology.norm import Norm
from ontology.pack import Jurisdiction
from ontology.text import Text
from reason.deed import DUTIES, limit_key, own_key, start_of


def deed_facts(norms: Iterable[Norm], vn: Jurisdiction) -> dict[str, Fact]:
    """The facts of reason/deed.py about these norms, by id."""
    return {fact.id: fact for norm in norms if norm.modality in DUTIES for fact in _of(norm, vn)}


def _of(norm: Norm, vn: Jurisdiction) -> Iterator[Fact]:
    concept = vn.schemes.get("activities", {}).get(norm.action.concept)
    act = concept.label if concept else Text(norm.action.words or norm.action.concept)
    for key in filter(None, (norm.action.concept, own_key(norm))):
        yield _fact(DONE, key, act, vn)
        yield _fact(DONE_ON, key, act, vn)
    for limit in norm.deadline:
        yield _fact(IN_TIME, limit_key(norm, limit), act, vn)
        yield _fact(OVER, limit_key(norm, limit), act, vn)
        if not limit.since:
            yield _fact(SINCE, start_of(limit, norm).removeprefix(SINCE), Text(limit.after) if limit.after else act, vn)


def _fact(prefix: str, key: str, about: Text, vn: Jurisdiction) -> Fact:
    asked = vn.settings["calendar"]["questions"][prefix.rstrip(":")]
    vi, en = (asked[code].format(act=about[code], day=about[code]) for code in ("vi", "en"))
    return Fact(prefix + key, DEEDS[prefix], Text(vi, en), Text(vi, en))

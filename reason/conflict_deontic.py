"""Norms of which one demands, allows or spares what the other forbids or demands, and one duty with two time limits.

Comparable are norms of the same or a broader bearer, on the same thing toward the same party, where the act that is
demanded or allowed falls under the act of the other norm: forbidding one way of doing what is demanded is no clash.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ontology.condition import ALWAYS
from ontology.norm import Deadline, Modality, Norm, Party
from reason.bearer import SUBJECT, bearing, plain
from reason.boxes import implies
from reason.clash import Clash, Ground, same_article, same_place, same_work
from reason.taxonomy import Taxonomy

ACTIVITIES = "activities"
DEADLINE = "different_deadline"
AGAINST = {
    Modality.OBLIGATION: (
        (Modality.PROHIBITION, "obligation_prohibition"),
        (Modality.EXEMPTION, "obligation_exemption"),
    ),
    Modality.PERMISSION: ((Modality.PROHIBITION, "permission_prohibition"),),
}


def candidates(norms: Iterable[Norm], taxonomy: Taxonomy) -> Iterator[tuple[str, Norm, Norm]]:
    """The pairs to look at, with the kind of clash: by modality and by act, the narrower act first."""
    known = [norm for norm in norms if _act(norm)]
    index: dict[tuple[Modality, str], list[Norm]] = defaultdict(list)
    for norm in known:
        index[norm.modality, _act(norm)].append(norm)
    for norm in known:
        for modality, kind in AGAINST.get(norm.modality, ()):
            for act in sorted(_acts(norm, taxonomy)):
                yield from ((kind, norm, other) for other in index[modality, act])
    for (modality, _), group in index.items():
        if modality is Modality.OBLIGATION:
            timed = [norm for norm in group if norm.deadline]
            yield from ((DEADLINE, a, b) for i, a in enumerate(timed) for b in timed[i + 1 :])


def clash(kind: str, a: Norm, b: Norm, ground: Ground) -> Clash | None:
    """The clash of two norms, if there is a case for it and neither is the other's exception by its place."""
    if same_place(a, b) or not comparable(a, b, ground) or (kind == DEADLINE and not _timed_apart(a, b)):
        return None
    case = ground.meeting(a, b)
    if case is None:
        return None
    if same_work(a, b) and _excepted(kind, a, b, ground):
        return None
    return Clash(kind, a, b, case, ground.narrower(a, b))


def comparable(a: Norm, b: Norm, ground: Ground) -> bool:
    """Whether both speak to one bearer, of one thing, toward one party."""
    return (
        _same_bearer(a.bearer, b.bearer, ground)
        and (not a.object or not b.object or plain(a.object) == plain(b.object))
        and _same_party(a.counterparty, b.counterparty)
    )


def _excepted(kind: str, a: Norm, b: Norm, ground: Ground) -> bool:
    """Whether, within one document, one is plainly the special case of the other.

    An exemption is, in the duty's article or unless it leaves nothing of the duty; a permission, ban or time limit is where it is narrower.
    """
    match kind:
        case "obligation_exemption":
            return same_article(a, b) or not implies(ground.when(a), ground.when(b), ground.taxonomy)
        case "permission_prohibition" | "different_deadline":
            return ground.narrower(a, b) is not None
        case _:
            return False


def _act(norm: Norm) -> str:
    return norm.action.concept or plain(norm.action.words)


def _acts(norm: Norm, taxonomy: Taxonomy) -> frozenset[str]:
    return taxonomy.up(ACTIVITIES, norm.action.concept) if norm.action.concept else frozenset((_act(norm),))


def _same_bearer(a: Party, b: Party, ground: Ground) -> bool:
    if not (a.concept and b.concept):
        return a.concept == b.concept and plain(a.words) == plain(b.words)
    up = ground.taxonomy.up
    if a.concept in up(SUBJECT, b.concept) or b.concept in up(SUBJECT, a.concept):
        return True
    return ALWAYS in (bearing(a, ground.vn), bearing(b, ground.vn))


def _same_party(a: Party | None, b: Party | None) -> bool:
    if a is None or b is None:
        return True
    return (a.concept or plain(a.words)) == (b.concept or plain(b.words))


def _timed_apart(a: Norm, b: Norm) -> bool:
    """Whether a time limit of one differs from every such limit of the other.

    Where nobody is named to whom the duty falls, its start must be, or the words might speak of two duties.
    """
    first, second = _limits(a.deadline), _limits(b.deadline)
    named = a.bearer.concept or a.bearer.words
    alike = (key for key in first.keys() & second.keys() if named or key[1])
    return any(first[key].isdisjoint(second[key]) for key in alike)


def _limits(deadlines: Iterable[Deadline]) -> dict[tuple[str, str, str], set[object]]:
    limits: dict[tuple[str, str, str], set[object]] = defaultdict(set)
    for deadline in deadlines:
        limits[deadline.unit, plain(deadline.after), deadline.direction].add(deadline.value)
    return limits

"""A draft made a norm: its conditions, exceptions, time limits and bounds, and what the items below it add."""

from __future__ import annotations

from dataclasses import replace

from extract import clocks, guards
from extract.found import FoundNorm, Part
from extract.frames import Frame
from extract.passages import Passage
from extract.setting import Draft
from ontology.document import Unit
from ontology.norm import Deadline


def finished(p: Passage, draft: Draft, unit: Unit, frame: Frame, *, first: bool) -> FoundNorm:
    """The norm of a draft; the first of an item has the time limits of the opening."""
    start, end = p.trim(draft.start, draft.end)
    ifs = guards.conditions(p, draft.phrases, draft.cue, end)
    nots = guards.exceptions(p, draft.phrases, draft.cue, end)
    some = guards.partial(p, draft.cue, end)
    limits = clocks.limits(p, start, end, [*ifs, *nots, *some])
    if not limits and (first or draft.rule.startswith(("list:", "item:", "after-phrase"))):
        limits = frame.deadlines
    stop = min((s for s, _ in [*ifs, *nots] if s > draft.cue[1]), default=end)
    return FoundNorm(
        unit, draft.modality, p.raw(start, end), draft.bearer, p.words(*p.trim(draft.cue[1], stop)),
        draft.rule, (*draft.cases, *parts(p, ifs, draft.cue[1]), *parts(p, some, partial=True)), parts(p, nots), limits,
        clocks.bounds(p, start, end),
    )  # fmt: skip


def parts(
    p: Passage, ranges: list[tuple[int, int]], cue: int | None = None, *, partial: bool = False
) -> tuple[Part, ...]:
    """These ranges as parts of a norm."""
    known = ((start, end) for start, end in ranges if start < end)
    return tuple(
        Part(p.words(start, end), p.raw(start, end), partial, cue is not None and start >= cue) for start, end in known
    )


def limits_of(p: Passage, draft: Draft) -> tuple[Deadline, ...]:
    """The time limits of an opening, which hold for its items."""
    return clocks.limits(p, draft.start, draft.end, guards.conditions(p, draft.phrases, draft.cue, draft.end))


def with_items(norm: FoundNorm, kind: str, items: list[Passage]) -> FoundNorm:
    """The norm with its items, as conditions or exceptions."""
    parts = tuple(
        Part(item.words(s, e), item.raw(s, e)) for item in items if item.text for s, e in [item.trim(0, len(item.text))]
    )
    bounds = tuple(t for item in items for t in clocks.bounds(item, 0, len(item.text)))
    if kind == "exceptions":
        return replace(norm, exceptions=parts)
    own = _own(norm)
    anyone = kind == "cases"
    return replace(norm, conditions=own, items=parts, any_item=anyone, thresholds=(*norm.thresholds, *bounds))


def _own(norm: FoundNorm) -> tuple[Part, ...]:
    """The conditions that the norm's own line states, without the words that open the list."""
    return tuple(part for part in norm.conditions if part.span.end < norm.span.end)

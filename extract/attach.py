"""Which unit of a chain belongs to which: read from right to left, a finer unit belongs to the next coarser one.

"khoan 1, diem b khoan 2 va Dieu 7" are three targets; "diem a, khoan 2, Dieu 9" is one; a list shares what follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.citations import Citation, Grammar, Part, between

Step = tuple[str, str, bool]
"""Kind, label, and whether it is "this" one."""


@dataclass(frozen=True, slots=True)
class Target:
    """One provision that a chain names: its steps from the coarsest to the finest, and where it is written."""

    steps: tuple[Step, ...]
    start: int
    end: int


def targets(citation: Citation, ranks: Mapping[str, int], grammar: Grammar) -> tuple[Target, ...]:
    """The provisions of a chain, one for each label, in the order of the text."""
    parts = tuple(_with_ranges(_turned(citation.parts, ranks), grammar))
    found: list[list[Target]] = []
    right: tuple[Part, tuple[Step, ...]] | None = None
    for part in reversed(parts):
        above = _above(part, right, ranks, grammar)
        found.append(
            [Target((*above, (part.kind, label, part.this)), part.start, citation.end) for label in part.labels]
        )
        right = (part, above)
    return tuple(target for group in _meant(found[::-1], parts, ranks, grammar) for target in group)


def _turned(parts: tuple[Part, ...], ranks: Mapping[str, int]) -> tuple[Part, ...]:
    """The parts with a last "Dieu 7, khoan 5" in the usual order: the finer one first; "Chuong II, Dieu 9" are two."""
    if len(parts) < 2 or any(part.this for part in parts[-2:]):
        return parts
    coarse, fine = parts[-2:]
    if (
        ranks[coarse.kind] < ranks[fine.kind]
        and fine.how in {"", ","}
        and fine.kind != "article"
        and len(coarse.labels) == 1
        and _free(parts, ranks)
    ):
        return (*parts[:-2], replace(fine, how=coarse.how), replace(coarse, how=""))
    return parts


def _free(parts: tuple[Part, ...], ranks: Mapping[str, int]) -> bool:
    """Whether the last part but one has nothing finer on its left that belongs to it."""
    return len(parts) == 2 or ranks[parts[-3].kind] <= ranks[parts[-2].kind]


def _above(
    part: Part, right: tuple[Part, tuple[Step, ...]] | None, ranks: Mapping[str, int], grammar: Grammar
) -> tuple[Step, ...]:
    """The coarser steps that a part takes from what stands on its right."""
    if right is None or part.this:
        return ()
    following, above = right
    if ranks[following.kind] < ranks[part.kind]:
        joined = not grammar.has("parting", following.how) and not _beside(part, following)
        return (*above, (following.kind, following.labels[0], following.this)) if joined else ()
    return tuple(step for step in above if ranks[step[0]] < ranks[part.kind])


def _beside(part: Part, following: Part) -> bool:
    """Whether a form behind a comma is one more in the list, and not where the provision before it stands."""
    return following.kind == "form" and following.how == "," and part.kind in {"article", "clause", "point"}


def _meant(
    found: list[list[Target]], parts: tuple[Part, ...], ranks: Mapping[str, int], grammar: Grammar
) -> Iterator[list[Target]]:
    """The targets without the parts that only say where a finer one belongs."""
    for i, (group, part) in enumerate(zip(found, parts, strict=True)):
        before = parts[i - 1] if i else None
        carries = before and not before.this and ranks[before.kind] > ranks[part.kind]
        if carries and not grammar.has("parting", part.how):
            yield group[1:] if len(group) > 1 else []
        else:
            yield group


def _with_ranges(parts: tuple[Part, ...], grammar: Grammar) -> Iterator[Part]:
    """The parts, with the labels that a range over two unit words leaves out ("tu Dieu 3 den Dieu 7")."""
    for part, following in pairwise((*parts, None)):
        if part is None:
            continue
        if following and following.kind == part.kind and grammar.has("ranges", following.how):
            filled = between(part.labels[-1], following.labels[0], grammar.letters)
            yield Part(part.kind, part.labels + filled, part.this, part.start, part.end, part.how)
        else:
            yield part

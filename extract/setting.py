"""A norm in the making, and what a clause may lean on while it is judged."""

from __future__ import annotations

from dataclasses import dataclass

from extract.adjuncts import Fronted
from extract.found import Bearer, Part
from extract.frames import Frame
from ontology.norm import Modality


@dataclass(frozen=True, slots=True)
class Draft:
    """A norm in the making: `cue` is the range of the word that made it one, `cases` the conditions that it inherits."""

    modality: Modality
    start: int
    end: int
    cue: tuple[int, int]
    bearer: Bearer
    phrases: Fronted
    rule: str
    cases: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a clause may lean on: the frame around it, the draft before it, and whether it opens a list item."""

    frame: Frame
    before: Draft | None = None
    item: bool = False

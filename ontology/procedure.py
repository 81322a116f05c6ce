"""Administrative procedures as a law describes them: what to hand in, who does what in which order, within which time."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.document import Source
from ontology.norm import Deadline


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who acts (in the law's words, empty where it does not say), where it says so, and within which time."""

    actor: str
    source: Source
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure: its name and place, the papers of its dossier, its steps in the law's order."""

    name: str
    source: Source
    dossier: tuple[Source, ...] = ()
    steps: tuple[Step, ...] = ()

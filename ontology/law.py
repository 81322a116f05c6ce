"""All that is known of one work."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.authority import Authority, Limitation
from ontology.definition import Definition
from ontology.document import Finding, Work
from ontology.event import Event
from ontology.fact import Fact
from ontology.norm import Norm, Period, Sanction
from ontology.procedure import Procedure
from ontology.text import Text


@dataclass(frozen=True, slots=True)
class Law:
    """What is known of one work: its norms and fine tiers, when it is in force, and where its official text lies."""

    work: Work
    in_force: Period = Period()
    norms: tuple[Norm, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    link: str = ""
    title: Text = Text("")
    said: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    events: tuple[Event, ...] = ()
    definitions: tuple[Definition, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    authorities: tuple[Authority, ...] = ()
    limitations: tuple[Limitation, ...] = ()

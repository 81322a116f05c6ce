"""Every conflict among the norms and fines of some laws, each with a case that shows it and the side that prevails."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ontology.answer import Conflict
from ontology.document import Source
from ontology.law import Law
from ontology.pack import Jurisdiction
from ontology.text import Text
from reason import conflict_deontic, conflict_double_fine
from reason.cite import of_kind
from reason.clash import Clash, Ground, same_work
from reason.priority import decide
from reason.tiers import WORDING, Fault, faults
from reason.validity import over

WITHIN, BETWEEN, UNCLEAR = "R206-1a", "R206-1b", "R206-2"


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, how it is told in both languages (the text, then the arguments), and how much was looked at."""

    conflicts: tuple[Conflict, ...]
    told: Mapping[str, tuple[Text, ...]]
    looked_at: Mapping[str, int]


def conflicts(laws: Iterable[Law], on: date, vn: Jurisdiction) -> tuple[Conflict, ...]:
    """Every conflict that stands on this day or will; a witness is of this day where both rules hold on it."""
    return search(laws, on, vn).conflicts


def search(laws: Iterable[Law], on: date, vn: Jurisdiction) -> Search:
    """The conflicts, with their words and with counts of what was looked at."""
    known = tuple(laws)
    norms = [norm for law in known for norm in law.norms]
    fines = [fine for law in known for fine in law.sanctions]
    ground = Ground(norms, on, vn)
    pairs = list(conflict_deontic.candidates(norms, ground.taxonomy))
    groups = list(conflict_double_fine.candidates(fines, ground.taxonomy))
    found = [_conflict(clash, ground) for pair in pairs if (clash := conflict_deontic.clash(*pair, ground))]
    found += [
        _conflict(clash, ground, conflict_double_fine.provision(a), conflict_double_fine.provision(b))
        for a, b in groups
        if (clash := conflict_double_fine.clash(a, b, ground))
    ]
    found += [
        _fault(fault, vn)
        for law in known
        for fault in faults(law, ground.taxonomy, on)
        if not any(over(sanction, on) for sanction in fault.sanctions)
    ]
    once = {conflict.id: (conflict, words) for conflict, words in reversed(found)}
    kept = tuple(conflict for conflict, _ in reversed(once.values()))
    counts = {"norms": len(norms), "sanctions": len(fines), "pairs": len(pairs) + len(groups)}
    return Search(kept, {id: words for id, (_, words) in once.items()}, counts)


def _conflict(clash: Clash, ground: Ground, *places: Source) -> tuple[Conflict, tuple[Text, ...]]:
    decision = decide(clash.a, clash.b, clash.witness.on, ground.vn, clash.narrower)
    places = places or (clash.a.sources[0], clash.b.sources[0])
    text = of_kind(clash.kind, places, ground.vn)
    conflict = Conflict(
        id=_id(clash.kind, places),
        kind=clash.kind,
        code=WITHIN if same_work(clash.a, clash.b) else BETWEEN,
        sides=(clash.a, clash.b),
        witness=clash.witness,
        text=text.vi,
        prevails=decision.prevails,
        principle=decision.principle,
        arguments=tuple(argument.vi for argument in decision.arguments),
    )
    return conflict, (text, *decision.arguments)


def _fault(fault: Fault, vn: Jurisdiction) -> tuple[Conflict, tuple[Text, ...]]:
    kind = f"tier_{fault.kind}"
    text = of_kind(fault.kind, fault.sources, vn)
    code = WITHIN if fault.kind == "overlap" else UNCLEAR
    said = f"{text.vi}: “{fault.said}”" if fault.kind == WORDING else text.vi
    return Conflict(_id(kind, fault.sources), kind, code, fault.sanctions, fault.witness, said), (text,)


def _id(kind: str, places: Iterable[Source]) -> str:
    """The same from run to run and whichever side comes first."""
    text = "\n".join((kind, *sorted(place.iri for place in places)))
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]

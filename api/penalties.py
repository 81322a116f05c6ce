"""What goes with a fine as JSON: its amounts or its rate, who may impose it, until when, and the highest fine of the field."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from ontology.answer import Fined
from ontology.authority import Authority, Limitation
from ontology.case import Case
from ontology.document import Source
from ontology.fact import broader
from ontology.law import Law
from ontology.norm import Sanction
from ontology.pack import Jurisdiction
from reason.competence import ORGANISATION, SUBJECT, ceiling, offices, periods

JSON = dict[str, Any]


class Citing(Protocol):
    """What is needed to write these answers: the jurisdiction, the laws, and how a source is cited."""

    @property
    def vn(self) -> Jurisdiction: ...  # noqa: D102
    @property
    def laws(self) -> Sequence[Law]: ...  # noqa: D102
    def cite(self, source: Source | None) -> JSON | None: ...  # noqa: D102


def powers(fined: Fined, case: Case, wire: Citing) -> JSON:
    """Who may impose the tier, until when, and the general ceiling, which is told and not applied."""
    law = next((law for law in wire.laws if law.work.iri == fined.sanction.sources[0].work.iri), None)
    if law is None:
        return {"authorities": [], "limitation": [], "ceiling": None}
    most = ceiling(law, case.on, wire.vn)
    limit = None if most is None else {
        "field": most.field, "individual": most.amount, "organisation": most.organisation, "applied": False,
        "exceeded": fined.maximum is not None and fined.maximum > most.organisation, "citation": wire.cite(most.source),
    }  # fmt: skip
    return {
        "authorities": [authority(one, wire) for one in offices(fined, law, _organisation(case, wire.vn), wire.vn)],
        "limitation": [limitation(one, wire) for one in periods(fined.sanction, law, case.on, wire.vn)],
        "ceiling": limit,
    }


def authority(one: Authority, wire: Citing) -> JSON:
    """An office with its ceilings and the provisions that it has."""
    return {
        "office": one.title, "individual": one.ceiling, "organisation": one.organisation, "warning": one.warning,
        "concerns": one.concerns or None, "citation": wire.cite(one.source), "of": list(one.targets),
        "except": list(one.excluding), "measures": [wire.cite(source) for source in one.measures],
    }  # fmt: skip


def limitation(one: Limitation, wire: Citing) -> JSON:
    """A limitation period and what it is for."""
    return {
        "value": one.value, "unit": one.unit, "concerns": one.concerns or None, "citation": wire.cite(one.source),
        "of": list(one.targets), "except": list(one.excluding),
    }  # fmt: skip


def _organisation(case: Case, vn: Jurisdiction) -> bool | None:
    """Whether the one fined is an organisation; None where nobody said."""
    subject = case.facts.get(SUBJECT)
    return ORGANISATION in broader(vn.concepts(SUBJECT), subject) if isinstance(subject, str) else None


def printed(sanction: Sanction) -> JSON:
    """The amounts as printed, in dong; null where they are a rate, which then says of what."""
    rate = sanction.rate
    if rate is None:
        return {"min": sanction.minimum, "max": sanction.maximum, "rate": None}
    own = {
        "low": number(rate.low), "high": number(rate.high), "unit": rate.unit, "basis": rate.basis or None,
        "basis_fact": rate.basis_fact or None, "per": rate.per or None, "per_fact": rate.per_fact or None,
    }  # fmt: skip
    return {"min": None, "max": None, "rate": own}


def number(amount: Decimal) -> int | float:
    """A number as JSON writes it, whole where it is whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)

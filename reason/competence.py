"""Who may impose a fine, until when the breach may be punished, and the highest fine of the field.

An office is judged by the highest amount of the tier (Law 15/2012/QH13 Article 52(3)), not by the fine in the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ontology.answer import Fined
from ontology.authority import Authority, Limitation
from ontology.clauses import lineage
from ontology.condition import OneOf
from ontology.document import Source, Work
from ontology.law import Law
from ontology.norm import Sanction
from ontology.pack import Jurisdiction

ORGANISATION, SUBJECT = "organisation", "subject"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The highest fine that the general law allows in a field, for individuals and organisations; where it says so."""

    field: str
    amount: int
    organisation: int
    source: Source


def offices(fined: Fined, law: Law, organisation: bool | None, vn: Jurisdiction) -> tuple[Authority, ...]:
    """The offices named by the law that may impose this tier: those whose ceiling its highest amount does not exceed."""
    own = lineage(fined.sanction.sources[0].eid)
    concerned = (a for a in law.authorities if _concerns(a, own))
    return tuple(a for a in concerned if _reaches(a, fined, law, organisation, vn))


def periods(sanction: Sanction, law: Law, on: date, vn: Jurisdiction) -> tuple[Limitation, ...]:
    """The limitation periods that the law has for this tier; those of the general law where it has none."""
    own = lineage(sanction.sources[0].eid)
    found = tuple(one for one in law.limitations if _concerns(one, own))
    return found or tuple(_general(law, on, vn))


def ceiling(law: Law, on: date, vn: Jurisdiction) -> Ceiling | None:
    """The general law's ceiling of the field that the law's title names; None where it names none that is known."""
    factor = Decimal(_settings(vn).get("organisation", {}).get("factor", "1"))
    rows = (row for row in _settings(vn).get("ceiling", ()) if _holds(row, on))
    found = [(field, row) for row in rows for field in row["fields"] if field in _title(law)]
    if not found:
        return None
    field, row = max(found, key=lambda one: len(one[0]))
    return Ceiling(field, row["amount"], int(row["amount"] * factor), _source(row))


def _concerns(one: Authority | Limitation, own: frozenset[str]) -> bool:
    return own.isdisjoint(one.excluding) and (not one.targets or not own.isdisjoint(one.targets))


def _reaches(one: Authority, fined: Fined, law: Law, organisation: bool | None, vn: Jurisdiction) -> bool:
    if fined.sanction.kind == "warning":
        return one.warning
    if one.ceiling is None or fined.maximum is None:
        return False
    factor = Decimal(_settings(vn).get("organisation", {}).get("factor", "1"))
    most = one.organisation if one.organisation is not None else int(one.ceiling * factor)
    both = organisation is None and (_multiplied(fined.sanction) or _for_organisations(fined.sanction, law))
    return fined.maximum <= (most if organisation or both else one.ceiling)


def _multiplied(sanction: Sanction) -> bool:
    """Whether the widest amount is that of an organisation."""
    return any(isinstance(m.when, OneOf) and m.when.fact == SUBJECT for m in sanction.multipliers)


def _for_organisations(sanction: Sanction, law: Law) -> bool:
    """Whether the amount is printed for organisations: others of the law are multiplied for them, this one is not."""
    return any(
        isinstance(m.when, OneOf) and m.when == OneOf(SUBJECT, (ORGANISATION,))
        for other in law.sanctions
        for m in other.multipliers
    ) and not _multiplied(sanction)


def _general(law: Law, on: date, vn: Jurisdiction) -> Iterator[Limitation]:
    for row in _settings(vn).get("limitation", ()):
        if _holds(row, on):
            special = next((field for field in row["fields"] if field in _title(law)), "")
            yield Limitation(row["special_years"] if special else row["years"], "year", _source(row), concerns=special)


def _title(law: Law) -> str:
    return (law.title.vi or law.work.title).lower()


def _settings(vn: Jurisdiction) -> Mapping[str, Any]:
    found: Mapping[str, Any] = vn.settings.get("penalties", {})
    return found


def _holds(row: Mapping[str, Any], on: date) -> bool:
    return bool(row["from"] <= on and ("to" not in row or on < row["to"]))


def _source(row: Mapping[str, Any]) -> Source:
    return Source(Work("law", row["number"], int(row["number"].split("/")[1])), row["eid"])

"""Numbers as people type them, where the point and the comma mean different things in different countries."""

from __future__ import annotations

import re

from ontology.errors import BadValue
from ontology.fact import Fact

THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
NUMBER = re.compile(r"\s{0,9}([+-]?[\d.,_]{0,60}\d)(.*)", re.DOTALL)


def amount(given: str, fact: Fact) -> str:
    """A number with its unit, the comma read as a decimal sign. Raises BadValue where it could mean thousands."""
    found = NUMBER.fullmatch(given[:200])
    if not found or "," not in found[1]:
        return given[:200]
    if THOUSANDS.fullmatch(found[1]) or found[1].count(",") > 1 or "." in found[1]:
        raise ambiguous(given, fact)
    return found[1].replace(",", ".") + found[2]


def typed(given: str, fact: Fact) -> str:
    """A number typed into a form, where a point before three digits may mean thousands. Raises BadValue for those."""
    if re.match(r"\s*[1-9]\d{0,2}(?:\.\d{3})+(?![\d.,])", given):
        raise ambiguous(given, fact)
    return given


def ambiguous(given: str, fact: Fact) -> BadValue:
    """The error for a number that two readers would read differently."""
    what = f"“{given.strip()[:40]}” could be a thousand or a decimal"
    return BadValue(what, "write thousands without a sign (1000) and decimals with one (0.5 or 0,5)", fact.id)

"""Numbers as databases and stores can hold them without rounding: twenty digits before the point, eighteen behind it.

That is DuckDB's DECIMAL(38, 18), and within what Oxigraph keeps of an xsd:decimal.
"""

from __future__ import annotations

from decimal import Decimal

from ontology.errors import BadValue

WHOLE, FRACTION = 20, 18


def exact(number: Decimal) -> str:
    """The number in plain digits. Raises BadValue where it has more of them than all engines hold, or is none."""
    if not number.is_finite() or abs(number.adjusted()) >= WHOLE + FRACTION:
        return _refused(number)
    whole, _, rest = format(number, "f").partition(".")
    rest = rest.rstrip("0")
    if len(whole.lstrip("-")) > WHOLE or len(rest) > FRACTION:
        return _refused(number)
    return f"{whole}.{rest}" if rest else whole


def _refused(number: Decimal) -> str:
    raise BadValue(
        f"{number} has more digits than a database holds", f"keep to {WHOLE} before the point and {FRACTION} behind it"
    )

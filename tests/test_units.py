"""Numbers in the units that laws and people write, in the canonical ones: exact, and never across dimensions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.condition import Quantity
from ontology.errors import BadValue
from packs.vn import jurisdiction

VN = jurisdiction()
SPELLINGS = sorted(VN.units)


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("500 m2", "0.05", "ha"),
        ("500 m²", "0.05", "ha"),
        ("1.5 km2", "150", "ha"),
        ("0.03 héc ta", "0.03", "ha"),
        ("10 m³/ngày", "10", "m3/day"),
        ("10 m³/ngày đêm", "10", "m3/day"),
        ("0.1 m3/s", "8640", "m3/day"),
        ("2 m³/giờ", "48", "m3/day"),
        ("3 triệu m3", "3000000", "m3"),
        ("2 tấn/năm", "2000", "kg/year"),
        ("2 kg/năm", "2", "kg/year"),
        ("0.5 tấn/ngày", "500", "kg/day"),
        ("250 gam", "0.25", "kg"),
        ("3000 tCO2e", "3000", "tCO2e"),
        ("3 tấn CO2 tương đương", "3", "tCO2e"),
        ("7 tấn CO₂ tương đương", "7", "tCO2e"),
        ("500 kgCO2e", "0.5", "tCO2e"),
        ("1_500_000 đồng", "1500000", "VND"),
        ("1.5 triệu đồng", "1500000", "VND"),
        ("0.1 tỷ đồng", "100000000", "VND"),
        ("2 tuần", "14", "day"),
        ("2 năm", "24", "month"),
        ("1.2 MW", "1200", "kW"),
        ("12 %", "12", "%"),
        ("3 lần", "3", "times"),
        ("7", "7", "1"),
    ],
)
def test_a_number_is_kept_in_the_canonical_unit(written, number, unit):
    assert VN.quantity(written) == Quantity(Decimal(number), unit)


@pytest.mark.parametrize(
    ("fact", "written"),
    [
        ("land.area", "3 m"),
        ("land.area", "3 m3/ngày"),
        ("land.area", "3 tấn CO2 tương đương"),
        ("land.area", "3 triệu đồng"),
        ("land.area", "3 parsec"),
        ("water", "3 m3"),
        ("water", "3 kg/năm"),
    ],
)
def test_a_number_of_another_dimension_is_refused(fact, written):
    known = next(f for f in VN.facts.values() if f.id == fact or (f.unit == "m3/day" and fact.startswith("water")))

    with pytest.raises(BadValue):
        VN.quantity(written, known)


numbers = st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-(10**9), max_value=10**9)


@given(numbers, st.sampled_from(SPELLINGS))
def test_converting_is_exact_and_in_proportion(number, unit):
    once, scaled = VN.measured(number, unit), VN.measured(number.scaleb(3), unit)

    assert once.unit == scaled.unit == VN.units[unit].canonical
    assert scaled.value == once.value.scaleb(3)
    assert (once.value > 0) is (number > 0)


@given(st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS))
def test_units_of_one_dimension_share_their_canonical_one_and_no_other(a, b):
    one, other = VN.units[a], VN.units[b]
    meet = VN.measured(Decimal(1), a).unit == VN.measured(Decimal(1), b).unit

    assert meet is (one.canonical == other.canonical)
    assert VN.measured(Decimal(1), one.canonical) == Quantity(Decimal(1), one.canonical)

"""Numbers with units, the bounds put on them, and money; all sentences are our own."""

from decimal import Decimal

import pytest

from extract.quantities import is_time, money, thresholds
from ontology.condition import AllOf, Compare, Op, Quantity
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

BOUNDS = [
    ("kho từ 0,5 héc ta đến dưới 01 héc ta", "[)", "0.5", "1", "héc ta"),
    ("kho từ 5 đến dưới 10 ha", "[)", "5", "10", "ha"),
    ("kho từ 03 lần đến 05 lần", "[]", "3", "5", "lần"),
    ("bơm trên 10 m3/ngày đêm đến 20 m3/ngày đêm", "(]", "10", "20", "m3/ngày đêm"),
    ("bơm trên 10 m3 đến dưới 20 m3", "()", "10", "20", "m3"),
    ("bể dưới 1.000 m3", "<", "1000", None, "m3"),
    ("bể không quá 01 ha", "<=", "1", None, "ha"),
    ("bể tối đa 12,5 tấn", "<=", "12.5", None, "tấn"),
    ("bể từ 50 ha trở lên", ">=", "50", None, "ha"),
    ("nằm trên hai tỉnh trở lên", ">=", "2", None, "tỉnh"),
    ("liên quan đến 02 tỉnh trở lên", ">=", "2", None, "tỉnh"),
    ("sai lệch không vượt quá ± 1% khối lượng", "<=", "1", None, "%"),
    ("bể tối thiểu 3 m", ">=", "3", None, "m"),
    ("vượt 10% mức chung", ">", "10", None, "%"),
    ("nằm trong phạm vi 100 m tính từ cổng", "<=", "100", None, "m"),
    ("diện tích từ dưới 0,01 héc ta", "<", "0.01", None, "héc ta"),
    ("diện tích từ trên 02 héc ta trở lên", ">=", "2", None, "héc ta"),
    ("phần vốn bằng hoặc lớn hơn 50%", ">=", "50", None, "%"),
    ("phần vốn dưới hoặc bằng 50%", "<=", "50", None, "%"),
    ("có ít nhất hai thành viên", ">=", "2", None, "thành viên"),
    ("có tối thiểu năm (05) công trình", ">=", "5", None, "công trình"),
    ("gia hạn không quá một lần", "<=", "1", None, "lần"),
    ("chiếm từ 30% diện tích ao trở lên", ">=", "30", None, "%"),
    ("vùng có điện trường từ 5 kV/m trở lên", ">=", "5", None, "kV/m"),
    ("xả không quá 3 kg/người", "<=", "3", None, "kg/người"),
    ("mức từ 2 (hai) lần trở xuống", "<=", "2", None, "lần"),
]


@pytest.mark.parametrize(("text", "op", "value", "value2", "unit"), BOUNDS)
def test_a_bound_is_read_as_printed(text, op, value, value2, unit):
    (found,) = thresholds(text, VI)

    assert (found.op, found.value, found.unit) == (op, Decimal(value), unit)
    assert found.value2 == (Decimal(value2) if value2 else None)


def test_spans_are_places_in_the_text_across_line_breaks():
    text = "ao nuôi từ 2 ha\nđến dưới 3 ha, kho dưới 5 m3"

    assert [text[t.span.start : t.span.end] for t in thresholds(text, VI)] == ["từ 2 ha\nđến dưới 3 ha", "dưới 5 m3"]


def test_a_range_is_half_open_in_canonical_units():
    fact = jurisdiction().facts["land.area"]
    (found,) = thresholds("từ 200 m2 đến dưới 0,5 héc ta".replace("200 m2", "0,02 héc ta"), VI)

    low = Compare("land.area", Op.GE, Quantity(Decimal("0.02"), "ha"))
    high = Compare("land.area", Op.LT, Quantity(Decimal("0.5"), "ha"))
    assert found.condition(fact, jurisdiction()) == AllOf((low, high))


def test_bounds_of_time_are_told_apart():
    (found,) = thresholds("ít nhất 03 năm kinh nghiệm", VI)

    assert is_time(found, VI)


def test_money_is_whole_dong():
    assert [m.amount for m in money("từ 1.500.000 đồng, 2 triệu đồng và 1,5 tỷ đồng", VI)] == [
        1_500_000, 2_000_000, 1_500_000_000,
    ]  # fmt: skip


def test_a_number_without_a_bound_is_no_threshold():
    assert thresholds("nộp 02 bộ hồ sơ tại khoản 3 Điều 5, gồm 4 trang", VI) == ()

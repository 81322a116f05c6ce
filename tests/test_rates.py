"""Fines that are no fixed amount: a share or a multiple of a value, so much for each thing, an addition to another fine."""

from datetime import date
from decimal import Decimal

import pytest

from api.wire import Wire
from extract.pipeline import read
from kg.from_rdf import law as from_rdf
from kg.stores.memory import Memory
from kg.to_rdf import law_quads
from ontology.case import Case
from ontology.condition import Quantity
from ontology.errors import NotationError
from ontology.from_notation import read_law
from ontology.norm import Rate
from ontology.to_notation import show_law
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from reason.sanction import penalty

VN = jurisdiction()
DAY = date(2031, 6, 1)
TEXT = """CHÍNH PHỦ
Số: 9/2031/NĐ-CP
NGHỊ ĐỊNH
Về xử phạt thử
Điều 1. Mức phạt
Mức phạt tiền đối với tổ chức bằng hai lần mức phạt đối với cá nhân.
Điều 2. Vi phạm
1. Phạt tiền bằng 10% giá trị gỗ đối với hành vi mua gỗ lậu, nhưng không quá 30.000.000 đồng.
2. Phạt tiền 200.000 đồng/cây đối với hành vi chặt cây, nhưng không quá 50.000.000 đồng.
3. Phạt tiền từ 1 triệu đồng đến 2 triệu đồng đối với mỗi người lao động không có mũ.
4. Phạt 1,5 lần số tiền trốn đối với hành vi trốn phí.
5. Phạt tăng thêm từ 10% đến 20% của mức phạt tiền cao nhất đối với hành vi quy định tại khoản 4 Điều này cho mỗi thông số vượt.
6. Phạt tiền từ 3% đến 5% doanh thu nhưng tối đa không quá 90.000.000 đồng đối với hành vi giấu sổ.
7. Phạt cảnh cáo hoặc phạt tiền từ 200.000 đồng đến 500.000 đồng đối với hành vi gửi chậm.
"""


@pytest.fixture(scope="module")
def law():
    return read(TEXT.encode(), "9-2031-ND-CP.txt", VI, VN).law


def at(law, clause):
    return next(s for s in law.sanctions if s.sources[0].eid == f"dieu_2__khoan_{clause}")


@pytest.mark.parametrize(
    ("clause", "kind", "low", "high", "unit", "basis", "per"),
    [
        (1, "percent_of_value", "10", "10", "percent", "giá trị gỗ", ""),
        (2, "per_unit", "200000", "200000", "VND", "", "cây"),
        (3, "per_unit", "1000000", "2000000", "VND", "", "người lao động"),
        (4, "times_of_value", "1.5", "1.5", "times", "số tiền trốn", ""),
        (5, "surcharge", "10", "20", "percent", "mức phạt tiền cao nhất", "thông số vượt"),
        (6, "percent_of_value", "3", "5", "percent", "doanh thu", ""),
    ],
)
def test_every_way_to_print_a_rate(law, clause, kind, low, high, unit, basis, per):
    found = at(law, clause)

    assert (found.kind, found.minimum, found.maximum) == (kind, 0, 0)
    rate = found.rate
    assert (rate.low, rate.high, rate.unit, rate.basis, rate.per) == (Decimal(low), Decimal(high), unit, basis, per)
    asked = {f.id: (f.kind, f.question.vi) for f in law.said}
    assert [asked[fact] for fact in rate.facts] == [("quantity", words) for words in (basis, per) if words]


def test_a_warning_in_place_of_a_fine_is_a_tier_of_its_own(law):
    assert [(s.kind, s.maximum) for s in law.sanctions if s.sources[0].eid == "dieu_2__khoan_7"] == [
        ("fine", 500_000),
        ("warning", 0),
    ]


def test_a_surcharge_takes_over_the_breach_that_it_adds_to(law):
    assert at(law, 4).when.facts() <= at(law, 5).when.facts()


def fined(tier, **facts):
    said = dict.fromkeys(tier.when.facts(), True)
    (one,) = penalty([tier], Case({**said, "subject": "individual", **facts}, DAY), VN).fines
    return one


def test_what_the_rate_is_taken_of_is_asked_for_and_never_taken_as_nothing(law):
    tier = at(law, 1)
    one = fined(tier)

    assert (one.minimum, one.maximum) == (None, None)
    assert tier.rate.basis_fact in one.missing
    assert Wire(VN, {f.id: f for f in law.said}, [law]).fined(one)["min"] is None


@pytest.mark.parametrize(
    ("clause", "value", "amounts"),
    [
        (1, "100000000", (10_000_000, 10_000_000)),
        (1, "900000000", (30_000_000, 30_000_000)),
        (2, "7", (1_400_000, 1_400_000)),
    ],
)
def test_it_is_reckoned_and_capped_once_the_value_is_known(law, clause, value, amounts):
    tier = at(law, clause)
    (fact,) = tier.rate.facts
    one = fined(tier, **{fact: Quantity(Decimal(value), "VND")})

    assert (one.minimum, one.maximum) == amounts
    assert fact not in one.missing


def test_an_organisation_pays_the_multiple(law):
    tier = at(law, 2)
    one = fined(tier, subject="organisation", **{tier.rate.per_fact: Quantity(Decimal(1000), "1")})

    assert (one.minimum, one.cap.amount) == (100_000_000, 100_000_000)


def test_rates_survive_the_notation(law):
    back = read_law(show_law(law))

    assert [(s.kind, s.rate, s.minimum) for s in back.sanctions] == [(s.kind, s.rate, s.minimum) for s in law.sanctions]
    assert back.said == law.said


def test_rates_survive_the_graph(law):
    store = Memory()
    store.add(law_quads(law))

    assert {s.id: (s.kind, s.rate) for s in from_rdf(store.match, law.work.iri).sanctions} == {
        s.id: (s.kind, s.rate) for s in law.sanctions
    }


def test_a_kind_without_its_rate_is_refused():
    with pytest.raises(NotationError):
        read_law('law decree "1/2031/XX"\n    issued 2031-01-01\n\npercent_of_value dieu_1\n    when always\n')


def test_a_rate_knows_what_it_rests_on():
    assert Rate(Decimal(1), Decimal(2), "VND", per="cây", per_fact="said:1").facts == ("said:1",)

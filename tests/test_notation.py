"""Conditions and laws survive the way to text and back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.pipeline import read
from ontology.condition import Compare, Is, OneOf, Op, Quantity
from ontology.errors import NotationError
from ontology.from_notation import read_law
from ontology.notation import parse, show
from ontology.to_notation import show_law
from packs.vi import LANGUAGE
from packs.vn import jurisdiction
from tests.made_up import nested

numbers = st.decimals(min_value=-1000, max_value=1000, places=3).map(lambda d: d.normalize() + 0)
leaves = (
    st.builds(Is, st.sampled_from(["exempt", "role.owner", "said:0a1b2c"]))
    | st.builds(
        Compare,
        st.sampled_from(["land.area", "water.flow"]),
        st.sampled_from(Op),
        st.builds(Quantity, numbers, st.sampled_from(["1", "ha", "m3/day", "%"])),
    )
    | st.builds(Compare, st.just("since"), st.sampled_from(Op), st.dates(min_value=date(1900, 1, 1)))
    | st.builds(OneOf, st.just("act"), st.lists(st.sampled_from(["a", "land.x", "b-2"]), min_size=1).map(tuple))
)
conditions = nested(leaves, 10)

LAW = """
law decree "9/2030/XX"
    issuer "Nobody"
    issued 2030-01-02
    in_force 2030-02-03..
    title "Nghị định thử" "A test decree"

obligation dieu_1__khoan_2
    bearer land_user "người dùng đất"
    act land.register
    when land.area >= 0.5 ha
    deadline 30 working_day "ngày có biến động"
    deadline 5 year every land.changed_on
    remedies 9/2030/XX#dieu_9
    compensates dieu_8
    compensates dieu_7
    vi "Đăng ký"
    en "Register"

fines dieu_3__khoan_1
    act land.encroach
    when place.kind in {commune}
    vi "Lấn đất"
    en "Encroach"
    tier diem_a 1_000_000..2_000_000 when land.area < 0.5 ha
    tier diem_b 2_000_000..5_000_000 when land.area >= 0.5 ha

multiply dieu_3__khoan_2 by 2
    of dieu_3__khoan_1
    widens place.kind
    when place.kind in {urban}
    vi "Ở phường"
    en "In a ward"

remedial dieu_3__khoan_3
    of dieu_3
    except dieu_3__khoan_1__diem_a
    vi "Trả lại đất"
    en "Give the land back"

said said:0123456789 "đất có \\"sổ\\""

finding wording dieu_3__khoan_1__diem_a "từ dưới"
"""


@given(conditions)
def test_a_condition_reads_back_as_itself(condition):
    assert parse(show(condition)) == condition


def test_a_law_reads_back_as_itself():
    law = read_law(LAW)

    assert read_law(show_law(law)) == law


def test_clauses_reach_the_fines_they_speak_of():
    first, second = read_law(LAW).sanctions

    assert show(first.when) == "act in {land.encroach} and place.kind in {commune, urban} and land.area < 0.5 ha"
    assert [m.factor for m in first.multipliers] == [Decimal(2)]
    assert (len(first.measures), len(second.measures)) == (0, 1)


@pytest.mark.parametrize("law", jurisdiction().base, ids=lambda law: law.work.number)
def test_every_law_of_the_base_reads_back_as_itself(law):
    assert read_law(show_law(law)) == law


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["123-2024-ND-CP", "28-2023-QH15", "12-2022-ND-CP"])
def test_what_is_read_from_a_text_survives_the_notation(documents, name):
    law = read((documents / f"{name}.txt").read_bytes(), name, LANGUAGE, jurisdiction()).law
    again = read_law(show_law(law))

    assert show_law(again) == show_law(law)
    assert [(n.id, n.when, n.deadline) for n in again.norms] == [(n.id, n.when, n.deadline) for n in law.norms]
    assert [fine(s) for s in again.sanctions] == [fine(s) for s in law.sanctions]


def fine(sanction):
    multipliers = [(m.factor, m.when, m.source.eid) for m in sanction.multipliers]
    caps, measures = [(c.amount, c.when) for c in sanction.caps], [(m.when, m.text) for m in sanction.measures]
    return sanction.id, sanction.minimum, sanction.maximum, sanction.when, multipliers, caps, measures


@pytest.mark.parametrize("bad", ["", "a and", "a b", "x >", "x in {}", "(" * 3000 + "a", "not"])
def test_what_does_not_parse_is_said(bad):
    with pytest.raises(NotationError):
        parse(bad)


@pytest.mark.parametrize(
    "bad", ["", "fine dieu_1 1..2", 'law decree "1/2030/X"\n\nfine dieu_1 a..b', 'law decree "1/2030/X"\n\nwhat x']
)
def test_a_law_that_does_not_parse_is_said(bad):
    with pytest.raises(NotationError):
        read_law(bad)

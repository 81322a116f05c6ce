"""Faults of fine tables, each with a case that shows it."""

from datetime import date

import pytest

from ontology.answer import Truth
from packs.vn import jurisdiction
from reason.conflicts import conflicts
from reason.evaluate import evaluate
from reason.taxonomy import Taxonomy
from reason.tiers import defects, tables
from tests.made_up import HEAD, TAXONOMY, VN, law


def table(*tiers, fact="area", unit="ha", act="use.encroach"):
    lines = [f"    tier diem_{'abcdefgh'[i]} {amounts} when {bounds}" for i, (amounts, bounds) in enumerate(tiers)]
    text = "\n".join([f"\nfines dieu_3__khoan_1\n    act {act}\n    when kind in {{farm}}", *lines])
    return law(text.replace("X", fact).replace("U", unit))


def faults(*tiers, **kind):
    return [(d.kind, [s.eid[-1] for s in d.sources]) for d in defects([table(*tiers, **kind)], VN)]


WHOLE = [("1..2", "X < 1 U"), ("2..3", "X >= 1 U and X < 2 U"), ("3..4", "X >= 2 U")]


def test_a_whole_table_has_no_fault():
    assert faults(*WHOLE) == []


def test_a_value_that_no_tier_covers():
    law = table(WHOLE[0], WHOLE[1], ("3..4", "X > 2 U"))
    (gap,) = defects([law], VN)

    assert (gap.kind, [s.eid[-1] for s in gap.sources]) == ("gap", ["b", "c"])
    assert str(gap.witness.facts["area"]) == "2 ha"
    assert {evaluate(s.when, gap.witness, TAXONOMY).truth for s in law.sanctions} == {Truth.FALSE}


def test_a_gap_between_bounds_is_shown_inside():
    (gap,) = defects([table(WHOLE[0], ("3..4", "X >= 2 U"))], VN)

    assert str(gap.witness.facts["area"]) == "1.5 ha"


def test_a_gap_that_a_wider_tier_covers_is_none():
    assert ("gap", ["a", "c"]) not in faults(("1..2", "X < 5 U"), ("1..2", "X < 1 U"), ("3..4", "X >= 2 U"))


def test_two_tiers_for_one_value():
    law = table(WHOLE[0], ("2..3", "X >= 0.9 U and X < 2 U"), WHOLE[2])
    (overlap,) = defects([law], VN)

    assert (overlap.kind, [s.eid[-1] for s in overlap.sources]) == ("overlap", ["a", "b"])
    assert str(overlap.witness.facts["area"]) == "0.95 ha"
    assert [evaluate(s.when, overlap.witness, TAXONOMY).truth for s in law.sanctions[:2]] == [Truth.TRUE] * 2


def test_two_tiers_that_share_their_bound():
    (overlap,) = defects([table(("1..2", "X <= 1 U"), ("2..3", "X >= 1 U"))], VN)

    assert str(overlap.witness.facts["area"]) == "1 ha"


@pytest.mark.parametrize("less", ["1..3", "0..4"])
def test_a_higher_band_fined_less(less):
    assert faults(("1..2", "X < 1 U"), ("2..4", "X >= 1 U and X < 2 U"), (less, "X >= 2 U")) == [
        ("step_down", ["b", "c"])
    ]


def test_between_whole_numbers_there_is_no_gap():
    tiers = [("1..2", "X >= 1 and X <= 5"), ("2..3", "X >= 6")]

    assert faults(*tiers, fact="head") == []
    assert faults(("1..2", "X <= 5 U"), ("2..3", "X >= 6 U")) == [("gap", ["a", "b"])]


def test_fines_with_other_conditions_are_another_table():
    other = table(*WHOLE).sanctions + table(*WHOLE, act="discharge").sanctions

    assert [len(found) for found in tables(other)] == [3, 3]


def test_warnings_and_single_fines_are_no_table():
    text = "\nwarning dieu_1\n    when area < 1 ha\n\nfine dieu_1__khoan_2 1..2\n    when area >= 1 ha\n"

    assert tables(law(text).sanctions) == ()


def test_broken_words_are_shown_by_a_case_of_their_tier():
    broken = table(*WHOLE).sanctions
    worded = law(
        "\nfine dieu_3 1..2\n    when area < 1 ha\n\nfinding wording dieu_3 “”\n\nfinding wording dieu_9 “”\n"
        "\nfinding other dieu_3 “”\n"
    )
    (found,) = defects([worded], VN)

    assert broken
    assert (found.kind, str(found.witness.facts["area"])) == ("wording", "0.5 ha")


def test_a_table_of_the_past_is_shown_on_its_last_day():
    old = law(
        "\nfine dieu_3 1..2\n    when area < 1 ha\n\nfinding wording dieu_3 “”\n",
        HEAD.replace("2030-01-01..", "..2030-06-01"),
    )

    assert defects([old], VN)[0].witness.on == date(2030, 5, 31)
    assert conflicts([old], date(2030, 6, 1), VN) == ()


def test_the_shipped_fine_tables():
    vn = jurisdiction()
    found = [d for d in defects(vn.base, vn) if d.sources[0].work.number == "123/2024/NĐ-CP"]
    worded = {d.sources[0].eid for d in found if d.kind == "wording"}
    sanctions = {
        s.sources[0].eid: s for law in vn.base for s in law.sanctions if s.sources[0].work == found[0].sources[0].work
    }

    assert "dieu_10__khoan_2__diem_a" in worded
    assert "dieu_8__khoan_2__diem_e" in worded
    assert all(
        evaluate(sanctions[d.sources[0].eid].when, d.witness, Taxonomy.of(vn)).truth is Truth.TRUE
        for d in found
        if d.kind == "wording"
    )


def test_a_doubtful_bound_is_shown_at_the_bound():
    worded = law("\nfine dieu_3 1..2\n    when area >= 2 ha\n\nfinding wording dieu_3 “từ trên 2”\n")

    [found] = defects((worded,), VN)

    assert str(found.witness.facts["area"]) == "2 ha"

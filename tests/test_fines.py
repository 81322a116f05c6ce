"""What a described breach risks."""

from datetime import date

import pytest

from ontology.answer import Truth, Verdict
from packs.vn import jurisdiction
from reason.sanction import penalty
from tests.made_up import VN, case, law

TABLE = """
fines dieu_3__khoan_1
    act  use.encroach
    when kind in {farm} and place in {commune} and not managed
    tier diem_a 1_000_000..2_000_000 when area < 0.5 ha
    tier diem_b 2_000_000..5_000_000 when area >= 0.5 ha

multiply dieu_3__khoan_2 by 2
    of     dieu_3__khoan_1
    widens place
    when   place in {urban}

multiply dieu_5 by 2
    of   all
    when subject in {organisation}

cap dieu_3__khoan_3 7_000_000
    of   dieu_3
    when subject in {organisation}

remedial dieu_3__khoan_4
    of   dieu_3
    when not licence
    en   "Give it back"
"""
KNOWN = {"act": "use.encroach", "kind": "rice", "place": "commune", "subject": "individual", "area": "0.6 ha"}


def fine(blocks=TABLE, **facts):
    return penalty(law(blocks).sanctions, case(**facts), VN)


def amounts(answer):
    return [(one.minimum, one.maximum) for one in answer.fines]


def test_one_tier_applies():
    answer = fine(**KNOWN)
    (one,) = answer.fines

    assert (one.verdict, one.sanction.sources[0].eid) == (Verdict.APPLIES, "dieu_3__khoan_1__diem_b")
    assert amounts(answer) == [(2_000_000, 5_000_000)]
    assert (answer.missing, answer.looked_at, answer.left_out, one.cap) == ((), 2, 0, None)


def test_in_a_ward_the_fine_doubles():
    answer = fine(**{**KNOWN, "place": "ward"})

    assert amounts(answer) == [(4_000_000, 10_000_000)]
    assert [truth for _, truth in answer.fines[0].multipliers] == [Truth.TRUE, Truth.FALSE]


def test_an_organisation_doubles_again_and_the_cap_comes_after_multiplying():
    answer = fine(**{**KNOWN, "place": "township", "subject": "organisation"})

    assert amounts(answer) == [(7_000_000, 7_000_000)]
    assert answer.fines[0].cap.amount == 7_000_000


def test_a_cap_that_does_not_bind_is_shown_all_the_same():
    answer = fine(**{**KNOWN, "subject": "organisation", "area": "0.1 ha"})

    assert (amounts(answer), answer.fines[0].cap.amount) == ([(2_000_000, 4_000_000)], 7_000_000)


def test_without_the_area_every_tier_is_possible():
    answer = fine(**{key: value for key, value in KNOWN.items() if key != "area"})

    assert amounts(answer) == [(1_000_000, 2_000_000), (2_000_000, 5_000_000)]
    assert {one.verdict for one in answer.fines} == {Verdict.UNKNOWN}
    assert answer.missing == ("area",)


def test_an_open_multiplier_widens_the_range():
    answer = fine(**{key: value for key, value in KNOWN.items() if key != "subject"})

    assert amounts(answer) == [(2_000_000, 7_000_000)]
    assert answer.fines[0].verdict is Verdict.APPLIES
    assert answer.missing == ("subject",)


def test_the_facts_most_fines_wait_for_come_first():
    answer = fine(act="use.encroach", kind="rice", place="commune")

    assert answer.missing == ("area", "subject")


def test_clauses_that_cannot_hold_together_are_not_reckoned_together():
    both = TABLE + "\nmultiply dieu_6 by 3\n    of dieu_3\n    when place in {commune}\n"
    answer = fine(both, **{key: value for key, value in KNOWN.items() if key != "place"})

    assert amounts(answer) == [(4_000_000, 15_000_000)]


def test_a_broader_code_than_the_law_asks_for_leaves_it_open_within_that_code():
    answer = fine(**{**KNOWN, "place": "urban", "kind": "farm"})
    split = TABLE.replace("place in {urban}", "place in {ward}").replace("{commune}", "{commune, urban}")

    assert amounts(answer) == [(4_000_000, 10_000_000)]
    assert amounts(fine(split, **{**KNOWN, "place": "urban"})) == [(2_000_000, 10_000_000)]


def test_measures_that_may_follow_are_listed_and_others_not():
    assert [truth for _, truth in fine(**KNOWN).fines[0].measures] == [Truth.UNKNOWN]
    assert [truth for _, truth in fine(**KNOWN, licence=False).fines[0].measures] == [Truth.TRUE]
    assert fine(**KNOWN, licence=True).fines[0].measures == ()


def test_what_was_presumed_is_reported_where_it_was_used():
    other = TABLE.replace("use.encroach", "discharge").replace(" and not managed", "").replace("dieu_3", "dieu_9")
    answer = fine(TABLE + other, **KNOWN)

    assert (answer.assumed, answer.case.facts["managed"]) == (("managed",), False)
    assert fine(other, **{**KNOWN, "act": "discharge"}).assumed == ()
    assert fine(**KNOWN, managed=False).assumed == ()
    assert fine(**KNOWN, managed=True).fines == ()


def test_before_its_day_a_fine_is_not_in_force():
    answer = fine(**KNOWN, on=date(2029, 1, 1))

    assert answer.fines == ()
    assert [one.sources[0].eid for one in answer.not_in_force] == ["dieu_3__khoan_1__diem_b"]


def test_without_an_act_nothing_is_guessed():
    answer = fine(place="commune")

    assert (answer.fines, answer.missing, answer.left_out) == ((), ("act",), 2)


def test_another_act_risks_nothing_here():
    answer = fine(**{**KNOWN, "act": "register"})

    assert (answer.fines, answer.missing, answer.left_out) == ((), (), 0)


def test_a_broader_act_asks_which_one():
    answer = fine(**{**KNOWN, "act": "use"})

    assert (amounts(answer), answer.missing) == ([(2_000_000, 5_000_000)], ("act",))


OPAQUE = "\nfine dieu_7 1..2\n    when said:0123456789 and area > 1 ha\n"


def test_a_fine_in_words_nobody_mentioned_is_left_out_and_counted():
    assert (fine(OPAQUE, **KNOWN).fines, fine(OPAQUE, **{**KNOWN, "area": "2 ha"}).left_out) == ((), 1)


def test_a_fine_in_words_that_were_answered_counts():
    said = {"said:0123456789": True}

    assert fine(OPAQUE, **said).fines[0].verdict is Verdict.UNKNOWN
    assert fine(OPAQUE, **said).missing == ("area",)
    assert amounts(fine(OPAQUE, **said, area="2 ha")) == [(1, 2)]


def test_a_fine_without_an_act_is_tied_to_the_case_by_what_was_said():
    plain = "\nfine dieu_7 1..2\n    when flow > 1 m3/day and subject in {organisation} and not licence\n"

    assert fine(plain, flow="2 m3/day").missing == ("subject", "licence")
    assert fine(plain, subject="organisation").left_out == 1


def test_a_warning_costs_nothing():
    assert amounts(fine("\nwarning dieu_8\n    when act in {discharge}\n", act="discharge")) == [(0, 0)]


def test_certain_fines_come_before_possible_ones():
    blocks = (
        "\nfine dieu_1 1..2\n    when act in {discharge} and licence\n\nfine dieu_2 3..4\n    when act in {discharge}\n"
    )

    assert amounts(fine(blocks, act="discharge")) == [(3, 4), (1, 2)]


def test_a_fraction_of_a_fine_is_whole_money():
    half = (
        "\nfine dieu_1 3..5\n    when act in {discharge}\n\nmultiply dieu_2 by 0.5\n    of dieu_1\n    when licence\n"
    )

    assert amounts(fine(half, act="discharge")) == [(1, 5)]
    assert amounts(fine(half, act="discharge", licence=True)) == [(1, 2)]


PLOT = {"act": "land.encroach", "land.kind": "agri_other", "land.area": "0.03 ha", "place.kind": "commune"}
BASE = [
    ({"subject": "individual"}, (5_000_000, 10_000_000)),
    ({"subject": "individual", "place.kind": "ward"}, (10_000_000, 20_000_000)),
    ({"subject": "organisation", "place.kind": "ward"}, (20_000_000, 40_000_000)),
    ({"subject": "individual", "land.kind": "rice"}, (10_000_000, 20_000_000)),
]


@pytest.mark.parametrize(("facts", "expected"), BASE)
def test_encroaching_on_land_by_the_shipped_base(facts, expected):
    vn = jurisdiction()
    sanctions = [sanction for law in vn.base for sanction in law.sanctions]
    answer = penalty(sanctions, case(on=date(2025, 10, 1), **{**PLOT, **facts}), vn)

    assert (amounts(answer), answer.missing) == ([expected], ())
    assert answer.fines[0].sanction.sources[0].eid.startswith("dieu_13__khoan_")

"""Verdicts on norms: bearer, conditions, exceptions, time."""

from datetime import date

import pytest

from ontology.answer import Truth, Verdict
from ontology.norm import Party
from reason.applicable import applicable, disagreeing
from reason.bearer import bearing, said_id
from tests.made_up import VN, case, law

DUTY = """
obligation dieu_1
    bearer organisation
    act register
    when area >= 1 ha
"""
URGENT = """
exemption dieu_2
    bearer person
    act register
    when urgent
    exception_to {}
"""


def judge(blocks, **facts):
    return {one.norm.sources[0].eid: one for one in applicable(law(blocks).norms, case(**facts), VN)}


@pytest.mark.parametrize(
    ("facts", "verdict", "missing"),
    [
        ({"subject": "organisation", "area": "1 ha"}, Verdict.APPLIES, ()),
        ({"subject": "organisation", "area": "0.9 ha"}, Verdict.NOT_APPLIES, ()),
        ({"subject": "individual", "area": "1 ha"}, Verdict.NOT_APPLIES, ()),
        ({"subject": "organisation"}, Verdict.UNKNOWN, ("area",)),
        ({"area": "1 ha"}, Verdict.UNKNOWN, ("subject",)),
        ({"subject": "organisation", "area": "1 ha", "on": date(2029, 12, 31)}, Verdict.NOT_IN_FORCE, ()),
    ],
)
def test_a_norm_needs_its_bearer_its_conditions_and_its_time(facts, verdict, missing):
    one = judge(DUTY, **facts)["dieu_1"]

    assert (one.verdict, one.missing) == (verdict, missing)


NAMES = ["1/2030/XX#dieu_1/obligation", "1/2030/XX#dieu_1", "dieu_1"]


@pytest.mark.parametrize("name", NAMES)
def test_an_exception_displaces_the_rule_and_is_named(name):
    verdicts = judge(DUTY + URGENT.format(name), subject="organisation", area="2 ha", urgent=True)

    assert verdicts["dieu_1"].verdict is Verdict.DISPLACED
    assert verdicts["dieu_1"].by == (verdicts["dieu_2"].norm,)
    assert verdicts["dieu_2"].verdict is Verdict.APPLIES


def test_an_exception_that_may_hold_leaves_the_rule_open():
    one = judge(DUTY + URGENT.format("dieu_1"), subject="organisation", area="2 ha")["dieu_1"]

    assert (one.verdict, one.missing, one.by) == (Verdict.UNKNOWN, ("urgent",), ())


def test_an_exception_that_does_not_hold_leaves_the_rule_standing():
    one = judge(DUTY + URGENT.format("dieu_1"), subject="organisation", area="2 ha", urgent=False)["dieu_1"]

    assert (one.verdict, one.proof.truth) == (Verdict.APPLIES, Truth.TRUE)


def test_an_exception_to_a_rule_that_is_no_rule_here_displaces_nothing():
    one = judge(DUTY + URGENT.format("dieu_1"), subject="organisation", area="0.5 ha", urgent=True)["dieu_1"]

    assert (one.verdict, one.by) == (Verdict.NOT_APPLIES, ())


def test_an_exception_out_of_force_displaces_nothing():
    late = URGENT.format("dieu_1") + "    in_force 2031-01-01..\n"
    verdicts = judge(DUTY + late, subject="organisation", area="2 ha", urgent=True)

    assert verdicts["dieu_1"].verdict is Verdict.APPLIES
    assert verdicts["dieu_2"].verdict is Verdict.NOT_IN_FORCE


def test_an_exception_to_the_exception_brings_the_rule_back():
    again = "\nobligation dieu_3\n    bearer person\n    act register\n    when licence\n    exception_to dieu_2\n"
    facts = {"subject": "organisation", "area": "2 ha", "urgent": True}
    blocks = DUTY + URGENT.format("dieu_1") + again

    assert judge(blocks, **facts, licence=True)["dieu_1"].verdict is Verdict.APPLIES
    assert judge(blocks, **facts, licence=False)["dieu_1"].verdict is Verdict.DISPLACED
    assert judge(blocks, **facts)["dieu_1"].missing == ("licence",)


def test_norms_that_except_each_other_come_to_an_end():
    ring = "\nobligation dieu_3\n    bearer person\n    act register\n    exception_to dieu_2\n"
    verdicts = judge(URGENT.format("dieu_3") + ring, urgent=True)

    assert {one.verdict for one in verdicts.values()} == {Verdict.DISPLACED}


def test_two_exceptions_that_disagree_are_both_named():
    ban = "\nprohibition dieu_4\n    bearer person\n    act register\n    when licence\n    exception_to dieu_1\n"
    allow = "\npermission dieu_5\n    bearer person\n    act register\n    when licence\n    exception_to dieu_1\n"
    one = judge(DUTY + ban + allow, subject="organisation", area="2 ha", licence=True)["dieu_1"]

    assert [norm.sources[0].eid for norm in one.by] == ["dieu_4", "dieu_5"]
    assert disagreeing(one.by) == (one.by,)


def test_exceptions_that_agree_do_not_disagree():
    one = judge(DUTY + URGENT.format("dieu_1"), subject="organisation", area="2 ha", urgent=True)["dieu_1"]

    assert disagreeing(one.by) == ()


def test_an_exception_to_a_whole_article_reaches_its_points():
    point = DUTY.replace("dieu_1", "dieu_1__khoan_1__diem_a")
    verdicts = judge(point + URGENT.format("dieu_1"), subject="organisation", area="2 ha", urgent=True)

    assert verdicts["dieu_1__khoan_1__diem_a"].verdict is Verdict.DISPLACED


def test_a_presumed_fact_settles_what_nobody_said():
    rule = "\nprohibition dieu_1\n    bearer person\n    act use.encroach\n    when not managed\n"

    assert judge(rule)["dieu_1"].verdict is Verdict.APPLIES
    assert judge(rule, managed=True)["dieu_1"].verdict is Verdict.NOT_APPLIES


def test_a_bearer_in_the_words_of_the_law_is_asked_for_in_those_words():
    rule = '\nobligation dieu_1\n    bearer "Chủ  trang trại"\n    act register\n'
    id = said_id("chủ trang trại")

    assert judge(rule)["dieu_1"].missing == (id,)
    assert judge(rule, **{id: True})["dieu_1"].verdict is Verdict.APPLIES


def test_nobody_in_particular_is_everybody_and_a_code_without_a_condition_is_a_subject():
    assert bearing(Party(), VN).facts() == frozenset()
    assert bearing(Party("ministry"), VN).facts() == {"subject"}

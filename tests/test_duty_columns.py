"""How duties stand, for a table of cases: the same as case by case."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.answer import Status, Verdict
from ontology.errors import BadValue
from reason.applicable import applicable
from reason.claims import as_norms, claims
from reason.columns import from_cases, presuming
from reason.compliance import compliance
from reason.deed import own_key
from reason.deed_columns import answered_table
from reason.populations import lists
from reason.to_columns import to_columns
from tests.made_up import DAY, VN, case, law
from tests.test_compliance import BAN, TIMED, many, rule_bases, told


@many
@given(rule_bases(), st.lists(told, min_size=1, max_size=4))
def test_columns_say_the_same_as_the_proofs(norms, cases):
    found = [{(one.norm.id, one.status) for one in compliance(norms, case, VN)} for case in cases]
    known = [{pair for pair in pairs if pair[1] is not Status.UNKNOWN} for pairs in found]
    ruled = claims(norms, DAY, VN)
    table = answered_table(norms, from_cases(cases), VN)
    same_day = answered_table(norms, from_cases(cases), VN, DAY)
    program = to_columns(as_norms(ruled), VN, DAY)

    for given_ in (table, same_day):
        (listed,) = lists(program, [presuming(given_, VN)])
        said = [{(ruled[n].norm.id, ruled[n].status) for n in listed.norms[a:b]} for a, b in pairwise(listed.offsets)]
        assert said == known


def test_a_column_of_the_act_serves_every_norm_about_it():
    norms = law(BAN + BAN.replace("dieu_1", "dieu_4")).norms
    table = from_cases([case(**{"done:discharge": True}), case()])
    made = answered_table(norms, table, VN).columns

    assert [made[f"done:{own_key(one)}"].values.tolist() for one in norms] == [[2, 0]] * 2
    own = from_cases([case(**{f"done:{own_key(norms[0])}": False})])
    assert answered_table(norms, own, VN).columns.keys() == own.columns.keys()


def test_only_a_duty_that_is_done_makes_a_breach_good():
    healing = "\n{} dieu_2\n    act use\n    compensates dieu_1\n"
    facts = case(**{"done:discharge": True, "done:use": True, "licence": True})
    may, must = (law(BAN + healing.format(kind)).norms for kind in ("permission", "obligation"))

    assert [one.status for one in compliance(may, facts, VN)] == [Status.VIOLATED]
    assert compliance(must, facts, VN)[0].status is Status.COMPENSATED


def test_a_deed_in_hectares_is_refused():
    table = from_cases([case(**{"done:register": "1 ha", "since": date(2030, 5, 15)})])

    with pytest.raises(BadValue, match="done:register"):
        answered_table(law(TIMED).norms, table, VN)


@many
@given(rule_bases(), st.lists(told, min_size=1, max_size=4))
def test_verdicts_on_remedial_duties_are_the_same_in_columns(norms, cases):
    expected = [[one.verdict for one in applicable(norms, case, VN)] for case in cases]
    table = presuming(answered_table(norms, from_cases(cases), VN), VN)

    for program in (to_columns(norms, VN, DAY), to_columns(norms, VN)):
        found = {
            (case, norm): listed.verdict
            for listed in lists(program, [table], tuple(Verdict))
            for case, (a, b) in enumerate(pairwise(listed.offsets))
            for norm in listed.norms[a:b]
        }
        assert [[found[case, norm] for norm in range(len(norms))] for case in range(len(cases))] == expected

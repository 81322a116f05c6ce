"""One condition, several judges, one verdict."""

from decimal import Decimal

from hypothesis import given, settings

from ontology.answer import Truth
from ontology.case import Case
from ontology.condition import AllOf, AnyOf, Not
from ontology.notation import parse
from reason.boxes import boxes, implies, satisfiable, witness
from reason.evaluate import evaluate
from reason.ranges import Range
from tests import z3_oracle
from tests.made_up import DAY, TAXONOMY, conditions, partial_cases, total_cases

few = settings(max_examples=150, deadline=None)


def truth(condition, case):
    return evaluate(condition, case, TAXONOMY).truth


@few
@given(conditions, total_cases)
def test_where_everything_is_known_the_solver_agrees(condition, case):
    expected = Truth.TRUE if z3_oracle.judge(condition, case, TAXONOMY) else Truth.FALSE

    assert truth(condition, case) is expected


@few
@given(conditions)
def test_there_is_a_box_exactly_where_the_solver_finds_a_case(condition):
    assert satisfiable(condition, TAXONOMY) is z3_oracle.satisfiable(condition, TAXONOMY)


@few
@given(conditions)
def test_a_witness_makes_its_condition_true(condition):
    facts = witness(condition, TAXONOMY)

    assert facts is None or truth(condition, Case(facts, DAY)) is Truth.TRUE


@few
@given(conditions)
def test_a_value_inside_lies_in_its_range(condition):
    ranges = [side for box in boxes(condition, TAXONOMY) for side in box.values() if isinstance(side, Range)]

    assert all(range.holds(range.inside()) for range in ranges)


@few
@given(conditions, conditions)
def test_what_is_implied_holds_wherever_the_first_does(narrow, wide):
    facts = witness(AllOf((narrow, Not(wide))), TAXONOMY)

    assert implies(narrow, wide, TAXONOMY) is (facts is None)
    assert implies(AllOf((narrow, wide)), wide, TAXONOMY)


@given(conditions, partial_cases)
def test_a_verdict_is_unknown_exactly_when_a_fact_is_missing(condition, case):
    proof = evaluate(condition, case, TAXONOMY)

    assert bool(list(proof.missing())) is (proof.truth is Truth.UNKNOWN)


@given(conditions, partial_cases)
def test_twice_not_is_nothing(condition, case):
    assert truth(Not(Not(condition)), case) is truth(condition, case)


@given(conditions, conditions, partial_cases)
def test_de_morgan_holds_with_the_unknown(a, b, case):
    assert truth(Not(AllOf((a, b))), case) is truth(AnyOf((Not(a), Not(b))), case)
    assert truth(Not(AnyOf((a, b))), case) is truth(AllOf((Not(a), Not(b))), case)


@given(conditions, partial_cases, total_cases)
def test_what_is_settled_stays_settled_when_more_is_known(condition, known, rest):
    fuller = Case({**rest.facts, **known.facts}, DAY)
    before = truth(condition, known)

    assert before is Truth.UNKNOWN or truth(condition, fuller) is before


def test_codes_of_no_scheme_leave_room_for_others():
    facts = witness(parse("colour in {red, green} and not colour in {green} and not shape in {round}"), TAXONOMY)

    assert facts == {"colour": "red", "shape": "other"}
    assert not implies(parse("shape in {round}"), parse("shape in {square}"), TAXONOMY)


def test_what_is_measured_in_two_units_never_meets():
    assert not satisfiable(parse("area > 1 ha and area > 1 m3"), TAXONOMY)
    assert not satisfiable(parse("area > 1 ha and area"), TAXONOMY)


def test_a_plain_value_stands_for_a_range():
    def plain(*bounds):
        return Range("ha", *map(Decimal, bounds)).inside()

    assert [plain("0.02", "0.05"), plain("2", "Infinity"), plain("-Infinity", "0.01"), plain("-Infinity", "-3")] == [
        Decimal(n) for n in ("0.04", "3", "0.005", "-4")
    ]
    assert Range("ha").inside() == 1

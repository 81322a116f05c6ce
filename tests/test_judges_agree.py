"""One condition, several judges, one verdict; what a judge cannot do is declared, and does fail."""

import os
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from ontology.answer import Truth, Verdict
from ontology.case import Case
from ontology.condition import AllOf, AnyOf, Is, Not, OneOf, Quantity
from ontology.errors import BadValue
from ontology.fact import CONCEPT, YES_NO, Fact
from ontology.notation import parse
from ontology.text import Text
from reason import to_z3
from reason.boxes import boxes, implies, satisfiable, witness
from reason.evaluate import evaluate
from reason.judges import GAPS, TASKS, matrix
from reason.judges import JUDGES as DECLARED
from reason.ranges import Range
from tests.judges import JUDGES, worlds
from tests.made_up import DAY, TAXONOMY, VN, case, conditions, law, norm, partial_cases, total_cases

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
PAGE = Path(__file__).resolve().parents[1] / "docs" / "judges.md"
few = settings(max_examples=150, deadline=None)
fewer = settings(max_examples=60, deadline=None)


def seen(judge, truths):
    """Truths as far as a judge can tell them apart."""
    return [T if truth is U else truth for truth in truths] if (judge, "missing") in GAPS else truths


@settings(max_examples=70, deadline=None)
@given(worlds())
def test_all_judges_agree(world):
    expected = JUDGES["evaluate"].truths(world.condition, world.cases, world.vn)

    for name, judge in JUDGES.items():
        assert judge.truths(world.condition, world.cases, world.vn) == seen(name, expected), name


@settings(max_examples=20, deadline=None)
@given(worlds())
def test_a_shape_and_its_negation_tell_all_three_truths(world):
    expected = JUDGES["evaluate"].truths(world.condition, world.cases, world.vn)
    not_false, not_true = (
        JUDGES["shacl"].truths(c, world.cases, world.vn) for c in (world.condition, Not(world.condition))
    )

    assert [(F if a is F else T if b is F else U) for a, b in zip(not_false, not_true, strict=True)] == expected


def agreed(judge, text, vn=VN, **expected):
    """That a judge says so of cases with one fact each: `c1=((value, truth), …)`."""
    for fact, pairs in expected.items():
        told = judge.truths(parse(text), [case(**{fact: value}) for value, _ in pairs], vn)
        assert told == [truth for _, truth in pairs]


def yes_no(judge):
    agreed(judge, "licence", licence=((True, T), (False, F)))


def amounts(judge):
    third = Quantity(Decimal("0.1") + Decimal("0.2"), "ha")
    agreed(judge, "area > 0.3 ha", area=((third, F), ("0.30000000000000004 ha", T), ("0.300000000000000001 ha", T)))
    agreed(judge, "area = 0.05 ha", area=((VN.measured(Decimal(500), "m2"), T), ("0.0500000001 ha", F)))
    agreed(judge, "area <= 0.3 ha", area=((third, T), ("0.300000000000000001 ha", F)))
    agreed(judge, "area >= 0.3 ha", area=((third, T), ("0.299999999999999999 ha", F)))
    agreed(judge, "area < 0.3 ha", area=((third, F), ("0.299999999999999999 ha", T), (Quantity(Decimal(-1), "ha"), T)))
    agreed(judge, "area >= 99999999999999999999.999999999999999999 ha", area=(("99999999999999999999 ha", F),))


def days(judge):
    day = timedelta(days=1)
    for op, before, on, after in (("<", T, F, F), ("<=", T, T, F), ("=", F, T, F), (">=", F, T, T), (">", F, F, T)):
        agreed(judge, f"since {op} {DAY}", since=((DAY - day, before), (DAY, on), (DAY + day, after)))


def codes(judge):
    agreed(
        judge, "kind in {forest, town}", kind=(("forest", T), ("natural", T), ("homes", T), ("rice", F), ("unheard", F))
    )


def joints(judge):
    agreed(judge, "not (area > 1 ha and not area > 3 ha) or never", area=(("1 ha", T), ("2 ha", F), ("4 ha", T)))
    agreed(judge, "(always and licence) or (area > 2 ha and (urgent or not area > 5 ha))", area=(("3 ha", T),))


def missing(judge):
    agreed(judge, "licence", area=(("1 ha", U),))
    agreed(judge, "area > 1 ha", licence=((True, U),))
    agreed(judge, "kind in {rice}", licence=((True, U),))
    agreed(judge, "licence and area > 1 ha", area=(("1 ha", F), ("2 ha", U)))
    agreed(judge, "not licence or area > 1 ha", area=(("1 ha", U), ("2 ha", T)))


def wider(judge):
    agreed(judge, "kind in {planted}", kind=(("farm", U), ("forest", U), ("planted", T), ("natural", F)))
    agreed(judge, "not kind in {planted, forest}", kind=(("farm", U), ("forest", F), ("town", T)))


def digits(judge):
    long, longer = (f"1.{'0' * 30}{n}" for n in (1, 2))
    agreed(judge, f"area > {long} ha", area=((f"{long} ha", F), (f"{longer} ha", T)))


def kinds(judge):
    for text, facts in (
        ("area > 1 ha", {"area": "1 m3"}),
        ("licence", {"licence": "1 ha"}),
        ("kind in {rice}", {"kind": True}),
    ):
        with pytest.raises(BadValue):
            judge.truths(parse(text), [case(**facts)], VN)


HOSTILE = [
    '"; DROP TABLE cases; --',
    "'",
    "} UNION {",
    "?case",
    "\\u0041",
    "\\",
    "a\nb\r\tc",
    "\x00",
    "%41",
    "..",
    "ünï²",
    "\\u{41}",
    "<>",
    "A and B",
]


def names(judge):
    for word in HOSTILE:
        facts = {id: Fact(id, kind, Text(id, id), Text(id, id)) for id, kind in ((word, YES_NO), (word + "2", CONCEPT))}
        condition = AllOf((Is(word), OneOf(word + "2", (word,))))
        given = [Case({word: True, word + "2": code}, DAY) for code in (word, "A", word + "x")]
        assert judge.truths(condition, given, replace(VN, facts=facts)) == [T, F, F]


def letters(judge):
    facts = {id: Fact(id, YES_NO, Text(id, id), Text(id, id)) for id in ("x", "X")}
    assert judge.truths(
        AllOf((Is("x"), Not(Is("X")))), [Case({"x": True, "X": False}, DAY)], replace(VN, facts=facts)
    ) == [T]


def proof(judge):
    assert judge.missing(parse("licence and (urgent or managed)"), case(licence=True, managed=False), VN) == ["urgent"]


def many(judge):
    given = [case(area=f"{n} ha") for n in range(50)]
    assert judge.at_once(parse("area > 24 ha"), given, VN) == [F] * 25 + [T] * 25


RULES = norm("obligation", "dieu_1", "register", "user", "licence") + norm(
    "exemption", "dieu_2", "register", "user", "urgent", "    exception_to dieu_1"
)


def norms(judge):
    of = law(RULES).norms
    user = {"role__user": True, "licence": True}
    assert judge.verdicts(of, case(urgent=True, **user), VN) == [Verdict.DISPLACED, Verdict.APPLIES]
    assert judge.verdicts(of, case(urgent=False, **user), VN) == [Verdict.APPLIES, Verdict.NOT_APPLIES]
    assert judge.verdicts(of, case(**user), VN) == [Verdict.UNKNOWN, Verdict.UNKNOWN]
    assert judge.verdicts(of, case(role__user=False, urgent=True), VN) == [Verdict.NOT_APPLIES] * 2


def either(judge):
    assert judge.settled(parse("licence or not licence"), case(), VN) is T


def search(judge):
    for truth in Truth:
        condition = parse("area > 1 ha and kind in {rice}")
        assert evaluate(condition, Case(judge.search(condition, truth, VN), DAY), TAXONOMY).truth is truth


PROBES = {
    "yes-no": yes_no, "amounts": amounts, "days": days, "codes": codes, "joints": joints, "missing": missing, "broader": wider,
    "digits": digits, "kinds": kinds, "names": names, "letters": letters, "proof": proof, "many": many, "norms": norms,
    "either": either, "search": search,
}  # fmt: skip


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("judge", DECLARED)
def test_a_judge_does_what_it_does_not_declare_a_gap_and_nothing_that_it_does(judge, task):
    if (judge, task) not in GAPS:
        PROBES[task](JUDGES[judge])
        return
    with pytest.raises((AssertionError, AttributeError, BadValue, pytest.fail.Exception)):
        PROBES[task](JUDGES[judge])


def test_every_declared_gap_is_about_a_judge_and_a_task():
    assert set(PROBES) == set(TASKS)
    assert set(JUDGES) == set(DECLARED)
    assert {(judge, task) for judge, task in GAPS if judge not in DECLARED or task not in TASKS} == set()


def test_the_page_shows_who_can_do_what():
    start, _, rest = PAGE.read_text(encoding="utf-8").partition("<!-- matrix -->\n")
    shown, _, end = rest.partition("\n<!-- end -->")

    if os.environ.get("ACCEPT"):
        PAGE.write_text(f"{start}<!-- matrix -->\n{matrix()}\n<!-- end -->{end}", encoding="utf-8")
        return
    assert shown == matrix()


def truth(condition, case):
    return evaluate(condition, case, TAXONOMY).truth


@fewer
@given(conditions, partial_cases)
def test_what_is_settled_however_the_case_goes_on_is_no_other_than_the_verdict(condition, case):
    verdict = truth(condition, case)
    ahead = to_z3.settled(condition, case, TAXONOMY)

    assert verdict is U or ahead is verdict


@fewer
@given(conditions)
def test_the_solver_finds_a_case_for_every_truth_that_it_says_is_possible(condition):
    for wanted in Truth:
        facts = to_z3.possible(condition, TAXONOMY, wanted)
        assert facts is None or truth(condition, Case(facts, DAY)) is wanted


@fewer
@given(conditions, partial_cases)
def test_a_truth_that_the_solver_says_is_impossible_is_never_met(condition, case):
    assert to_z3.possible(condition, TAXONOMY, truth(condition, case)) is not None


@few
@given(conditions)
def test_there_is_a_box_exactly_where_the_solver_finds_a_case(condition):
    assert satisfiable(condition, TAXONOMY) is to_z3.satisfiable(condition, TAXONOMY)


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


def test_of_what_is_counted_only_whole_numbers_stand_for_a_range():
    assert Range("1", Decimal(0), Decimal("1.5"), at_low=True).inside() in {0, 1}
    assert Range("1", Decimal("0.5"), Decimal("1.5")).inside() == 1

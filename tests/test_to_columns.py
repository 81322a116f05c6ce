"""Columns judge as `evaluate` and `applicable` do, case for case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.answer import Truth, Verdict
from ontology.case import Case
from ontology.condition import Compare, Op, Quantity
from ontology.errors import BadValue
from ontology.norm import Party, Period
from ontology.notation import parse
from reason import populations
from reason.applicable import applicable
from reason.columns import Columns, Measured, column_of, from_cases, presuming
from reason.evaluate import evaluate
from reason.populations import counts, lists
from reason.to_columns import Since, Together, to_columns
from tests.made_up import DAY, TAXONOMY, VN, conditions, law, norm, partial_cases
from tests.made_up import case as made

PLAIN = law(norm("obligation", "dieu_1")).norms[0]
VERDICTS = {Truth.TRUE: Verdict.APPLIES, Truth.FALSE: Verdict.NOT_APPLIES, Truth.UNKNOWN: Verdict.UNKNOWN}


def ruled(condition, id="n", **parts):
    return replace(PLAIN, id=id, bearer=Party(), when=condition, **parts)


def judged(norms, cases, on=None, vn=VN):
    """The verdict of every case on every norm, by way of the lists; the counts must say the same."""
    table = presuming(from_cases(cases), vn)
    program = to_columns(norms, vn, on)
    found = [[None] * len(norms) for _ in cases]
    for listed in lists(program, (table,), tuple(Verdict)):
        for i, (start, end) in enumerate(zip(listed.offsets, listed.offsets[1:], strict=False)):
            for place in listed.norms[start:end]:
                assert found[listed.first + i][place] is None
                found[listed.first + i][place] = listed.verdict
    counted = counts(program, (table,))
    assert counted.tolist() == [[[row[n] for row in found].count(v) for v in Verdict] for n in range(len(norms))]
    return found


def applied(norms, cases, vn=VN):
    return [[one.verdict for one in applicable(norms, case, vn)] for case in cases]


few = settings(max_examples=100, deadline=None)
days = st.sampled_from([date(2029, 12, 31), DAY, date(2031, 1, 1)])
periods = st.builds(Period, st.none() | days, st.none() | days)
bearers = st.sampled_from(["", "person", "individual", "household", "organisation", "user"])
subjects = st.sampled_from(["", "individual", "household", "organisation"])
some_cases = st.lists(
    st.builds(
        lambda case, subject, on, managed: Case(
            {**case.facts, **({"subject": subject} if subject else {}), **({} if managed is None else {"managed": managed})}, on
        ),
        partial_cases, subjects, days, st.none() | st.booleans(),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@st.composite
def laws(draw):
    """A few norms, each an exception to some of them."""
    made = draw(st.lists(st.tuples(conditions, bearers, periods, st.sets(st.integers(0, 4))), min_size=1, max_size=5))
    norms = law("".join(norm("obligation", f"dieu_{i}") for i in range(len(made)))).norms
    return tuple(
        replace(
            one, when=when, bearer=Party(bearer), in_force=period, exception_to=tuple(f"dieu_{j}" for j in sorted(to))
        )
        for one, (when, bearer, period, to) in zip(norms, made, strict=True)
    )


@few
@given(st.lists(conditions, min_size=1, max_size=5), st.lists(partial_cases, min_size=1, max_size=20))
def test_columns_find_the_truth_that_evaluate_finds(several, cases):
    norms = [ruled(condition, f"n{i}") for i, condition in enumerate(several)]

    expected = [[VERDICTS[evaluate(c, case, TAXONOMY).truth] for c in several] for case in cases]
    assert judged(norms, cases) == expected
    assert judged(norms, cases, DAY) == expected


@settings(max_examples=250, deadline=None)
@given(laws(), some_cases)
def test_columns_give_the_verdict_that_applicable_gives(norms, cases):
    assert judged(norms, cases) == applied(norms, cases)
    same = [replace(case, on=DAY) for case in cases]
    assert judged(norms, same, DAY) == applied(norms, same)


near = st.one_of(
    st.decimals("-1e6", "1e6", allow_nan=False),
    st.floats(0, 10).map(lambda x: Decimal(repr(x))),
    st.floats(0, 10).map(Decimal),
    st.builds(lambda n, k: Decimal(n) + Decimal(k).scaleb(-20), st.integers(0, 2), st.integers(-2, 2)),
    st.sampled_from(
        [Decimal(text) for text in ("0.05", "0.3", "0.1", "1e-400", "-1e400", "1e400", "9007199254740993")]
    ),
)


@given(st.lists(near, min_size=1, max_size=6), st.lists(near, min_size=1, max_size=6))
def test_no_amount_is_taken_for_another(amounts, thresholds):
    amounts += [*thresholds, *(Decimal(repr(float(n))) for n in thresholds if abs(float(n)) != float("inf"))]
    norms = [ruled(Compare("area", op, Quantity(n, "ha")), f"{op}{i}") for i, n in enumerate(thresholds) for op in Op]
    cases = [Case({"area": Quantity(n, "ha")}, DAY) for n in amounts]

    assert judged(norms, cases) == applied(norms, cases)


@pytest.mark.parametrize(
    ("amount", "threshold", "meets"),
    [
        (0.1 + 0.2, "0.3", False),
        (0.30000000000000004, "0.30000000000000004", True),
        (0.05, "0.05", True),
        (0.05, "0.0500000000000000000001", True),
        (0.05, "0.0499999999999999999999", False),
        (2.0**53, "9007199254740993", True),
    ],
)
def test_a_float_stands_for_the_decimal_that_people_read(amount, threshold, meets):
    program = to_columns([ruled(parse(f"area <= {threshold} ha"))], VN, DAY)
    table = Columns(1, {"area": Measured(np.array([amount]), "ha")})

    assert counts(program, (table,))[0, list(Verdict).index(Verdict.APPLIES)] == meets


def test_equal_parts_of_many_norms_are_done_once():
    texts = ("area >= 1 ha and licence", "licence and not area < 1.0 ha", "not (not licence or area < 1 ha)")
    program = to_columns([ruled(parse(text), text) for text in texts], VN, DAY)

    assert len({rule.applies for rule in program.rules}) == 1
    assert len(program.nodes) == 4


@pytest.mark.parametrize("op", Op)
def test_five_comparisons_are_made_of_two_cuts(op):
    nodes = to_columns([ruled(Compare("since", op, DAY))], VN, DAY).nodes

    assert set(nodes[1:]) <= {Since("since", DAY.toordinal()), Since("since", DAY.toordinal() + 1), Together((2, 5))}


def test_codes_that_no_norm_tells_apart_are_one():
    groups = to_columns([ruled(parse("kind in {forest}"))], VN, DAY).groups["kind"]

    assert groups.of["planted"] == groups.of["forest"] != groups.of["town"] == groups.of["homes"]
    assert len(set(groups.of.values())) == 3, "forest and below, farm (which may be), the others"


def test_a_code_that_nobody_knows_is_only_itself():
    norms = [ruled(parse("kind in {heath}"), "a"), ruled(parse("kind in {farm}"), "b")]
    cases = [made(kind=kind) for kind in ("heath", "moor", "rice")]

    assert judged(norms, cases) == applied(norms, cases)


def test_what_is_presumed_is_filled_in():
    rule = law(norm("prohibition", "dieu_1", when="not managed")).norms
    cases = [made(), made(managed=True), made(managed=False)]

    assert judged(rule, cases[:1]) == [[Verdict.APPLIES]]
    assert judged(rule, cases) == applied(rule, cases)


PRESUMED = {
    "area": Quantity(Decimal("0.99999999999999999999"), "ha"),
    "kind": "rice",
    "since": date(2030, 1, 2),
    "licence": False,
}


@pytest.mark.parametrize("said", [{}, {"area": "2 ha", "kind": "town", "since": date(2030, 3, 1), "licence": True}])
def test_every_kind_of_value_can_be_presumed(said):
    vn = replace(VN, facts={id: replace(fact, presume=PRESUMED.get(id)) for id, fact in VN.facts.items()})
    texts = ("area >= 1 ha", "kind in {farm}", "since >= 2030-02-01", "licence")
    norms = [ruled(parse(text), text) for text in texts]
    cases = [made(), made(**said)]

    assert judged(norms, cases, vn=vn) == applied(norms, cases, vn=vn)


@pytest.mark.parametrize("value", ["rice", DAY, Quantity(Decimal(1), "m")])
@pytest.mark.parametrize("presumed", [False, Quantity(Decimal(1), "ha")])
def test_a_column_of_another_kind_than_what_is_presumed_is_refused(presumed, value):
    vn = replace(VN, facts={"managed": replace(VN.facts["managed"], presume=presumed)})

    with pytest.raises(BadValue, match="managed"):
        presuming(from_cases([Case({"managed": value}, DAY)]), vn)


@pytest.mark.parametrize(
    ("text", "facts", "wanted"),
    [
        ("licence", {"licence": "1 ha"}, "yes or no"), ("area > 1 ha", {"area": "1 m"}, "a number in ha"),
        ("area > 1 ha", {"area": True}, "a number in ha"), ("area > 1 ha", {"area": "rice"}, "a number in ha"),
        ("kind in {rice}", {"kind": True}, "a code"), ("since > 2030-01-01", {"since": "1"}, "a day"),
        ("kind", {"kind": "rice"}, "yes or no"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("times", [1, 500])
def test_a_column_of_another_kind_than_a_norm_asks_for_is_refused(text, facts, wanted, times, monkeypatch):
    monkeypatch.setattr(populations, "LISTED", 64)

    with pytest.raises(BadValue, match=next(iter(facts))) as caught:
        judged([ruled(parse(text))], [made(**facts)] * times)
    assert (caught.value.remedy, caught.value.where) == (f"give {wanted}", next(iter(facts)))


def test_a_column_holds_values_of_one_kind():
    with pytest.raises(BadValue, match="2 kinds"):
        column_of([True, None, "rice"])
    with pytest.raises(BadValue, match="2 kinds"):
        from_cases([made(area="1 ha"), made(area="1 m2")])
    with pytest.raises(BadValue, match="0 kinds"):
        column_of([None])


@pytest.mark.parametrize(("block", "chunk"), [(64, 64), (128, 128), (256, 64), (256, 4096)])
@pytest.mark.parametrize("threads", [1, 3])
def test_blocks_and_threads_change_nothing(block, chunk, threads, monkeypatch):
    for name in ("BLOCK", "LISTED"):
        monkeypatch.setattr(populations, name, block)
    monkeypatch.setattr(populations, "CHUNK", chunk)
    norms = [ruled(parse(f"area >= {n} ha or since < 2030-01-0{n} or urgent"), str(n)) for n in range(1, 10)]
    sizes = (1, 64, 65, 200, 0, 3)
    some = [made(area=f"{n % 11} ha", **({"urgent": n % 7 == 0} if n % 3 else {})) for n in range(sum(sizes))]
    some[70] = made(area="1.00000000000000000001 ha")
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    tables = [from_cases(some[start : start + size]) for start, size in zip(starts, sizes, strict=True)]
    program = to_columns(norms, VN, DAY)
    expected = applied(norms, some)

    counted = counts(program, tables, threads)
    assert counted.tolist() == [[[row[n] for row in expected].count(v) for v in Verdict] for n in range(len(norms))]
    found = list(lists(program, tables, (Verdict.UNKNOWN,), threads))
    assert [one.first for one in found] == [
        start for i, at in enumerate(starts) for start in range(at, at + sizes[i], block)
    ]
    listed = [one.norms[a:b].tolist() for one in found for a, b in zip(one.offsets, one.offsets[1:], strict=False)]
    assert listed == [[n for n, verdict in enumerate(row) if verdict is Verdict.UNKNOWN] for row in expected]


def test_many_nodes_make_small_blocks(monkeypatch):
    monkeypatch.setattr(populations, "MOST", 0)
    cases = [made(area=f"{n} ha") for n in range(130)]
    norms = [ruled(parse("area >= 100 ha"))]

    assert [one.first for one in lists(to_columns(norms, VN, DAY), (from_cases(cases),))] == [0, 64, 128]


def test_without_a_day_every_case_has_its_own():
    rule = law(norm("obligation", "dieu_1", more="    in_force 2030-01-01..2031-01-01")).norms
    cases = [made(on=date(*day)) for day in ((2029, 12, 31), (2030, 1, 1), (2030, 12, 31), (2031, 1, 1))]
    applies, never = Verdict.APPLIES, Verdict.NOT_IN_FORCE

    assert judged(rule, cases) == [[never], [applies], [applies], [never]]
    assert judged(rule, cases, date(2031, 1, 1)) == [[never]] * 4


def test_nothing_is_judged_of_nothing():
    assert judged([], []) == []
    assert counts(to_columns([ruled(parse("licence"))], VN, DAY), ()).tolist() == [[0, 0, 0, 0, 0]]
    assert judged([], [made()]) == [[]]

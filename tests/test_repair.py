"""The smallest change that makes a case lawful."""

from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ontology.answer import Truth
from ontology.case import Case
from ontology.condition import OneOf, Quantity
from ontology.document import Source, Work
from ontology.norm import Act, Modality, Norm, Party, Sanction
from ontology.notation import show
from reason import repair as searching
from reason.breaches import breaches
from reason.evaluate import evaluate
from reason.repair import repair
from tests.made_up import DAY, TAXONOMY, VN, case, law, leaves, nested, norm, partial_cases
from tests.test_interview import VALUES

FIXED = {"place", "since"}
HEAVY = {"licence": 4, "kind": 3, "act": 9, "urgent": 1, "done:register": 1, "done:discharge": 1}
FACTS = {
    id: replace(fact, fixed=id in FIXED, weight=HEAVY.get(id, 2)) for id, fact in VN.facts.items()
}  # fmt: skip
HERE = replace(VN, facts=FACTS)
WORK = Work("decree", "1/2030/XX", 2030)


def mend(blocks, keep=(), vn=HERE, **facts):
    known = law(blocks)
    return repair(known.norms, known.sanctions, case(**facts), vn, keep)


def told(answer):
    """The ways as text: every fact with what it becomes."""
    return [
        {one.fact: one.after if not isinstance(one.after, Quantity) else str(one.after) for one in way}
        for way in answer.ways
    ]


def said(answer):
    return [{one.fact: show(one.must) for one in way} for way in answer.ways]


def eids(rules):
    return [rule.sources[0].eid for rule in rules]


FINE = """
fines dieu_8__khoan_1
    act use.change
    when not licence
    tier diem_a 2..3 when area >= 1 ha and area < 3 ha
    tier diem_b 3..5 when area >= 3 ha
"""


def test_a_lawful_case_needs_no_change():
    answer = mend(FINE, act="use.change", area="0.5 ha", licence=False)

    assert (answer.broken, answer.ways, answer.conflict) == ((), (), ())


def test_one_fact_that_is_light_goes_before_one_that_is_heavy():
    answer = mend(FINE, act="use.change", area="2 ha", licence=False)

    assert eids(answer.broken) == ["dieu_8__khoan_1__diem_a"]
    assert told(answer) == [{"area": "0.5 ha"}]
    assert said(answer) == [{"area": "area < 1 ha"}]
    assert answer.ways[0][0].before == Quantity(2, "ha")


def test_the_next_tier_is_no_way_out():
    answer = mend(FINE, act="use.change", area="2 ha", licence=False, keep=["licence", "act"])

    assert said(answer) == [{"area": "area < 1 ha"}]


def test_what_is_kept_is_not_changed():
    answer = mend(FINE, act="use.change", area="2 ha", licence=False, keep=["area"])

    assert told(answer) == [{"licence": True}]


def test_an_act_can_be_left_undone():
    answer = mend(FINE, act="use.change", area="2 ha", licence=False, keep=["area", "licence"])

    assert told(answer) == [{"act": None}]
    assert said(answer) == [{"act": "not act in {use.change}"}]


def test_a_duty_said_not_done_is_to_be_done_and_a_prohibition_not():
    blocks = norm("obligation", "dieu_1", "register") + norm("prohibition", "dieu_2", "discharge")
    answer = mend(blocks, done__register=False, **{"done:register": False, "done:discharge": True})

    assert told(answer) == [{"done:discharge": False, "done:register": True}]
    assert eids(answer.broken) == ["dieu_1", "dieu_2"]


def test_what_nobody_said_is_not_unlawful_but_may_be_told_as_open():
    blocks = norm("obligation", "dieu_1", "register", when="urgent")
    answer = mend(blocks, **{"done:register": False})

    assert (answer.broken, answer.ways, eids(answer.open)) == ((), (), ["dieu_1"])
    assert mend(blocks).open == ()


def test_the_act_of_a_case_breaks_its_prohibition():
    blocks = norm("prohibition", "dieu_1", "use.encroach", when="not licence")

    assert told(mend(blocks, act="use.encroach", licence=False)) == [{"licence": True}]
    assert mend(blocks, act="use.change", licence=False).broken == ()
    assert told(mend(blocks, keep=["licence"], act="use.encroach", licence=False)) == [{"act": None}]
    both = {"act": "use.encroach", "licence": False, "done:use.encroach": True}
    assert told(mend(blocks, keep=["licence"], **both)) == [{"act": None, "done:use.encroach": False}]


def test_an_exemption_may_be_the_way():
    exempt = norm("exemption", "dieu_2", "register", "user", "urgent", "    exception_to dieu_1")
    answer = mend(
        norm("obligation", "dieu_1", "register") + exempt,
        ["done:register"],
        role__user=False,
        **{"done:register": False},
    )

    assert told(answer) == [{"role.user": True, "urgent": True}]


def test_codes_that_will_do_are_told_broadly():
    answer = mend(
        "\nfines dieu_1\n    act use\n    when kind in {rice}\n    tier diem_a 2..3 when head >= 1\n",
        act="use",
        kind="rice",
        head="4",
        keep=["head", "act"],
    )

    assert told(answer) == [{"kind": "planted"}]
    assert OneOf("kind", ("forest", "stable", "homes")) == answer.ways[0][0].must or "forest" in said(answer)[0]["kind"]


def test_what_cannot_be_changed_leaves_no_way_and_says_why():
    blocks = norm("obligation", "dieu_1", "register", when="place in {ward}") + norm(
        "prohibition", "dieu_2", "register"
    )
    answer = mend(
        blocks + norm("obligation", "dieu_3", "discharge"),
        place="ward",
        **{"done:register": True, "done:discharge": False},
    )

    assert answer.ways == ()
    assert eids(answer.conflict) == ["dieu_1", "dieu_2"]
    assert answer.fixed == ("place",)


def test_an_assumption_counts_as_told():
    answer = mend(
        norm("prohibition", "dieu_1", "discharge", when="not managed"),
        **{"done:discharge": True},
        keep=["done:discharge"],
    )

    assert told(answer) == [{"managed": True}]
    assert answer.ways[0][0].before is False


def test_a_search_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(searching, "TRIES", 1)
    answer = mend(FINE, act="use.change", area="2 ha", licence=False)

    assert (eids(answer.broken), answer.ways, answer.conflict) == (["dieu_8__khoan_1__diem_a"], (), ())


def test_no_more_ways_are_told_than_a_reader_can_use():
    flags = " and ".join(f"kind{n}" for n in range(15))
    answer = mend(
        norm("prohibition", "dieu_1", "discharge", when=flags),
        keep=["done:discharge"],
        **{f"kind{n}": True for n in range(15)},
        **{"done:discharge": True},
    )

    assert len(answer.ways) == 10


def test_many_breaches_are_mended_one_by_one_without_trying_all_sets():
    blocks = "".join(norm("obligation", f"dieu_{n}", f'"điều {n}"', when=f"a{n} and b{n} and c{n}") for n in range(20))
    first = mend(blocks, **{f"{letter}{n}": True for letter in "abc" for n in range(20)})
    undone = {fact: False for one in law(blocks).norms for fact in breach_facts(one) if fact.startswith("done:")}
    answer = mend(blocks, **{f"{letter}{n}": True for letter in "abc" for n in range(20)}, **undone)

    assert first.broken == ()
    assert len(answer.broken) == 20
    assert told(answer) == [dict.fromkeys(sorted(undone), True)]


def breach_facts(one):
    return {fact for found in breaches([one], [], case(), VN) for fact in found.about}


# Against trying everything.
ACTS = ["register", "discharge"]
DONE = {f"done:{act}": (True, False) for act in ACTS}
small = nested(leaves, 4).filter(lambda condition: 0 < len(condition.facts()) < 3)
kinds = st.sampled_from([Modality.OBLIGATION, Modality.PROHIBITION, None])


@st.composite
def codes(draw):
    """A few fines and duties, and a case that breaks one."""
    rules = draw(st.lists(st.tuples(kinds, st.sampled_from(ACTS), small), min_size=1, max_size=3))
    norms, fines = [], []
    for i, (kind, act, when) in enumerate(rules):
        source = (Source(WORK, f"dieu_{i}"),)
        if kind:
            norms.append(Norm(f"n{i}", kind, Party(), Act(act), source, when))
        else:
            fines.append(Sanction(f"s{i}", "fine", when, source))
    facts = draw(partial_cases).facts | draw(st.fixed_dictionaries({}, optional={f: st.booleans() for f in DONE}))
    known = Case(facts, DAY)
    found = breaches(norms, fines, known, HERE)
    assume(len({fact for one in found for fact in one.about}) < 6)
    assume(any(evaluate(one.when, known, TAXONOMY).truth is Truth.TRUE for one in found))
    return norms, fines, known


def smallest(found, known, keep=frozenset()):
    """The sets of facts of which changing fewest, and lightest, keeps all these rules; by trying all."""
    facts = sorted({fact for one in found for fact in one.about if fact not in FIXED | keep})
    before = [evaluate(one.when, known, TAXONOMY).truth for one in found]
    best, sets = None, {}
    for size in range(len(facts) + 1):
        for values in product(*((None, *possible(fact)) for fact in facts)):
            changed = {f: v for f, v in zip(facts, values, strict=True) if v is not None and v != known.facts.get(f)}
            if len(changed) != size:
                continue
            after = Case({**known.facts, **changed}, DAY)
            if all(
                mended(evaluate(one.when, after, TAXONOMY).truth, was) for one, was in zip(found, before, strict=True)
            ):
                cost = (size, sum(HEAVY.get(fact, 2) for fact in changed))
                sets.setdefault(cost, set()).add(frozenset(changed))
        if sets:
            best = min(sets)
            break
    return best, sets.get(best, set())


def mended(truth, was):
    return truth is Truth.FALSE or (truth is Truth.UNKNOWN and was is Truth.UNKNOWN)


def possible(fact):
    found = (DONE | VALUES)[fact]
    return [v for v in found if not isinstance(v, Quantity) or v.value >= 0]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(codes())
def test_no_smaller_change_will_do(drawn):
    norms, fines, known = drawn
    found = breaches(norms, fines, known, HERE)
    answer = repair(norms, fines, known, HERE)
    _, expected = smallest(found, known)

    assert {frozenset(one.fact for one in way) for way in answer.ways} == expected
    if not expected:
        assert answer.conflict
        core = [one for one in found if one.rule in answer.conflict]
        assert smallest(core, known)[1] == set()
        for left_out in core:
            assert smallest([one for one in core if one is not left_out], known)[1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(codes())
def test_every_value_that_is_said_to_do_does(drawn):
    norms, fines, known = drawn
    found = breaches(norms, fines, known, HERE)
    before = [evaluate(one.when, known, TAXONOMY).truth for one in found]

    def lawful(changed):
        after = Case({**known.facts, **changed}, DAY)
        return all(
            mended(evaluate(one.when, after, TAXONOMY).truth, was) for one, was in zip(found, before, strict=True)
        )

    for way in repair(norms, fines, known, HERE).ways:
        changed = {one.fact: one.after for one in way}
        assert lawful(changed)
        for one in way:
            for value in possible(one.fact):
                inside = evaluate(one.must, Case({one.fact: value}, DAY), TAXONOMY).truth is Truth.TRUE
                if inside or not isinstance(value, Quantity | date):
                    assert lawful({**changed, one.fact: value}) is inside

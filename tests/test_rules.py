"""Norms made ready for many cases say of each what they say of it alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.answer import Verdict
from ontology.case import Case
from ontology.condition import AllOf, Compare, Is, Not, OneOf, Op, Quantity
from ontology.document import Source, Work
from ontology.errors import BadValue
from ontology.norm import Act, Modality, Norm, Party, Period
from reason.applicable import applicable
from reason.nodes import Nodes
from reason.rules import Rules
from tests.made_up import DAY, TAXONOMY, VN, case, conditions, law, norm, partial_cases

WORK = Work("decree", "1/2030/XX", 2030)
DAYS = [date(2029, 1, 1), date(2030, 1, 1), DAY, date(2031, 1, 1)]
places = st.lists(st.integers(0, 5).map(lambda n: f"1/2030/XX#dieu_{n}"), max_size=1)
norms = st.builds(
    lambda when, bearer, below, remedies, start, modality: Norm(
        "", modality, Party(bearer), Act("register"), (Source(WORK, ""),), when, exception_to=tuple(below),
        remedies=tuple(remedies), in_force=Period(start),
    ),
    conditions, st.sampled_from(["person", "organisation", "user", ""]), places, st.just([]) | places,
    st.sampled_from(DAYS[:3]), st.sampled_from(Modality),
)  # fmt: skip
bases = st.lists(norms, max_size=6).map(
    lambda them: [
        Norm(**{**{f: getattr(n, f) for f in Norm.__slots__}, "id": f"1/2030/XX#dieu_{i}/norm", "sources": (Source(WORK, f"dieu_{i}"),)})
        for i, n in enumerate(them)
    ]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(bases, st.lists(partial_cases, min_size=1, max_size=3), st.sampled_from(DAYS))
def test_many_cases_are_judged_as_each_alone(base, cases, on):
    rules = Rules(base, VN)

    for one in cases:
        on_day = Case(one.facts, on)
        assert rules.judge(on_day) == applicable(base, on_day, VN)


def test_what_is_presumed_is_assumed():
    rules = Rules(law(norm("prohibition", "dieu_1", when="not managed")).norms, VN)

    assert [one.verdict for one in rules.judge(case())] == [Verdict.APPLIES]
    assert [one.verdict for one in rules.judge(case(managed=True))] == [Verdict.NOT_APPLIES]


def test_the_norms_of_a_day_are_made_ready_once():
    rules = Rules(law(norm("obligation", "dieu_1")).norms, VN)

    assert rules.span(DAY) is rules.span(date(2030, 12, 31))
    assert rules.span(DAY) is not rules.span(date(2029, 12, 31))


def test_a_value_of_another_kind_is_refused_each_time():
    rules = Rules(law(norm("obligation", "dieu_1", when="area > 1 ha")).norms, VN)

    for _ in range(2):
        with pytest.raises(BadValue, match="area"):
            rules.judge(case(area="1 m3/day"))


def test_what_is_equal_is_one_node():
    nodes = Nodes(TAXONOMY)
    both = AllOf((Is("licence"), Is("urgent")))

    assert nodes.add(both) == nodes.add(AllOf((Is("licence"), Is("urgent"))))
    assert nodes.claim(nodes.add(both)) == both
    assert nodes.facts(nodes.add(Not(both))) == {"licence", "urgent"}


def test_values_that_no_atom_tells_apart_share_their_proof():
    nodes = Nodes(TAXONOMY)
    place = nodes.add(Compare("area", Op.GE, Quantity(1, "ha")))
    code = nodes.add(OneOf("kind", ("rice",)))

    def proof(at, **facts):
        return nodes.state(case(**facts).facts)[at]

    assert proof(place, area="2 ha") is proof(place, area="3 ha")
    assert proof(place, area="2 ha") is not proof(place, area="1 ha")
    assert proof(place, area="1 ha").truth is not proof(place, area="0.9 ha").truth
    assert proof(code, kind="neverland") is proof(code, kind="nowhere")
    assert proof(code, kind="rice").truth is not proof(code, kind="town").truth


def test_a_node_that_comes_later_is_judged_for_values_told_before():
    nodes = Nodes(TAXONOMY)
    facts = case(area="2 ha").facts
    first = nodes.add(Compare("area", Op.GE, Quantity(1, "ha")))
    before = nodes.state(facts)[first]
    second = nodes.add(Compare("area", Op.GE, Quantity(3, "ha")))

    assert nodes.state(facts)[first] == before
    assert nodes.state(facts)[second].truth is not before.truth


def test_what_rests_on_one_fact_need_not_stand_in_a_row():
    nodes = Nodes(TAXONOMY)
    first, flag, second = (
        nodes.add(part) for part in (Compare("area", Op.GE, Quantity(1, "ha")), Is("urgent"), Compare("area", Op.GE, Quantity(3, "ha")))
    )  # fmt: skip
    state = nodes.state(case(area="2 ha").facts)

    assert [state[place].truth.name for place in (first, flag, second)] == ["TRUE", "UNKNOWN", "FALSE"]

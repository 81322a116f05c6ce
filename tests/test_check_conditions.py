"""What is declared is checked when a law, a pack or a graph is loaded, and the place is told."""

from dataclasses import replace

import pytest

from kg.graph import Graph
from kg.to_rdf import law_quads
from ontology.check_pack import check_pack
from ontology.condition import Quantity
from ontology.errors import IllTyped
from ontology.fact import Concept, Fact
from ontology.from_notation import read_law
from ontology.text import Text
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from tests.made_up import HEAD, VN

DUTY = HEAD.strip() + '\n\nobligation dieu_1\n    act "x"\n    when licence\n    when {}\n'

WRONG = [
    ("area >= 500 m2", "measured in ha, not in m2", "write 0.05 ha"),
    ("area >= 500 m3", "measured in ha, not in m3", "give it in ha"),
    ("area >= 5 parsec", "measured in ha, not in parsec", "give it in ha"),
    ("area >= 5", "measured in ha, not in 1", "give it in ha"),
    ("head >= 5 ha", "measured in 1, not in ha", "give it in 1"),
    ("area", "of the kind quantity, not yes_no", "compare it with a number in ha: area >= 1 ha"),
    ("area in {rice}", "of the kind quantity, not concept", "compare it with a number in ha"),
    ("area > 2030-01-01", "of the kind quantity, not date", "compare it with a number in ha"),
    ("since > 3 ha", "of the kind date, not quantity", "compare it with a day: since >= 2030-01-31"),
    ("licence > 3", "of the kind yes_no, not quantity", "write licence or not licence"),
    ("not (urgent and kind)", "of the kind concept, not yes_no", "name its codes: kind in {…}"),
    ("kind in {rice, ricee}", "kind has no code ricee", "perhaps rice"),
    ("kind in {ward}", "kind has no code ward", "declare it in the pack"),
    ("licens", "nobody declared a fact licens", "perhaps licence"),
    ("zzzzzz", "nobody declared a fact zzzzzz", "declare it in the pack"),
]


@pytest.mark.parametrize(("condition", "what", "remedy"), WRONG)
def test_a_law_that_speaks_of_what_is_not_declared_is_refused_with_its_line(condition, what, remedy):
    text = DUTY.format(condition)
    with pytest.raises(IllTyped) as caught:
        read_law(text, "made.norms", VN)

    assert what in caught.value.what
    assert caught.value.remedy.startswith(remedy)
    assert caught.value.where == f"made.norms:{len(text.splitlines())}"


RIGHT = [
    "done:use",
    "done_on:use >= 2030-01-01",
    "area >= 0.05 ha",
    "head < 3",
    "since > 2030-01-01",
    "kind in {rice, farm}",
    "licence or not urgent",
    "always",
]


@pytest.mark.parametrize("condition", RIGHT)
def test_what_is_declared_is_read(condition):
    assert read_law(DUTY.format(condition), "made.norms", VN).norms


@pytest.mark.parametrize(
    "block",
    [
        "fines dieu_2__khoan_1\n    act use\n    tier diem_a 1..2 when area < 1 m",
        "multiply dieu_2 by 2\n    of all\n    when area",
        "cap dieu_2 5\n    of all\n    when head > 1 ha",
        "remedial dieu_2\n    of all\n    when kind in {ward}",
        'percent_of_value dieu_2\n    act "x"\n    rate 1..2 percent\n    basis licence "giá trị"',
        'obligation dieu_2\n    act "x"\n    deadline 3 day licence',
        'obligation dieu_2\n    act "x"\n    deadline 3 day unheard',
        'per_unit dieu_2\n    act "x"\n    rate 1..2 VND\n    per unheard "người"',
    ],
)
def test_every_kind_of_rule_is_checked(block):
    law = f'{HEAD}\nfine dieu_9 1..2\n    act "x"\n\n{block}\n'
    assert read_law(law)

    with pytest.raises(IllTyped):
        check_pack(replace(VN, base=(read_law(law, "made.norms", VN),)))


def test_a_time_limit_may_run_from_a_declared_day_or_from_a_deed():
    limits = "obligation dieu_2\n    act use\n    deadline 3 day since\n    deadline 3 day done_on:register\n"

    assert check_pack(replace(VN, base=(read_law(f"{HEAD}\n{limits}", "", VN),)))


def test_what_the_law_itself_says_is_declared():
    said = 'said said:0123456789 "đất có tranh chấp"\n'

    assert read_law(DUTY.format("said:0123456789") + "\n" + said, "", VN)
    with pytest.raises(IllTyped, match="said:0123456789"):
        read_law(DUTY.format("said:0123456789"), "", VN)


def test_a_stored_law_that_fits_its_pack_no_more_is_told_with_its_rule(tmp_path):
    law = read_law(DUTY.format("area >= 3 ha"), "", VN)
    stale = replace(VN, facts={**VN.facts, "area": replace(VN.facts["area"], unit="m3")})
    with Graphs(tmp_path, VN) as graph:
        graph.store.replace({law.work.iri: law_quads(law)})
    with Graphs(tmp_path, VN) as graph:
        assert graph.law("1/2030/XX")
    with Graphs(tmp_path, stale, read_only=True) as graph, pytest.raises(IllTyped) as caught:
        graph.laws()

    assert caught.value.where == "1/2030/XX#dieu_1/obligation"


class Graphs:
    """A graph that is let go of at the end."""

    def __init__(self, folder, vn, **more):
        self.graph = Graph.open(folder / "g", VI, vn, **more)

    def __enter__(self):
        return self.graph

    def __exit__(self, *_):
        self.graph.close()


def test_the_pack_of_vietnam_hangs_together():
    assert check_pack(jurisdiction()) is jurisdiction()


def fact(**parts):
    made = {"id": "f", "kind": "yes_no", "label": Text("f"), "question": Text("f"), **parts}
    return replace(VN, facts={**VN.facts, "f": Fact(**made)})


def concept(code="c", **parts):
    return replace(
        VN, schemes={**VN.schemes, "kinds": {**VN.schemes["kinds"], code: Concept(code, Text(code), **parts)}}
    )


@pytest.mark.parametrize(
    ("pack", "what"),
    [
        (fact(kind="colour"), "no kind colour"),
        (fact(kind="quantity"), "no unit"),
        (fact(kind="quantity", unit="m2"), "“m2” is no unit"),
        (fact(unit="ha"), "“ha” is no unit for the kind yes_no"),
        (fact(kind="concept"), "no scheme"),
        (fact(kind="concept", scheme="unheard"), "“unheard” is no scheme"),
        (fact(scheme="kinds"), "“kinds” is no scheme"),
        (fact(presume="yes"), "cannot be presumed"),
        (fact(kind="quantity", unit="ha", presume=3), "cannot be presumed"),
        (concept(broader="unheard"), "no concept unheard"),
        (concept(broader="c"), "c < c goes round"),
        (concept(code="farm", broader="rice"), "farm < rice < farm goes round"),
        (concept(when="area > 3 m"), "measured in ha"),
    ],
)
def test_a_pack_that_does_not_hang_together_is_refused(pack, what):
    with pytest.raises(IllTyped, match=what) as caught:
        check_pack(pack)

    assert caught.value.where


def test_a_pack_may_presume_what_fits():
    assert check_pack(fact(kind="quantity", unit="ha", presume=Quantity(3, "ha")))
    assert check_pack(fact(presume=False))

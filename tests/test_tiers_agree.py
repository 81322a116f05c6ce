"""The fines read from the text of the land decree are those of the base: tier by tier, and answer by answer."""

from datetime import date
from itertools import product

import pytest

from extract.pipeline import read
from ontology.answer import Truth
from ontology.case import Case
from ontology.condition import Compare, atoms, both
from packs.vi import LANGUAGE
from packs.vn import jurisdiction
from reason.assumptions import presuming
from reason.boxes import satisfiable
from reason.evaluate import evaluate
from reason.taxonomy import Taxonomy

pytestmark = pytest.mark.corpus

NUMBER = "123/2024/NĐ-CP"
KINDS = (
    "rice", "forest_protection", "forest_production", "annual_other", "aquaculture", "livestock", "residential_rural", "commercial",
    "production_site", "public_service", "public_use_business", "offices",
)  # fmt: skip
CHANGES = ("dieu_8__", "dieu_9__", "dieu_10__", "dieu_11__", "dieu_12__")


@pytest.fixture(scope="module")
def ours():
    return next(law for law in jurisdiction().base if law.work.number == NUMBER).sanctions


@pytest.fixture(scope="module")
def theirs(documents):
    name = "123-2024-ND-CP.txt"
    return read((documents / name).read_bytes(), name, LANGUAGE, jurisdiction()).law.sanctions


def places(sanctions):
    return [s.sources[0].eid for s in sanctions]


def amounts(sanction):
    return sanction.kind, sanction.minimum, sanction.maximum


def bounds(sanction):
    return {(a.op, a.value) for a in atoms(sanction.when) if isinstance(a, Compare) and a.fact == "land.area"}


def times(sanction):
    return {(a.fact, a.op, a.value) for a in atoms(sanction.when) if isinstance(a, Compare) and a.fact != "land.area"}


def multipliers(sanction):
    return sorted((m.factor, m.source.eid) for m in sanction.multipliers if sanction.kind == "fine")


def caps(sanction):
    return sorted((c.amount, c.source.eid) for c in sanction.caps)


def measures(sanction):
    return {(m.kind, m.source.eid) for m in sanction.measures}


def possible(sanction):
    """The measures whose own case does not rule the fine out."""
    taxonomy = Taxonomy.of(jurisdiction())
    return {(m.kind, m.source.eid) for m in sanction.measures if satisfiable(both(sanction.when, m.when), taxonomy)}


def test_the_same_provisions_carry_fines(ours, theirs):
    assert sorted(places(theirs)) == sorted(places(ours))


@pytest.mark.parametrize("part", [amounts, bounds, times, multipliers, caps])
def test_tier_by_tier(part, ours, theirs):
    written = {s.sources[0].eid: part(s) for s in ours}
    printed = {s.sources[0].eid: part(s) for s in theirs}

    assert {eid: (printed.get(eid), value) for eid, value in written.items() if printed.get(eid) != value} == {}


def test_measures_go_with_the_same_fines(ours, theirs):
    """Where either side tells in a condition what the other tells by naming the fines, the condition counts."""
    printed = {s.sources[0].eid: s for s in theirs}
    pairs = [(s, printed[s.sources[0].eid]) for s in ours]

    assert [base.id for base, text in pairs if not possible(base) <= possible(text)] == []
    assert [base.id for base, text in pairs if not possible(text) <= measures(base)] == []


def applying(sanctions, facts):
    vn = jurisdiction()
    case = presuming(Case(facts, date(2025, 10, 1)), vn)
    taxonomy = Taxonomy.of(vn)
    return sorted(s.sources[0].eid for s in sanctions if evaluate(s.when, case, taxonomy).truth is Truth.TRUE)


def differing(ours, theirs, cases):
    pairs = [(facts, applying(ours, facts), applying(theirs, facts)) for facts in cases]

    return [(facts, theirs, ours) for facts, ours, theirs in pairs if ours != theirs]


def test_encroaching_costs_the_same(ours, theirs):
    vn = jurisdiction()
    cases = [
        {"act": "land.encroach", "land.kind": k, "place.kind": p, "land.area": vn.quantity(a), "land.state_managed": m}
        for k, p, a, m in product((*KINDS, "agri_other"), ("commune", "ward"), ("0.02 ha", "1.5 ha"), (True, False))
    ]

    assert differing(_of(ours, "dieu_13__"), _of(theirs, "dieu_13__"), cases) == []
    assert all(applying(_of(ours, "dieu_13__"), case) for case in cases)


def test_changing_the_use_costs_the_same(ours, theirs):
    vn = jurisdiction()
    cases = [
        {
            "act": "land.change_use", "land.kind": k, "land.to": to, "place.kind": p, "land.area": vn.quantity("2 ha"),
            "land.large_livestock_project": True, "land.tenure": tenure, "land.to_tenure": "leased_once",
        }
        for k, to, p, tenure in product(KINDS, KINDS, ("commune", "township"), ("allocated_free", "leased_annual"))
        if k != to and not _both_forest(k, to)
    ]  # fmt: skip

    assert differing(_of(ours, *CHANGES), _of(theirs, *CHANGES), cases) == []
    assert sum(bool(applying(_of(ours, *CHANGES), case)) for case in cases) > len(cases) / 2


def _both_forest(kind, to):
    """Whether another kind of forest is “another kind of land” the text leaves open."""
    return kind.startswith("forest") and to.startswith("forest")


def _of(sanctions, *articles):
    return [s for s in sanctions if s.sources[0].eid.startswith(articles)]

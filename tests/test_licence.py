"""The licence case: its norms in our notation give the statuses and violations that four other engines agree on."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bench.figure import SHARED
from bench.licence import CLAIMS, KINDS, PROGRAM, clingo_violations, from_graph, named
from bench.licence import told as told_columns
from bench.licence_case import CONTRACT, CONTRACT_TEXT, DAY, MATTERS, PATTERNS, PATTERNS_TEXT, VN
from bench.licence_states import ACTIONS, THINGS, random_states, relations, thing
from ontology.answer import Status, Verdict
from ontology.case import Case
from ontology.from_notation import read_law
from ontology.norm import Modality
from ontology.relation import read_patterns
from reason.applicable import applicable
from reason.compliance import compliance
from reason.from_relations import Relations, derive
from reason.populations import counts
from reason.relations_to_columns import derive_columns

PEERS = SHARED / "peers" / "licence-case"
pytestmark = pytest.mark.skipif(not PEERS.is_dir(), reason="the shared cases are not here")
EVENTS = {"evaluate": "ev", "publish_results": "epr", "publish_comments": "epc", "remove": "ca"}
VERDICTS = {"prohibited": Modality.PROHIBITION, "permitted": Modality.PERMISSION, "obligatory": Modality.OBLIGATION}


def shared(name):
    return json.loads((PEERS / name).read_text())


def state(happened):
    """A state as one case: everything is described, and so much of it happened."""
    told = {
        "licensed": "eg", "evaluated": "ev", "approved": "ea", "results_permitted": "ea", "commissioned": "ec",
        "done:evaluate": "ev", "done:publish_results": "epr", "done:publish_comments": "epc", "done:remove": "er",
    }  # fmt: skip
    return Case(dict.fromkeys(MATTERS, True) | {fact: event in happened for fact, event in told.items()}, DAY)


def events(standings, status):
    return sorted(EVENTS[one.norm.action.concept] for one in standings if one.status is status)


@pytest.mark.parametrize("name", ["all128", "10", "20", "30", "1000"])
def test_every_state_is_judged_as_agreed(name):
    for expected in shared(f"states-{name}.json")["cases"]:
        case = state(expected["happened"])
        found = compliance(CONTRACT.norms, case, VN)
        applying = [one.norm for one in applicable(CONTRACT.norms, case, VN) if one.verdict is Verdict.APPLIES]
        judged = {
            "violations": events(found, Status.VIOLATED),
            "compensated": events(found, Status.COMPENSATED),
            **{k: sorted(EVENTS[n.action.concept] for n in applying if n.modality is m) for k, m in VERDICTS.items()},
        }

        assert {key: judged[key] for key in judged if key in expected} == {
            key: sorted(expected[key]) for key in judged if key in expected
        }, expected["happened"]
        assert events(found, Status.UNKNOWN) == events(found, Status.PENDING) == []


def related(facts):
    kinds = {"happened": frozenset(facts["happened"])}
    for one, kind in facts["types"].items():
        kinds[kind] = kinds.get(kind, frozenset()) | {one}
    links = {name: frozenset((a, b) for r, a, b in facts["rel"] if r == name) for name, _, _ in facts["rel"]}
    return Relations(kinds, links)


def violations(derived):
    matters = [one for matter in MATTERS for one in derived.matches[matter]]
    broken = [
        (one, standing.norm.action.concept)
        for one in matters
        for standing in compliance(CONTRACT.norms, derived.of(one, DAY), VN)
        if standing.status is Status.VIOLATED
    ]
    return sorted(f"remove:{one}" if act == "remove" else one for one, act in broken)


@pytest.mark.parametrize(
    "case", shared("relational-cases.json")["cases"] if PEERS.is_dir() else [], ids=lambda case: case["name"]
)
def test_every_relational_case_is_judged_as_agreed(case):
    assert violations(derive(PATTERNS, related(case["facts"]))) == sorted(case["violations"])


def test_the_things_that_made_it_so_are_named():
    facts = next(c["facts"] for c in shared("relational-cases.json")["cases"] if c["name"] == "approved publication")
    derived = derive(PATTERNS, related(facts))

    assert ("ea", "theme", "epr") in [told for match in derived.why("epr", "approved") for told in match.told()]
    assert derived.why("epr", "commissioned") == ()


@pytest.mark.parametrize("seed", [None, 5])
def test_the_states_as_relations_give_the_same_in_python_and_in_arrays(seed):
    happened = random_states(40)
    numbered = relations(happened, seed)
    named = Relations(
        {kind: frozenset(map(str, of)) for kind, of in numbered.kinds.items()},
        {name: frozenset(zip(map(str, a), map(str, b), strict=True)) for name, (a, b) in numbered.links.items()},
    )
    derived = derive(PATTERNS, named)
    arrays = derive_columns(PATTERNS, numbered)

    assert {fact: set(map(str, of)) for fact, of in arrays.items()} == {f: set(of) for f, of in derived.matches.items()}
    expected = [events(compliance(CONTRACT.norms, state(names), VN), Status.VIOLATED) for names in told(happened)]
    assert len(violations(derived)) == sum(map(len, expected))


def told(happened):
    return [[name for name, holds in zip(ACTIONS, row, strict=True) if holds] for row in happened]


def test_things_are_numbered_state_by_state():
    assert thing("y", np.array([0, 2])).tolist() == [1, 1 + 2 * len(THINGS)]


def reread(text, old, new):
    assert text.count(old) >= 1
    return text.replace(old, new)


def test_another_reading_an_obligation_to_publish_permits_comments():
    other = read_law(reread(CONTRACT_TEXT, "and results_permitted", "and (results_permitted or commissioned)"))
    commissioned = state({"ev", "ec", "eg", "epr", "epc"})

    assert events(compliance(CONTRACT.norms, commissioned, VN), Status.VIOLATED) == ["epc"]
    assert events(compliance(other.norms, commissioned, VN), Status.VIOLATED) == []


@pytest.mark.parametrize(
    ("removed", "broken"),
    [
        (date(2023, 5, 9), ["ca", "epr"]),
        (date(2023, 5, 20), []),
        (date(2023, 6, 20), ["ca", "epr"]),
    ],
    ids=["before the publication", "after it", "too late"],
)
def test_another_reading_only_what_is_removed_after_the_publication_is_made_good(removed, broken):
    more = """    act         remove
    deadline    0 day after done_on:publish_results
    deadline    30 day done_on:publish_results
"""
    other = read_law(reread(CONTRACT_TEXT, "    act         remove\n", more))
    days = {"done_on:publish_results": date(2023, 5, 10), "done_on:remove": removed}
    case = replace(state({"ev", "eg", "epr", "er"}), on=date(2023, 7, 1))

    assert events(compliance(CONTRACT.norms, case, VN), Status.VIOLATED) == []
    found = compliance(other.norms, replace(case, facts={**case.facts, **days}), VN)
    assert events(found, Status.VIOLATED) == broken


@pytest.mark.parametrize(
    ("old", "new", "name", "broken"),
    [
        ("D theme R else not", "D theme R, D repairs P else not", "two unapproved publications of one result, one removal",
         ["epr", "epr2", "remove:epr", "remove:epr2"]),
        ("D happened, D agent X, ", "D happened, ", "unapproved publication, removed by another licensee", []),
        ("A agent Y, Y is licensor, A theme P", "A theme P", "approval by non-licensor", []),
    ],
    ids=["one removal for one publication", "anybody may remove", "anybody may approve"],
)  # fmt: skip
def test_another_reading_is_another_pattern(old, new, name, broken):
    other = read_patterns(reread(PATTERNS_TEXT, old, new))
    facts = next(case["facts"] for case in shared("relational-cases.json")["cases"] if case["name"] == name)

    assert violations(derive(PATTERNS, related(facts))) != broken
    assert violations(derive(other, related(facts))) == broken


def test_another_reading_what_nobody_told_is_open():
    told = [case for case in shared("relational-cases.json")["cases"] if case["name"] == "evaluation, no licence"]
    derived = derive(read_patterns(reread(PATTERNS_TEXT, " else not", "")), related(told[0]["facts"]))
    statuses = {one.norm.id: one for one in compliance(CONTRACT.norms, derived.of("ev", DAY), VN)}

    assert statuses["1/2023/LICENCE#dieu_1/prohibition"].missing == ("licensed",)


def test_clingo_finds_the_same():
    pytest.importorskip("clingo")
    happened = random_states(200)

    assert named(from_graph(relations(happened))) == clingo_violations(happened)[0]


def test_ready_columns_give_the_same_as_the_graph():
    happened = random_states(300)
    found = counts(PROGRAM, [told_columns(happened)])[:, list(Verdict).index(Verdict.APPLIES)]
    broken = [number for number, claim in zip(found, CLAIMS, strict=True) if claim.status is Status.VIOLATED]

    assert broken == np.bincount(from_graph(relations(happened))[:, 0], minlength=len(KINDS)).tolist()

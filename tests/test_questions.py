"""What to ask next."""

import pytest
from hypothesis import given, settings

from ontology.answer import Truth
from ontology.case import Case
from ontology.notation import parse
from packs.vn import jurisdiction
from reason.applicable import applicable
from reason.evaluate import evaluate
from reason.questions import ask, still_open
from tests.made_up import DAY, TAXONOMY, VN, case, conditions, law, partial_cases, total_cases


def asked(*conditions, **facts):
    blocks = "".join(
        f"\nobligation dieu_{number}\n    act register\n    when {text}\n" for number, text in enumerate(conditions)
    )
    return ask(applicable(law(blocks).norms, case(**facts), VN), VN)


def test_the_fact_that_settles_most_comes_first():
    assert asked("urgent and area > 1 ha", "urgent and head > 5", "not urgent") == (
        ("urgent", 3),
        ("area", 1),
        ("head", 1),
    )


def test_what_is_known_is_not_asked():
    assert asked("urgent and area > 1 ha", urgent=True) == (("area", 1),)
    assert asked("urgent and area > 1 ha", urgent=False) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("urgent or not urgent", ()),
        ("urgent and not urgent", ()),
        ("area < 1 ha or area >= 1 ha", ()),
        ("licence and (urgent or not urgent)", (("licence", 1),)),
        ("kind in {rice} and not kind in {farm}", ()),
    ],
)
def test_what_can_change_nothing_is_not_asked(text, expected):
    assert asked(text) == expected


def test_a_fact_that_matters_only_with_others_is_asked_but_settles_nothing_alone():
    assert dict(asked("(licence and urgent) or (not licence and area > 1 ha)")) == {
        "licence": 0,
        "area": 0,
        "urgent": 0,
    }


@pytest.mark.parametrize(
    "text",
    [
        "since > 2030-01-01",
        "since = 2030-01-01",
        "head = 3",
        "area = 0.5 ha",
        "kind in {forest}",
        "kind in {farm} and not kind in {rice}",
    ],
)
def test_every_kind_of_fact_can_be_the_answer(text):
    assert dict(asked(text)) == dict.fromkeys(parse(text).facts(), 1)


def test_the_facts_of_an_exception_settle_its_rule():
    blocks = "\nobligation dieu_1\n    act register\n\nexemption dieu_2\n    act register\n    when urgent\n    exception_to dieu_1\n"

    assert ask(applicable(law(blocks).norms, case(), VN), VN) == (("urgent", 2),)


@settings(max_examples=100, deadline=None)
@given(conditions, partial_cases, total_cases)
def test_what_remains_open_has_the_truth_of_the_whole(condition, known, rest):
    proof = evaluate(condition, known, TAXONOMY)
    fuller = Case({**rest.facts, **known.facts}, DAY)
    broad = {
        fact for fact, value in known.facts.items() if isinstance(value, str) and value not in TAXONOMY.leaves[fact]
    }

    assert broad or evaluate(still_open(proof), fuller, TAXONOMY).truth is evaluate(condition, fuller, TAXONOMY).truth
    assert still_open(proof).facts() <= {*proof.missing()}
    assert proof.truth is not Truth.UNKNOWN or still_open(proof).facts()


def test_the_shipped_base_asks_first_who_is_asking():
    vn = jurisdiction()
    norms = [norm for law in vn.base for norm in law.norms]

    if norms:
        assert ask(applicable(norms, case(), vn), vn)[0][0] == "subject"

"""An interview is at every step what judging the whole case anew would say."""

from datetime import date
from decimal import Decimal
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ontology.answer import Truth, Verdict
from ontology.case import Case
from ontology.condition import AllOf, Quantity
from ontology.document import Source, Work
from ontology.norm import Act, Modality, Norm, Party
from reason.applicable import applicable
from reason.boxes import OTHER
from reason.evaluate import evaluate
from reason.interview import Interview
from reason.questions import Questions, ask
from reason.rules import Rules
from tests.made_up import DAY, FLAGS, TAXONOMY, VN, case, law, leaves, nested, norm, partial_cases
from tests.test_rules import bases

# Values on, between and about all thresholds that are drawn.
VALUES = {
    **dict.fromkeys(FLAGS, (True, False)),
    "area": tuple(Quantity(Decimal(n) / 4, "ha") for n in range(-6, 16)),
    "head": tuple(Quantity(Decimal(n), "1") for n in range(-2, 6)),
    "since": tuple(date(*day) for day in ((2029, 12, 31), (2030, 1, 1), (2030, 1, 2), (2030, 2, 1), (2030, 3, 1), (2030, 3, 2))),
    "kind": TAXONOMY.leaves["kind"],
    "place": TAXONOMY.leaves["place"],
}  # fmt: skip
small = nested(leaves, 6).filter(lambda condition: 0 < len(condition.facts()) < 4)


def ways(fact, told):
    """What the fact may turn out to be, where this much is told of it."""
    known = told.get(fact)
    return (
        VALUES[fact]
        if known is None
        else sorted(TAXONOMY.below(fact, (known,)))
        if isinstance(known, str)
        else (known,)
    )


def mattering(condition, told):
    """The facts of which one answer more makes a difference, by trying all that may be."""
    facts = sorted(condition.facts())
    table = {
        values: evaluate(condition, Case(dict(zip(facts, values, strict=True)), DAY), TAXONOMY).truth
        for values in product(*(ways(fact, told) for fact in facts))
    }
    found = {}
    for place, fact in enumerate(facts):
        rows = {}
        for values, truth in table.items():
            rows.setdefault(values[:place] + values[place + 1 :], set()).add(truth)
        if any(len(truths) > 1 for truths in rows.values()):
            found[fact] = any(
                evaluate(condition, Case({**told, fact: value}, DAY), TAXONOMY).truth is not Truth.UNKNOWN
                for value in ways(fact, told)
            )
    return found


@settings(max_examples=150, deadline=None)
@given(small, partial_cases)
def test_a_fact_is_asked_exactly_where_its_answer_can_change_the_verdict(condition, known):
    proof = evaluate(condition, known, TAXONOMY)
    assume(proof.truth is Truth.UNKNOWN)

    assert dict(Questions(TAXONOMY).about(known.facts).deciding(proof)) == mattering(condition, known.facts)


@settings(max_examples=60, deadline=None)
@given(st.lists(small, min_size=1, max_size=3), partial_cases)
def test_the_fact_that_settles_most_verdicts_is_asked_first(conditions, known):
    work = Work("decree", "1/2030/XX", 2030)
    base = [
        Norm(f"n{i}", Modality.OBLIGATION, Party(), Act("register"), (Source(work, f"dieu_{i}"),), when)
        for i, when in enumerate(conditions)
    ]
    open_ones = [one for one in applicable(base, known, VN) if one.verdict is Verdict.UNKNOWN]
    found = [mattering(one.norm.when, known.facts) for one in open_ones]
    settles = {fact: sum(them.get(fact, 0) for them in found) for fact in {f for them in found for f in them}}
    asked = ask(open_ones, VN, known)

    assert dict(asked) == settles
    assert [n for _, n in asked] == sorted(settles.values(), reverse=True)


@settings(max_examples=60, deadline=None)
@given(bases, partial_cases, st.lists(partial_cases.filter(lambda c: c.facts), max_size=3))
def test_every_step_is_what_judging_anew_says(base, start, more):
    rules = Rules(base, VN)
    interview = Interview.begin(rules, Case(start.facts, DAY))

    for fact, value in ((fact, value) for one in more for fact, value in one.facts.items()):
        interview = interview.told(fact, value)
        assert interview.judged == applicable(base, interview.case, VN)
        assert interview.ask() == ask(interview.judged, VN, interview.case)


def test_an_answer_takes_the_place_of_what_was_presumed():
    interview = Interview.begin(Rules(law(norm("prohibition", "dieu_1", when="not managed")).norms, VN), case())

    assert interview.case.assumed == {"managed"}
    assert interview.told("managed", True).case.assumed == frozenset()
    assert [one.verdict for one in interview.told("managed", True).judged] == [Verdict.NOT_APPLIES]


def test_norms_that_do_not_rest_on_the_answer_are_not_judged_anew():
    base = law(norm("obligation", "dieu_1", when="licence") + norm("obligation", "dieu_2", when="urgent")).norms
    before = Interview.begin(Rules(base, VN), case())
    after = before.told("licence", True)

    assert after.judged[0] != before.judged[0]
    assert after.judged[1] is before.judged[1]
    assert after.ask() == (("urgent", 1),)
    assert before.ask() == (("licence", 1), ("urgent", 1))


def test_an_answer_too_broad_is_asked_again_only_where_it_can_matter():
    base = law(norm("obligation", "dieu_1", when="kind in {rice} and urgent")).norms
    interview = Interview.begin(Rules(base, VN), case(kind="farm"))
    all_of_it = law(norm("obligation", "dieu_1", when="kind in {rice, forest, stable} and urgent")).norms

    assert dict(interview.ask()) == {"kind": 1, "urgent": 1}
    assert dict(interview.told("kind", "rice").ask()) == {"urgent": 1}
    assert dict(Interview.begin(Rules(all_of_it, VN), case(kind="farm")).ask()) == {"urgent": 1}


def test_an_answer_too_broad_is_one_answer_wherever_it_stands():
    never = law(
        norm(
            "obligation",
            "dieu_1",
            when="kind in {rice} and (kind in {forest} and urgent or kind in {forest} and licence)",
        )
    ).norms

    assert Interview.begin(Rules(never, VN), case(kind="farm")).ask() == ()


def test_a_fact_of_no_scheme_may_be_none_of_the_named():
    questions = Questions(TAXONOMY)
    proof = evaluate(law(norm("obligation", "dieu_1", when="colour in {red}")).norms[0].when, case(), TAXONOMY)

    assert questions.about({}).deciding(proof) == (("colour", True),)
    assert questions.reach(AllOf(()), {}).matter == frozenset()
    assert OTHER not in TAXONOMY.leaves["kind"]

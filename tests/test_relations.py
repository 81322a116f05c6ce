"""Facts from patterns over how things are related: found, denied, explained, and the same by joins over arrays."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import NotationError
from ontology.relation import Having, Link, Pattern, read_patterns
from reason.from_relations import Relations, derive
from reason.relations_to_columns import NumberedRelations, column, derive_columns

DAY = date(2030, 6, 1)
FAMILY = Relations(
    {"person": frozenset("abcd"), "old": frozenset("a"), "happened": frozenset("w")},
    {"parent": frozenset({("a", "b"), ("b", "c"), ("a", "d")}), "weds": frozenset({("w", "b"), ("v", "c")})},
)


def found(text, relations=FAMILY):
    return {fact: set(things) for fact, things in derive(read_patterns(text), relations).matches.items()}


def test_a_pattern_reads_as_a_sentence():
    assert read_patterns("""
# who
P is grand.parent:1 if P is person, P parent C,
    C parent G, G happened else not
""") == (
        Pattern(
            "grand.parent:1",
            "P",
            (Having("P", "person"), Link("P", "parent", "C"), Link("C", "parent", "G"), Having("G", "happened")),
            closed=True,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("P parent C", "is no pattern"),
        ("P is x if P parent", None),
        ("P is x if P is a b", "is no part"),
        ("P is x if C is person", "is not among the parts"),
        ("P is x if P is y else not\nP is y if P is person else not", "comes later"),
        ("P is x if P is x", "comes later"),
        ("P is x if P is person\nP is y if P is x else not", "is denied"),
        ("P is x if P is person\nP is x if P is old else not", "is denied"),
    ],
)
def test_what_does_not_read_is_refused(text, what):
    if what is None:
        assert read_patterns(text)[0].parts == (Having("P", "parent"),)
        return
    with pytest.raises(NotationError, match=what):
        read_patterns(text)


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("P is x if P parent C, C parent G", {"a"}),
        ("G is x if P parent C, C parent G", {"c"}),
        ("P is x if P is person, P parent C, C is old", set()),
        ("P is x if W weds P, W happened", {"b"}),
        ("A is x if P parent A, P parent B, B parent C", {"b", "d"}),
        ("P is x if P is old, Q parent R, R parent S", {"a"}),
        ("P is x if P is old, Q is nothing", set()),
        ("P is x if P parent P", set()),
        ("P is x if P loves Q", set()),
        ("P is x if P is old\nP is x if P parent C, C parent G\nP is x if W weds P", {"a", "b", "c"}),
        ("P is y if P is old\nQ is x if P is y, P parent Q", {"b", "d"}),
    ],
)
def test_a_fact_is_found_wherever_the_pattern_fits(text, things):
    assert found(text)["x"] == things


def test_a_thing_may_be_related_to_itself():
    selves = Relations({}, {"likes": frozenset({("a", "a"), ("b", "a")})})

    assert found("P is x if P likes P", selves) == {"x": {"a"}}
    assert found("Q is x if P likes P, P likes Q, Q likes P", selves) == {"x": {"a"}}


def test_what_fits_no_pattern_is_denied_only_where_the_pattern_says_so():
    derived = derive(read_patterns("P is x if P is old else not\nP is y if P is old"), FAMILY)

    assert derived.of("b", DAY).facts == {"x": False}
    assert derived.of("a", DAY).facts == {"x": True, "y": True}
    assert derived.of("a", DAY).on == DAY


def test_the_things_that_made_a_fact_true_are_told():
    derived = derive(read_patterns("P is elder if P is old\nG is x if P is elder, P parent C, C parent G"), FAMILY)
    first, second = derived.why("c", "x")

    assert list(first.told()) == [("a", "elder"), ("a", "parent", "b"), ("b", "parent", "c")]
    assert second.things == (("P", "a"),)
    assert derived.why("b", "x") == derived.why("b", "nothing") == ()


names = st.sampled_from("XYZW")
kinds = st.sampled_from(["k", "h", "fact"])
parts = st.one_of(
    st.builds(Having, names, kinds),
    st.builds(Link, names, st.sampled_from("rs"), names),
    st.builds(Link, names, st.sampled_from("rs"), names),
)
patterns = st.lists(parts, min_size=1, max_size=5).map(
    lambda parts: (
        Pattern("fact", "X", (Having("X", "k"),), closed=True),
        Pattern("found", parts[0].of, tuple(parts), closed=True),
        Pattern("found", "Y", (Having("Y", "h"), Link("Y", "r", "X"), Having("X", "fact")), closed=True),
    )
)
things = st.integers(0, 5)
pairs = st.lists(st.tuples(things, things), max_size=9)
graphs = st.fixed_dictionaries({"k": st.lists(things), "h": st.lists(things), "r": pairs, "s": pairs})


@settings(max_examples=300, deadline=None)
@given(patterns, graphs)
def test_joins_over_arrays_find_the_same(patterns, graph):
    relations = Relations(
        {kind: frozenset(map(str, graph[kind])) for kind in "kh"},
        {name: frozenset((str(a), str(b)) for a, b in graph[name]) for name in "rs"},
    )
    numbered = NumberedRelations(
        6,
        {kind: np.array(graph[kind], np.int32) for kind in "kh"},
        {name: tuple(np.array(graph[name], np.int32).reshape(-1, 2).T) for name in "rs"},
    )
    expected = derive(patterns, relations).matches
    arrays = derive_columns(patterns, numbered)

    assert {fact: list(map(str, found)) for fact, found in arrays.items()} == {
        fact: sorted(found) for fact, found in expected.items()
    }


@settings(max_examples=100, deadline=None)
@given(patterns, graphs)
def test_every_reason_is_in_the_relations(patterns, graph):
    relations = Relations(
        {kind: frozenset(map(str, graph[kind])) for kind in "kh"},
        {name: frozenset((str(a), str(b)) for a, b in graph[name]) for name in "rs"},
    )
    derived = derive(patterns, relations)
    facts = {fact: frozenset(found) for fact, found in derived.matches.items()}

    for thing in derived.matches["found"]:
        for told in derived.why(thing, "found")[0].told():
            match told:
                case (one, kind):
                    assert one in {**relations.kinds, **facts}[kind]
                case (one, relation, other):
                    assert (one, other) in relations.links[relation]


def test_relations_that_nobody_told_have_no_pairs():
    empty = NumberedRelations(3, {}, {})

    assert derive_columns(read_patterns("P is x if P likes Q\nP is y if P is k"), empty)["x"].size == 0


def test_a_column_says_of_each_thing_whether_it_is_among_the_others():
    assert column(np.array([4, 1]), np.array([1, 2, 4]), 6).tolist() == [True, False, True]

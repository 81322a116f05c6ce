"""Kleene's tables, written out."""

import pytest

from ontology.answer import Truth
from reason.truth import all_of, any_of, known

F, U, T = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE

TABLE = [
    (T, T, T, T), (T, U, U, T), (T, F, F, T),
    (U, T, U, T), (U, U, U, U), (U, F, F, U),
    (F, T, F, T), (F, U, F, U), (F, F, F, F),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "both", "either"), TABLE)
def test_and_and_or(a, b, both, either):
    assert (all_of([a, b]), any_of([a, b])) == (both, either)


def test_of_nothing():
    assert (all_of([]), any_of([])) == (T, F)


def test_not_leaves_the_unknown_unknown():
    assert [~F, ~U, ~T] == [T, U, F]


def test_what_was_heard():
    assert [known(None), known(False), known(True)] == [U, F, T]

"""One breach fined under two provisions, and what only looks like it."""

import pytest

from ontology.answer import Truth
from reason.conflicts import conflicts
from reason.evaluate import evaluate
from tests.made_up import DAY, OTHER, TABLES, TAXONOMY, VN, law, norm


def found(*laws):
    return conflicts(laws, DAY, VN)


def kinds(*laws):
    return [conflict.kind for conflict in found(*laws)]


def test_one_breach_fined_twice_is_one_conflict_of_two_tables():
    (conflict,) = found(law(TABLES))

    assert (conflict.kind, conflict.prevails, len(conflict.arguments)) == ("double_fine", None, 1)
    assert {fact: str(conflict.witness.facts[fact]) for fact in ("kind", "to", "area")} == {
        "kind": "rice",
        "to": "stable",
        "area": "0.5 ha",
    }
    assert conflict.text.startswith("khoản 1 Điều 8")
    assert [evaluate(side.when, conflict.witness, TAXONOMY).truth for side in conflict.sides] == [Truth.TRUE] * 2


def test_fines_that_exclude_each_other():
    assert kinds(law(TABLES.replace("{stable} and", "{stable} and not kind in {farm} and"))) == []


def test_an_exception_takes_a_fine_away():
    assert (
        kinds(
            law(TABLES + norm("exemption", "dieu_11__khoan_2", when="kind in {rice}", more="    exception_to dieu_11"))
        )
        == []
    )


def test_a_deed_that_is_two_breaches_is_fined_for_both():
    two = "\nfine dieu_1 1..2\n    when act in {discharge} and not licence\n\nfine dieu_2 3..4\n    when act in {discharge} and urgent\n"

    assert kinds(law(two)) == []
    assert kinds(law(two.replace("not licence", "flow > 1 m3/day"))) == ["double_fine"]


def test_a_special_case_in_the_same_article_is_meant_as_such():
    two = "\nfine dieu_1__khoan_1 1..2\n    when act in {use}\n\nfine dieu_1__khoan_2 3..4\n    when act in {use} and urgent\n"

    assert kinds(law(two)) == []
    assert kinds(law(two.replace("dieu_1__khoan_2", "dieu_2"))) == ["double_fine"]
    assert kinds(law(two.replace("{use}\n", "{use} and urgent\n"))) == ["double_fine"]


@pytest.mark.parametrize("special", ["dieu_1", "dieu_2"])
def test_the_special_breach_is_an_argument_whichever_stands_first(special):
    two = "\nfine dieu_1 1..2\n    when act in {use}\n\nfine dieu_2 3..4\n    when act in {use}\n"
    at = two.index("{use}", two.index(special)) + len("{use}")
    (conflict,) = found(law(two[:at] + " and urgent" + two[at:]))

    assert f"Điều {special[-1]}" in conflict.arguments[-1]


def test_fines_for_the_same_words_of_the_law():
    one, other = (f"\nfine dieu_1__khoan_{n} {n}..{n + 1}\n    when said:0000000001\n" for n in (1, 3))

    assert kinds(law(one + other)) == ["double_fine"]
    assert kinds(law(one + other.replace("0001", "0002"))) == []
    assert kinds(law(one + other.replace("khoan_3", "khoan_1__diem_a"))) == []


def test_the_same_words_under_two_headings_may_speak_of_two_people():
    one, other = (f"\nfine dieu_{n} {n}..{n + 1}\n    when said:0000000001\n" for n in (1, 3))

    assert kinds(law(one + other)) == []
    assert kinds(law(one), law(other, OTHER)) == ["double_fine"]

"""Which of two conflicting rules prevails: rank, then the later of one issuer; else nobody, with the arguments."""

from datetime import date

import pytest

from reason.conflicts import conflicts
from reason.priority import decide
from tests.made_up import DAY, HEAD, OTHER, VN, law, norm

LAW = HEAD.replace("decree", "law", 1).replace("1/2030/XX", "3/2030/QH9").replace("Government", "Assembly")
MUST = norm("obligation", "dieu_1", when="flow > 5 m3/day")
MUST_NOT = norm("prohibition", "dieu_2", when="flow < 9 m3/day")


def prevailing(a, b, on=DAY):
    (conflict,) = conflicts([a, b], on, VN)
    winner = conflict.prevails.sources[0].work.number if conflict.prevails else None
    return winner, conflict.principle and (conflict.principle.work.number, conflict.principle.eid), conflict


def test_the_higher_document_prevails():
    winner, principle, conflict = prevailing(law(MUST, LAW), law(MUST_NOT, OTHER))

    assert (winner, principle) == ("3/2030/QH9", ("64/2025/QH15", "dieu_58"))
    assert (conflict.code, len(conflict.arguments)) == ("R206-1b", 2)


def test_of_one_issuer_the_later_document_prevails():
    assert prevailing(law(MUST), law(MUST_NOT, OTHER))[0] == "2/2030/XX"
    assert prevailing(law(MUST, OTHER), law(MUST_NOT))[0] == "2/2030/XX"


def test_before_april_2025_the_older_law_on_documents_decides():
    heads = [head.replace("2030", "2024") for head in (HEAD, OTHER)]
    a, b = (law(text, head) for text, head in zip((MUST, MUST_NOT), heads, strict=True))

    assert prevailing(a, b, date(2025, 3, 31))[1] == ("80/2015/QH13", "dieu_156__khoan_3")
    assert prevailing(a, b, date(2025, 4, 1))[1] == ("64/2025/QH15", "dieu_58")


@pytest.mark.parametrize(
    "head",
    [
        OTHER.replace("Government", "Ministry"),
        OTHER.replace('    issuer "Government"\n', ""),
        OTHER.replace("issued 2030-03-01", "issued 2030-01-01"),
    ],
)
def test_where_no_rule_decides_nobody_prevails(head):
    winner, principle, conflict = prevailing(law(MUST), law(MUST_NOT, head))

    assert (winner, principle, len(conflict.arguments)) == (None, None, 1)


def test_the_narrower_rule_is_an_argument_never_the_decision():
    narrow = norm("prohibition", "dieu_2", when="flow > 6 m3/day")
    winner, _, conflict = prevailing(law(narrow), law(MUST, OTHER))

    assert winner == "2/2030/XX"
    assert "lex specialis" in conflict.arguments[-1]


def test_before_any_rule_of_precedence_is_recorded():
    a, b = law(MUST).norms + law(MUST_NOT, OTHER).norms
    decision = decide(a, b, date(2000, 1, 1), VN)

    assert (decision.prevails, "2000-01-01" in decision.arguments[0].vi) == (None, True)


def test_a_kind_of_document_without_a_rank_decides_nothing():
    head = OTHER.replace("decree", "letter", 1)

    assert prevailing(law(MUST), law(MUST_NOT, head.replace("Government", "Office")))[0] is None

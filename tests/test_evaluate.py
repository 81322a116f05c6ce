"""One case, judged with reasons."""

from datetime import date

import pytest

from ontology.answer import Truth
from ontology.errors import BadValue
from ontology.notation import parse
from reason.evaluate import evaluate
from tests.made_up import TAXONOMY, case


def truth(text, **facts):
    return evaluate(parse(text), case(**facts), TAXONOMY).truth


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("rice", Truth.TRUE),
        ("planted", Truth.TRUE),
        ("forest", Truth.TRUE),
        ("farm", Truth.UNKNOWN),
        ("stable", Truth.FALSE),
        ("homes", Truth.FALSE),
        ("nobody.knows.this", Truth.FALSE),
    ],
)
def test_a_narrower_code_is_one_and_a_broader_one_may_be(code, expected):
    assert truth("kind in {rice, forest}", kind=code) is expected


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [("<", 1, 0, 0), ("<=", 1, 1, 0), ("=", 0, 1, 0), (">=", 0, 1, 1), (">", 0, 0, 1)],
)
def test_at_its_bound_a_comparison_keeps_its_word(op, below, at, above):
    got = [truth(f"area {op} 0.5 ha", area=area) for area in ("0.4999 ha", "0.50 ha", "0.5001 ha")]

    assert got == [Truth.TRUE if expected else Truth.FALSE for expected in (below, at, above)]


def test_days_compare_as_days():
    assert truth("since < 2030-01-02", since=date(2030, 1, 1)) is Truth.TRUE
    assert truth("since > 2030-01-02", since=date(2030, 1, 1)) is Truth.FALSE


@pytest.mark.parametrize("text", ["area > 1 ha", "since > 2030-01-01", "kind in {rice}", "licence", "not licence"])
def test_what_nobody_said_is_unknown(text):
    assert truth(text) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("area > 1 ha", {"area": "3 m3"}),
        ("area > 1 ha", {"area": True}),
        ("area > 1 ha", {"area": date(2030, 1, 1)}),
        ("since > 2030-01-01", {"since": "3 ha"}),
        ("licence", {"licence": "yes"}),
        ("kind in {rice}", {"kind": True}),
    ],
)
def test_a_value_of_another_kind_or_unit_is_refused(text, facts):
    with pytest.raises(BadValue) as refused:
        truth(text, **facts)

    assert refused.value.where == next(iter(facts))


def test_a_proof_keeps_its_reasons_and_names_what_is_missing():
    proof = evaluate(parse("licence and (urgent or area > 1 ha) and not managed"), case(licence=True), TAXONOMY)

    assert [part.truth for part in proof.because] == [Truth.TRUE, Truth.UNKNOWN, Truth.UNKNOWN]
    assert list(proof.missing()) == ["urgent", "area", "managed"]


def test_what_is_settled_asks_nothing():
    proof = evaluate(parse("licence and urgent"), case(licence=False), TAXONOMY)

    assert (proof.truth, list(proof.missing())) == (Truth.FALSE, [])

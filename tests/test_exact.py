"""Numbers that every engine holds without rounding, and values that fit their questions."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.case import Case
from ontology.condition import AllOf, Compare, Is, Not, Op, Quantity
from ontology.errors import BadValue
from ontology.notation import parse
from reason import to_z3
from reason.case_to_rdf import case_to_rdf, literal
from reason.exact import exact
from reason.fitting import fitting
from reason.taxonomy import Taxonomy
from reason.to_shacl import to_shacl
from reason.to_sql import row, table, to_sql
from tests.made_up import DAY, TAXONOMY, VN, case


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("0.50", "0.5"),
        ("5E+3", "5000"),
        ("-0.10", "-0.1"),
        ("100", "100"),
        ("1E-18", "0.000000000000000001"),
        ("0", "0"),
    ],
)
def test_a_number_in_plain_digits(number, digits):
    assert exact(Decimal(number)) == digits


@pytest.mark.parametrize(
    "number", ["1E+20", "1E-19", "NaN", "Infinity", "-Infinity", "1E+999999", "1E-999999", "0.1234567890123456789"]
)
def test_a_number_of_too_many_digits_is_refused(number):
    with pytest.raises(BadValue, match="more digits"):
        exact(Decimal(number))


@pytest.mark.parametrize("number", ["99999999999999999999", "-99999999999999999999.999999999999999999"])
def test_the_widest_numbers_are_kept(number):
    assert exact(Decimal(number)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=18, min_value=-(10**19), max_value=10**19))
def test_digits_are_the_number(number):
    assert Decimal(exact(number)) == number


@pytest.mark.parametrize(
    ("fact", "value"),
    [("area", Quantity(Decimal(1), "ha")), ("licence", True), ("kind", "rice"), ("since", date(2030, 1, 1))],
)
def test_a_value_of_its_kind_fits_and_no_other(fact, value):
    assert fitting(VN.facts[fact], value) is value
    for other in {"area", "licence", "kind", "since", "flow"} - {fact}:
        with pytest.raises(BadValue) as caught:
            fitting(VN.facts[other], value)
        assert caught.value.where == other


@pytest.mark.parametrize(("fact", "remedy"), [("area", "give a number in ha"), ("licence", "give yes_no")])
def test_what_does_not_fit_is_told_what_would(fact, remedy):
    with pytest.raises(BadValue) as caught:
        fitting(VN.facts[fact], "x")

    assert caught.value.remedy == remedy


def test_a_case_in_rdf():
    given_case = case(area="0.50 ha", licence=True, kind='a"b', since=date(2030, 1, 2))
    lines = case_to_rdf(given_case, "urn:c", VN.facts).splitlines()
    xsd, fact = "http://www.w3.org/2001/XMLSchema#", "https://normgraph.org/fact/"

    assert lines == [
        "<urn:c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://normgraph.org/ns#Case> .",
        f'<urn:c> <{fact}area> "0.5"^^<{xsd}decimal> .',
        f'<urn:c> <{fact}licence> "true"^^<{xsd}boolean> .',
        f'<urn:c> <{fact}kind> "a\\"b" .',
        f'<urn:c> <{fact}since> "2030-01-02"^^<{xsd}date> .',
    ]
    assert literal(value=False) == f'"false"^^<{xsd}boolean>'


def test_a_table_of_cases():
    facts = [VN.facts[id] for id in ("area", "licence", "kind", "since")]

    assert table(facts, 'a "b"') == (
        'CREATE TABLE "a ""b""" ("area" DECIMAL(38, 18), "kind" VARCHAR, "licence" BOOLEAN, "since" DATE)'
    )
    assert row(case(area="0.50 ha", kind="rice"), facts) == ["0.5", None, "rice", None]
    assert row(case(since=date(2030, 1, 2), licence=False), facts) == [None, False, None, "2030-01-02"]


@pytest.mark.parametrize("ids", [("a", "A"), ("",)])
def test_facts_that_would_share_a_column_are_refused(ids):
    with pytest.raises(BadValue, match="share a column"):
        to_sql(AllOf(tuple(Is(id) for id in ids)), TAXONOMY)


def test_what_a_condition_reads_in_a_database():
    assert to_sql(parse("area < 0.50 ha"), TAXONOMY) == """"area" < CAST('0.5' AS DECIMAL(38, 18))"""
    assert to_sql(parse("since = 2030-01-02"), TAXONOMY) == """"since" = DATE '2030-01-02'"""
    assert to_sql(parse("kind in {rice}"), Taxonomy.of(VN)) == (
        """CASE WHEN "kind" IS NULL OR "kind" IN ('farm') THEN NULL ELSE "kind" IN ('rice') END"""
    )


def test_a_shape_has_the_name_that_it_is_given():
    condition = parse("licence")

    assert "\n<urn:normgraph:shape> a sh:NodeShape ;" in to_shacl(condition, TAXONOMY)
    assert "\n<urn:mine> a sh:NodeShape ;" in to_shacl(condition, TAXONOMY, "urn:mine")


def test_the_solver_keeps_units_apart_and_says_what_is_settled():
    def settled(text, **facts):
        return to_z3.settled(parse(text), case(**facts), TAXONOMY).name

    assert settled("licence or not licence") == "TRUE"
    assert settled("licence and not licence") == "FALSE"
    assert settled("licence") == "UNKNOWN"
    assert settled("head > 0 and head < 1") == "FALSE"
    assert settled("head > 0 and head < 1", head="0.5") == "TRUE"
    assert settled("kind in {planted, natural}", kind="forest") == "TRUE"
    assert settled("kind in {planted}", kind="forest") == "UNKNOWN"
    assert settled("kind in {farm, town}") == "TRUE"
    assert settled("since < 0001-01-01") == "FALSE"
    assert settled("area > 1 ha", area="1 m3") == "UNKNOWN"


def test_the_solver_finds_values_as_cases_hold_them():
    def found(text):
        return to_z3.possible(parse(text), TAXONOMY)

    assert found("area = 0.30000000000000004 ha and licence and kind in {stable} and since = 2030-01-02") == {
        "area": Quantity(Decimal("0.30000000000000004"), "ha"), "licence": True, "kind": "stable", "since": date(2030, 1, 2)
    }  # fmt: skip
    assert found("not licence") == {"licence": False}
    assert found("head > 0 and head < 1") is None
    assert found("never") is None
    third = Compare("area", Op.GT, Quantity(Decimal("0.3"), "ha"))
    between = to_z3.possible(
        AllOf((third, Not(Compare("area", Op.GE, Quantity(Decimal("0.3000000000000000000000000000001"), "ha"))))),
        TAXONOMY,
    )
    assert Decimal("0.3") < between["area"].value < Decimal("0.3000000000000000000000000000001")
    assert to_z3.judge(third, Case(between, DAY), TAXONOMY).name == "TRUE"

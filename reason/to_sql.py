"""Judge a table of cases in a database: a condition as one expression of DuckDB's SQL.

SQL's NULL is our UNKNOWN, and its AND, OR and NOT are Kleene's tables. A table has one column a fact, named as the fact; a code
that is broader than the law's makes NULL, so the hierarchy stands in the expression and no other table is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from ontology.case import Case, Value
from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, Quantity
from ontology.errors import BadValue
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO, Fact
from reason.exact import FRACTION, WHOLE, exact
from reason.fitting import fitting
from reason.taxonomy import Taxonomy

NUMBER = f"DECIMAL({WHOLE + FRACTION}, {FRACTION})"
TYPES = {YES_NO: "BOOLEAN", QUANTITY: NUMBER, CONCEPT: "VARCHAR", DATE: "DATE"}


def to_sql(condition: Condition, taxonomy: Taxonomy) -> str:
    """The condition as an expression: TRUE, FALSE or NULL. Raises BadValue where columns cannot carry its facts or numbers."""
    return _Writer(taxonomy, _columns(condition.facts())).expression(condition)


def table(facts: Iterable[Fact], name: str) -> str:
    """The statement that makes an empty table of cases over these facts. Raises BadValue where two would share a column."""
    kinds = {fact.id: TYPES[fact.kind] for fact in facts}
    columns = ", ".join(f"{column} {kinds[fact]}" for fact, column in _columns(kinds).items())
    return f"CREATE TABLE {_quoted(name)} ({columns})"


def row(case: Case, facts: Iterable[Fact]) -> list[bool | str | None]:
    """A case as parameters of an INSERT into such a table. Raises BadValue where a value does not fit its fact."""
    return [None if fact.id not in case.facts else _parameter(fitting(fact, case.facts[fact.id])) for fact in facts]


class _Writer:
    """The columns of the facts, and the hierarchy."""

    def __init__(self, taxonomy: Taxonomy, columns: dict[str, str]) -> None:
        self.taxonomy = taxonomy
        self.columns = columns

    def expression(self, condition: Condition) -> str:
        match condition:
            case Is(fact):
                return self.columns[fact]
            case Compare(fact, op, value):
                return f"{self.columns[fact]} {op} {_literal(value)}"
            case OneOf(fact, codes):
                return self.among(fact, codes)
            case Not(of):
                return f"NOT ({self.expression(of)})"
            case AllOf(of):
                return " AND ".join(f"({self.expression(part)})" for part in of) or "TRUE"
            case AnyOf(of):
                return " OR ".join(f"({self.expression(part)})" for part in of) or "FALSE"
            case _:
                assert_never(condition)

    def among(self, fact: str, codes: tuple[str, ...]) -> str:
        """Whether the code stands under one of these; NULL where it is not known or broader than one."""
        column = self.columns[fact]
        yes = _in(column, self.taxonomy.within(fact, codes))
        perhaps = _in(column, self.taxonomy.around(fact, codes))
        return f"CASE WHEN {column} IS NULL OR {perhaps} THEN NULL ELSE {yes} END"


def _columns(facts: Iterable[str]) -> dict[str, str]:
    """The column of every fact; DuckDB does not tell names apart by case, nor take an empty one."""
    known = {fact: _quoted(fact) for fact in sorted(facts)}
    if "" in known or len({fact.lower() for fact in known}) < len(known):
        raise BadValue("two facts would share a column, or one has no name", "rename them", ", ".join(known))
    return known


def _in(column: str, codes: Iterable[str]) -> str:
    listed = ", ".join(_text(code) for code in sorted(codes))
    return f"{column} IN ({listed})" if listed else "FALSE"


def _literal(value: Value) -> str:
    parameter = _parameter(value)
    return f"CAST('{parameter}' AS {NUMBER})" if isinstance(value, Quantity) else f"DATE '{parameter}'"


def _parameter(value: Value) -> bool | str:
    match value:
        case bool() | str():
            return value
        case Quantity(number):
            return exact(number)
        case _:
            return value.isoformat()


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

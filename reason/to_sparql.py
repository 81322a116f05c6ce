"""Judge the cases of a graph: a condition as a SPARQL 1.1 query. How a case is written in RDF: see `case_to_rdf`.

An unbound variable is an error, and stores differ in how far they carry errors through && and ||. So the query asks twice, whether
the condition is true and whether it is false, in expressions that have no errors; what is neither is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf
from ontology.generated import terms as ng
from reason.case_to_rdf import literal, predicate
from reason.taxonomy import Taxonomy


def to_sparql(condition: Condition, taxonomy: Taxonomy) -> str:
    """The query whose rows are every `?case` with its `?truth`: "true", "false" or "unknown". Raises BadValue where a number has too many digits."""
    variables = {fact: f"?f{n}" for n, fact in enumerate(sorted(condition.facts()))}
    writer = _Writer(taxonomy, variables)
    known = "".join(f"  OPTIONAL {{ ?case {predicate(fact)} {variable} }}\n" for fact, variable in variables.items())
    yes, no = writer.says(condition, wanted=True), writer.says(condition, wanted=False)
    return (
        f"SELECT ?case ?truth WHERE {{\n  ?case a <{ng.CASE}> .\n{known}"
        f'  BIND(IF({yes}, "true", IF({no}, "false", "unknown")) AS ?truth)\n}}'
    )


class _Writer:
    """The variables of the facts, and the hierarchy."""

    def __init__(self, taxonomy: Taxonomy, variables: Mapping[str, str]) -> None:
        self.taxonomy = taxonomy
        self.variables = variables

    def says(self, condition: Condition, *, wanted: bool) -> str:
        """Whether the condition is known to come out as wanted; never an error."""
        match condition:
            case Is(fact):
                return _sure(f"{self.variables[fact]} = {literal(wanted)}")
            case Compare(fact, op, value):
                compared = f"{self.variables[fact]} {op} {literal(value)}"
                return _sure(compared if wanted else f"!({compared})")
            case OneOf(fact, codes):
                return self.among(fact, codes, wanted=wanted)
            case Not(of):
                return self.says(of, wanted=not wanted)
            case AllOf(of):
                return self.joined(of, " && ", wanted=wanted)
            case AnyOf(of):
                return self.joined(of, " || ", wanted=wanted)
            case _:
                assert_never(condition)

    def joined(self, of: tuple[Condition, ...], word: str, *, wanted: bool) -> str:
        """All parts, or one; the other way round where the whole is to be false (De Morgan)."""
        both = (word == " && ") is wanted
        parts = [f"({self.says(part, wanted=wanted)})" for part in of]
        return (" && " if both else " || ").join(parts) or ("true" if both else "false")

    def among(self, fact: str, codes: tuple[str, ...], *, wanted: bool) -> str:
        variable, within = self.variables[fact], self.taxonomy.within(fact, codes)
        if wanted:
            return _sure(f"{variable} IN ({_listed(within)})")
        apart = _listed(within | self.taxonomy.around(fact, codes))
        return f"BOUND({variable}) && {_sure(f'{variable} NOT IN ({apart})')}"


def _sure(expression: str) -> str:
    return f"COALESCE({expression}, false)"


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(literal(code) for code in sorted(codes))

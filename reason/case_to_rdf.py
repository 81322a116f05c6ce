"""A case as RDF: one node of the class ng:Case, and for every known fact one triple whose predicate is the fact's own IRI.

A yes/no fact is an xsd:boolean, an amount an xsd:decimal in the fact's canonical unit, a day an xsd:date, a code a string: the code
itself. What nobody said is not there. Terms are written alike in N-Triples, Turtle and SPARQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from ontology.case import Case, Value
from ontology.condition import Quantity
from ontology.document import fact_name
from ontology.fact import Fact
from ontology.generated import terms as ng
from reason.exact import exact
from reason.fitting import fitting

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def case_to_rdf(case: Case, node: str, facts: Mapping[str, Fact]) -> str:
    """The case under this IRI, as N-Triples. Raises BadValue where a value does not fit its fact."""
    lines = [f"<{node}> <{TYPE}> <{ng.CASE}> ."]
    for fact, value in case.facts.items():
        lines.append(f"<{node}> {predicate(fact)} {literal(fitting(facts[fact], value))} .")
    return "\n".join(lines) + "\n"


def predicate(fact: str) -> str:
    """The fact as a term."""
    return f"<{fact_name(fact)}>"


def literal(value: Value) -> str:
    """A value as a term. Raises BadValue where a number has too many digits."""
    match value:
        case bool():
            return f'"{str(value).lower()}"^^<{XSD}boolean>'
        case Quantity(number):
            return f'"{exact(number)}"^^<{XSD}decimal>'
        case str():
            return f'"{value.translate(ESCAPES)}"'
        case date():
            return f'"{value.isoformat()}"^^<{XSD}date>'
        case _:
            assert_never(value)

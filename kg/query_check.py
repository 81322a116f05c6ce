"""What a SPARQL text may hold before anything runs it: decided on the parsed query, and denied unless listed.

Two parsers see the text, rdflib's here and the store's later; so it is first brought into a form that both read alike
(escapes of code points expanded once, one kind of line end), and a plain scan of its words must agree with the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyparsing import ParseException, ParseResults
from rdflib import URIRef
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from ontology.errors import QueryRefused, QuerySyntax, QueryTooLarge

MAXIMUM = 50_000
XSD = "http://www.w3.org/2001/XMLSchema#"
QUERIES = "send one SELECT, ASK, CONSTRUCT or DESCRIBE query over the graph itself"
ALLOWED = frozenset({
    "SelectQuery", "AskQuery", "ConstructQuery", "DescribeQuery", "Base", "PrefixDecl", "SubSelect", "vars",
    "pname", "literal", "Function", "GroupGraphPatternSub", "GroupOrUnionGraphPattern", "OptionalGraphPattern",
    "MinusGraphPattern", "GraphGraphPattern", "FakeGroupGraphPatten", "TriplesBlock", "Filter", "Bind",
    "InlineData", "ValuesClause", "ConstructTriples", "ConstructTemplate", "GroupClause", "GroupAs", "HavingClause",
    "OrderClause", "OrderCondition", "LimitOffsetClauses", "AdditiveExpression", "MultiplicativeExpression",
    "RelationalExpression", "ConditionalAndExpression", "ConditionalOrExpression", "UnaryMinus", "UnaryNot",
    "UnaryPlus", "PathAlternative", "PathSequence", "PathElt", "PathEltOrInverse", "InversePath",
    "PathNegatedPropertySet", "DistinctPath", "PathMod",
})  # fmt: skip
FUNCTIONS = ("Builtin_", "Aggregate_")
WORDS = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*\''''
    r"|<[^<>\"{}|^`\\\x00-\x20]*>|\#[^\n]*|[?$][\w·]+|[\w.\-]{0,99}:[\w.\-:%\\]*|(?P<word>[A-Za-z]+)",
    re.DOTALL,
)
FORBIDDEN = frozenset({
    "SERVICE", "LOAD", "FROM", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "USING",
    "WITH", "INTO",
})  # fmt: skip


def checked(query: str) -> str:
    """The query in the form in which it may run. Raises QueryRefused, QuerySyntax or QueryTooLarge."""
    if len(query) > MAXIMUM:
        raise QueryTooLarge(f"a query of {len(query):,} characters", f"keep it under {MAXIMUM:,}")
    text = _expanded(query).replace("\r\n", "\n").replace("\r", "\n")
    names = list(_names(_parsed(text)))
    for name, iri in names:
        _allow(name, iri)
    for found in WORDS.finditer(text):
        word = (found["word"] or "").upper()
        if word in FORBIDDEN:
            raise QueryRefused(f"{word} may not stand in a query here", QUERIES)
    return text


def _allow(name: str, iri: str) -> None:
    match name:
        case "ServiceGraphPattern":
            raise QueryRefused("SERVICE would ask another server", QUERIES)
        case "DatasetClause":
            raise QueryRefused("FROM would choose another data set", "use GRAPH <…> { … } to look into one work")
        case "Function" if iri and not iri.startswith(XSD):
            raise QueryRefused(f"unknown function <{iri}>", "use the functions of SPARQL 1.1")
        case _ if name in ALLOWED or name.startswith(FUNCTIONS):
            return
        case _:
            raise QueryRefused(f"{name} may not stand in a query here", QUERIES)


def _parsed(text: str) -> ParseResults:
    try:
        return parseQuery(text)
    except RecursionError as error:
        raise QuerySyntax("the query is nested too deeply", "write it flatter") from error
    except ParseException as error:
        if _is_update(text):
            raise QueryRefused("this is an update, and the graph is read only here", QUERIES) from error
        where = f"line {error.lineno}, column {error.column}"
        raise QuerySyntax(f"the query does not parse near “{error.line.strip()[:80]}”", "correct it", where) from error
    except Exception as error:
        raise QuerySyntax(f"the query does not parse: {error}"[:300], "correct it") from error


def _is_update(text: str) -> bool:
    try:
        return bool(parseUpdate(text).request)
    except (Exception, RecursionError):  # noqa: BLE001 (whatever the parser stumbles over, it is no update)
        return False


def _expanded(query: str) -> str:
    """The query with its code point escapes expanded once (SPARQL 1.1 §19.2), so that no parser expands any later."""
    try:
        text = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), query)
    except (ValueError, OverflowError) as error:
        raise QuerySyntax("an escape names no code point", "correct it") from error
    if re.search(r"\\u[0-9a-f]{4}", text, re.IGNORECASE):
        raise QueryRefused("an escape that makes an escape", "write the character itself")
    return text


_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def _names(tree: Any) -> Iterator[tuple[str, str]]:
    """The names of all nodes, and the IRI of a function call."""
    todo = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, CompValue):
            iri = node.get("iri")
            yield node.name, str(iri) if isinstance(iri, URIRef) else _prefixed(iri)
            todo += list(node.values())
        elif isinstance(node, ParseResults | list | tuple):
            todo += list(node)


def _prefixed(iri: Any) -> str:
    """A prefixed function name; the store knows no function outside `xsd:`, whatever the prologue makes of a prefix."""
    if not isinstance(iri, CompValue):
        return ""
    return XSD if iri.get("prefix") == "xsd" else f"{iri.get('prefix')}:{iri.get('localname')}"

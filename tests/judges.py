"""Every judge behind one face, so that one suite can hold them all; and random worlds for them to judge."""

from __future__ import annotations

import atexit
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import duckdb
import pyoxigraph
import pyshacl
import rdflib
from hypothesis import strategies as st
from rdflib.namespace import SH

from ontology.answer import Truth
from ontology.case import Case
from ontology.condition import AllOf, AnyOf, Compare, Is, Not, OneOf, Op, Quantity, atoms
from ontology.fact import Concept
from ontology.pack import Jurisdiction
from ontology.text import Text
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from reason import to_z3
from reason.case_to_rdf import case_to_rdf
from reason.evaluate import evaluate
from reason.taxonomy import Taxonomy
from reason.to_prose import to_prose
from reason.to_shacl import to_shacl
from reason.to_sparql import to_sparql
from reason.to_sql import row, table, to_sql
from tests.made_up import DAY, VN, nested

SQL_TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}
SPARQL_TRUTHS = {"true": Truth.TRUE, "false": Truth.FALSE, "unknown": Truth.UNKNOWN}


@cache
def database():
    """One for all tests; let go of before Python ends, or its binding complains."""
    atexit.register(database.cache_clear)
    return duckdb.connect()


class Evaluate:
    """The proof tree, case by case."""

    def truths(self, condition, cases, vn):
        taxonomy = Taxonomy.of(vn)
        return [evaluate(condition, case, taxonomy).truth for case in cases]


class Sql:
    """One expression, over a table of all the cases."""

    def truths(self, condition, cases, vn):
        facts = [vn.facts[id] for id in sorted(vn.facts)]
        database().execute("DROP TABLE IF EXISTS cases")
        database().execute(table(facts, "cases"))
        places = ", ".join("?" * len(facts))
        database().executemany(f"INSERT INTO cases VALUES ({places})", [row(case, facts) for case in cases])
        found = database().execute(f"SELECT {to_sql(condition, Taxonomy.of(vn))} FROM cases ORDER BY rowid").fetchall()
        return [SQL_TRUTHS[truth] for (truth,) in found]


class Sparql:
    """One query, over a store with all the cases."""

    def truths(self, condition, cases, vn):
        store = pyoxigraph.Store()
        for place, case in enumerate(cases):
            store.load(case_to_rdf(case, f"urn:case:{place}", vn.facts).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
        rows = store.query(to_sparql(condition, Taxonomy.of(vn)))
        found = {row["case"].value: SPARQL_TRUTHS[row["truth"].value] for row in rows}
        return [found[f"urn:case:{place}"] for place in range(len(cases))]


class Shacl:
    """Two shapes over a graph with all the cases: one that the condition is not false, one that it is not true."""

    def truths(self, condition, cases, vn):
        data = rdflib.Graph()
        for place, case in enumerate(cases):
            data.parse(data=case_to_rdf(case, f"urn:case:{place}", vn.facts), format="nt")
        false, true = (violating(part, data, vn) for part in (condition, Not(condition)))
        nodes = [f"urn:case:{place}" for place in range(len(cases))]
        assert not false & true
        return [Truth.FALSE if n in false else Truth.TRUE if n in true else Truth.UNKNOWN for n in nodes]


def violating(condition, data, vn):
    shapes = rdflib.Graph().parse(data=to_shacl(condition, Taxonomy.of(vn)), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", max_validation_depth=100)
    return {str(node) for node in report.objects(None, SH.focusNode)}


class Z3:
    """Formulas, case by case."""

    def truths(self, condition, cases, vn):
        taxonomy = Taxonomy.of(vn)
        return [to_z3.judge(condition, case, taxonomy) for case in cases]


@dataclass
class Prose:
    """The sentence, read back by its words and brackets alone, and judged then."""

    language: object

    def truths(self, condition, cases, vn):
        return Evaluate().truths(
            read_back(to_prose(condition, self.language, vn), condition, self.language, vn), cases, vn
        )


def read_back(told, condition, language, vn):
    """The condition that a text says; what its atoms are called is known, how they hang together is not."""
    first, *below = told.splitlines()
    if not first.endswith(":"):
        assert below == []
        return _sentence(first, condition, language, vn)
    heads = {
        language.say("proof.not"): lambda parts: Not(*parts),
        language.say("proof.all"): AllOf,
        language.say("proof.any"): AnyOf,
    }
    assert all(line.startswith("  ") for line in below)
    items = re.split(r"^  - ", "\n".join(below), flags=re.MULTILINE)[1:]
    parts = tuple(read_back(item.replace("\n  ", "\n").strip("\n"), condition, language, vn) for item in items)
    return heads[first.removesuffix(":")](parts)


def _sentence(told, condition, language, vn):
    named = {to_prose(atom, language, vn): atom for atom in atoms(condition)}
    words = {language.say(key): key for key in ("and", "or", "always", "never")}
    opening, closing = language.say("group", of="\0").split("\0")
    negation = language.say("not", of="")
    signs = {**words, opening: "(", closing: ")", negation: "not", **dict.fromkeys(named, "atom")}
    pattern = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
    found = [(signs[m[0]], m[0]) for m in re.finditer(pattern, told)]
    assert "".join(text for _, text in found) == told
    condition, rest = _phrase([(sign, named.get(text)) for sign, text in found])
    assert rest == []
    return condition


def _phrase(tokens):
    """Parts joined by one word; two different words side by side would be read in two ways."""
    part, rest = _part(tokens)
    parts, joint = [part], None
    while rest and rest[0][0] in {"and", "or"}:
        assert joint in {None, rest[0][0]}
        joint = rest[0][0]
        part, rest = _part(rest[1:])
        parts.append(part)
    return (part if joint is None else AllOf(tuple(parts)) if joint == "and" else AnyOf(tuple(parts))), rest


def _part(tokens):
    (sign, atom), *rest = tokens
    match sign:
        case "atom":
            return atom, rest
        case "always":
            return AllOf(()), rest
        case "never":
            return AnyOf(()), rest
        case "not":
            part, rest = _part(rest)
            assert not rest or rest[0][0] not in {"and", "or"}, "how far does the negation reach?"
            return Not(part), rest
        case "(":
            part, rest = _phrase(rest)
            assert rest[0][0] == ")"
            return part, rest[1:]


JUDGES = {
    "evaluate": Evaluate(),
    "sql": Sql(),
    "sparql": Sparql(),
    "shacl": Shacl(),
    "z3": Z3(),
    "prose": Prose(EN),
}


@dataclass(frozen=True)
class World:
    """A jurisdiction with hierarchies of its own, a condition, and cases."""

    vn: Jurisdiction = field(repr=False)
    condition: object
    cases: list[Case]


# Neighbours: what a binary float would not tell apart, both sides of a bound, the day before and after.
NUMBERS = [
    Decimal(n)
    for n in ("-1", "0", "0.1", "0.3", "0.30000000000000004", "0.299999999999999999", "0.05", "1", "1000000000000000000")
]  # fmt: skip
AREAS = [Quantity(n, "ha") for n in NUMBERS] + [
    VN.measured(Decimal(500), "m2"),
    Quantity(Decimal("0.1") + Decimal("0.2"), "ha"),
]
HEADS = [Quantity(Decimal(n)) for n in (0, 1, 2, 3)]
DAYS = [DAY + timedelta(days=n) for n in (-1, 0, 1)] + [date.min, date.max]
CODES = [f"c{n}" for n in range(7)]
UNHEARD = "unheard"


@st.composite
def worlds(draw, most=9):
    """A random hierarchy for each of two schemes, a random condition over it, and up to eight random cases."""
    vn = replace(VN, schemes={**VN.schemes, "kinds": draw(_schemes), "places": draw(_schemes)})
    return World(vn, draw(nested(_leaves, most)), draw(st.lists(_cases, min_size=1, max_size=8)))


def _scheme(parents):
    above = [f"c{parent % place}" if place and parent >= 0 else "" for place, parent in enumerate(parents)]
    return {code: Concept(code, Text(code, code), broader=up) for code, up in zip(CODES, above, strict=False)}


_schemes = st.lists(st.integers(-1, 6), min_size=1, max_size=7).map(_scheme)
_codes = st.sampled_from([*CODES, UNHEARD])
_values = {
    "licence": st.booleans(),
    "urgent": st.booleans(),
    "area": st.sampled_from(AREAS),
    "head": st.sampled_from(HEADS),
    "since": st.sampled_from(DAYS),
    "kind": _codes,
    "place": _codes,
}
_cases = st.fixed_dictionaries({}, optional=_values).map(lambda facts: Case(facts, DAY))
_leaves = st.one_of(
    st.builds(Is, st.sampled_from(["licence", "urgent"])),
    *(st.builds(Compare, st.just(fact), st.sampled_from(Op), _values[fact]) for fact in ("area", "head", "since")),
    *(st.builds(OneOf, st.just(fact), st.lists(_codes, max_size=3).map(tuple)) for fact in ("kind", "place")),
)

"""Every judge behind one face, so that one suite can hold them all; and random worlds for them to judge."""

from __future__ import annotations

import atexit
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

import duckdb
import pyoxigraph
import pyshacl
import rdflib
from hypothesis import strategies as st
from rdflib.namespace import SH

from ontology.answer import Truth, Verdict
from ontology.case import Case
from ontology.condition import AllOf, AnyOf, Compare, Is, Not, OneOf, Op, Quantity, atoms
from ontology.fact import Concept
from ontology.norm import Party
from ontology.pack import Jurisdiction
from ontology.text import Text
from packs.en import LANGUAGE as EN
from reason import to_z3
from reason.applicable import applicable
from reason.case_to_rdf import case_to_rdf
from reason.columns import from_cases
from reason.evaluate import evaluate
from reason.populations import lists
from reason.taxonomy import Taxonomy
from reason.to_columns import to_columns
from reason.to_prose import to_prose, verdict
from reason.to_shacl import to_shacl
from reason.to_sparql import to_sparql
from reason.to_sql import row, table, to_sql
from tests.made_up import DAY, VN, law, nested, norm

PLAIN = replace(law(norm("obligation", "dieu_1")).norms[0], bearer=Party())
COLUMN_TRUTHS = {Verdict.APPLIES: Truth.TRUE, Verdict.NOT_APPLIES: Truth.FALSE, Verdict.UNKNOWN: Truth.UNKNOWN}
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

    def missing(self, condition, case, vn):
        return list(evaluate(condition, case, Taxonomy.of(vn)).missing())

    def verdicts(self, norms, case, vn):
        return [judged.verdict for judged in applicable(norms, case, vn)]


class Sql:
    """One expression, over a table of all the cases."""

    def at_once(self, condition, cases, vn):
        facts = [vn.facts[id] for id in sorted(vn.facts)]
        database().execute("DROP TABLE IF EXISTS cases")
        database().execute(table(facts, "cases"))
        places = ", ".join("?" * len(facts))
        database().executemany(f"INSERT INTO cases VALUES ({places})", [row(case, facts) for case in cases])
        found = database().execute(f"SELECT {to_sql(condition, Taxonomy.of(vn))} FROM cases ORDER BY rowid").fetchall()
        return [SQL_TRUTHS[truth] for (truth,) in found]

    truths = at_once


class Sparql:
    """One query, over a store with all the cases."""

    def at_once(self, condition, cases, vn):
        store = pyoxigraph.Store()
        for place, case in enumerate(cases):
            store.load(case_to_rdf(case, f"urn:case:{place}", vn.facts).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
        rows = store.query(to_sparql(condition, Taxonomy.of(vn)))
        found = {row["case"].value: SPARQL_TRUTHS[row["truth"].value] for row in rows}
        return [found[f"urn:case:{place}"] for place in range(len(cases))]

    truths = at_once


class Shacl:
    """One shape, over a graph with all the cases; what does not violate it passes for true."""

    def at_once(self, condition, cases, vn):
        data = rdflib.Graph()
        for place, case in enumerate(cases):
            data.parse(data=case_to_rdf(case, f"urn:case:{place}", vn.facts), format="nt")
        shapes = rdflib.Graph().parse(data=to_shacl(condition, Taxonomy.of(vn)), format="turtle")
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", max_validation_depth=100)
        false = {str(node) for node in report.objects(None, SH.focusNode)}
        return [Truth.FALSE if f"urn:case:{place}" in false else Truth.TRUE for place in range(len(cases))]

    truths = at_once


class Columns:
    """One norm with the condition, over columns with all the cases."""

    def at_once(self, condition, cases, vn):
        rows = self.table([replace(PLAIN, when=condition)], cases, vn)
        return [COLUMN_TRUTHS[verdict] for (verdict,) in rows]

    truths = at_once

    def verdicts(self, norms, case, vn):
        return self.table(norms, [case], vn)[0]

    def table(self, norms, cases, vn):
        found = [[None] * len(norms) for _ in cases]
        for listed in lists(to_columns(norms, vn, DAY), [from_cases(cases)], tuple(Verdict)):
            for place, (start, end) in enumerate(pairwise(listed.offsets)):
                for ruled in listed.norms[start:end]:
                    found[listed.first + place][ruled] = listed.verdict
        return found


class Z3:
    """Formulas, case by case."""

    def truths(self, condition, cases, vn):
        taxonomy = Taxonomy.of(vn)
        return [to_z3.judge(condition, case, taxonomy) for case in cases]

    def settled(self, condition, case, vn):
        return to_z3.settled(condition, case, Taxonomy.of(vn))

    def search(self, condition, truth, vn):
        return to_z3.possible(condition, Taxonomy.of(vn), truth)


@dataclass
class Prose:
    """The text, read back by its words and brackets alone, and judged then."""

    language: object

    def truths(self, condition, cases, vn):
        told = to_prose(condition, self.language, vn)
        return Evaluate().truths(read_back(told, condition, self.language, vn), cases, vn)

    def missing(self, condition, case, vn):
        told = to_prose(evaluate(condition, case, Taxonomy.of(vn)), self.language, vn).splitlines()
        unknown = self.language.say("truth.unknown")
        labels = {fact.label.en: id for id, fact in vn.facts.items()}
        open_lines = [line.strip().removesuffix(f": {unknown}") for line in told if line.endswith(unknown)]
        return [labels[line] for line in open_lines if line in labels]

    def verdicts(self, norms, case, vn):
        said = {self.language.say(f"verdict.{verdict}", by="", missing=""): verdict for verdict in Verdict}
        told = [verdict(judged, self.language, vn) for judged in applicable(norms, case, vn)]
        return [
            next(v for words, v in said.items() if text == words or (words[-2:] == ": " and text.startswith(words)))
            for text in told
        ]


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
    "columns": Columns(),
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

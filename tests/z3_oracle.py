"""A second opinion from a solver: a condition as a formula of Z3, over the most specific codes."""

from datetime import date
from typing import assert_never

import z3

from ontology.case import Case
from ontology.condition import AllOf, AnyOf, Compare, Is, Not, OneOf, Op, Quantity, atoms

WHOLE = {"1", "day"}


def to_z3(condition, taxonomy):
    """The formula of a condition."""
    match condition:
        case Is(fact):
            return z3.Bool(fact)
        case Compare(fact, op, value):
            return _compare(_number(fact, value), op, _literal(value))
        case OneOf(fact, codes):
            return z3.Or([z3.String(fact) == code for code in sorted(taxonomy.below(fact, codes))])
        case Not(of):
            return z3.Not(to_z3(of, taxonomy))
        case AllOf(of):
            return z3.And([to_z3(part, taxonomy) for part in of])
        case AnyOf(of):
            return z3.Or([to_z3(part, taxonomy) for part in of])
        case _:
            assert_never(condition)


def judge(condition, case: Case, taxonomy) -> bool:
    """The truth of a condition in a case that says everything."""
    solver = z3.Solver()
    solver.add(to_z3(condition, taxonomy), *(_given(fact, value) for fact, value in case.facts.items()))
    return solver.check() == z3.sat


def satisfiable(condition, taxonomy) -> bool:
    """Whether any case makes the condition true."""
    solver = z3.Solver()
    coded = {atom.fact for atom in atoms(condition) if isinstance(atom, OneOf)}
    solver.add(to_z3(condition, taxonomy))
    solver.add(*(z3.Or([z3.String(f) == code for code in taxonomy.leaves[f]]) for f in sorted(coded)))
    return solver.check() == z3.sat


def _given(fact, value):
    match value:
        case bool():
            return z3.Bool(fact) == value
        case str():
            return z3.String(fact) == value
        case _:
            return _number(fact, value) == _literal(value)


def _number(fact, value):
    whole = isinstance(value, date) or value.unit in WHOLE
    return z3.Int(fact) if whole else z3.Real(fact)


def _literal(value):
    return z3.RealVal(str(value.value)) if isinstance(value, Quantity) else z3.IntVal(value.toordinal())


def _compare(number, op, value):
    ways = {
        Op.LT: number < value, Op.LE: number <= value, Op.EQ: number == value, Op.GE: number >= value, Op.GT: number > value
    }  # fmt: skip
    return ways[op]

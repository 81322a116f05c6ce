"""Judge all possible cases at once: a condition as a formula of Z3 (the optional extra `solver`).

Every fact is a variable and beside it a truth value that says whether it is known, so that one can ask for a case in which the
condition stays unknown. As in Kleene's tables, "exempt or not exempt" is unknown where nobody told; only `settled` sees that it holds
either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, TypeAlias, assert_never

import z3

from ontology.answer import Truth
from ontology.case import Case, Value
from ontology.condition import AllOf, AnyOf, Atom, Compare, Condition, Is, Not, OneOf, Op, Quantity, atoms
from reason.ranges import COUNTED, DATE
from reason.taxonomy import Taxonomy
from reason.truth import known

Formula: TypeAlias = Any
"""What Z3's own Python gives back, which has no types."""

PRECISE = Context(prec=500)


def to_z3(condition: Condition, taxonomy: Taxonomy, truth: Truth = Truth.TRUE) -> Formula:
    """The formula of all cases, complete or not, in which the condition has this truth."""
    match truth:
        case Truth.TRUE:
            return _says(condition, taxonomy, wanted=True)
        case Truth.FALSE:
            return _says(condition, taxonomy, wanted=False)
        case Truth.UNKNOWN:
            sure = [to_z3(condition, taxonomy, one) for one in (Truth.TRUE, Truth.FALSE)]
            return z3.Not(z3.Or(sure))
        case _:
            assert_never(truth)


def possible(condition: Condition, taxonomy: Taxonomy, truth: Truth = Truth.TRUE) -> dict[str, Value] | None:
    """The facts of a case in which the condition has this truth, the others not known; None where there is no such case."""
    solver = z3.Solver()
    solver.add(to_z3(condition, taxonomy, truth), *_free(condition, taxonomy, complete=False))
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    told = [atom for atom in atoms(condition) if z3.is_true(model.eval(_known(atom)))]
    return {atom.fact: _value(atom, model.eval(_variable(atom), model_completion=True)) for atom in told}


def satisfiable(condition: Condition, taxonomy: Taxonomy) -> bool:
    """Whether any case that says everything makes the condition true."""
    return _finds(to_z3(condition, taxonomy), *_free(condition, taxonomy, complete=True))


def judge(condition: Condition, case: Case, taxonomy: Taxonomy) -> Truth:
    """The truth of a condition in a case; a value of another kind or unit than the condition's is no answer to it."""
    given = list(_given(condition, case))
    sure = (truth for truth in (Truth.TRUE, Truth.FALSE) if _finds(to_z3(condition, taxonomy, truth), *given))
    return next(sure, Truth.UNKNOWN)


def settled(condition: Condition, case: Case, taxonomy: Taxonomy) -> Truth:
    """The truth that a condition has however the case may be completed; unknown where that may still go either way."""
    given = list(_completed(condition, case, taxonomy))
    may = [_finds(to_z3(condition, taxonomy, truth), *given) for truth in (Truth.TRUE, Truth.FALSE)]
    return Truth.UNKNOWN if all(may) else known(may[0])


def _says(condition: Condition, taxonomy: Taxonomy, *, wanted: bool) -> Formula:
    """That the condition is known to come out as wanted."""
    match condition:
        case Is():
            return z3.And(_known(condition), _variable(condition) == wanted)
        case Compare(_, op, value):
            compared = _compared(_variable(condition), op, _literal(value))
            return z3.And(_known(condition), compared if wanted else z3.Not(compared))
        case OneOf(fact, codes):
            within, around = taxonomy.within(fact, codes), taxonomy.around(fact, codes)
            among = _among(condition, within) if wanted else z3.Not(_among(condition, within | around))
            return z3.And(_known(condition), among)
        case Not(of):
            return _says(of, taxonomy, wanted=not wanted)
        case AllOf(of) | AnyOf(of):
            parts = [_says(part, taxonomy, wanted=wanted) for part in of]
            return z3.And(parts) if isinstance(condition, AllOf) is wanted else z3.Or(parts)
        case _:
            assert_never(condition)


def _free(condition: Condition, taxonomy: Taxonomy, *, complete: bool) -> Iterator[Formula]:
    """What holds of every case, or of every case that says everything."""
    for atom in atoms(condition):
        yield from _range(atom, taxonomy, complete=complete)


def _range(atom: Atom, taxonomy: Taxonomy, *, complete: bool) -> Iterator[Formula]:
    """Codes are of their scheme, and of the most specific where everything is said; what is counted is whole; days are in the calendar."""
    if isinstance(atom, OneOf) and atom.fact in taxonomy.above:
        yield _among(atom, taxonomy.leaves[atom.fact] if complete else taxonomy.above[atom.fact])
    if isinstance(atom, Compare) and _unit(atom.value) in COUNTED:
        yield z3.IsInt(_variable(atom))
    if isinstance(atom, Compare) and isinstance(atom.value, date):
        yield z3.And(_variable(atom) >= _literal(date.min), _variable(atom) <= _literal(date.max))
    if complete:
        yield _known(atom)


def _given(condition: Condition, case: Case) -> Iterator[Formula]:
    """What a case says, and that it says nothing else."""
    for atom in atoms(condition):
        value = _answer(atom, case)
        yield _known(atom) == (value is not None)
        if value is not None:
            yield _variable(atom) == _literal(value)


def _completed(condition: Condition, case: Case, taxonomy: Taxonomy) -> Iterator[Formula]:
    """What a case says, where a code stands for all that are under it; and that everything else is said, too."""
    for atom in atoms(condition):
        value = _answer(atom, case)
        if value is None:
            yield from _range(atom, taxonomy, complete=True)
        else:
            yield _known(atom)
            yield (
                _among(atom, taxonomy.below(atom.fact, (value,)))
                if isinstance(value, str)
                else _variable(atom) == _literal(value)
            )


def _answer(atom: Atom, case: Case) -> Value | None:
    """What the case says of the fact, where that can be an answer to the atom."""
    value = case.facts.get(atom.fact)
    return value if value is not None and _name(atom.fact, value) == _named(atom) else None


def _finds(*formulas: Formula) -> bool:
    solver = z3.Solver()
    solver.add(*formulas)
    return bool(solver.check() == z3.sat)


def _among(atom: Atom, codes: Iterable[str]) -> Formula:
    return z3.Or([_variable(atom) == _literal(code) for code in sorted(codes)])


def _named(atom: Atom) -> str:
    """The name of the variable that an atom rests on."""
    match atom:
        case Is(fact):
            return _name(fact, value=True)
        case OneOf(fact):
            return _name(fact, "")
        case Compare(fact, _, value):
            return _name(fact, value)
        case _:
            assert_never(atom)


def _name(fact: str, value: Value) -> str:
    """A name for a fact with answers of this kind and unit, in letters that Z3 leaves as they are."""
    unit = _unit(value)
    return f"{type(value).__name__} {unit} {fact}".encode("unicode_escape").decode()


def _unit(value: Value) -> str:
    match value:
        case Quantity(_, unit):
            return unit
        case date():
            return DATE
        case _:
            return ""


def _known(atom: Atom) -> Formula:
    return z3.Bool(f"known {_named(atom)}")


def _variable(atom: Atom) -> Formula:
    match atom:
        case Is():
            return z3.Bool(_named(atom))
        case OneOf():
            return z3.String(_named(atom))
        case Compare():
            return z3.Real(_named(atom))
        case _:
            assert_never(atom)


def _literal(value: Value) -> Formula:
    """A value as Z3 writes it; a code in hexadecimal digits, since Z3 reads some of its characters as escapes."""
    match value:
        case bool():
            return z3.BoolVal(value)
        case str():
            return z3.StringVal(value.encode().hex())
        case Quantity(number):
            return z3.RealVal(Fraction(number))
        case date():
            return z3.RealVal(value.toordinal())
        case _:
            assert_never(value)


def _value(atom: Atom, found: Formula) -> Value:
    """What Z3 found, as a value."""
    match atom:
        case Is():
            return bool(z3.is_true(found))
        case OneOf():
            return bytes.fromhex(found.as_string()).decode()
        case Compare(_, _, Quantity(_, unit)):
            return Quantity(
                PRECISE.divide(Decimal(found.numerator_as_long()), Decimal(found.denominator_as_long())), unit
            )
        case Compare():
            return date.fromordinal(found.numerator_as_long())
        case _:
            assert_never(atom)


def _compared(number: Formula, op: Op, value: Formula) -> Formula:
    match op:
        case Op.LT:
            return number < value
        case Op.LE:
            return number <= value
        case Op.EQ:
            return number == value
        case Op.GE:
            return number >= value
        case Op.GT:
            return number > value
        case _:
            assert_never(op)

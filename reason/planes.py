"""Run a program on a block of cases: for every node one bit a case where it is true, and one where it is false.

Neither is unknown. The planes of a block are words of 64 cases; cases beyond the last have no bit in any plane.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

import numpy as np

from ontology.answer import Verdict
from ontology.errors import BadValue
from reason.columns import YES, Array, Coded, Column, Columns, Days, Flags, Measured
from reason.to_columns import Among, Amount, Atom, Groups, Program, Since, Together, Yes

WORD = 64


class Planes:
    """The planes of a program for blocks of so many cases (a multiple of 64); judged again and again in the same memory."""

    def __init__(self, program: Program, size: int) -> None:
        self.program, self.size = program, size
        self.rows: Array = np.zeros((2 * len(program.nodes), size // WORD), np.uint64)
        self._row = list(self.rows)
        self._bools: Array = np.zeros(size, np.bool_)
        together = [(2 * place, node) for place, node in enumerate(program.nodes) if isinstance(node, Together)]
        self._steps = [(place, node.of) for place, node in together if node.of]
        self._asked = _by_fact(program)

    def judge(self, block: Columns) -> None:
        """Fills the planes. Raises BadValue where a column is of another kind or unit than a norm asks for."""
        self._bools[:] = False
        self._bools[: block.cases] = True
        self._row[0][:] = packed(self._bools)
        for fact, asked in self._asked.items():
            self._ask(fact, asked, block.columns.get(fact))
        for place, parts in self._steps:
            self._together(place, parts)

    @property
    def valid(self) -> Array:
        """A bit for every case."""
        row: Array = self._row[0]
        return row

    def verdict(self, verdict: Verdict) -> Array:
        """A plane for every rule: the cases on which this is its verdict."""
        rules = self.program.rules
        match verdict:
            case Verdict.APPLIES:
                return self._true_of(rule.applies for rule in rules)
            case Verdict.NOT_APPLIES:
                return self._true_of(rule.not_applies for rule in rules)
            case Verdict.NOT_IN_FORCE:
                return self._true_of(rule.not_in_force for rule in rules)
            case Verdict.DISPLACED:
                return self._true_of(rule.displaced for rule in rules) & ~self.verdict(Verdict.NOT_APPLIES)
            case Verdict.UNKNOWN:
                settled: Array = np.bitwise_or.reduce([self.verdict(v) for v in Verdict if v is not verdict])
                return self.valid & ~settled
            case _:
                assert_never(verdict)

    def _true_of(self, literals: Iterable[int]) -> Array:
        rows: Array = self.rows[list(literals)]
        return rows

    def _together(self, place: int, parts: tuple[int, ...]) -> None:
        row, true, false = self._row, self._row[place], self._row[place + 1]
        first, second, *others = parts
        np.bitwise_and(row[first], row[second], true)
        np.bitwise_or(row[first ^ 1], row[second ^ 1], false)
        for other in others:
            np.bitwise_and(true, row[other], true)
            np.bitwise_or(false, row[other ^ 1], false)

    def _ask(self, fact: str, asked: list[tuple[int, Atom]], column: Column | None) -> None:
        """The planes of all atoms of a fact."""
        match column:
            case None:
                for place, _ in asked:
                    self.rows[place : place + 2] = 0
            case Coded():
                self._coded(fact, asked, column)
            case Flags() | Measured() | Days():
                known = packed(column.values == column.values if isinstance(column, Measured) else column.values != 0)
                for place, atom in asked:
                    true = self._true(atom, column)
                    self._row[place][:] = true
                    np.bitwise_xor(known, true, self._row[place + 1])
            case _:
                assert_never(column)

    def _true(self, atom: Atom, column: Flags | Measured | Days) -> Array:
        """Where the atom is true."""
        match atom, column:
            case Yes(), Flags(values):
                np.equal(values, YES, self._bools)
            case Since(_, day), Days(values):
                np.greater_equal(values, day, self._bools)
            case Amount(_, wanted), Measured(values, unit, odd) if wanted == unit:
                np.greater_equal(values, atom.first(), self._bools)
                for row, number in odd.items():
                    self._bools[row] = atom.holds(number)
            case _:
                raise refused(atom)
        return packed(self._bools)

    def _coded(self, fact: str, asked: list[tuple[int, Atom]], column: Coded) -> None:
        """The planes of all atoms of a fact with codes: each group of codes is looked for once."""
        groups = self.program.groups.get(fact) or Groups({}, 1, {}, {})
        number = np.array([0, *(groups.of.get(code, groups.other) for code in column.codes[1:])], np.uint16)
        values = np.take(number, column.values)
        known = packed(values != 0)
        planes: dict[int, Array] = {}
        for place, atom in asked:
            if not isinstance(atom, Among):
                raise refused(atom)
            for group in (*groups.true[atom], *groups.open[atom]):
                if group not in planes:
                    planes[group] = packed(np.equal(values, group, self._bools))
            true, false = self._row[place], self._row[place + 1]
            _any(true, (planes[group] for group in groups.true[atom]))
            _any(false, (planes[group] for group in groups.open[atom]))
            np.bitwise_or(true, false, false)
            np.bitwise_xor(known, false, false)


def packed(bools: Array) -> Array:
    """Truths of cases (a multiple of 64) as bits in words."""
    return np.packbits(bools, bitorder="little").view(np.uint64)


def refused(atom: Atom) -> BadValue:
    """The error for a column that answers another question than the norm asks."""
    match atom:
        case Yes():
            wanted = "yes or no"
        case Since():
            wanted = "a day"
        case Among():
            wanted = "a code"
        case Amount():
            wanted = f"a number in {atom.unit}"
        case _:
            assert_never(atom)
    return BadValue(f"the column {atom.fact} is of another kind", f"give {wanted}", atom.fact)


def _any(row: Array, planes: Iterable[Array]) -> None:
    row[:] = 0
    for plane in planes:
        np.bitwise_or(row, plane, row)


def _by_fact(program: Program) -> dict[str, list[tuple[int, Atom]]]:
    """The atoms, and the row of each, by the fact that they ask for."""
    found: dict[str, list[tuple[int, Atom]]] = {}
    for place, node in enumerate(program.nodes):
        if not isinstance(node, Together):
            found.setdefault(node.fact, []).append((2 * place, node))
    return found

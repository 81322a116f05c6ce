"""A table of cases against many norms, block by block on several threads: how many of each verdict, or which norms a case has."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TypeAlias, TypeVar

import numpy as np

from ontology.answer import Verdict
from reason.columns import Array, Columns, part
from reason.planes import WORD, Planes
from reason.to_columns import Program

BLOCK, LISTED = 131_072, 32_768
MOST = 96 * 2**20
"""Cases a block (multiples of 64) to count and to list, and the bytes that the planes of one thread may take."""

THREADS = 2

CHUNK = 4096
"""Cases whose bits are turned at once."""

SWAPS = tuple(
    (np.uint64(shift), np.uint64(mask))
    for shift, mask in ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0x00000000F0F0F0F0))
)
"""The three steps that turn 8 × 8 bits (Warren, Hacker's Delight, 7-3)."""

T = TypeVar("T")
Work: TypeAlias = Callable[[Planes, int, int], T]
"""What is done with the planes of a block, the number of the cases before it, and of those in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Cases of a block (from `first` on) with the norms of one verdict: those of case i are `norms[offsets[i]:offsets[i + 1]]`.

    Norms are told by their place in the program's rules.
    """

    verdict: Verdict
    first: int
    offsets: Array
    norms: Array


_BITS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")
TABLE: Array = np.nonzero(_BITS)[1].astype(np.uint8)
TABLE_STARTS: Array = (np.cumsum(_BITS.sum(axis=1)) - _BITS.sum(axis=1)).astype(np.int32)
"""The places of the bits set in each byte, one byte after the other, and where each byte's begin."""


def counts(program: Program, tables: Iterable[Columns], threads: int = THREADS) -> Array:
    """How many cases have which verdict: a row a norm, a column a verdict, in the order of `Verdict`."""
    total = np.zeros((len(program.rules), len(Verdict)), np.int64)
    for found in _each(program, tables, threads, BLOCK, _counted):
        total += found
    return total


def lists(
    program: Program,
    tables: Iterable[Columns],
    verdicts: Sequence[Verdict] = (Verdict.APPLIES,),
    threads: int = THREADS,
) -> Iterator[Listed]:
    """The norms of each case that have one of these verdicts, a block at a time, in the order of the cases."""

    def listed(planes: Planes, first: int, cases: int) -> list[Listed]:
        return [Listed(verdict, first, *_by_case(planes.verdict(verdict), cases)) for verdict in verdicts]

    for found in _each(program, tables, threads, LISTED, listed):
        yield from found


def _each(program: Program, tables: Iterable[Columns], threads: int, most: int, work: Work[T]) -> Iterator[T]:
    """The work done on each block of the tables, in order; no more blocks are held than there are threads, and one."""
    spare: SimpleQueue[Planes] = SimpleQueue()
    for _ in range(threads):
        spare.put(Planes(program, WORD))

    def run(block: Columns, size: int, first: int) -> T:
        planes = spare.get()
        if planes.size < size:
            planes = Planes(program, size)
        try:
            planes.judge(part(block, 0, planes.size))
            return work(planes, first, block.cases)
        finally:
            spare.put(planes)

    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for first, block in _blocks(tables, min(most, _fitting(program))):
            waiting.append(pool.submit(run, block, -(-block.cases // WORD) * WORD, first))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _blocks(tables: Iterable[Columns], size: int) -> Iterator[tuple[int, Columns]]:
    """The tables in blocks of at most so many cases, each with the number of the cases before it."""
    before = 0
    for table in tables:
        for first in range(0, table.cases, size):
            yield before + first, part(table, first, min(size, table.cases - first))
        before += table.cases


def _fitting(program: Program) -> int:
    """The cases of a block whose planes take no more than MOST bytes."""
    return max(1, MOST // (len(program.nodes) * 2 * WORD // 8)) * WORD


def _counted(planes: Planes, _first: int, _cases: int) -> Array:
    """As many cases of each verdict; those that no other verdict has are unknown, which is cheaper than to look."""
    found = np.zeros((len(planes.program.rules), len(Verdict)), np.int64)
    for place, verdict in enumerate(Verdict):
        if verdict is not Verdict.UNKNOWN:
            found[:, place] = _ones(planes.verdict(verdict))
    found[:, list(Verdict).index(Verdict.UNKNOWN)] = _ones(planes.valid[None, :]) - found.sum(axis=1)
    return found


def _ones(planes: Array) -> Array:
    """How many bits are set in each row."""
    found: Array = np.bitwise_count(planes).sum(axis=1, dtype=np.int64)
    return found


def _by_case(planes: Array, cases: int) -> tuple[Array, Array]:
    """Where the rows of each case begin and end, and the places of the rows in which its bit is set."""
    ends, norms = [np.zeros(1, np.int64)], [np.zeros(0, np.uint32)]
    for first in range(0, cases, CHUNK):
        counts, found = _turned(planes[:, first // WORD : (first + CHUNK) // WORD])
        left = min(CHUNK, cases - first)
        ends.append(ends[-1][-1] + np.cumsum(counts[:left]))
        norms.append(found)
    return np.concatenate(ends), np.concatenate(norms)


def _turned(planes: Array) -> tuple[Array, Array]:
    """How many rows have the bit of each case, and which."""
    rows, words = planes.shape
    eights = -(-rows // 8)
    bytes_ = np.zeros((8 * eights, 8 * words), np.uint8)
    bytes_[:rows] = planes.view(np.uint8)
    squares = bytes_.reshape(eights, 8, 8 * words).transpose(0, 2, 1).copy().view(np.uint64)
    for shift, mask in SWAPS:
        moved = (squares ^ (squares >> shift)) & mask
        squares ^= moved ^ (moved << shift)
    by_case = np.ascontiguousarray(squares.view(np.uint8).reshape(eights, WORD * words).T)
    counts = np.bitwise_count(by_case).sum(axis=1, dtype=np.int64)
    firsts = np.repeat(np.arange(len(counts), dtype=np.uint32) * np.uint32(8 * eights), counts)
    return counts, _set_bits(by_case.ravel()) - firsts


def _set_bits(bytes_: Array) -> Array:
    """The places of the bits that are set, through a table of those of every byte."""
    which = np.flatnonzero(bytes_ != 0)
    values = bytes_[which]
    each = np.bitwise_count(values)
    ends = np.cumsum(each, dtype=np.int32)
    entry = np.repeat(TABLE_STARTS[values] - ends + each, each) + np.arange(len(ends) and ends[-1], dtype=np.int32)
    found: Array = np.repeat((which * 8).astype(np.uint32), each) + TABLE[entry]
    return found

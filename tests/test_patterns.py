"""No regular expression, of the packs or of the code, takes more than linear time on lines made to hurt it."""

import json
import os
import re
import re._constants as opcodes
import re._parser as parser
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SIZES = (250, 1_000, 4_000)
FLOOR = 0.012
"""CPU seconds below which a machine's clock says nothing."""

HOPELESS = 1.0
"""CPU seconds that no pattern may take for the two smaller sizes."""

SLACK = 2.5
"""How much more than four times as long four times the text may take."""

UNITS = (
    " ", "1", "a", "A", ",", ".", "\n", "“", "(", "-", "|", "điểm a, ", "Điều 1, khoản 2, ", "1.", "1 ", "a ", "A ", "từ ",
    "\n1. ", "; ", "x\n", " \n",
)  # fmt: skip
AFTER_A_WORD = (" ", "1", "a ", "a", "\n", "1.", ", ")
REPEATS = frozenset({opcodes.MAX_REPEAT, opcodes.MIN_REPEAT, opcodes.POSSESSIVE_REPEAT})


def literals(tree):
    """The stretches of plain letters in a parsed pattern."""
    letters = []
    for op, value in tree:
        if op is opcodes.LITERAL:
            letters.append(chr(value))
            continue
        yield "".join(letters)
        letters.clear()
        for inner in within(op, value):
            yield from literals(inner)
    yield "".join(letters)


def within(op, value):
    if op in REPEATS:
        return [value[2]]
    if op is opcodes.SUBPATTERN:
        return [value[3]]
    if op is opcodes.BRANCH:
        return value[1]
    if op in {opcodes.ASSERT, opcodes.ASSERT_NOT}:
        return [value[1]]
    return [value] if op is opcodes.ATOMIC_GROUP else []


def lines(pattern, flags):
    """What is repeated to make a line, and what stands before: from the pattern's own words, the longest and some others."""
    words = sorted({word for word in literals(parser.parse(pattern, flags)) if word}, key=lambda w: (-len(w), w))
    words = words[:3] + words[3 :: max(1, len(words) // 6)][:3]
    for unit in (*UNITS, *words, *(f"{w} " for w in words), *(f"{w}, " for w in words), *(f"{w}\n" for w in words)):
        yield "", unit
    for word in words:
        for unit in AFTER_A_WORD:
            yield word, unit


def cost(pattern, before, unit, size):
    text = before + (unit * (size // len(unit) + 1))[:size]
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def grows(pattern, before, unit):
    """Whether the time outgrows the text, told from several sizes and, if in doubt, several tries."""
    if cost(pattern, before, unit, SIZES[0]) > HOPELESS:
        return True
    small = cost(pattern, before, unit, SIZES[1])
    if small > HOPELESS:
        return True
    large = cost(pattern, before, unit, SIZES[2])
    if large < FLOOR or large < small * 4 * SLACK:
        return False
    small, large = (min(cost(pattern, before, unit, size) for _ in range(3)) for size in SIZES[1:])
    return large >= FLOOR and large >= small * 4 * SLACK


@pytest.fixture(scope="module")
def patterns():
    printed = subprocess.run(
        [sys.executable, str(HERE / "all_patterns.py")],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
    )
    return json.loads(printed.stdout)


def test_every_pattern_is_seen(patterns):
    sources = [pattern for pattern, _ in patterns]

    assert len(sources) > 400
    assert any("CÔNG BÁO" in source for source in sources)
    assert any("Phạt" in source or "phạt" in source for source in sources)


@pytest.mark.slow
def test_time_grows_with_the_text_and_no_faster(patterns):
    slow = []
    for source, flags in patterns:
        pattern = re.compile(source, flags)
        hurt = next(((b, u) for b, u in lines(source, flags) if grows(pattern, b, u)), None)
        if hurt:
            slow.append((source[:150], *hurt))

    assert slow == []


def test_what_grows_too_fast_is_told():
    # A busy machine may spoil one measurement, hardly five.
    assert any(grows(re.compile(r"\s+x"), "", " ") for _ in range(5))
    assert not all(grows(re.compile(r"(?:a|aa)+$"), "", "a ") for _ in range(5))
    assert not all(grows(re.compile(r"\s{1,9}x"), "", " ") for _ in range(5))

"""Where units may begin: the lines that carry a label, before anyone decides which of them really do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.lines import TOPIC
from ontology.pack import Language

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
Key = tuple[int, int, int]
FIRST: Key = (1, 0, 0)
INLINE = "_inline"
KINDS = {"annex_part": "part", "annex_section": "section"}
"""The kind of unit that a pattern opens, where the pattern is not named after it."""
OF_LINES = ("(?m)^", "(?mx)^")
STOPS = frozenset(".:)-–")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that may open a unit: its label, the label's place in the order, where line, rest and line's end lie.

    `firm`: label, stop and a capital letter, enough to cross a gap in the order; `inline`: in the middle of a line.
    """

    kind: str
    label: str
    key: Key
    start: int
    body: int
    end: int
    firm: bool = False
    inline: bool = False

    def follows(self, other: Mark) -> bool:
        """Whether the label is the very next one: 4 or 3a after 3, 3b or 4 after 3a."""
        return succeeds(self.key, other.key)


def succeeds(new: Key, old: Key) -> bool:
    """Whether one place in the order comes right after another."""
    number, letter, index = old
    return new in ((number + 1, 0, 0), (number, letter + 1, 0), (number, letter, index + 1))


def marks(kind: str, text: str, vi: Language, within: tuple[int, int], letters: str = "") -> Iterator[Mark]:
    """The lines in a stretch of the text that look like the beginning of such a unit."""
    base = kind.removesuffix(INLINE)
    for found in _found(vi.pattern(TOPIC, kind), text, *within):
        groups = found.groupdict()
        label = (groups.get("label") or groups.get("roman") or "").strip()
        key = key_of(label, base, vi, letters)
        if key:
            yield Mark(
                KINDS.get(base, base), label, key, found.start("mark"), found.start("rest"), found.end(),
                _firm(found), kind != base,
            )  # fmt: skip


def _found(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern; one of whole lines is only tried where lines begin, which is far faster than everywhere."""
    if not pattern.pattern.startswith(OF_LINES):
        yield from pattern.finditer(text, start, end)
        return
    place = start if start == 0 or text[start - 1] == "\n" else text.find("\n", start, end) + 1 or end
    while place < end:
        found = pattern.match(text, place, end)
        if found:
            yield found
        place = text.find("\n", max(place, found.end() - 1) if found else place, end) + 1 or end


def _under_title(text: str, start: int) -> bool:
    above = text[max(0, start - 200) : start].rstrip().rpartition("\n")[2]
    return len(above) > 3 and above.isupper()


def _over_title(text: str, end: int) -> bool:
    below = text[end : end + 200].lstrip().partition("\n")[0]
    return len(below) > 3 and below.isupper()


def _firm(found: re.Match[str]) -> bool:
    return found["mark"].rstrip()[-1:] in STOPS and found["rest"][:1].isupper()


def key_of(label: str, kind: str, vi: Language, letters: str) -> Key | None:
    """The place of a label in the order of its kind: number, inserted letter, index."""
    small = label.lower()
    if kind in {"closing", "annexed"}:
        return (0, 0, 0)
    if kind in {"row", "detail"}:
        first, second, third = ([int(n) for n in re.findall(r"\d+", label)] + [0, 0])[:3]
        return (first, second, third)
    if kind in {"point", "item"}:
        return _lettered(small, letters)
    if kind == "part" and small in _ordinals(vi):
        return (_ordinals(vi).index(small) + 1, 0, 0)
    if found := re.fullmatch(r"(\d+)(?:\.(\d+))?(\D?)\D?(\d*)", small):
        letter = letters.find(found[3]) + 1 if found[3] else 0
        return (int(found[1]), letter, int(found[2] or found[4] or 0))
    if found := re.fullmatch(r"([ivxlc]+)([a-z\u0111]?)(?:\.(\d+))?", small):
        return (roman(found[1]), letters.find(found[2]) + 1 if found[2] else 0, int(found[3] or 0))
    return (letters.find(small) + 1, 0, 0) if len(small) == 1 else (0, 0, 0) if not small else None


def _lettered(label: str, letters: str) -> Key | None:
    at = letters.find(label[0])
    digits = label[1:].lstrip(".")
    if len(label) > 1 and not digits.isdigit():
        return (roman(label), 0, 0)
    return (at + 1, int(digits or 0), 0) if at >= 0 else None


def _ordinals(vi: Language) -> tuple[str, ...]:
    return vi.words(TOPIC, "ordinals")


def roman(numeral: str) -> int:
    """The value of a Roman numeral in small letters."""
    values = [_VALUES.get(letter, 0) for letter in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def continues(text: str, mark: Mark, vi: Language) -> bool:
    """Whether the line goes on with a citation, or ends a sentence begun above, and so opens no unit."""
    rest = text[mark.body : min(mark.end, mark.body + 40)].lstrip()
    separated = text[mark.start : mark.body].rstrip()[-1:] in STOPS
    if not separated and vi.pattern(TOPIC, "cited").match(rest):
        return not _under_title(text, mark.start)
    if separated and rest[:1] in {",", ";"}:
        return True
    above = text[max(0, mark.start - 60) : mark.start].rstrip()
    if not rest and _over_title(text, mark.end):
        return False
    if vi.pattern(TOPIC, "calls_number").search(above):
        return True
    return bool(vi.pattern(TOPIC, "unfinished").search(above)) and not (separated and rest[:1].isupper())

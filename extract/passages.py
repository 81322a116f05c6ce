"""The own words of one unit, ready to be read: label and heading left out, one line a paragraph, cues found.

Places in a passage are those of its `text`; `raw` leads back to the document as received.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, wraps
from itertools import pairwise
from typing import NamedTuple, TypeVar, cast

from spacy.tokens import Doc

from extract.alternatives import says
from extract.deadlines import TimeLimit, deadlines
from extract.lines import Clean, Map
from extract.quantities import Threshold, thresholds
from extract.quotes import Payloads
from extract.tokens import TOPIC, Found, cues_of, with_measures
from ontology.document import Span, Unit
from ontology.pack import Language

Answer = TypeVar("Answer")
NONE = "none"
"""The label of words that only look like a cue."""
GAPS = re.compile(r"\s(?:(?<! )\s*|\s+)")
"""White space that does not stay as it is."""
FEW = 20
"""One line in so many that goes on in small letters shows that the lines of a text are broken."""
SHORT = 0.6
"""The part of the usual width below which a line was ended on purpose."""
TIME_LIMIT = "deadline"
ENDS_PARAGRAPH = '.;:!?\u201d"'
BULLETS = '-\u2013+\u2022\u201c"'


class Cue(NamedTuple):
    """A cue of the pack: which label of its group, and where. A tuple, as every word of a law may be one."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """The cues of one kind in their order, and where they begin."""

    cues: list[Cue]
    starts: list[int]
    by_start: dict[int, Cue]


@dataclass(frozen=True)
class Passage:
    """Words with their cues. `at` leads from its characters to the page."""

    text: str
    at: Map
    page: Clean
    doc: Doc
    vi: Language
    known: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    """What was found of it once already."""

    @cached_property
    def limits(self) -> tuple[TimeLimit, ...]:
        """The time limits in the words; looked for where they are asked for, as the thresholds are."""
        return deadlines(self.text, self.vi)

    @cached_property
    def bounds(self) -> tuple[Threshold, ...]:
        """The thresholds in the words."""
        return thresholds(self.text, self.vi)

    def raw(self, start: int, end: int) -> Span:
        """Where these words stand in the document as received."""
        return self.page.span(self.at.back(start), self.at.back(end - 1) + 1) if start < end else self.page.span(0, 0)

    def words(self, start: int, end: int) -> str:
        """These words as the law spells them, on one line."""
        return " ".join(self.page.text[self.at.back(start) : self.at.back(end - 1) + 1].split()) if start < end else ""

    def cues(self, group: str, start: int, end: int) -> Iterator[Cue]:
        """The cues of a group that lie between two places, in order."""
        known = self._times if group == TIME_LIMIT else self._group_of(group)
        for i in range(bisect_left(known.starts, start), len(known.starts)):
            cue = known.cues[i]
            if cue.start >= end:
                return
            if cue.end <= end:
                yield cue

    def at_start(self, group: str, place: int) -> Cue | None:
        """The cue of a group that begins at a place."""
        return self._group_of(group).by_start.get(place)

    def says(self, key: str) -> bool:
        """Whether a pattern of the pack is found anywhere in the words: looked for once, before its places are."""
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = says(self.vi, TOPIC, key, self.text)
        return bool(known)

    def trim(self, start: int, end: int, edges: str = " ,;:.\n") -> tuple[int, int]:
        """The range without spaces and punctuation around it."""
        while start < end and self.text[start] in edges:
            start += 1
        while end > start and self.text[end - 1] in edges:
            end -= 1
        return start, end

    @cached_property
    def _times(self) -> Group:
        """The time limits as a group of cues."""
        spans = with_measures(self.doc, self.limits, ()).spans[TIME_LIMIT]
        return self._group(TIME_LIMIT, [(span.label_, span.start_char, span.end_char) for span in spans])

    def _group_of(self, name: str) -> Group:
        """The cues of a group of the pipeline."""
        known = self._groups.get(name)
        if known is None:
            known = self._groups[name] = self._group(name, cues_of(self.doc)[name])
        return known

    @cached_property
    def _groups(self) -> dict[str, Group]:
        """The groups that were asked for."""
        return {}

    def _group(self, name: str, found: Iterable[Found]) -> Group:
        cues = [Cue(label, start, end) for label, start, end in found if label != NONE]
        kept = [cue for cue in cues if not self._in_name(cue)] if name == "verb" else cues
        starts = [cue.start for cue in kept]
        return Group(kept, starts, dict(zip(starts, kept, strict=True)))

    def _in_name(self, cue: Cue) -> bool:
        """Whether a verb with a capital stands in the middle of a clause: then it is part of an office's name."""
        return self.text[cue.start].isupper() and self.text[max(0, cue.start - 2) : cue.start - 1].isalpha()


def once(look: Callable[[Passage, int, int], Answer]) -> Callable[[Passage, int, int], Answer]:
    """The same question about a stretch of a passage, which several rules ask: answered once."""

    @wraps(look)
    def kept(p: Passage, start: int, end: int) -> Answer:
        key = look, start, end
        if key not in p.known:
            p.known[key] = look(p, start, end)
        return cast("Answer", p.known[key])

    return kept


def line_width(text: str) -> int:
    """How long the lines of a text are that break in the middle of a sentence; 0 where lines are whole paragraphs."""
    lines = text.splitlines()
    broken = sorted(len(a) for a, b in pairwise(lines) if a.rstrip()[-1:].isalpha() and b[:1].islower())
    return broken[len(broken) // 2] if len(broken) * FEW > len(lines) else 0


def own_words(unit: Unit, page: Clean, quoted: Payloads, vi: Language, width: int = 0) -> tuple[str, Map]:
    """The unit's own text without label, heading and quoted payloads, and the place of each letter in the page."""
    start, end = after_label(unit, page), page.at(unit.lead.end)
    made = _Made()
    for first, last in _outside(start, end, quoted):
        _append(page.text, first, last, made, width)
    return _one_spelling("".join(made.letters), vi), Map(tuple(made.here), tuple(made.there))


@dataclass(slots=True)
class _Made:
    """A text put together of stretches of a page, and where a stretch begins here and there."""

    letters: list[str] = field(default_factory=list)
    here: list[int] = field(default_factory=lambda: [0])
    there: list[int] = field(default_factory=lambda: [0])
    length: int = 0

    def add(self, words: str, place: int) -> None:
        """These words, which stand at a place of the page."""
        if words:
            if place - self.there[-1] != self.length - self.here[-1]:
                self.here.append(self.length)
                self.there.append(place)
            self.letters.append(words)
            self.length += len(words)


def after_label(unit: Unit, page: Clean) -> int:
    """Where the own words of a unit begin, in the page."""
    if unit.heading and unit.heading.end > unit.heading.start:
        return page.at(unit.heading.end)
    start, end = page.at(unit.lead.start), page.at(unit.lead.end)
    label = re.compile(
        rf"\W{{0,8}}(?:[^\W\d]{{1,20}}\s{{1,9}})?{re.escape(unit.label)}\s{{0,9}}[.)/:-]{{0,9}}\s{{0,9}}", re.IGNORECASE
    )
    found = label.match(page.text, start, end) if unit.label else None
    return found.end() if found else start


def _outside(start: int, end: int, quoted: Payloads) -> Iterator[tuple[int, int]]:
    for i in range(bisect_right(quoted.ends, start), bisect_left(quoted.starts, end)):
        yield start, max(start, quoted.starts[i])
        start = min(quoted.ends[i], end)
    yield start, end


def _append(text: str, start: int, end: int, made: _Made, width: int) -> None:
    if not made.letters:
        start = min(end, start + len(text[start:end]) - len(text[start:end].lstrip()))
    place = start
    for gap in GAPS.finditer(text, start, end):
        made.add(text[place : gap.start()], place)
        if made.letters:
            made.add("\n" if _breaks(text, gap, made.letters[-1][-1], end, width) else " ", gap.start())
        place = gap.end()
    made.add(text[place:end], place)


def _breaks(text: str, gap: re.Match[str], before: str, end: int, width: int) -> bool:
    """Whether a line break ends a paragraph, rather than wrapping a line."""
    if "\n" not in gap[0] or gap.end() >= end:
        return False
    after = text[gap.end()]
    if before in ENDS_PARAGRAPH or (after in BULLETS and text[gap.end() + 1 : gap.end() + 2] in (" ", "", "\t")):
        return True
    return after.isupper() and before.isalpha() and _short(text, gap.start(), width)


def _short(text: str, end: int, width: int) -> bool:
    """Whether the line that ends here ends before it is full: then something new begins after it."""
    begins = text.rfind("\n", max(0, end - width), end) + 1
    return not width or bool(begins and end - begins < width * SHORT)


def _one_spelling(text: str, vi: Language) -> str:
    for old, new in vi.cues[TOPIC]["tones"].items():
        if old in text:
            text = re.sub(old + r"(?!\w)", new, text)
    return text

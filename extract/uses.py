"""Where defined terms are used: one walk over the words of the text with a trie of the terms, the longest term first.

A term counts with a small or a capital first letter; a short name that has a capital only with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice

from extract.glossary import Named, Range
from extract.pages import Page
from extract.tree import CLOSING
from ontology.definition import Use
from ontology.document import Span
from ontology.pack import Language

OPENING, CLOSINGS = "([{“”„\"‘'«–-", ")]}“”\"’'»,.;:?!…"
NONE, OWN = -1, -2
MAX_USES = 100_000
"""Ten times what the longest law uses its terms; a text with more is no law, and must not fill the memory."""


@dataclass(slots=True)
class Node:
    """A step of the trie: the words that may follow, and the definitions whose term ends here."""

    below: dict[str, Node] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)


def uses(page: Page, named: Sequence[Named], scopes: Sequence[Range], vi: Language) -> tuple[tuple[Use, ...], ...]:
    """The uses of each definition, in the order of the text; `scopes` are where they hold, on the page."""
    found: list[list[Range]] = [[] for _ in named]
    for start, end, which in islice(_walk(page, named, scopes, vi), MAX_USES):
        found[which].append((start, end))
    return tuple(tuple(_by_unit(page, places)) for places in found)


def _by_unit(page: Page, places: Sequence[Range]) -> Iterator[Use]:
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for start, end in places:
        spans[page.path(start).unit.eid].append(page.clean.span(start, end))
    yield from (Use(eid, tuple(own)) for eid, own in spans.items())


def _walk(page: Page, named: Sequence[Named], scopes: Sequence[Range], vi: Language) -> Iterator[tuple[int, int, int]]:
    tones = vi.cues["norms"]["tones"]
    tree = _trie(named, tones).below
    words, starts = _words(one_spelling(page.flat[: _closing(page)], tones) if named else "")
    after = 0
    first = {word: found for word in set(words) if (found := _opened(word, tree))}
    for i in [i for i, word in enumerate(words) if word in first]:
        if i < after:
            continue
        node, opens = first[words[i]]
        start = starts[i] + opens
        best = NONE, 0, 0
        for ends, j in _ending(node, tree, words, i, opens):
            end = starts[j] + len(words[j].rstrip(CLOSINGS))
            which = _holding(named, scopes, ends, start, end)
            best = best if which == NONE else (which, end, j)
        if best[0] >= 0 and start not in page.quoted:
            yield start, best[1], best[0]
        after = i + 1 if best[0] == NONE else best[2] + 1


def _opened(word: str, tree: Mapping[str, Node]) -> tuple[Node, int] | None:
    """Where a term may begin with this word, and how much punctuation stands before it."""
    node, opens = tree.get(word), 0
    if node is None and word[0] in OPENING:
        opens = len(word) - len(word.lstrip(OPENING))
        node = tree.get(word[opens:]) or tree.get(word[opens:].rstrip(CLOSINGS))
    elif node is None and word[-1] in CLOSINGS:
        node = tree.get(word.rstrip(CLOSINGS))
    return (node, opens) if node else None


def _ending(
    node: Node, tree: Mapping[str, Node], words: Sequence[str], i: int, opens: int
) -> Iterator[tuple[Sequence[int], int]]:
    """The definitions whose term begins with a word, the shortest first, and the word with which it ends."""
    if node.ends:
        yield node.ends, i
    at: Node | None = tree.get(words[i][opens:])
    while at is not None and i + 1 < len(words):
        i += 1
        closed = at.below.get(words[i].rstrip(CLOSINGS))
        if closed is not None and closed.ends:
            yield closed.ends, i
        at = at.below.get(words[i])


def _words(text: str) -> tuple[list[str], list[int]]:
    """The words of a text with the punctuation at them, and where they begin."""
    pieces = text.split(" ")
    starts = accumulate((len(piece) + 1 for piece in pieces), initial=0)
    found = [(piece, start) for piece, start in zip(pieces, starts, strict=False) if piece]
    return [piece for piece, _ in found], [start for _, start in found]


def _closing(page: Page) -> int:
    """Where the signatures begin, if nothing comes after them."""
    last = page.tree[-1][-1] if page.tree else None
    return page.clean.at(last.lead.start) if last and last.kind == CLOSING else len(page.flat)


def _trie(named: Sequence[Named], tones: Mapping[str, str]) -> Node:
    root = Node()
    for which, one in enumerate(named):
        words = one_spelling(one.term, tones).split()
        if not words:
            continue
        for first in _first(words[0], one):
            node = root.below.setdefault(first, Node())
            for word in words[1:]:
                node = node.below.setdefault(word, Node())
            node.ends.append(which)
    return root


def _first(word: str, one: Named) -> set[str]:
    """The spellings of a first word. All capitals stay; so does the capital of a name that a sentence did not give."""
    if (one.short and word[0].isupper()) or (len(word) > 1 and word.isupper()):
        return {word}
    return {word, word[0].lower() + word[1:], word[0].upper() + word[1:]}


def _holding(named: Sequence[Named], scopes: Sequence[Range], ends: Sequence[int], start: int, end: int) -> int:
    """The definition that holds at a place: of the narrowest scope, and of those the nearest before it.

    OWN where the words stand in the term's own definition, NONE where no definition holds.
    """
    best, rank = NONE, (0, 0, 0)
    for which in ends:
        one, (low, high) = named[which], scopes[which]
        whole = one.whole
        if whole[0] <= start and end <= whole[1]:
            best = OWN if best == NONE else best
            continue
        if not (low <= start < high) or (one.short and start < one.at[1]):
            continue
        before = one.at[0] <= start
        own = (high - low, 0 if before else 1, -one.at[0] if before else one.at[0])
        if best < 0 or own < rank:
            best, rank = which, own
    return best


def one_spelling(text: str, tones: Mapping[str, str]) -> str:
    """The text with tone marks where most put them; letter for letter."""
    for old, new in tones.items():
        if old in text:
            text = re.sub(old + r"(?!\w)", new, text)
    return text

"""Many patterns of a pack searched in one pass; the order of the pack decides where two would match at one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ontology.document import Span
from ontology.pack import Language


@dataclass(frozen=True, slots=True)
class Hit:
    """Which entry of the pack matched, where, and its named parts."""

    name: str
    span: Span
    parts: Mapping[str, str]


def hits(text: str, vi: Language, topic: str, key: str) -> Iterator[Hit]:
    """The matches of the patterns that the entry `key` of the topic lists, in reading order; none overlaps another."""
    pattern, names = _joined(Key(vi), topic, key)
    for found in pattern.finditer(text.replace("\n", " ")):
        branch = str(found.lastgroup)
        suffix = f"_{branch}"
        parts = {
            group.removesuffix(suffix): words
            for group, words in found.groupdict().items()
            if group.endswith(suffix) and words is not None
        }
        yield Hit(names[branch], Span(*found.span()), parts)


@dataclass(frozen=True, eq=False, slots=True)
class Key:
    """A language as a key of a cache: the same tables have the same patterns."""

    vi: Language

    def __hash__(self) -> int:
        return id(self.vi.cues)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and other.vi.cues is self.vi.cues


@cache
def _joined(key: Key, topic: str, listed: str) -> tuple[re.Pattern[str], dict[str, str]]:
    names, branches = {}, []
    for i, name in enumerate(key.vi.words(topic, listed)):
        body = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_k{i}>", key.vi.pattern(topic, name).pattern)
        branches.append(f"(?P<k{i}>{body})")
        names[f"k{i}"] = name
    return re.compile(r"(?<!\w)(?:" + "|".join(branches) + ")", re.IGNORECASE), names
